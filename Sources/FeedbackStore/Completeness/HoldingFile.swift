package import CivilTime
package import Delivery
import GRDB

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// What the journal holds of each kiosk, day by day, in a file of its own: a function of the journal, which can be thrown
/// away and counted again.
///
/// One thread writes; others read at the same time.
package final class HoldingFile: Sendable {
    private let pool: DatabasePool

    /// Opens the file, making it when there is none.
    ///
    /// - Parameter path: The database file; only one aggregator may have it.
    /// - Throws: ``StoreError`` with `damaged`, `not-a-store` or `newer-version`: delete the file, and it is counted anew.
    package init(path: String) throws(StoreError) {
        self.pool = try HoldingSchema.kind.openWriting(path, isDurable: false)
    }

    /// Closes the file.
    package func close() throws(StoreError) {
        try storing { try self.pool.close() }
    }

    /// How far the journal was counted.
    package func mark() throws(StoreError) -> JournalMark {
        try storing { try self.pool.read { try Self.mark(in: $0) } }
    }

    private static func mark(in database: Database) throws -> JournalMark {
        let row = try Row.fetchOne(database, sql: "SELECT position, hash FROM holding_mark")
        return try row.map { try JournalMark($0) } ?? JournalMark()
    }

    /// Forgets everything, so that the journal is counted from its beginning.
    package func reset() throws(StoreError) {
        try storing {
            try self.pool.write { database in
                for table in HoldingSchema.tables { try database.execute(sql: "DELETE FROM \(table)") }
            }
        }
    }

    /// Adds what a piece of the journal brought, and notes how far it goes, in one transaction.
    ///
    /// - Parameters:
    ///   - counted: What the piece holds.
    ///   - earlier: The mark that the piece follows.
    ///   - mark: Where it ends.
    /// - Returns: Whether it was added; `false`, and nothing is changed, when the file is at another mark.
    /// - Throws: ``StoreError`` when the disk fails.
    package func add(
        _ counted: CountedHoldings,
        from earlier: JournalMark,
        through mark: JournalMark
    ) throws(StoreError) -> Bool {
        try storing {
            try self.pool.write { database in
                guard try Self.mark(in: database) == earlier else { return false }
                for (group, addition) in counted.groups { try Self.add(addition, to: group, in: database) }
                for (number, group) in counted.held {
                    var values = Self.key(of: group)
                    values.append(number.stored)
                    try database.run(
                        "INSERT INTO held_submission (kiosk, epoch, day, number) VALUES (?, ?, ?, ?)",
                        StatementArguments(values)
                    )
                }
                for number in counted.discarded { try Self.discard(number, in: database) }
                try database.run(
                    "INSERT OR REPLACE INTO holding_mark (id, position, hash) VALUES (1, ?, ?)",
                    [mark.position.stored, Data(mark.hash)]
                )
                return true
            }
        }
    }

    private static func add(
        _ addition: CountedHoldings.Addition,
        to group: CountedHoldings.Group,
        in database: Database
    ) throws {
        let key = Self.key(of: group)
        let row = try Row.fetchOne(
            database.cachedStatement(sql: "SELECT * FROM day_holding WHERE kiosk = ? AND epoch = ? AND day = ?"),
            arguments: StatementArguments(key)
        )
        var held = try row.map { try KioskHolding($0) } ?? KioskHolding(kiosk: group.kiosk, key: group.key)
        for submission in addition.submissions { held.count.add(submission.sequence, id: submission.id) }
        held.quarantined &+= addition.quarantined
        try database.run(
            "INSERT OR REPLACE INTO day_holding VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            StatementArguments(key + held.count.columns + [held.quarantined.stored, held.discarded.stored])
        )
        guard addition.quarantined > 0 else { return }
        try database.run(
            """
            INSERT INTO kiosk_holding (kiosk, quarantined) VALUES (?, ?)
            ON CONFLICT DO UPDATE SET quarantined = quarantined + excluded.quarantined
            """,
            [group.kiosk, addition.quarantined.stored]
        )
    }

    private static func key(of group: CountedHoldings.Group) -> [(any DatabaseValueConvertible)?] {
        [group.kiosk, group.key.epoch.stored, Int64(group.key.day.daysSinceEpoch)]
    }

    /// Counts what an operator has discarded where it was counted as quarantined.
    private static func discard(_ number: UInt64, in database: Database) throws {
        try database.run(
            """
            UPDATE day_holding SET discarded = discarded + 1 WHERE (kiosk, epoch, day) IN (
                SELECT kiosk, epoch, day FROM held_submission WHERE number = ?
            )
            """,
            [number.stored]
        )
        try database.run(
            """
            UPDATE kiosk_holding SET discarded = discarded + 1
            WHERE kiosk IN (SELECT kiosk FROM held_submission WHERE number = ?)
            """,
            [number.stored]
        )
    }

    /// What the journal holds of one kiosk's day, as far as it is counted; zero when it has nothing.
    package func holding(ofKiosk kiosk: String, _ key: KioskDayKey) throws(StoreError) -> KioskHolding {
        try storing {
            try self.pool.read { database in
                let row = try Row.fetchOne(
                    database,
                    sql: "SELECT * FROM day_holding WHERE kiosk = ? AND epoch = ? AND day = ?",
                    arguments: [kiosk, key.epoch.stored, Int64(key.day.daysSinceEpoch)]
                )
                return try row.map { try KioskHolding($0) } ?? KioskHolding(kiosk: kiosk, key: key)
            }
        }
    }

    /// What the journal holds of all kiosks on some days, and what they have in quarantine ever; one state of the file.
    package func holdings(on days: ClosedRange<Day>?) throws(StoreError) -> AllHoldings {
        try storing {
            try self.pool.read { database in
                var all = AllHoldings(mark: try Self.mark(in: database))
                for row in try Row.fetchAll(database, sql: "SELECT * FROM kiosk_holding") {
                    let kiosk = try row.text("kiosk")
                    all.quarantined[kiosk] = try row.number("quarantined")
                    all.discarded[kiosk] = try row.number("discarded")
                }
                guard let days else { return all }
                all.firstDays = try Day.first(of: "day_holding", in: database)
                all.days = try Row.fetchAll(
                    database,
                    sql: "SELECT * FROM day_holding WHERE day BETWEEN ? AND ? ORDER BY kiosk, day, epoch",
                    arguments: [Int64(days.lowerBound.daysSinceEpoch), Int64(days.upperBound.daysSinceEpoch)]
                ).map { try KioskHolding($0) }
                return all
            }
        }
    }
}

