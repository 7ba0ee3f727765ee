import CivilTime
import Delivery
import GRDB

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Counting day by day what an outbox is given and what of it gets a receipt, in the transactions that change the outbox.
enum OutboxTallies {
    /// One submission as it is counted.
    private struct Counted {
        let sequence: UInt64
        let id: [UInt8]
        let day: Day
    }

    /// Which of the two counts.
    private enum Side {
        case given
        case received
    }

    /// Counts what is kept, numbered from `sequence`.
    static func give(_ rows: [OutboxRow], from sequence: UInt64, epoch: UInt64, in database: Database) throws {
        let counted = rows.enumerated().map { index, row in
            Counted(sequence: sequence + UInt64(index), id: row.id.bytes, day: row.capturedAt.localDay)
        }
        try self.add(counted, to: .given, epoch: epoch, in: database)
    }

    /// Counts what waits through a sequence as received; before it is removed.
    static func receive(through sequence: UInt64, epoch: UInt64, in database: Database) throws {
        try self.add(try self.waiting(through: sequence, in: database), to: .received, epoch: epoch, in: database)
    }

    /// Counts what waits, with its new numbers, in a new epoch: the old one gave no more than what was received of it.
    static func renumber(from replaced: UInt64, to epoch: UInt64, in database: Database) throws {
        try database.run(
            """
            UPDATE day_tally SET given_count = received_count, given_first = received_first,
                given_last = received_last, given_digest = received_digest
            WHERE epoch = ?
            """,
            [replaced.stored]
        )
        try self.add(try self.waiting(in: database), to: .given, epoch: epoch, in: database)
    }

    /// Counts what waits in a file from before days were counted.
    static func coverWaiting(in database: Database) throws {
        let isCounted = try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT * FROM day_tally)")
        guard isCounted == false, let state = try OutboxState(in: database), state.waitingCount > 0 else { return }
        try self.add(try self.waiting(in: database), to: .given, epoch: state.epoch, in: database)
    }

    private static func waiting(through sequence: UInt64? = nil, in database: Database) throws -> [Counted] {
        let last: Int64 = sequence?.stored ?? .max
        return try Row.fetchAll(
            database.cachedStatement(
                sql: "SELECT sequence, submission_id, captured_at FROM waiting WHERE sequence <= ? ORDER BY sequence"
            ),
            arguments: [last]
        ).map { row in
            let capturedAt = Timestamp(microseconds: try row.decode(forColumn: "captured_at"))
            return Counted(
                sequence: try row.number("sequence"),
                id: try row.bytes("submission_id"),
                day: capturedAt.localDay
            )
        }
    }

    private static func add(_ counted: [Counted], to side: Side, epoch: UInt64, in database: Database) throws {
        var days: [Day: OutboxDay] = [:]
        for submission in counted {
            let key = KioskDayKey(epoch: epoch, day: submission.day)
            var day = try days[submission.day] ?? self.day(key, in: database) ?? OutboxDay(key: key)
            switch side {
            case .given: day.given.add(submission.sequence, id: submission.id)
            case .received: day.received.add(submission.sequence, id: submission.id)
            }
            days[submission.day] = day
        }
        for day in days.values { try self.store(day, in: database) }
    }

    /// One day, if it was counted.
    static func day(_ key: KioskDayKey, in database: Database) throws -> OutboxDay? {
        try Row.fetchOne(
            database.cachedStatement(sql: "SELECT * FROM day_tally WHERE epoch = ? AND day = ?"),
            arguments: [key.epoch.stored, Int64(key.day.daysSinceEpoch)]
        ).map { try OutboxDay($0) }
    }

    /// Writes one day.
    static func store(_ day: OutboxDay, in database: Database) throws {
        let key: [(any DatabaseValueConvertible)?] = [day.key.epoch.stored, Int64(day.key.day.daysSinceEpoch)]
        let province = day.province?.columns ?? Array(repeating: nil, count: 7)
        try database.run(
            "INSERT OR REPLACE INTO day_tally VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            StatementArguments(key + day.given.columns + day.received.columns + province)
        )
    }
}
