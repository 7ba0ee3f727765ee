import CaseLifecycle
import CivilTime
package import Transparency

/// One message of the feed: the topic's frame and the event's.
package struct FeedMessage: Sendable, Equatable {
    /// The first frame.
    package let topic: FeedTopic

    /// For each unit of the topic's path, the event's number there; none of a state.
    package let scopeSequences: [UInt64]

    /// The second frame, a `FeedEvent`.
    package let bytes: [UInt8]

    /// The second frame's event.
    package var event: WireFeedEvent { (try? WireFeedEvent(decoding: self.bytes)) ?? WireFeedEvent() }
}

/// The one place where feed events are made.
///
/// Its functions take codes, numbers and times only: no type among their parameters can hold a citizen's words, a
/// contact, a tracking code or a reason, so none can reach the feed.
package enum FeedEventFactory {
    /// The event of a rating.
    package static func rating(_ facts: RatingFacts, at position: FeedPosition) -> FeedMessage {
        self.written(.ratings, position, restatedDay: self.restatedDay(facts.capturedAt, position)) {
            ProtobufWriter.appendMessage(17, to: &$0) { bytes in
                ProtobufWriter.appendField(1, facts.office.rawValue, to: &bytes)
                ProtobufWriter.appendField(2, facts.counter.rawValue, to: &bytes)
                ProtobufWriter.appendField(3, facts.field.rawValue, to: &bytes)
                ProtobufWriter.appendField(4, facts.scale.rawValue, to: &bytes)
                ProtobufWriter.appendField(5, UInt64(facts.level), to: &bytes)
                for criterion in facts.criteria {
                    ProtobufWriter.appendMessage(6, to: &bytes) {
                        ProtobufWriter.appendField(1, criterion.code.rawValue, to: &$0)
                        ProtobufWriter.appendField(2, criterion.isMet ? 1 : 0, to: &$0)
                    }
                }
                for reason in facts.reasons { ProtobufWriter.appendElement(7, reason.rawValue, to: &bytes) }
                ProtobufWriter.appendField(8, self.minute(of: facts.capturedAt), to: &bytes)
            }
        }
    }

    /// The event of a rating that cannot be read, since other software journalled it: it has its number and tells nothing.
    package static func unreadableRating(at position: FeedPosition) -> FeedMessage {
        self.written(.ratings, position) { _ in }
    }

    /// The event of a case that was opened or has changed; the last unit of the position's path is responsible.
    ///
    /// A denunciation is a number and a version: office, subject and minute together would tell who was there (Law
    /// 25/2018/QH14 on denunciations, Art. 8(3), 47, 56).
    package static func caseChanged(_ facts: CaseChangeFacts, at position: FeedPosition) -> FeedMessage {
        let isSealed = facts.lane == .denunciation
        let isOpening = position.number == facts.caseNumber
        let restatedDay = isOpening && !isSealed ? self.restatedDay(facts.capturedAt, position) : nil
        return self.written(.cases, position, restatedDay: restatedDay) {
            ProtobufWriter.appendMessage(16, to: &$0) { bytes in
                ProtobufWriter.appendField(1, facts.caseNumber, to: &bytes)
                if !isSealed {
                    ProtobufWriter.appendField(2, UInt64(WireLane(facts.lane).rawValue), to: &bytes)
                    ProtobufWriter.appendField(3, facts.subject.rawValue, to: &bytes)
                    ProtobufWriter.appendField(4, facts.field.rawValue, to: &bytes)
                    ProtobufWriter.appendField(5, facts.office.rawValue, to: &bytes)
                    ProtobufWriter.appendField(6, position.place.path.codes.last ?? "", to: &bytes)
                    ProtobufWriter.appendField(7, facts.state.rawValue, to: &bytes)
                }
                ProtobufWriter.appendField(8, UInt64(facts.version), to: &bytes)
                guard !isSealed else { return }
                ProtobufWriter.appendField(9, self.minute(of: facts.capturedAt), to: &bytes)
                ProtobufWriter.appendField(10, facts.routingRule.rawValue, to: &bytes)
                ProtobufWriter.appendField(11, facts.routingRuleSet.rawValue, to: &bytes)
            }
        }
    }

    /// The event of a case that another unit took over; the last unit of the position's path was responsible before.
    package static func caseLeft(caseNumber: UInt64, version: UInt32, at position: FeedPosition) -> FeedMessage {
        self.written(.cases, position) {
            ProtobufWriter.appendMessage(19, to: &$0) { bytes in
                ProtobufWriter.appendField(1, caseNumber, to: &bytes)
                ProtobufWriter.appendField(2, UInt64(version), to: &bytes)
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
                $0.protocolVersion = FeedProtocol.version
                $0.intervalMilliseconds = facts.intervalMilliseconds
            }
        }
    }

    /// How a unit is now; the position's number is the one at which its cases were read.
    package static func summary(_ facts: UnitSummaryFacts, at position: FeedPosition) -> FeedMessage {
        var position = position
        position.scopeSequences = []
        return self.message(.summaries, position) { event in
            event.unitSummary = .make {
                $0.caseSequence = facts.caseSequence
                $0.ratingSequence = facts.ratingSequence
                $0.openCases = facts.openCases.sorted { $0.key.rawValue < $1.key.rawValue }.map { state, count in
                    .make { ($0.state, $0.count) = (state.rawValue, count) }
                }
                $0.overdueCases = facts.overdueCases
                $0.day = facts.day.daysSinceEpoch
                $0.ratingsBehind = facts.areRatingsBehind
                $0.ratings = facts.ratings.sorted { $0.key.rawValue < $1.key.rawValue }.map { scale, levels in
                    .make {
                        $0.scale = scale.rawValue
                        $0.levels = Array(levels.prefix((levels.lastIndex { $0 > 0 } ?? -1) + 1))
                    }
                }
            }
        }
    }

    /// The day that an event belongs to, if it was over when the event was recorded: a correction of that day's figures.
    private static func restatedDay(_ capturedAt: Timestamp, _ position: FeedPosition) -> Day? {
        let day = capturedAt.localDay
        return day < position.recordedAt.localDay ? day : nil
    }

    /// A message whose content `write` appends, without the cost of a message object: there are many of these.
    ///
    /// The bytes are those SwiftProtobuf would make; a test compares.
    private static func written(
        _ stream: FeedStream,
        _ position: FeedPosition,
        restatedDay: Day? = nil,
        _ write: (inout [UInt8]) -> Void
    ) -> FeedMessage {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(192)
        bytes += position.place.originField
        ProtobufWriter.appendField(2, position.number, to: &bytes)
        ProtobufWriter.appendField(3, UInt64(bitPattern: position.recordedAt.microseconds), to: &bytes)
        bytes += position.place.pathField
        if !position.scopeSequences.isEmpty {
            ProtobufWriter.appendMessage(5, to: &bytes) {
                for sequence in position.scopeSequences { ProtobufWriter.appendVarint(sequence, to: &$0) }
            }
        }
        bytes += position.place.editionField
        if let restatedDay { ProtobufWriter.appendElement(7, zigZag: restatedDay.daysSinceEpoch, to: &bytes) }
        write(&bytes)
        return FeedMessage(
            topic: FeedTopic(stream, position.place.path),
            scopeSequences: position.scopeSequences,
            bytes: bytes
        )
    }

    /// The event of a head of the tree of proofs; the position's path is a root's, its scope sequences are not sent.
    package static func treeHead(_ head: SignedTreeHead, at position: FeedPosition) -> FeedMessage {
        var position = position
        position.scopeSequences = []
        return self.message(.trees, position) { $0.treeHead = WireTreeHead(head) }
    }

    static func message(
        _ stream: FeedStream,
        _ position: FeedPosition,
        _ fill: (inout WireFeedEvent) -> Void
    ) -> FeedMessage {
        let event = WireFeedEvent.make {
            $0.origin = position.place.origin
            $0.number = position.number
            $0.recordedAt = position.recordedAt.microseconds
            $0.unitPath = position.place.path.codes
            $0.scopeSequences = position.scopeSequences
            $0.registerEdition = position.place.registerEdition.rawValue
            fill(&$0)
        }
        return FeedMessage(
            topic: FeedTopic(stream, position.place.path),
            scopeSequences: position.scopeSequences,
            bytes: (try? event.encoded()) ?? []
        )
    }

    /// The start of the minute of an instant, in microseconds, as an `int64` is written.
    private static func minute(of instant: Timestamp) -> UInt64 {
        let intoMinute = instant.microseconds % 60_000_000
        let (start, overflow) = instant.microseconds.subtractingReportingOverflow(
            intoMinute >= 0 ? intoMinute : intoMinute + 60_000_000
        )
        return UInt64(bitPattern: overflow ? .min : start)
    }
}
