import CivilTime
import FeedbackProtocol
import FeedbackStore
import FoundationEssentials
import Satisfaction

/// Counts the ratings in batches of the journal; a pure function of them and of the lists of codes.
struct TallyBuilder: Sendable {
    /// A batch that is no batch of this version's journal.
    struct UnreadableBatch: Error {
        let position: UInt64
    }

    let vocabulary: FeedVocabulary

    /// What some batches brought.
    ///
    /// - Throws: ``UnreadableBatch``.
    func tallies(
        in batches: some Sequence<JournalBatchRecord>
    ) throws(UnreadableBatch) -> [RatingGroup: RatingTally] {
        var tallies: [RatingGroup: RatingTally] = [:]
        for batch in batches {
            guard let entries = try? WireJournalBatch(decoding: batch.body).entries else {
                throw UnreadableBatch(position: batch.firstPosition)
            }
            for entry in entries {
                switch entry.content {
                case .submissions(let run)?:
                    for bytes in run.submissions {
                        self.count(bytes, at: run.officePath, ofEdition: run.registerEdition, in: &tallies)
                    }
                case .quarantineDecided(let decision)? where decision.released && decision.hasRouting:
                    let routing = decision.routing
                    self.count(
                        decision.submission,
                        at: routing.unitPath,
                        ofEdition: routing.registerEdition,
                        in: &tallies
                    )
                default: break
                }
            }
        }
        return tallies
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
