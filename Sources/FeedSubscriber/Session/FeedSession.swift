import Delivery
import FeedbackProtocol
import Identity
import ZeroMQ

/// Carries out what the followers of a subscription want: one for each stream, all on one host's thread.
final class FeedSession {
    /// How long a replay's timer waits again while nobody takes events.
    private static let fullWait = Duration.milliseconds(500)
    /// How many events are asked for at once.
    static let credit: UInt64 = 1000

    let subscription: FeedSubscription
    let keys: [ClientKeyFile]
    let outlet: FeedOutlet
    let onNotice: @Sendable (FeedNotice) -> Void
    /// Called with the bytes of what is given out, where somebody wants them.
    let onTold: (@Sendable (FeedTold) -> Void)?
    private var bound: HostBound<FeedSession>?
    var links: [AggregatorLink] = []
    var origins = OriginTable()
    /// Which aggregator was heard telling of an origin.
    private(set) var linkOfOrigin: [UInt64: Int] = [:]
    private var followers: [FeedEventStream: FeedFollower<ToldEvent>] = [:]
    /// Delivered and not given out yet.
    private var delivered: [FeedEvent] = []
    /// Endpoints of which was told that they do not answer, once each until they do.
    var awaited: Set<String> = []
    /// Snapshots of which the pieces are coming.
    var snapshots: [AggregatorLink.Question: SnapshotAssembly] = [:]
    /// What was told of states.
    var stateBook = FeedStateBook()
    /// Whether it was told that states were left out.
    var hasLeftStatesOut = false
    private var generator = SystemRandomNumberGenerator()

    init(
        _ subscription: FeedSubscription,
        _ keys: [ClientKeyFile],
        _ outlet: sending FeedOutlet,
        onNotice: @escaping @Sendable (FeedNotice) -> Void,
        onTold: (@Sendable (FeedTold) -> Void)?
    ) {
        self.subscription = subscription
        self.keys = keys
        self.outlet = outlet
        self.onNotice = onNotice
        self.onTold = onTold
        var configuration = FeedConfiguration()
        configuration.beginning =
            switch subscription.beginning {
            case .firstEvent: .firstEvent
            case .now: .now
            case .snapshot: .snapshot
            }
        configuration.originsBegunNow = subscription.aggregators.count
        configuration.maximumReplay = Self.credit
        configuration.maximumOrigins = OriginTable.most
        for stream in subscription.streams {
            let positions = subscription.positions.filter { $0.stream == stream }.compactMap { position in
                self.origins.number(of: position.origin).map {
                    Delivery.FeedPosition(
                        origin: $0,
                        number: position.journalNumber,
                        scopeSequence: position.sequence
                    )
                }
            }
            self.followers[stream] = FeedFollower(configuration: configuration, continuingAfter: positions)
        }
    }

    /// Gives a session to a host and connects it.
    static func start(
        _ session: sending FeedSession,
        in context: Context,
        on host: isolated SocketHost
    ) throws(ZeroMQError) {
        let bound = host.bind(session)
        try host.with(bound) { session throws(ZeroMQError) in
            session.bound = bound
            for index in session.subscription.aggregators.indices { try session.connect(index, bound, context, host) }
        }
        try host.schedule(every: .seconds(1)) { host in host.with(bound) { $0.lookForSilence(host) } }
    }
}

extension FeedSession {
    // MARK: What comes

    func receiveFeed(_ index: Int, on socket: borrowing Socket, budget: Int, _ host: isolated SocketHost) {
        for _ in 0..<budget {
            // It can only fail because the context was terminated, and then nobody waits any more.
            guard let message = try? socket.receiveMultipart(maximumFrames: 2) else { break }
            guard message.frames.count == 2 else { continue }
            if let stream = FeedEventStream(ofBundles: message.frames[0]) {
                self.takeBundle(message.frames[1], stream, index, host)
            } else if let wire = try? WireFeedEvent(decoding: message.frames[1]),
                case .heartbeat(let heartbeat) = wire.content, let origin = self.origin(of: wire, index)
            {
                self.noteVersion(of: heartbeat, index)
                self.noteBeat(heartbeat, of: wire, index)
                self.onTold?(.heartbeat(topic: message.frames[0], bytes: message.frames[1]))
                self.take(heartbeat, of: wire, origin, host)
            }
        }
        self.giveOut(host)
    }

