import CivilTime
import FeedbackProtocol
import FeedbackStore
import FoundationEssentials
import Satisfaction

/// Counts the ratings in batches of the journal; a pure function of them and of the lists of codes.
struct TallyBuilder: Sendable {
    let vocabulary: FeedVocabulary

    /// What some batches brought.
    ///
    /// - Throws: ``StoreError`` when a batch is none of this version's journal.
    func tallies(
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
        guard let known = RatingFacts(reading: bytes.span) else { return }
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
