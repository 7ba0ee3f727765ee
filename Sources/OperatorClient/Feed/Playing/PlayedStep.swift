import FeedSubscriber
import FeedbackProtocol

/// Where events of a stream count: an origin's unit, with those above it.
struct PlayedScope: Sendable, Hashable {
    let origin: String
    let stream: FeedEventStream
    let path: [String]
}

/// Something of a recording that is told, or known, at its time.
struct PlayedStep: Sendable {
    /// What it is.
    enum Content: Sendable {
        case event(FeedEventStream, WireFeedEvent)
        case heartbeat(WireHeartbeat, WireFeedEvent)
        /// From here on the aggregator is another one.
        case origin(String)
    }

    /// Microseconds since the recording's beginning.
    let after: UInt64
    let content: Content
    /// The two frames as the feed told them; empty where nothing is told.
    let frames: [[UInt8]]
}

/// What stood in the unit when a recording began with an origin and a stream.
struct PlayedBeginning: Sendable {
    var position: UInt64 = 0
    var sequence: UInt64 = 0
    /// Each case's newest event: what it tells and the bytes it was told in.
    var cases: [(event: WireFeedEvent, bytes: [UInt8])] = []
    var ratings: [WireRatedOffice] = []
    /// Whether its last piece is there.
    var isWhole = false

    /// Adds a piece.
    ///
    /// - Returns: Whether it is one.
    mutating func add(_ bytes: [UInt8]) -> Bool {
        guard let piece = try? WireToldPiece(decoding: bytes) else { return false }
        self.position = piece.position
        self.sequence = piece.sequence
        for told in piece.cases {
            let bytes = Array(told)
            guard let event = try? WireFeedEvent(decoding: bytes) else { return false }
            self.cases.append((event, bytes))
        }
        for told in piece.ratings {
            guard let office = try? WireRatedOffice(decoding: Array(told)) else { return false }
            self.ratings.append(office)
        }
        self.isWhole = !piece.hasNext
        return true
    }
}
