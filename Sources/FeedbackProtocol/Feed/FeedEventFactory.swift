import CaseLifecycle
import CivilTime

/// One message of the feed: the topic's frame and the event's.
package struct FeedMessage: Sendable, Equatable {
    /// The first frame.
    package let topic: FeedTopic

    /// The second frame.
    package let event: WireFeedEvent
}

/// The one place where feed events are made.
///
/// Its functions take codes, numbers and times only: no type among their parameters can hold a citizen's words, a
/// contact, a tracking code or a reason, so none can reach the feed.
package enum FeedEventFactory {
    /// The event of a rating.
    package static func rating(_ facts: RatingFacts, at position: FeedPosition) -> FeedMessage {
        self.message(.ratings, position) { event in
            event.ratingGiven = .make {
                $0.office = facts.office.rawValue
                $0.counter = facts.counter.rawValue
                $0.field = facts.field.rawValue
                $0.scale = facts.scale.rawValue
                $0.level = facts.level
                $0.criteria = facts.criteria.map { criterion in
                    .make {
                        $0.criterion = criterion.code.rawValue
                        $0.met = criterion.isMet
                    }
                }
                $0.reasons = facts.reasons.map(\.rawValue)
                $0.capturedAt = self.cutToMinute(facts.capturedAt)
            }
        }
    }

    /// The event of a rating that cannot be read, since other software journalled it: it has its number and tells nothing.
    package static func unreadableRating(at position: FeedPosition) -> FeedMessage {
        self.message(.ratings, position) { _ in }
    }

    /// The event of a case that was opened or has changed; the last unit of the position's path is responsible.
    ///
    /// A denunciation is a number and a version: office, subject and minute together would tell who was there (Law
    /// 25/2018/QH14 on denunciations, Art. 8(3), 47, 56).
    package static func caseChanged(_ facts: CaseChangeFacts, at position: FeedPosition) -> FeedMessage {
        self.message(.cases, position) { event in
            event.caseChanged = .make {
                $0.caseNumber = facts.caseNumber
                $0.version = facts.version
                guard facts.lane != .denunciation else { return }
                $0.lane = WireLane(facts.lane)
                $0.subject = facts.subject.rawValue
                $0.field = facts.field.rawValue
                $0.office = facts.office.rawValue
                $0.responsibleUnit = position.path.codes.last ?? ""
                $0.state = facts.state.rawValue
                $0.capturedAt = self.cutToMinute(facts.capturedAt)
                $0.routingRule = facts.routingRule.rawValue
                $0.routingRuleSet = facts.routingRuleSet.rawValue
            }
        }
    }

    /// The event of a case that another unit took over; the last unit of the position's path was responsible before.
    package static func caseLeft(caseNumber: UInt64, version: UInt32, at position: FeedPosition) -> FeedMessage {
        self.message(.cases, position) { event in
            event.caseLeft = .make {
                $0.caseNumber = caseNumber
                $0.version = version
            }
        }
    }

    /// The heartbeat of a unit; the position's number is the journal's newest, its scope sequences are not sent.
    package static func heartbeat(_ facts: HeartbeatFacts, at position: FeedPosition) -> FeedMessage {
        var position = position
        position.scopeSequences = []
        return self.message(.heartbeats, position) { event in
            event.heartbeat = .make {
                $0.caseSequence = facts.caseSequence
                $0.ratingSequence = facts.ratingSequence
            }
        }
    }

    static func message(
        _ stream: FeedStream,
        _ position: FeedPosition,
        _ fill: (inout WireFeedEvent) -> Void
    ) -> FeedMessage {
        let event = WireFeedEvent.make {
            $0.origin = position.origin
            $0.number = position.number
            $0.recordedAt = position.recordedAt.microseconds
            $0.unitPath = position.path.codes
            $0.scopeSequences = position.scopeSequences
            $0.registerEdition = position.registerEdition.rawValue
            fill(&$0)
        }
        return FeedMessage(topic: FeedTopic(stream, position.path), event: event)
    }

    /// The start of the minute of an instant, in microseconds.
    private static func cutToMinute(_ instant: Timestamp) -> Int64 {
        let intoMinute = instant.microseconds % 60_000_000
        let (start, overflow) = instant.microseconds.subtractingReportingOverflow(
            intoMinute >= 0 ? intoMinute : intoMinute + 60_000_000
        )
        return overflow ? .min : start
    }
}
