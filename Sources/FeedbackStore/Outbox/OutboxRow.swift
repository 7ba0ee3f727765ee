package import CivilTime
package import Delivery

#if canImport(FoundationEssentials)
package import FoundationEssentials
#else
package import Foundation
#endif

/// One submission to keep in the outbox.
package struct OutboxRow: Sendable, Hashable {
    /// What the citizen gave, for showing.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// A satisfaction rating.
        case rating
        /// Feedback, a complaint or a denunciation.
        case entry
        /// Praise.
        case commendation
    }

    /// The submission's identifier.
    package var id: SubmissionID
    /// When it was captured, by the kiosk's clock.
    package var capturedAt: Timestamp
    /// What it is.
    package var kind: Kind
    /// The serialized `Submission`.
    package var bytes: Data

    /// Makes a row.
    package init(id: SubmissionID, capturedAt: Timestamp, kind: Kind, bytes: Data) {
        self.id = id
        self.capturedAt = capturedAt
        self.kind = kind
        self.bytes = bytes
    }
}

/// One submission as the outbox holds it.
package struct OutboxItem: Sendable, Hashable {
    /// Its number in the epoch.
    package let sequence: UInt64
    /// The submission.
    package let row: OutboxRow
}

/// A submission that the aggregator keeps in quarantine; kept here for showing.
package struct RejectedOutboxItem: Sendable, Hashable {
    /// The epoch that numbered it when it was rejected.
    package let epoch: UInt64
    /// Its number in that epoch.
    package let sequence: UInt64
    /// Why, as the protocol numbers the reasons.
    package let code: UInt32
    /// The submission.
    package let row: OutboxRow
}

/// What an outbox holds, without reading it through.
package struct OutboxSummary: Sendable, Hashable {
    /// The present epoch; never 0.
    package let epoch: UInt64
    /// The number the next submission gets.
    package let nextSequence: UInt64
    /// Everything through this is receipted and removed; 0 when nothing is.
    package let receiptedThrough: UInt64
    /// The submission that had that number, if there was one.
    package let receiptedID: SubmissionID?
    /// Submissions without a receipt.
    package let waitingCount: Int
    /// Their bytes.
    package let waitingBytes: Int
    /// When the oldest of them was captured.
    package let oldestCapturedAt: Timestamp?
    /// Rejected submissions kept for showing.
    package let rejectedCount: Int
    /// Their bytes.
    package let rejectedBytes: Int
}

/// How large an outbox file may be.
package struct OutboxLimits: Sendable, Hashable {
    /// The most bytes of submissions without a receipt; an append beyond fails with `outbox-full`.
    package var maximumBytes = 512 * 1024 * 1024
    /// The most rejected submissions kept for showing; the oldest go first, the aggregator holds them all.
    package var maximumRejected = 1000

    /// Makes the default limits.
    package init() {}
}
