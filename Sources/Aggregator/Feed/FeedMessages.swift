import CaseLifecycle
import FeedbackProtocol
import FeedbackStore
import FoundationEssentials

/// What was committed, as messages of the feed.
enum FeedMessages {
    /// One message for each rating, in order.
    static func ratings(
        _ ratings: CommittedRatings,
        at place: FeedPlace,
        vocabulary: FeedVocabulary
    ) -> [FeedMessage] {
        ratings.indices.enumerated().map { offset, index in
            let step = UInt64(offset)
            let position = FeedPosition(
                place,
                number: ratings.firstNumber &+ step,
                recordedAt: ratings.recordedAt,
                scopeSequences: ratings.baseSequences.map { $0 &+ step &+ 1 }
            )
            guard let facts = RatingFacts(reading: ratings.submissions[index].span) else {
                return FeedEventFactory.unreadableRating(at: position)
            }
            return FeedEventFactory.rating(vocabulary.restrict(facts), at: position)
        }
    }

    /// The messages of a change of a case: of one that moved, the unit it left is told first.
    static func caseChanged(
        _ record: CaseChangeRecord,
        places: inout LastFeedPlace,
        vocabulary: FeedVocabulary
    ) -> [FeedMessage] {
        var messages: [FeedMessage] = []
        if let departure = record.departure, let position = FeedPosition(record, at: departure, &places) {
            messages.append(
                FeedEventFactory.caseLeft(caseNumber: record.caseNumber, version: record.version, at: position)
            )
        }
        guard let position = FeedPosition(record, at: record.place, &places) else { return messages }
        let facts = CaseChangeFacts(
            caseNumber: record.caseNumber,
            lane: record.reception.lane,
            subject: vocabulary.subject(record.reception.subject),
            field: vocabulary.field(record.reception.field),
            office: FeedUnitCode(record.reception.officeCode),
            state: FeedCode(record.state.rawValue),
            version: record.version,
            capturedAt: record.reception.capturedAt,
            routingRule: FeedCode(record.routingRule),
            routingRuleSet: FeedCode(record.routingRuleSet)
        )
        messages.append(FeedEventFactory.caseChanged(facts, at: position))
        return messages
    }
}

extension FeedPosition {
    /// Where a change stands in the scopes of one of its two units; `nil` when the path is none that the feed can tell.
    fileprivate init?(
        _ record: CaseChangeRecord,
        at stood: CaseChangeRecord.Place,
        _ places: inout LastFeedPlace
    ) {
        let found = places.place(ofUnitPath: stood.unitPath, registerEdition: stood.registerEdition)
        guard let found else { return nil }
        self.init(
            found,
            number: record.number,
            recordedAt: record.recordedAt,
            scopeSequences: stood.scopeSequences
        )
    }
}
