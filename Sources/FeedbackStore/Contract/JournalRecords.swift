package import CivilTime

#if canImport(FoundationEssentials)
package import FoundationEssentials
#else
package import Foundation
#endif

/// One group commit as the journal holds it.
package struct JournalBatchRecord: Sendable {
    /// The position of its first entry; the first ever has 1.
    package let firstPosition: UInt64
    /// How many positions it takes.
    package let count: UInt64
    /// When it was recorded.
    package let recordedAt: Timestamp
    /// A serialized `JournalBatch`.
    package let body: Data
    /// The hash of the batch before; 32 zero bytes for the first.
    package let previousHash: [UInt8]
    /// The hash of this batch, 32 bytes.
    package let hash: [UInt8]

    /// The positions it takes.
    package var positions: Range<UInt64> { self.firstPosition..<(self.firstPosition + self.count) }
}

/// One accepted submission, for audits.
package struct SubmissionRecord: Sendable, Hashable {
    /// The journal position of the submission, or of the decision that released it.
    package let position: UInt64
    /// The kiosk that sent it.
    package let kiosk: String
    /// The kiosk's epoch that numbers it; 0 for one released from quarantine.
    package let epoch: UInt64
    /// Its number in the epoch; 0 for one released from quarantine.
    package let sequence: UInt64
    /// The identifier's 16 bytes, or whatever stands there.
    package let identifier: Data
}

/// How many there are of everything.
package struct StoreCounts: Sendable, Hashable {
    /// The newest journal position; 0 while the journal is empty.
    package var newestPosition: UInt64 = 0
    /// Accepted submissions, those released from quarantine included.
    package var submissions: UInt64 = 0
    /// Cases.
    package var cases: UInt64 = 0
    /// Units that are responsible for at least one case.
    package var unitsWithCases: UInt64 = 0
    /// Submissions held in quarantine.
    package var quarantined: UInt64 = 0
    /// Events told on the feed.
    package var feedEvents: UInt64 = 0

    /// Makes counts of an empty store.
    package init() {}
}
