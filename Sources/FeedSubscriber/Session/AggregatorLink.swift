import Delivery
import FeedbackProtocol
import Identity
import ZeroMQ

/// The two connections to one aggregator, and what was asked there and is not answered yet.
struct AggregatorLink {
    /// What a replay was asked for.
    struct Question: Sendable, Hashable {
        let stream: FeedEventStream
        let origin: UInt64
    }

    let aggregator: FeedSubscription.Aggregator
    let feed: SocketID
    let replay: SocketID
    /// The origin of what was told here last.
    var newestOrigin: UInt64?
    /// Whether its heartbeats come.
    var silence = FeedSilence()
    /// Whether it was told that it speaks a later version of the protocol.
    var isNewer = false
    private var lastRequestID: UInt64 = 0
    private var pending: [Question: (requestID: UInt64, wish: WireReplayRequest.OneOf_Content)] = [:]
    private var probes: Set<UInt64> = []

    /// Notes the sockets of an aggregator.
    init(_ aggregator: FeedSubscription.Aggregator, feed: SocketID, replay: SocketID) {
        self.aggregator = aggregator
        self.feed = feed
        self.replay = replay
    }

    /// Makes the request for some events, or for a snapshot.
    ///
    /// One for each question: another wish takes the place of one that got no answer, and the same one keeps its number,
    /// so that a late answer to the first asking is one to the second.
    mutating func request(_ question: Question, _ wish: WireReplayRequest.OneOf_Content) -> WireReplayRequest {
        if self.pending[question]?.wish != wish {
            self.lastRequestID += 1
            self.pending[question] = (self.lastRequestID, wish)
        }
        return .make {
            $0.requestID = self.pending[question]?.requestID ?? 0
            $0.content = wish
        }
    }

    /// Makes a request that tells nothing but whether the key may follow the unit: no aggregator has that origin.
    ///
    /// The feed only keeps silent where it does not take a subscription.
    mutating func probe(_ stream: FeedEventStream, unitPath: [String]) -> WireReplayRequest {
        self.lastRequestID += 1
        self.probes.insert(self.lastRequestID)
        return .make {
            $0.requestID = self.lastRequestID
            $0.events = .make {
                $0.stream = stream.rawValue
                $0.unitPath = unitPath
                $0.fromSequence = 1
                $0.throughSequence = 1
                $0.credit = 1
            }
        }
    }

    /// Whether a reply answers a probe; it does so once.
    mutating func isProbe(_ requestID: UInt64) -> Bool {
        self.probes.remove(requestID) != nil
    }

    /// What a reply answers, and what was wished for; `nil` when nothing waits for it.
    mutating func question(
        answeredBy requestID: UInt64
    ) -> (question: Question, wish: WireReplayRequest.OneOf_Content)? {
        guard let found = self.pending.first(where: { $0.value.requestID == requestID }) else { return nil }
        self.pending[found.key] = nil
        return (found.key, found.value.wish)
    }

    /// Forgets what was asked on a connection that is no more.
    mutating func forgetQuestions() {
        self.pending = [:]
        self.probes = []
        self.newestOrigin = nil
    }

    /// The socket for an aggregator's feed, not connected.
    static func feedSocket(
        _ key: ClientKeyFile,
        topics: [String],
        in context: Context
    ) throws(ZeroMQError) -> Socket {
        var options = self.options(key)
        options.maximumMessageSize = 1 << 20
        let socket = try Socket(.subscriber, in: context, options: options)
        for topic in topics { try socket.subscribe(topic) }
        return socket
    }

    /// The socket for its replay, not connected.
    static func replaySocket(_ key: ClientKeyFile, in context: Context) throws(ZeroMQError) -> Socket {
        var options = self.options(key)
        options.maximumMessageSize = 8 << 20
        options.receiveHighWaterMark = 4
        return try Socket(.dealer, in: context, options: options)
    }

    private static func options(_ key: ClientKeyFile) -> SocketOptions {
        var options = SocketOptions()
        options.security = .client(CurveClient(keyPair: key.keyPair, serverKey: key.serverPublicKey))
        // No heartbeats: while nobody takes events, the queue is full, and their answers are not read.
        options.keepAlive = .init(interval: .seconds(5), probes: 3)
        return options
    }
}
