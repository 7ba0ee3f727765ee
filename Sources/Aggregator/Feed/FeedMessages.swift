import CaseLifecycle
import CivilTime
import FeedbackProtocol
import FeedbackStore

/// What was committed, as messages of the feed.
enum FeedMessages {
    /// One message for each rating, in order; what cannot be decoded was journalled by other software and is left out.
    static func ratings(
        _ ratings: CommittedRatings,
        path: UnitPath,
        origin: String,
        vocabulary: FeedVocabulary
    ) -> [FeedMessage] {
        ratings.indices.enumerated().compactMap { offset, index in
            guard let submission = try? WireSubmission(decoding: ratings.submissions[index]),
                let facts = RatingFacts(submission)
            else { return nil }
            let step = UInt64(offset)
            return FeedEventFactory.rating(
                vocabulary.restrict(facts),
                at: FeedPosition(
                    origin: origin,
                    number: ratings.firstNumber + step,
                    recordedAt: ratings.recordedAt,
                    path: path,
                    scopeSequences: ratings.baseSequences.map { $0 &+ step &+ 1 },
                    registerEdition: FeedCode(ratings.registerEdition)
                )
            )
        }
    }

    static func caseChanged(
        _ change: CommittedCaseChange,
        path: UnitPath,
        origin: String,
        vocabulary: FeedVocabulary
    ) -> FeedMessage {
        let file = change.file
        return FeedEventFactory.caseChanged(
            CaseChangeFacts(
                caseNumber: file.number,
                lane: file.reception.lane,
                subject: vocabulary.subject(file.reception.subject),
                field: vocabulary.field(file.reception.field),
                office: FeedUnitCode(file.reception.officeCode),
                state: FeedCode(file.state.rawValue),
                version: file.version,
                capturedAt: file.reception.capturedAt,
                routingRule: FeedCode(file.routing.ruleID),
                routingRuleSet: FeedCode(file.routing.ruleSetID)
            ),
            at: FeedPosition(
                origin: origin,
                number: change.number,
                recordedAt: change.recordedAt,
                path: path,
                scopeSequences: change.scopeSequences,
                registerEdition: FeedCode(file.registerEdition)
            )
        )
    }
}