/// What the journal holds of one kiosk's day and epoch.
package struct KioskHolding: Sendable, Hashable {
    /// The name of the kiosk's key.
    package let kiosk: String
    /// Which day.
    package let key: KioskDayKey
    /// What there is, accepted and in quarantine alike.
    package var count = DayCount()
    /// How many of them are in quarantine.
    package var quarantined: UInt64 = 0
    /// How many of those an operator has discarded.
    package var discarded: UInt64 = 0

    init(kiosk: String, key: KioskDayKey) {
        self.kiosk = kiosk
        self.key = key
    }

    fileprivate init(_ row: Row) throws {
        self.kiosk = try row.text("kiosk")
        self.key = try KioskDayKey(row)
        self.count = try DayCount(row, "held_")
        self.quarantined = try row.number("quarantined")
        self.discarded = try row.number("discarded")
    }
}

/// What the journal holds of all kiosks.
package struct AllHoldings: Sendable {
    /// How far the journal was counted.
    package var mark: JournalMark
    /// By kiosk, day and epoch.
    package var days: [KioskHolding] = []
    /// What each kiosk has in quarantine, decided or not.
    package var quarantined: [String: UInt64] = [:]
    /// The first day of each kiosk that there is anything of; none when no days are asked for.
    package var firstDays: [String: Day] = [:]
    /// What of that was discarded; no more than ``quarantined``.
    package var discarded: [String: UInt64] = [:]

    /// Begins with nothing.
    package init(mark: JournalMark) {
        self.mark = mark
    }
}

extension Day {
    /// The first day of each kiosk in a table with the columns `kiosk` and `day`.
    ///
    /// What tells no day stands at the first of 1970, which nobody means.
    static func first(of table: String, in database: Database) throws -> [String: Day] {
        var found: [String: Day] = [:]
        let sql = "SELECT kiosk, min(day) AS day FROM \(table) WHERE day > 0 GROUP BY kiosk"
        for row in try Row.fetchAll(database, sql: sql) {
            let number = try row.decode(Int64.self, forColumn: "day")
            found[try row.text("kiosk")] = Day(daysSinceEpoch: Int32(clamping: number))
        }
        return found
    }
}

extension KioskDayKey {
    /// Reads the columns `epoch` and `day`.
    init(_ row: Row) throws {
        self.init(
            epoch: try row.number("epoch"),
            day: Day(daysSinceEpoch: Int32(clamping: try row.decode(Int64.self, forColumn: "day")))
        )
    }
}
