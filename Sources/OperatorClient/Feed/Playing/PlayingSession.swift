import FeedbackProtocol
import ZeroMQ

/// The two doors of a played feed; belongs to one host's thread.
final class PlayingSession {
    /// Heartbeats that nobody recorded, while there are no recorded ones.
    private static let heartbeat = Duration.seconds(1)
    /// The most messages told before those who ask get their turn.
    private static let most = 256
    /// Messages that wait for one follower before further ones are lost to it, as an aggregator has it.
    private static let sendQueue = 10_000
    private static let largestRequest: Int64 = 4 << 10

    private var recording: PlayedFeed
    private let options: FeedPlayer.Options
    private let output: @Sendable (FeedPlayer.Notice) -> Void
    private var bound: HostBound<PlayingSession>?
    private var feed: SocketID?
    private var begunAt: ContinuousClock.Instant?
    private var lastBeat: ContinuousClock.Instant?

    init(
        _ recording: PlayedFeed,
        _ options: FeedPlayer.Options,
        _ output: @escaping @Sendable (FeedPlayer.Notice) -> Void
    ) {
        self.recording = recording
        self.options = options
        self.output = output
    }

    /// Gives a session to a host and opens its doors.
    static func start(
        _ session: sending PlayingSession,
        secretKey: CurveSecretKey,
        in context: Context,
        on host: isolated SocketHost
    ) throws(ZeroMQError) {
        let bound = host.bind(session)
        try host.with(bound) { session throws(ZeroMQError) in
            session.bound = bound
            try session.open(secretKey, bound, context, host)
        }
    }

    private func open(
        _ secretKey: CurveSecretKey,
        _ bound: HostBound<PlayingSession>,
        _ context: Context,
        _ host: isolated SocketHost
    ) throws(ZeroMQError) {
        var options = SocketOptions()
        options.maximumMessageSize = Self.largestRequest
        options.heartbeat = .init(interval: .seconds(10), timeout: .seconds(30))
        options.security = .server(CurveServer(secretKey: secretKey, domain: "feed"))
        options.sendHighWaterMark = Self.sendQueue
        // The one key that is let in may follow all there is, so libzmq may accept what it asks for by itself.
        let feed = try Socket(.extendedPublisher(verbose: true), in: context, options: options)
        try feed.bind(self.options.feed)
        let feedEndpoint = feed.lastEndpoint ?? self.options.feed
        options.security = .server(CurveServer(secretKey: secretKey, domain: "replay"))
        options.sendHighWaterMark = 4
        options.receiveHighWaterMark = 16
        let replay = try Socket(.router(), in: context, options: options)
        try replay.bind(self.options.replay)
        let replayEndpoint = replay.lastEndpoint ?? self.options.replay
        self.feed = try host.attach(feed) { host, socket, budget in
            host.with(bound) { $0.takeSubscriptions(on: socket, budget: budget, host) }
        }
        _ = try host.attach(replay, budget: 4) { host, socket, budget in
            host.with(bound) { $0.answer(on: socket, budget: budget) }
        }
        try host.schedule(every: Self.heartbeat) { host in host.with(bound) { $0.beat(host) } }
        self.output(.ready(feed: feedEndpoint, replay: replayEndpoint))
        if self.options.beginsAtOnce { self.begin(host) }
    }

    private func takeSubscriptions(on socket: borrowing Socket, budget: Int, _ host: isolated SocketHost) {
        for _ in 0..<budget {
            // It can only fail because the context was terminated, and then nobody waits any more.
            guard let message = try? socket.receiveFromSubscriber() else { return }
            // Followers ask for heartbeats last, so the rest is in force then.
            guard case .request(let request) = message, request.action == .subscribe,
                request.topic.isEmpty || request.topic.starts(with: Array("heartbeat".utf8))
            else { continue }
            self.begin(host)
        }
    }

    private func answer(on socket: borrowing Socket, budget: Int) {
        for _ in 0..<budget {
            guard let message = try? socket.receiveMultipart(maximumFrames: 3) else { return }
            guard let peer = message.frames.first.flatMap({ RoutingID($0) }) else { continue }
            let frame = message.frames.count == 2 ? message.frames[1] : []
            _ = try? socket.send(to: peer, (try? self.recording.reply(to: frame).encoded()) ?? [])
        }
    }

    // MARK: Telling

    private func begin(_ host: isolated SocketHost) {
        guard self.begunAt == nil else { return }
        self.begunAt = .now
        self.output(.begun)
        self.beat(host)
        self.tell(host)
    }

    /// Tells what is due, and comes again for the rest.
    private func tell(_ host: isolated SocketHost) {
        guard let begunAt = self.begunAt, let bound = self.bound else { return }
        for _ in 0..<Self.most {
            guard let due = self.recording.nextDue else {
                self.output(.toldAll(events: self.recording.toldEvents, withheld: self.recording.withheld))
                return self.beat(host)
            }
            let wait = self.wait(for: due, since: begunAt)
            guard wait <= .zero else {
                _ = try? host.schedule(after: wait) { host in host.with(bound) { $0.tell(host) } }
                return
            }
            let frames = self.recording.advance()
            guard !frames.isEmpty else { continue }
            if frames[0].starts(with: Array("heartbeat/".utf8)) { self.lastBeat = .now }
            self.send([frames], host)
        }
        _ = try? host.schedule(after: .zero) { host in host.with(bound) { $0.tell(host) } }
    }

    /// How long it is until something is due that came so many microseconds after the first.
    private func wait(for due: UInt64, since begunAt: ContinuousClock.Instant) -> Duration {
        switch self.options.speed {
        case .maximum: return .zero
        case .times(let factor):
            let played = Duration.microseconds(Int64(min(Double(due) / factor, 1e15)))
            return played - (ContinuousClock.now - begunAt)
        }
    }

    /// Tells every unit's newest numbers, unless the recording's own heartbeats do.
    private func beat(_ host: isolated SocketHost) {
        if let lastBeat = self.lastBeat, ContinuousClock.now - lastBeat < Self.heartbeat, !self.recording.isAtEnd {
            return
        }
        self.send(self.recording.heartbeats(), host)
    }

    private func send(_ messages: [[[UInt8]]], _ host: isolated SocketHost) {
        guard let feed = self.feed else { return }
        _ = try? host.withSocket(feed) { socket throws(ZeroMQError) in
            for frames in messages {
                _ = try socket.send(frames)
                for bundle in Self.bundles(of: frames) { _ = try socket.send([bundle.topic, bundle.bytes]) }
            }
        }
    }

    /// An event in a bundle of its own for each unit that it may be followed in; libzmq lets go of those nobody follows.
    private static func bundles(of frames: [[UInt8]]) -> [FeedBundles.Frames] {
        guard frames.count == 2, let topic = FeedTopic(bytes: frames[0]) else { return [] }
        var bundles = FeedBundles()
        return bundles.add(frames[1], to: FeedBundles.topics(of: topic)) + bundles.takeAll()
    }
}
