import FeedbackProtocol

/// What a subscription hears, byte for byte, in the order in which it is given out; for who keeps it.
package enum FeedTold: Sendable, Hashable {
    /// The next event of its stream: all before it were told. Its two frames, and whether the feed's message got lost, so
    /// that it was told again; then the topic is the one that the feed had told it under.
    case event(FeedEventPosition, topic: [UInt8], bytes: [UInt8], isAgain: Bool)
    /// What stands in the unit, to begin with: each piece as it was answered, in order.
    case snapshot(FeedEventPosition, pieces: [[UInt8]])
    /// A heartbeat of the unit or of one below it, as it came.
    case heartbeat(topic: [UInt8], bytes: [UInt8])
}

/// An event with the bytes that told it, which are kept only for who wants them.
struct ToldEvent: Sendable {
    let event: FeedEvent
    /// Topic and event, or the pieces of a snapshot; empty when nobody wants them.
    private var frames: [[UInt8]] = []
    private var isAgain = false

    /// An event of which nobody wants the bytes.
    init(_ event: FeedEvent) {
        self.event = event
    }

    /// An event with the two frames that told it.
    init(_ event: FeedEvent, topic: [UInt8], bytes: [UInt8], isAgain: Bool) {
        self.event = event
        self.frames = [topic, bytes]
        self.isAgain = isAgain
    }

    /// A snapshot with its pieces.
    init(snapshot: FeedEvent, pieces: [[UInt8]]) {
        self.event = snapshot
        self.frames = pieces
    }

    /// What to tell of it to who wants the bytes.
    var told: FeedTold {
        switch self.event.content {
        case .caseSnapshot, .ratingSnapshot: .snapshot(self.event.position, pieces: self.frames)
        default:
            .event(
                self.event.position,
                topic: self.frames.first ?? [],
                bytes: self.frames.last ?? [],
                isAgain: self.isAgain
            )
        }
    }
}

extension WireFeedEvent {
    /// The topic that the feed tells an event of a stream under.
    func topic(in stream: FeedEventStream) -> [UInt8] {
        Array(([stream.rawValue] + self.unitPath).map { "\($0)/" }.joined().utf8)
    }
}

extension WireToldEvents {
    /// The events of a bundle, as the bytes that came.
    static func bytes(inBundle frame: [UInt8]) -> [[UInt8]] {
        (try? WireToldEvents(decoding: frame))?.events.map { Array($0) } ?? []
    }
}

extension WireToldReply {
    /// What a reply of the replay's door tells, as the bytes that came: the events, or the one piece of a snapshot.
    static func bytes(in reply: [UInt8]) -> [[UInt8]] {
        switch (try? WireToldReply(decoding: reply))?.content {
        case .events(let events): events.events.map { Array($0) }
        case .snapshot(let piece): [Array(piece)]
        case .error, .none: []
        }
    }
}
