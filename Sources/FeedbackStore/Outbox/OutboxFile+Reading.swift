import CivilTime
package import Delivery
import GRDB

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension OutboxFile {
    /// What the outbox holds, without reading it through.
    ///
    /// - Throws: ``StoreError`` when the file cannot be read.
    package func summary() throws(StoreError) -> OutboxSummary {
        try self.reading { database in
            guard let state = try OutboxState(in: database) else { throw StoredValueProblem(table: "outbox") }
            let oldest = try Int64.fetchOne(
                database,
                sql: "SELECT captured_at FROM waiting ORDER BY sequence LIMIT 1"
            )
            return OutboxSummary(
                epoch: state.epoch,
                nextSequence: state.nextSequence,
                receiptedThrough: state.receiptedThrough,
                receiptedID: state.receiptedID,
                waitingCount: state.waitingCount,
                waitingBytes: state.waitingBytes,
                oldestCapturedAt: oldest.map(Timestamp.init(microseconds:)),
                rejectedCount: state.rejectedCount,
                rejectedBytes: state.rejectedBytes
            )
        }
    }

    /// Everything `KioskOutbox` begins with.
    ///
    /// - Throws: ``StoreError`` when the file cannot be read or its numbering has a hole.
    package func contents() throws(StoreError) -> OutboxContents {
        try self.reading { database in
            guard let state = try OutboxState(in: database) else { throw StoredValueProblem(table: "outbox") }
            let rows = try Row.fetchCursor(
                database,
                sql: "SELECT sequence, submission_id, captured_at, length(bytes) AS size FROM waiting ORDER BY sequence"
            )
            var entries: [OutboxEntry] = []
            entries.reserveCapacity(state.waitingCount)
            var next = state.receiptedThrough + 1
            while let row = try rows.next() {
                guard let id = SubmissionID(bytes: try row.bytes("submission_id")), try row.number("sequence") == next
                else { throw StoredValueProblem(table: "waiting") }
                entries.append(
                    OutboxEntry(
                        id: id,
                        byteCount: try row.decode(forColumn: "size"),
                        recordedAt: Timestamp(microseconds: try row.decode(forColumn: "captured_at"))
                    )
                )
                next += 1
            }
            guard next == state.nextSequence else { throw StoredValueProblem(table: "waiting") }
            return OutboxContents(
                epoch: state.epoch,
                firstSequence: state.receiptedThrough + 1,
                lastRemovedID: state.receiptedID,
                entries: entries
            )
        }
    }

    /// Submissions without a receipt, from a number on.
    ///
    /// - Parameters:
    ///   - sequence: The first number wanted.
    ///   - count: The most submissions.
    ///   - bytes: The most bytes; one larger submission still comes alone.
    /// - Returns: At least one, unless there is none from the number on.
    /// - Throws: ``StoreError`` when the file cannot be read.
    package func page(from sequence: UInt64, count: Int, bytes: Int) throws(StoreError) -> [OutboxItem] {
        try self.reading { database in
            let statement = try database.cachedStatement(
                sql: "SELECT * FROM waiting WHERE sequence >= ? ORDER BY sequence LIMIT ?"
            )
            let rows = try Row.fetchCursor(statement, arguments: [sequence.stored, max(0, count)])
            var items: [OutboxItem] = []
            var size = 0
            while let row = try rows.next() {
                let item = OutboxItem(sequence: try row.number("sequence"), row: try OutboxRow(row))
                size += item.row.bytes.count
                if !items.isEmpty, size > bytes { break }
                items.append(item)
            }
            return items
        }
    }

    /// The rejected submissions kept for showing, newest first.
    ///
    /// - Parameter limit: The most of them.
    /// - Returns: What the aggregator keeps in quarantine.
    /// - Throws: ``StoreError`` when the file cannot be read.
    package func rejected(limit: Int) throws(StoreError) -> [RejectedOutboxItem] {
        try self.reading { database in
            let rows = try Row.fetchAll(
                database,
                sql: "SELECT * FROM rejected ORDER BY number DESC LIMIT ?",
                arguments: [max(0, limit)]
            )
            return try rows.map { row in
                RejectedOutboxItem(
                    epoch: try row.number("epoch"),
                    sequence: try row.number("sequence"),
                    code: UInt32(clamping: try row.decode(Int64.self, forColumn: "code")),
                    row: try OutboxRow(row)
                )
            }
        }
    }
}

extension OutboxRow {
    /// Reads the columns `waiting` and `rejected` share.
    fileprivate init(_ row: Row) throws {
        guard let id = SubmissionID(bytes: try row.bytes("submission_id")),
            let kind = Kind(rawValue: try row.text("kind"))
        else { throw StoredValueProblem(table: "waiting") }
        self.init(
            id: id,
            capturedAt: Timestamp(microseconds: try row.decode(forColumn: "captured_at")),
            kind: kind,
            bytes: try row.decode(forColumn: "bytes")
        )
    }
}
