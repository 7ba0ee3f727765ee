import CivilTime
import Delivery
import FeedbackProtocol
import GRDB

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The quarantined submissions in SQLite, without their bytes.
enum QuarantineTable {
    /// Adds a submission that is held.
    static func insert(
        _ quarantined: WireSubmissionQuarantined,
        number: UInt64,
        recordedAt: Timestamp,
        in database: Database
    ) throws {
        try database.run(
            """
            INSERT INTO quarantine (number, kiosk, epoch, sequence, reason, recorded_at, size, state)
            VALUES (?, ?, ?, ?, ?, ?, ?, 'held')
            """,
            [
                number.stored, quarantined.kiosk, quarantined.epoch.stored, quarantined.sequence.stored,
                quarantined.reason.rawValue, recordedAt.microseconds, quarantined.submission.count,
            ]
        )
    }

    /// Stores what was decided.
    static func update(_ record: QuarantinedRecord, idempotencyKey: Data, in database: Database) throws {
        try database.run(
            """
            UPDATE quarantine SET state = ?, decision_position = ?, decided_by = ?, decided_at = ?,
                decision_reason = ?, idempotency_key = ?
            WHERE number = ?
            """,
            [
                record.state.rawValue, record.decision?.position.stored, record.decision?.decidedBy,
                record.decision?.decidedAt.microseconds, record.decision?.reason, idempotencyKey,
                record.number.stored,
            ]
        )
    }

    /// The submission with a number and the key of its decision, or `nil`.
    static func record(number: UInt64, in database: Database) throws -> (QuarantinedRecord, key: Data?)? {
        let statement = try database.cachedStatement(sql: "SELECT * FROM quarantine WHERE number = ?")
        guard let row = try Row.fetchOne(statement, arguments: [number.stored]) else { return nil }
        return (try self.record(row), try row.decode(Data?.self, forColumn: "idempotency_key"))
    }

    /// One page of quarantined submissions.
    static func page(_ query: QuarantineQuery, in database: Database) throws -> StorePage<QuarantinedRecord> {
        let condition = query.includesDecided ? "1" : "state = 'held'"
        let total = try UInt64.fetchOne(database, sql: "SELECT count(*) FROM quarantine WHERE \(condition)")
        let limit = min(max(1, query.limit), 1000)
        let rows = try Row.fetchAll(
            database,
            sql: "SELECT * FROM quarantine WHERE \(condition) AND number > ? ORDER BY number LIMIT ?",
            arguments: [query.after.stored, limit + 1]
        )
        let records = try rows.prefix(limit).map(self.record)
        return StorePage(
            elements: records,
            next: rows.count > limit ? records.last?.number : nil,
            total: total ?? 0
        )
    }

    /// The most recent rejections of one epoch, ascending by sequence.
    static func rejections(
        kiosk: String,
        epoch: UInt64,
        limit: Int,
        in database: Database
    ) throws -> [Rejection] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT sequence, reason FROM quarantine WHERE kiosk = ? AND epoch = ?
                ORDER BY sequence DESC LIMIT ?
                """
        )
        let rows = try Row.fetchAll(statement, arguments: [kiosk, epoch.stored, max(0, limit)])
        return try rows.reversed().map { row in
            Rejection(
                sequence: try row.number("sequence"),
                code: UInt32(truncatingIfNeeded: try row.decode(Int64.self, forColumn: "reason"))
            )
        }
    }

    private static func record(_ row: Row) throws -> QuarantinedRecord {
        guard let state = QuarantinedRecord.State(rawValue: try row.text("state")),
            let reason = WireRejectionReason(rawValue: try row.decode(Int.self, forColumn: "reason"))
        else { throw StoredValueProblem(table: "quarantine") }
        var decision: QuarantinedRecord.Decision?
        if let position = try row.decode(Int64?.self, forColumn: "decision_position") {
            decision = QuarantinedRecord.Decision(
                position: UInt64(stored: position),
                decidedBy: try row.text("decided_by"),
                decidedAt: Timestamp(microseconds: try row.decode(forColumn: "decided_at")),
                reason: try row.text("decision_reason")
            )
        }
        return QuarantinedRecord(
            number: try row.number("number"),
            kiosk: try row.text("kiosk"),
            epoch: try row.number("epoch"),
            sequence: try row.number("sequence"),
            reason: reason,
            recordedAt: Timestamp(microseconds: try row.decode(forColumn: "recorded_at")),
            size: try row.decode(forColumn: "size"),
            state: state,
            decision: decision
        )
    }
}
