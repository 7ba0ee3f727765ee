import CivilTime
import GRDB

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The journal in SQLite: one row for each group commit, never changed and never removed.
enum JournalTable {
    /// The end of the journal, on which the next batch is chained.
    struct Head {
        /// The newest position; 0 while the journal is empty.
        var position: UInt64 = 0
        var recordedAt = Timestamp(microseconds: .min)
        var hash = JournalChain.genesis
    }

    /// Appends one batch.
    static func append(_ record: JournalBatchRecord, in database: Database) throws {
        try database.run(
            """
            INSERT INTO journal_batch (first_position, count, recorded_at, previous_hash, hash, body)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                record.firstPosition.stored, record.count.stored, record.recordedAt.microseconds,
                Data(record.previousHash), Data(record.hash), record.body,
            ]
        )
    }

    /// Where the journal ends.
    static func head(in database: Database) throws -> Head {
        let newest = try Row.fetchOne(
            database,
            sql: """
                SELECT first_position, count, recorded_at, hash FROM journal_batch
                ORDER BY first_position DESC LIMIT 1
                """
        )
        guard let row = newest else { return Head() }
        return Head(
            position: try row.number("first_position") &+ (try row.number("count")) &- 1,
            recordedAt: Timestamp(microseconds: try row.decode(forColumn: "recorded_at")),
            hash: try row.bytes("hash")
        )
    }

    /// Shows the batches from the one that holds `position` on, until `visit` gives `false`.
    static func forEachBatch(
        from position: UInt64,
        in database: Database,
        _ visit: (JournalBatchRecord) throws -> Bool
    ) throws {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT * FROM journal_batch WHERE first_position >= coalesce(
                    (SELECT max(first_position) FROM journal_batch WHERE first_position <= ?1), 0
                ) ORDER BY first_position
                """,
            arguments: [position.stored]
        )
        while let row = try rows.next() {
            let record = JournalBatchRecord(
                firstPosition: try row.number("first_position"),
                count: try row.number("count"),
                recordedAt: Timestamp(microseconds: try row.decode(forColumn: "recorded_at")),
                body: try row.decode(forColumn: "body"),
                previousHash: try row.bytes("previous_hash"),
                hash: try row.bytes("hash")
            )
            let (end, overflow) = record.firstPosition.addingReportingOverflow(record.count)
            guard !overflow, record.count > 0 else { throw StoredValueProblem(table: "journal_batch") }
            // The batch before the position may end before it: then the position is in a gap or after the end.
            guard end > position else { continue }
            guard try visit(record) else { return }
        }
    }
}
