package import CivilTime
package import Delivery
import GRDB

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// What kiosks told of their days, with both signatures, and what was last heard of them.
///
/// It does not follow from the journal and belongs to the backup. One thread writes; others read at the same time.
package final class SignedTallyFile: Sendable {
    let pool: DatabasePool

    /// The most days kept of one kiosk; those told longest ago go first.
    private let mostDays: Int
    /// The most epochs of one kiosk whose sightings are kept.
    static let mostEpochs = 64

    /// Opens the file, making it when there is none.
    ///
    /// - Parameters:
    ///   - path: The database file; only one aggregator may have it.
    ///   - mostDays: The most days kept of one kiosk; eleven years when left out.
    /// - Throws: ``StoreError`` with `damaged`, `not-a-store` or `newer-version`.
    package init(path: String, mostDays: Int = 4000) throws(StoreError) {
        self.mostDays = mostDays
        let pool = try SignedTallySchema.kind.openWriting(path, isDurable: true)
        try storing { try pool.read { try SQLiteConnections.checkIntegrity($0) } }
        self.pool = pool
    }

    /// Closes the file.
    package func close() throws(StoreError) {
        try storing { try self.pool.close() }
    }

    /// Keeps what was told of a day in place of what was told before; when this returns it is on the disk.
    ///
    /// - Parameter day: The day with both signatures.
    /// - Throws: ``StoreError``; nothing was kept then.
    package func keep(_ day: SignedKioskDay) throws(StoreError) {
        try storing {
            try self.pool.write { database in
                try Self.noteKey(of: day, in: database)
                let key: [(any DatabaseValueConvertible)?] = [
                    day.name, day.key.epoch.stored, Int64(day.key.day.daysSinceEpoch),
                ]
                // A disk that was set back tells less than it once signed for, which stays known.
                let highest = try Int64.fetchOne(
                    database,
                    sql: "SELECT highest_last FROM signed_day WHERE kiosk = ? AND epoch = ? AND day = ?",
                    arguments: StatementArguments(key)
                )
                let told = max(day.highestSigned, day.kiosk.count.lastSequence).stored
                let rest: [(any DatabaseValueConvertible)?] = [day.toldAt.microseconds, max(highest ?? 0, told)]
                try database.run(
                    """
                    INSERT OR REPLACE INTO signed_day (
                        kiosk, epoch, day,
                        kiosk_count, kiosk_first, kiosk_last, kiosk_digest, kiosk_key, kiosk_signature, kiosk_over,
                        province_count, province_first, province_last, province_digest, province_key,
                        province_signature, province_over, told_at, highest_last
                    ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    StatementArguments(
                        key + day.kiosk.columns + day.province.columns + rest
                    )
                )
                let count = try Int.fetchOne(
                    database,
                    sql: "SELECT count(*) FROM signed_day WHERE kiosk = ?",
                    arguments: [day.name]
                )
                guard let count, count > self.mostDays else { return }
                try database.run(
                    """
                    DELETE FROM signed_day WHERE (kiosk, epoch, day) IN (
                        SELECT kiosk, epoch, day FROM signed_day WHERE kiosk = ? ORDER BY told_at LIMIT ?
                    )
                    """,
                    [day.name, count - self.mostDays]
                )
            }
        }
    }

    private static func noteKey(of day: SignedKioskDay, in database: Database) throws {
        let row = try Row.fetchOne(
            database,
            sql: "SELECT newest_key FROM signing_key WHERE kiosk = ?",
            arguments: [day.name]
        )
        guard let row else {
            return try database.run(
                "INSERT INTO signing_key VALUES (?, ?, ?, ?, 0, 0)",
                [day.name, Data(day.kiosk.publicKey), day.toldAt.microseconds, Data(day.kiosk.publicKey)]
            )
        }
        guard try row.bytes("newest_key") != day.kiosk.publicKey else { return }
        try database.run(
            "UPDATE signing_key SET newest_key = ?, changes = changes + 1, changed_at = ? WHERE kiosk = ?",
            [Data(day.kiosk.publicKey), day.toldAt.microseconds, day.name]
        )
    }

    /// What was told of one day, if anything.
    package func day(ofKiosk kiosk: String, _ key: KioskDayKey) throws(StoreError) -> SignedKioskDay? {
        try storing {
            try self.pool.read { database in
                let row = try Row.fetchOne(
                    database,
                    sql: "SELECT * FROM signed_day WHERE kiosk = ? AND epoch = ? AND day = ?",
                    arguments: [kiosk, key.epoch.stored, Int64(key.day.daysSinceEpoch)]
                )
                return try row.map { try SignedKioskDay($0) }
            }
        }
    }

    /// What was told of some days, by kiosk, day and epoch.
    package func days(_ days: ClosedRange<Day>) throws(StoreError) -> [SignedKioskDay] {
        try storing {
            try self.pool.read { database in
                try Row.fetchAll(
                    database,
                    sql: "SELECT * FROM signed_day WHERE day BETWEEN ? AND ? ORDER BY kiosk, day, epoch",
                    arguments: [Int64(days.lowerBound.daysSinceEpoch), Int64(days.upperBound.daysSinceEpoch)]
                ).map { try SignedKioskDay($0) }
            }
        }
    }

    /// The first day of each kiosk that it told and that is kept.
    package func firstDays() throws(StoreError) -> [String: Day] {
        try storing {
            try self.pool.read { try Day.first(of: "signed_day", in: $0) }
        }
    }

    /// The key that each kiosk signed a day with last.
    package func signingKeys() throws(StoreError) -> [String: [UInt8]] {
        try storing {
            try self.pool.read { database in
                var found: [String: [UInt8]] = [:]
                for row in try Row.fetchAll(database, sql: "SELECT kiosk, newest_key FROM signing_key") {
                    found[try row.text("kiosk")] = try row.bytes("newest_key")
                }
                return found
            }
        }
    }

    /// The kiosks whose signing keys have changed, how often and when last.
    package func changedKeys() throws(StoreError) -> [String: SigningKeyChanges] {
        try storing {
            try self.pool.read { database in
                var found: [String: SigningKeyChanges] = [:]
                for row in try Row.fetchAll(database, sql: "SELECT * FROM signing_key WHERE changes > 0") {
                    found[try row.text("kiosk")] = SigningKeyChanges(
                        count: UInt32(clamping: try row.decode(Int64.self, forColumn: "changes")),
                        lastAt: Timestamp(microseconds: try row.decode(forColumn: "changed_at"))
                    )
                }
                return found
            }
        }
    }
}

/// What a kiosk told of a day, and what the province answered.
package struct SignedKioskDay: Sendable, Hashable {
    /// The name of the kiosk's key.
    package let name: String
    /// Which day.
    package let key: KioskDayKey
    /// What the kiosk counts.
    package let kiosk: SignedDayCount
    /// What the province counted when it was told.
    package let province: SignedDayCount
    /// When that was.
    package let toldAt: Timestamp
    /// The highest sequence that the kiosk ever signed for on that day; more than it counts now after its disk was set back,
    /// or when it has given up the epoch.
    package let highestSigned: UInt64

    /// Gathers what was told.
    package init(
        name: String,
        key: KioskDayKey,
        kiosk: SignedDayCount,
        province: SignedDayCount,
        toldAt: Timestamp,
        highestSigned: UInt64? = nil
    ) {
        self.name = name
        self.key = key
        self.kiosk = kiosk
        self.province = province
        self.toldAt = toldAt
        self.highestSigned = max(highestSigned ?? 0, kiosk.count.lastSequence)
    }

    fileprivate init(_ row: Row) throws {
        self.init(
            name: try row.text("kiosk"),
            key: try KioskDayKey(row),
            kiosk: try SignedDayCount(row, "kiosk_"),
            province: try SignedDayCount(row, "province_"),
            toldAt: Timestamp(microseconds: try row.decode(forColumn: "told_at")),
            highestSigned: try row.number("highest_last")
        )
    }
}

/// How often a kiosk's signing key has changed, and when last.
package struct SigningKeyChanges: Sendable, Hashable {
    /// How often.
    package let count: UInt32
    /// When last.
    package let lastAt: Timestamp
}
