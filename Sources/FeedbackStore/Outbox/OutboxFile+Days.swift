package import CivilTime
package import Delivery
import GRDB

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The days that an outbox counts.
extension OutboxFile {
    /// Of how many days it says that nothing was given, when it was switched off that long.
    private static let mostEmptyDays = 31

    /// Makes sure that the days up to one are there, also those on which nothing was given: a zero is told as well.
    ///
    /// - Parameter today: The newest day, by the kiosk's clock.
    /// - Throws: ``StoreError`` when the disk fails.
    package func openDays(through today: Day) throws(StoreError) {
        try storing {
            try self.queue.writeWithoutTransaction { database in
                guard let epoch = try OutboxState(in: database)?.epoch else { return }
                let missing = try Self.missingDays(through: today, epoch: epoch, in: database)
                guard !missing.isEmpty else { return }
                try database.inTransaction(.immediate) {
                    for day in missing {
                        try OutboxTallies.store(OutboxDay(key: KioskDayKey(epoch: epoch, day: day)), in: database)
                    }
                    return .commit
                }
            }
        }
    }

    private static func missingDays(through today: Day, epoch: UInt64, in database: Database) throws -> [Day] {
        let earliest = today.advanced(byDays: 1 - Self.mostEmptyDays)
        let known = try Int64.fetchAll(
            database,
            sql: "SELECT day FROM day_tally WHERE epoch = ? AND day <= ? ORDER BY day",
            arguments: [epoch.stored, Int64(today.daysSinceEpoch)]
        ).map { Day(daysSinceEpoch: Int32(clamping: $0)) }
        guard let first = known.first else { return [today] }
        let start = max(first, earliest)
        let kept = Set(known)
        return (0...today.days(since: start)).map { start.advanced(byDays: $0) }.filter { !kept.contains($0) }
    }

    /// The days from one on, and before it those that the province has not signed alike when they were over; oldest first.
    ///
    /// - Parameters:
    ///   - day: The first day that is wanted however it is.
    ///   - limit: The most days; the newest are given.
    /// - Returns: What the kiosk counts of each.
    /// - Throws: ``StoreError`` when the file cannot be read.
    package func days(from day: Day, limit: Int) throws(StoreError) -> [OutboxDay] {
        try self.reading { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM day_tally WHERE day >= ? OR province_count IS NOT given_count
                        OR province_digest IS NOT given_digest OR province_first IS NOT given_first
                        OR province_last IS NOT given_last OR province_over IS NOT 1
                    ORDER BY day DESC, epoch LIMIT ?
                    """,
                arguments: [Int64(day.daysSinceEpoch), max(0, limit)]
            ).map { try OutboxDay($0) }.reversed()
        }
    }

    /// Keeps what the province signed of a day, and with which key.
    ///
    /// - Parameters:
    ///   - signed: What it counts, signed.
    ///   - key: Which day; one that is not counted here is left alone.
    ///   - time: Now, by the kiosk's clock.
    /// - Returns: Whether it signed with another key than before.
    /// - Throws: ``StoreError`` when the disk fails.
    package func keep(_ signed: SignedDayCount, of key: KioskDayKey, at time: Timestamp) throws(StoreError) -> Bool {
        try storing {
            try self.queue.writeWithoutTransaction { database in
                var isOtherKey = false
                try database.inTransaction(.immediate) {
                    guard var day = try OutboxTallies.day(key, in: database), day.province != signed else {
                        return .rollback
                    }
                    day.province = signed
                    try OutboxTallies.store(day, in: database)
                    isOtherKey = try ProvinceKey.note(signed.publicKey, at: time, in: database)
                    return .commit
                }
                return isOtherKey
            }
        }
    }

    /// The key that the province signs days with; `nil` before it signed one.
    ///
    /// - Throws: ``StoreError`` when the file cannot be read.
    package func provinceKey() throws(StoreError) -> ProvinceKey? {
        try self.reading { try ProvinceKey(in: $0) }
    }
}

/// The key that the province signs days with, as a kiosk knows it: trusted when it was first seen.
package struct ProvinceKey: Sendable, Hashable {
    /// The newest, 32 bytes.
    package let newest: [UInt8]
    /// How often it has changed.
    package let changes: UInt32
    /// When last; of no meaning when it never did.
    package let changedAt: Timestamp

    fileprivate init?(in database: Database) throws {
        guard let row = try Row.fetchOne(database, sql: "SELECT * FROM province_key") else { return nil }
        self.newest = try row.bytes("newest_key")
        self.changes = UInt32(clamping: try row.decode(Int64.self, forColumn: "changes"))
        self.changedAt = Timestamp(microseconds: try row.decode(forColumn: "changed_at"))
    }

    /// Notes a key that the province signed with.
    ///
    /// - Returns: Whether it is another one than before.
    fileprivate static func note(_ key: [UInt8], at time: Timestamp, in database: Database) throws -> Bool {
        guard let known = try ProvinceKey(in: database) else {
            try database.run("INSERT INTO province_key VALUES (1, ?, 0, 0)", [Data(key)])
            return false
        }
        guard known.newest != key else { return false }
        try database.run(
            "UPDATE province_key SET newest_key = ?, changes = changes + 1, changed_at = ?",
            [Data(key), time.microseconds]
        )
        return true
    }
}
