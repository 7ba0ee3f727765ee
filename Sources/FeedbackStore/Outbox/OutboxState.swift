import Delivery
import GRDB

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The row `outbox`: the numbering and the maintained counts.
struct OutboxState {
    var epoch: UInt64
    var nextSequence: UInt64 = 1
    var receiptedThrough: UInt64 = 0
    var receiptedID: SubmissionID?
    var waitingCount = 0
    var waitingBytes = 0
    var rejectedCount = 0
    var rejectedBytes = 0

    /// Makes the state of a fresh outbox.
    init(epoch: UInt64) {
        self.epoch = epoch
    }

    /// Reads the row, or gives `nil` when the file is fresh.
    init?(in database: Database) throws {
        guard let row = try Row.fetchOne(database, sql: "SELECT * FROM outbox") else { return nil }
        self.epoch = try row.number("epoch")
        self.nextSequence = try row.number("next_sequence")
        self.receiptedThrough = try row.number("receipted_through")
        self.receiptedID = try row.decode(Data?.self, forColumn: "receipted_id").flatMap { SubmissionID(bytes: $0) }
        self.waitingCount = try row.decode(forColumn: "waiting_count")
        self.waitingBytes = try row.decode(forColumn: "waiting_bytes")
        self.rejectedCount = try row.decode(forColumn: "rejected_count")
        self.rejectedBytes = try row.decode(forColumn: "rejected_bytes")
    }

    /// Writes the row.
    func store(in database: Database) throws {
        try database.run(
            """
            INSERT OR REPLACE INTO outbox (
                id, epoch, next_sequence, receipted_through, receipted_id, waiting_count, waiting_bytes,
                rejected_count, rejected_bytes
            ) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                self.epoch.stored, self.nextSequence.stored, self.receiptedThrough.stored,
                self.receiptedID.map { Data($0.bytes) }, self.waitingCount, self.waitingBytes, self.rejectedCount,
                self.rejectedBytes,
            ]
        )
    }
}
