package import CaseLifecycle
package import CivilTime

#if canImport(FoundationEssentials)
package import FoundationEssentials
#else
package import Foundation
#endif

/// Something durable that the feed tells.
package enum CommittedEvent: Sendable {
    /// Ratings of one office, one after the other.
    case ratings(CommittedRatings)

    /// A case was opened or changed.
    case caseChanged(CommittedCaseChange)

    /// The journal position of the first event in it.
    package var firstNumber: UInt64 {
        switch self {
        case .ratings(let ratings): ratings.firstNumber
        case .caseChanged(let change): change.number
        }
    }
}

/// Consecutive ratings of one run; their events are built from the bytes when they are sent.
package struct CommittedRatings: Sendable {
    /// The run's submissions, serialized; only those at `indices` are these ratings.
    package let submissions: [Data]
    /// Where in `submissions` the ratings are.
    package let indices: Range<Int>
    /// The journal position of the first rating; the others follow without a gap.
    package let firstNumber: UInt64
    /// When the aggregator recorded them.
    package let recordedAt: Timestamp
    /// The codes from the root to the office.
    package let unitPath: [String]
    /// The register edition the codes belong to.
    package let registerEdition: String
    /// For each unit of `unitPath`, how many ratings there were before the first of these; rating *i* of these has
    /// the scope sequences `baseSequences + i + 1`.
    package let baseSequences: [UInt64]
}

/// One entry in one case's history, as the feed needs it.
package struct CommittedCaseChange: Sendable {
    /// The journal position of the entry; for a new case its submission's, which is the case's number.
    package let number: UInt64
    /// When the aggregator recorded it.
    package let recordedAt: Timestamp
    /// The case after the change.
    package let file: CaseFile
    /// The newest entry of its history.
    package let event: CaseEvent
    /// For each unit of the case's path, the number of case events so far, this one included.
    package let scopeSequences: [UInt64]
}
