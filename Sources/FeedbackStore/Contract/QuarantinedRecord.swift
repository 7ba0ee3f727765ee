package import CivilTime
package import FeedbackProtocol

#if canImport(FoundationEssentials)
package import FoundationEssentials
#else
package import Foundation
#endif

/// A submission that was kept in quarantine instead of being accepted.
package struct QuarantinedRecord: Sendable, Hashable {
    /// What was decided about it.
    package enum State: String, Sendable, Hashable, CaseIterable {
        /// Nothing yet.
        case held
        /// Accepted, possibly mended.
        case released
        /// Left out for good.
        case discarded
    }

    /// The end of the quarantine.
    package struct Decision: Sendable, Hashable {
        /// The journal position of the decision; a released submission is told at this position.
        package let position: UInt64
        /// The person who decided, as the office knows them, or else their principal's identifier.
        package let decidedBy: String
        /// When.
        package let decidedAt: Timestamp
        /// Why.
        package let reason: String
    }

    /// The journal position.
    package let number: UInt64
    /// The kiosk that sent it.
    package let kiosk: String
    /// The kiosk's epoch that numbers it.
    package let epoch: UInt64
    /// Its number in the epoch.
    package let sequence: UInt64
    /// Why it was not accepted.
    package let reason: WireRejectionReason
    /// When it was recorded.
    package let recordedAt: Timestamp
    /// The size of its bytes.
    package let size: Int
    /// What was decided about it.
    package let state: State
    /// Who decided, when and why; `nil` while held.
    package let decision: Decision?
}

/// A quarantined submission with its bytes.
package struct QuarantinedDetail: Sendable {
    /// The record.
    package let record: QuarantinedRecord
    /// The bytes as received.
    package let submission: Data
}

/// Which quarantined submissions to list, by ascending number.
package struct QuarantineQuery: Sendable, Hashable {
    /// Only those with a greater number.
    package var after: UInt64
    /// 1 to 1,000; values outside are brought inside.
    package var limit: Int
    /// Decided ones too.
    package var includesDecided: Bool

    /// Makes a query; without arguments, the first 100 that are held.
    package init(after: UInt64 = 0, limit: Int = 100, includesDecided: Bool = false) {
        self.after = after
        self.limit = limit
        self.includesDecided = includesDecided
    }
}