    private func takeBundle(_ frame: [UInt8], _ stream: FeedEventStream, _ index: Int, _ host: isolated SocketHost) {
        guard let bundle = try? WireFeedBundle(decoding: frame) else { return }
        let bytes = self.onTold == nil ? [] : WireToldEvents.bytes(inBundle: frame)
        for (place, wire) in bundle.events.enumerated() {
            guard let origin = self.origin(of: wire, index) else { continue }
            self.take(wire, stream, origin, host) {
                ToldEvent(
                    $0,
                    topic: wire.topic(in: stream),
                    bytes: bytes.indices.contains(place) ? bytes[place] : [],
                    isAgain: false
                )
            }
        }
    }

    /// The number of an event's origin, which is told at an aggregator now; `nil` when there are too many.
    private func origin(of wire: WireFeedEvent, _ index: Int) -> UInt64? {
        guard let origin = self.origins.number(of: wire.origin) else {
            if self.awaited.insert("").inserted { self.onNotice(.tooMuch(origin: wire.origin)) }
            return nil
        }
        self.linkOfOrigin[origin] = index
        self.links[index].newestOrigin = origin
        return origin
    }

    private func take(
        _ wire: WireFeedEvent,
        _ stream: FeedEventStream,
        _ origin: UInt64,
        _ host: isolated SocketHost,
        _ withBytes: (FeedEvent) -> ToldEvent
    ) {
        guard let event = FeedEvent(wire, stream, in: self.subscription.unitPath) else { return }
        let position = Delivery.FeedPosition(
            origin: origin,
            number: wire.number,
            scopeSequence: event.position.sequence
        )
        let told = self.onTold == nil ? ToldEvent(event) : withBytes(event)
        self.take(.event(position, told), event.position.stream, host)
    }

    private func take(
        _ heartbeat: WireHeartbeat,
        of wire: WireFeedEvent,
        _ origin: UInt64,
        _ host: isolated SocketHost
    ) {
        // Those of the units below tell nothing that the unit's own does not.
        guard wire.unitPath == self.subscription.unitPath else { return }
        for stream in self.subscription.streams {
            let sequence = stream == .cases ? heartbeat.caseSequence : heartbeat.ratingSequence
            let newest = Delivery.FeedPosition(origin: origin, number: wire.number, scopeSequence: sequence)
            self.take(.heartbeat(newest: newest), stream, host)
        }
    }

    func receiveReplay(_ index: Int, on socket: borrowing Socket, _ host: isolated SocketHost) {
        guard let message = try? socket.receiveMultipart(maximumFrames: 1), let frame = message.frames.first,
            let reply = try? WireReplayReply(decoding: frame)
        else { return }
        if self.links[index].isProbe(reply.requestID) {
            if case .error(let error) = reply.content, error.code == .notAuthorised || error.code == .malformed {
                self.outlet.fail(FeedSubscriberError(error, at: self.subscription.aggregators[index].replay))
            }
            return
        }
        guard let (question, wish) = self.links[index].question(answeredBy: reply.requestID) else { return }
        switch reply.content {
        case .events(let told):
            let bytes = self.onTold == nil ? [] : WireToldReply.bytes(in: frame)
            for (index, wire) in told.events.enumerated()
            where wire.origin == self.origins.name(of: question.origin) {
                self.take(wire, question.stream, question.origin, host) {
                    ToldEvent(
                        $0,
                        topic: wire.topic(in: question.stream),
                        bytes: bytes.count > index ? bytes[index] : [],
                        isAgain: true
                    )
                }
            }
            var isUnfinished = false
            if case .events(let asked) = wish { isUnfinished = told.nextSequence == asked.fromSequence }
            self.take(
                isUnfinished ? .replayUnfinished(origin: question.origin) : .replayEnded(origin: question.origin),
                question.stream,
                host
            )
        case .snapshot(let piece):
            self.take(piece, bytes: self.onTold == nil ? [] : WireToldReply.bytes(in: frame), of: question, host)
        case .error(let error): self.take(error, of: question, index, host)
        case .none: self.take(.replayFailed(origin: question.origin), question.stream, host)
        }
        self.giveOut(host)
    }

