import FeedbackProtocol
import Satisfaction

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Counts the ratings in batches of the journal; a pure function of them and of the lists of codes.
package struct TallyBuilder: Sendable {
    private let vocabulary: RatingVocabulary

    /// Counts by the codes of a vocabulary.
    package init(vocabulary: RatingVocabulary) {
        self.vocabulary = vocabulary
    }

    /// What some batches brought.
    ///
    /// - Throws: ``StoreError`` when a batch is none of this version's journal.
    package func tallies(
        in batches: some Sequence<JournalBatchRecord>
    ) throws(StoreError) -> CountedRatings {
        var counted = CountedRatings()
        for batch in batches {
            for ratings in try batch.ratings() {
                counted.numbers[ratings.unitPath, default: 0] += UInt64(ratings.indices.count)
                for bytes in ratings.submissions[ratings.indices] {
                    self.count(bytes, at: ratings.unitPath, ofEdition: ratings.registerEdition, in: &counted.groups)
                }
            }
        }
        return counted
    }

    private func count(
        _ bytes: Data,
        at path: [String],
        ofEdition edition: String,
        in tallies: inout [RatingGroup: RatingTally]
    ) {
        guard let submission = try? WireSubmission(decoding: bytes), let known = RatingFacts(submission) else { return }
        let facts = self.vocabulary.restrict(known)
        let group = RatingGroup(
            unitPath: path,
            registerEdition: edition,
            counter: facts.counter.rawValue,
            field: facts.field.rawValue,
            scale: facts.scale.rawValue,
            hour: RatingGroup.hour(of: facts.capturedAt)
        )
        tallies[group, default: RatingTally()].add(
            level: Int(facts.level),
            criteria: facts.criteria.map { (code: $0.code.rawValue, isMet: $0.isMet) },
            reasons: facts.reasons.map(\.rawValue)
        )
    }
}
