import GRDB
package import Satisfaction

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension TallyFile {
    /// Makes sure that everything in the file was screened by some rules; otherwise all is forgotten, to be counted anew.
    ///
    /// - Parameter rules: The rules, scales and opening hours, written out.
    /// - Returns: Whether it was so; `false` when the file begins anew.
    /// - Throws: ``StoreError`` when the disk fails.
    package func begin(withRules rules: String) throws(StoreError) -> Bool {
        try storing {
            try self.pool.write { database in
                let known = try Row.fetchOne(database, sql: "SELECT rules FROM screening_rules")?.text("rules")
                guard known != rules else { return true }
                try Self.forget(in: database)
                try database.run("INSERT INTO screening_rules (id, rules) VALUES (1, ?)", [rules])
                return false
            }
        }
    }

    /// What the screens of some kiosks hold; those that have seen nothing are left out.
    package func screens(of keys: some Collection<ScreenKey>) throws(StoreError) -> [ScreenKey: MisuseScreen.State] {
        try storing {
            try self.pool.read { database in
                let statement = try database.cachedStatement(
                    sql: """
                        SELECT state FROM misuse_screen
                        WHERE unit_path = ? AND edition = ? AND scale = ? AND kiosk = ?
                        """
                )
                var states: [ScreenKey: MisuseScreen.State] = [:]
                for key in keys {
                    guard let row = try Row.fetchOne(statement, arguments: StatementArguments(key.columns)) else {
                        continue
                    }
                    guard let state = MisuseScreen.State(storedBytes: try row.bytes("state")) else {
                        throw StoredValueProblem(table: "misuse_screen")
                    }
                    states[key] = state
                }
                return states
            }
        }
    }

    /// Adds what became final, replaces what was not, and keeps what the screens hold.
    static func add(_ screened: [ScreenKey: ScreenedPresses], in database: Database) throws {
        for (key, presses) in screened {
            let place = key.columns
            try database.run(
                "INSERT OR REPLACE INTO misuse_screen (unit_path, edition, scale, kiosk, state) VALUES (?, ?, ?, ?, ?)",
                StatementArguments(place + [Data(presses.state.storedBytes)])
            )
            for table in ["rating_flag", "rating_excluded"] {
                try database.run(
                    "DELETE FROM \(table) WHERE unit_path = ? AND edition = ? AND scale = ? AND kiosk = ?",
                    StatementArguments(place)
                )
            }
            let office = Array(place.dropLast())
            for (day, flagged) in presses.settled { try self.add(flagged, of: office + [""], day, in: database) }
            for (day, flagged) in presses.waiting { try self.add(flagged, of: place, day, in: database) }
        }
    }

    private static let excludedAddition = addition(
        to: "rating_excluded",
        by: ["unit_path", "edition", "scale", "kiosk", "day"]
    )

    private static func add(
        _ flagged: FlaggedRatings,
        of place: [any DatabaseValueConvertible],
        _ day: Int64,
        in database: Database
    ) throws {
        guard !flagged.isEmpty else { return }
        let counts = [(Self.anyFlag, flagged.presses)] + flagged.flags.map { ($0.key.rawValue, $0.value) }
        for (flag, count) in counts {
            try database.run(
                """
                INSERT INTO rating_flag (unit_path, edition, scale, kiosk, day, flag, count) VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET count = count + excluded.count
                """,
                StatementArguments(place + [day, flag, count.stored])
            )
        }
        guard flagged.excluded.total > 0 else { return }
        try database.run(
            Self.excludedAddition,
            StatementArguments(place + [day] + flagged.excluded.counts.map(\.stored))
        )
    }

    /// What stands for any flag in the column of flags.
    private static let anyFlag = "any"

    /// What was flagged in some days (since 1970-01-01 on the province's clocks), office by office.
    static func flagged(in days: Range<Int64>, _ database: Database) throws -> [OfficePlace: FlaggedRatings] {
        let range: StatementArguments = [days.lowerBound, days.upperBound]
        var found: [OfficePlace: (presses: UInt64, flags: [MisuseFlag: UInt64])] = [:]
        for row in try Row.fetchAll(
            database,
            sql: """
                SELECT unit_path, edition, scale, flag, sum(count) AS count FROM rating_flag
                WHERE day >= ? AND day < ? GROUP BY 1, 2, 3, 4
                """,
            arguments: range
        ) {
            let place = try OfficePlace(row)
            let name = try row.text("flag")
            if name == Self.anyFlag {
                found[place, default: (0, [:])].presses = try row.number("count")
            } else if let flag = MisuseFlag(rawValue: name) {
                found[place, default: (0, [:])].flags[flag] = try row.number("count")
            }
        }
        let sums = TallySchema.levelColumns.map { "sum(\($0)) AS \($0)" }.joined(separator: ", ")
        var excluded: [OfficePlace: LevelTally] = [:]
        for row in try Row.fetchAll(
            database,
            sql: """
                SELECT unit_path, edition, scale, \(sums) FROM rating_excluded
                WHERE day >= ? AND day < ? GROUP BY 1, 2, 3
                """,
            arguments: range
        ) {
            let counts = try TallySchema.levelColumns.map { try row.number($0) }
            excluded[try OfficePlace(row)] = LevelTally(counts: counts)
        }
        let none = LevelTally(levelCount: LevelTally.maximumLevelCount)
        return Dictionary(
            uniqueKeysWithValues: found.map { place, counts in
                (
                    place,
                    FlaggedRatings(presses: counts.presses, flags: counts.flags, excluded: excluded[place] ?? none)
                )
            }
        )
    }
}

extension ScreenKey {
    /// What stands in the columns `unit_path`, `edition`, `scale` and `kiosk`.
    fileprivate var columns: [any DatabaseValueConvertible] {
        [ScopeCounters.key(self.unitPath), self.registerEdition, self.scale, self.kiosk]
    }
}
