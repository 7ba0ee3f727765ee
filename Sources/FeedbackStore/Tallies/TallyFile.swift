import GRDB
package import Satisfaction

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Tallies of ratings in a file of their own: a function of the journal, which can be thrown away and counted again.
///
/// Beside the store and not in it, so that counting never keeps a kiosk's receipt waiting. One thread writes; others read
/// at the same time.
package final class TallyFile: Sendable {
    private let pool: DatabasePool

    /// Opens the file, making it when there is none.
    ///
    /// - Parameter path: The database file; only one aggregator may have it.
    /// - Throws: ``StoreError`` with `damaged`, `not-a-store` or `newer-version`: delete the file, and it is counted anew.
    package init(path: String) throws(StoreError) {
        self.pool = try storing {
            let pool = try DatabasePool(path: path, configuration: SQLiteConnections.configuration(readers: 2))
            try pool.writeWithoutTransaction { database in
                // What a power cut takes is counted again from the journal: no fsync for each commit.
                try database.execute(sql: "PRAGMA synchronous = NORMAL")
                try SQLiteConnections.migrate(
                    database,
                    by: TallySchema.migrations,
                    applicationID: TallySchema.applicationID
                )
                // A look into each table; the whole of a large file would take too long.
                for table in ["rating_tally", "rating_answer", "tally_mark"] {
                    _ = try Row.fetchOne(database, sql: "SELECT * FROM \(table)")
                }
            }
            return pool
        }
    }

    /// Closes the file.
    package func close() throws(StoreError) {
        try storing { try self.pool.close() }
    }

    /// How far the journal was counted.
    package func mark() throws(StoreError) -> TallyMark {
        try storing { try self.pool.read { try Self.mark(in: $0) } }
    }

    private static func mark(in database: Database) throws -> TallyMark {
        let row = try Row.fetchOne(database, sql: "SELECT position, hash FROM tally_mark")
        return try row.map { TallyMark(position: try $0.number("position"), hash: try $0.bytes("hash")) } ?? TallyMark()
    }

    /// Forgets everything, so that the journal is counted from its beginning.
    package func reset() throws(StoreError) {
        try storing {
            try self.pool.write { database in
                for table in ["rating_tally", "rating_answer", "tally_mark"] {
                    try database.execute(sql: "DELETE FROM \(table)")
                }
            }
        }
    }

    /// Adds what a piece of the journal brought, and notes how far it goes, in one transaction.
    ///
    /// - Parameters:
    ///   - tallies: The ratings by their groups.
    ///   - earlier: The mark that the piece follows.
    ///   - mark: Where it ends.
    /// - Returns: Whether it was added; `false`, and nothing is changed, when the file is at another mark.
    /// - Throws: ``StoreError`` when the disk fails.
    package func add(
        _ tallies: [RatingGroup: RatingTally],
        from earlier: TallyMark,
        through mark: TallyMark
    ) throws(StoreError) -> Bool {
        try storing {
            try self.pool.write { database in
                guard try Self.mark(in: database) == earlier else { return false }
                for (group, tally) in tallies { try self.add(tally, to: group, in: database) }
                try database.run(
                    "INSERT OR REPLACE INTO tally_mark (id, position, hash) VALUES (1, ?, ?)",
                    [mark.position.stored, Data(mark.hash)]
                )
                return true
            }
        }
    }

    /// Adds to the counts of a group, or begins them.
    private static let addition: String = {
        let columns = TallySchema.levelColumns
        return """
            INSERT INTO rating_tally (unit_path, edition, scale, hour, counter, field, \(columns.joined(separator: ", ")))
            VALUES (?, ?, ?, ?, ?, ?, \(columns.map { _ in "?" }.joined(separator: ", ")))
            ON CONFLICT DO UPDATE SET \(columns.map { "\($0) = \($0) + excluded.\($0)" }.joined(separator: ", "))
            """
    }()

    private func add(_ tally: RatingTally, to group: RatingGroup, in database: Database) throws {
        let place: [any DatabaseValueConvertible] = [
            ScopeCounters.key(group.unitPath), group.registerEdition, group.scale, group.hour, group.counter,
            group.field,
        ]
        let counts = tally.levels.counts.map(\.stored)
        let padded = counts + Array(repeating: 0, count: max(0, TallySchema.levelColumns.count - counts.count))
        try database.run(Self.addition, StatementArguments(place + padded))
        let answers =
            tally.criteria.flatMap { [("met", $0.key, $0.value.met), ("not-met", $0.key, $0.value.notMet)] }
            + tally.reasons.map { ("reason", $0.key, $0.value) }
        for (kind, code, count) in answers where count > 0 {
            try database.run(
                """
                INSERT INTO rating_answer (unit_path, edition, scale, hour, counter, field, kind, code, count)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET count = count + excluded.count
                """,
                StatementArguments(place + [kind, code, count.stored])
            )
        }
    }

    /// What was rated in a time, office by office and scale by scale, with the mark it was counted through.
    ///
    /// - Parameter hours: The hours on the province's clocks in which citizens rated.
    /// - Returns: The offices, by path, and the mark.
    /// - Throws: ``StoreError`` when the file cannot be read.
    package func ratings(in hours: Range<Int64>) throws(StoreError) -> (offices: [OfficeRatings], mark: TallyMark) {
        try storing { try self.pool.read { (try Self.ratings(in: hours, $0), try Self.mark(in: $0)) } }
    }

    private static func ratings(in hours: Range<Int64>, _ database: Database) throws -> [OfficeRatings] {
        struct Place: Hashable {
            let path: String
            let edition: String
            let scale: String

            init(_ row: Row) throws {
                self.path = try row.text("unit_path")
                self.edition = try row.text("edition")
                self.scale = try row.text("scale")
            }
        }
        let range: StatementArguments = [hours.lowerBound, hours.upperBound]
        var criteria: [Place: [String: RatingTally.Criterion]] = [:]
        var reasons: [Place: [String: UInt64]] = [:]
        let answers = try Row.fetchAll(
            database,
            sql: """
                SELECT unit_path, edition, scale, kind, code, sum(count) AS count FROM rating_answer
                WHERE hour >= ? AND hour < ? GROUP BY 1, 2, 3, 4, 5
                """,
            arguments: range
        )
        for row in answers {
            let place = try Place(row)
            let code = try row.text("code")
            let count = try row.number("count")
            switch try row.text("kind") {
            case "met": criteria[place, default: [:]][code, default: .init()].met = count
            case "not-met": criteria[place, default: [:]][code, default: .init()].notMet = count
            default: reasons[place, default: [:]][code] = count
            }
        }
        let sums = TallySchema.levelColumns.map { "sum(\($0)) AS \($0)" }.joined(separator: ", ")
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT unit_path, edition, scale, \(sums) FROM rating_tally
                WHERE hour >= ? AND hour < ? GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
                """,
            arguments: range
        )
        return try rows.map { row in
            let place = try Place(row)
            let counts = try TallySchema.levelColumns.map { try row.number($0) }
            guard let levels = LevelTally(counts: counts) else { throw StoredValueProblem(table: "rating_tally") }
            return OfficeRatings(
                unitPath: place.path.split(separator: "/").map(String.init),
                registerEdition: place.edition,
                scale: place.scale,
                tally: RatingTally(
                    levels: levels,
                    criteria: criteria[place] ?? [:],
                    reasons: reasons[place] ?? [:]
                )
            )
        }
    }
}