    // MARK: What is done

    func take(_ input: FeedInput<ToldEvent>, _ stream: FeedEventStream, _ host: isolated SocketHost) {
        for action in self.followers[stream]?.handle(input, using: &self.generator) ?? [] {
            switch action {
            case .deliver(_, let told):
                self.delivered.append(told.event)
                self.onTold?(told.told)
            case .requestReplay(let origin, let from, let through):
                self.ask(AggregatorLink.Question(stream: stream, origin: origin), from...through, host)
            case .requestSnapshot(let origin):
                self.askForSnapshot(AggregatorLink.Question(stream: stream, origin: origin), host)
            case .arm(let timer, let delay): self.arm(timer, stream, after: delay, host)
            case .report(let report): self.tell(report, stream)
            }
        }
    }

    private func ask(_ question: AggregatorLink.Question, _ numbers: ClosedRange<UInt64>, _ host: isolated SocketHost) {
        // Of an origin not heard since the start, nothing newer than stored is known, so nothing is asked.
        guard let index = self.linkOfOrigin[question.origin] else { return }
        let wish = WireReplayEvents.make {
            $0.origin = self.origins.name(of: question.origin)
            $0.stream = question.stream.rawValue
            $0.unitPath = self.subscription.unitPath
            $0.fromSequence = numbers.lowerBound
            $0.throughSequence = numbers.upperBound
            $0.credit = UInt32(Self.credit)
        }
        self.send(question, .events(wish), to: index, host)
    }

    func send(
        _ question: AggregatorLink.Question,
        _ wish: WireReplayRequest.OneOf_Content,
        to index: Int,
        _ host: isolated SocketHost
    ) {
        guard let request = try? self.links[index].request(question, wish).encoded() else { return }
        // What the socket does not take now is asked for again by the timer.
        _ = try? host.withSocket(self.links[index].replay) { socket throws(ZeroMQError) in try socket.send(request) }
    }

    private func arm(_ timer: FeedTimer, _ stream: FeedEventStream, after delay: Duration, _ host: isolated SocketHost)
    {
        guard let bound = self.bound else { return }
        _ = try? host.schedule(after: delay) { host in
            host.with(bound) { session in
                // While nobody takes events, answers are not read either: that is no failure.
                guard !session.outlet.isFull else { return session.arm(timer, stream, after: Self.fullWait, host) }
                session.take(.timerFired(timer), stream, host)
                session.giveOut(host)
            }
        }
    }

    /// Gives out what was delivered, and reads no more while too much waits.
    func giveOut(_ host: isolated SocketHost) {
        guard let bound = self.bound, !self.delivered.isEmpty else { return }
        let wasFull = self.outlet.isFull
        self.outlet.give(self.delivered, host) { host in
            host.with(bound) { $0.readOn(host) }
        }
        self.delivered = []
        guard self.outlet.isFull, !wasFull else { return }
        for link in self.links {
            host.suspendReading(link.feed)
            host.suspendReading(link.replay)
        }
    }

    private func readOn(_ host: isolated SocketHost) {
        self.outlet.noteRoom()
        for link in self.links {
            host.resumeReading(link.feed)
            host.resumeReading(link.replay)
        }
    }
}
