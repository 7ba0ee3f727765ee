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
        case .caseChanged(let change): change.record.number
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
    package internal(set) var baseSequences: [UInt64] = []
}

extension CommittedRatings {
    /// Numbers the ratings.
    mutating func count(in counters: inout ScopeCounters) {
        self.baseSequences = counters.advance(.ratings, unitPath: self.unitPath, by: UInt64(self.indices.count))
    }

    /// Those with some numbers in one of their scopes.
    ///
    /// - Parameters:
    ///   - sequences: The numbers.
    ///   - depth: The scope's place in `unitPath`.
    /// - Returns: Them, numbered; `nil` when there are none.
    func limited(to sequences: ClosedRange<UInt64>, atDepth depth: Int) -> CommittedRatings? {
        let base = self.baseSequences[depth]
        guard sequences.upperBound > base else { return nil }
        let skipped = Int(clamping: max(sequences.lowerBound, base + 1) - base - 1)
        let end = min(Int(clamping: sequences.upperBound - base), self.indices.count)
        guard skipped < end else { return nil }
        return CommittedRatings(
            submissions: self.submissions,
            indices: (self.indices.lowerBound + skipped)..<(self.indices.lowerBound + end),
            firstNumber: self.firstNumber + UInt64(skipped),
            recordedAt: self.recordedAt,
            unitPath: self.unitPath,
            registerEdition: self.registerEdition,
            baseSequences: self.baseSequences.map { $0 + UInt64(skipped) }
        )
    }
}

/// One entry in one case's history.
package struct CommittedCaseChange: Sendable {
    /// What the feed tells of it.
    package let record: CaseChangeRecord
    /// The case after the change.
    package let file: CaseFile
    /// The newest entry of its history.
    package let event: CaseEvent
}
