import FeedbackProtocol
import ZeroMQ

/// The SUB socket of a feed and what came through it; belongs to one host's thread.
final class FeedReader {
    /// How long the end waits for the heartbeat that confirms it; aggregators send one every five seconds.
    static let endPatience = Duration.seconds(12)
    /// The feed's page tells clients to take this much silence for a lost connection.
    static let longestSilence = Duration.seconds(30)
    /// Messages that wait for this program before libzmq makes the aggregator's own queue fill.
    static let receiveQueue = 1_000_000

    private let door: AggregatorDoor
    private let options: FeedTail.Options
    private let output: FeedTail.Output
    private var tally: FeedTally
    private var stage = ConnectionStage()
    private var continuation: CheckedContinuation<Result<FeedTally, OperatorError>, Never>?
    private var outcome: Result<FeedTally, OperatorError>?
    private var isEnding = false
    private var heardSinceCheck = false
    private var isSilent = false
    private var wasHeard = false
    private var bound: HostBound<FeedReader>?

    init(_ door: AggregatorDoor, _ options: FeedTail.Options, _ output: @escaping FeedTail.Output) {
        self.door = door
        self.options = options
        self.output = output
        self.tally = FeedTally(options.subscription)
    }

    static func start(
        _ reader: sending FeedReader,
        in context: Context,
        on host: isolated SocketHost
    ) throws(ZeroMQError) -> HostBound<FeedReader> {
        let bound = host.bind(reader)
        try host.with(bound) { reader throws(ZeroMQError) in try reader.connect(bound, context, host) }
        return bound
    }

    private func connect(
        _ bound: HostBound<FeedReader>,
        _ context: Context,
        _ host: isolated SocketHost
    ) throws(ZeroMQError) {
        self.bound = bound
        var options = SocketOptions()
        options.security = self.door.security
        options.receiveHighWaterMark = Self.receiveQueue
        options.maximumMessageSize = 1 << 20
        // No heartbeats: a terminal that takes nothing lets the queue fill, and their answers are not read then.
        options.keepAlive = .init(interval: .seconds(5), probes: 3)
        let socket = try Socket(.subscriber, in: context, options: options)
        for topic in self.options.subscription.topics { try socket.subscribe(topic) }
        let id = try host.attach(socket, budget: 1024) { host, socket, budget in
            host.with(bound) { $0.receive(on: socket, budget: budget) }
        }
        try host.monitor(id) { host, event in host.with(bound) { $0.note(event, host) } }
        try host.withSocket(id) { socket throws(ZeroMQError) in try socket.connect(self.door.endpoint) }
        try host.schedule(after: self.door.timeout) { host in host.with(bound) { $0.checkConnection() } }
        try host.schedule(every: Self.longestSilence) { host in host.with(bound) { $0.checkSilence() } }
        if let duration = self.options.duration {
            try host.schedule(after: duration) { host in host.with(bound) { $0.end(bound, host) } }
        }
    }

    /// Gives the outcome as soon as there is one.
    func wait(_ continuation: CheckedContinuation<Result<FeedTally, OperatorError>, Never>) {
        if let outcome = self.outcome {
            continuation.resume(returning: outcome)
        } else {
            self.continuation = continuation
        }
    }

    /// Ends with the next heartbeat, which tells whether anything is missing; asked again, at once.
    func end(_ bound: HostBound<FeedReader>, _ host: isolated SocketHost) {
        guard !self.isEnding, self.stage.isOpen else { return self.finish(.success(self.tally)) }
        self.isEnding = true
        do {
            try host.schedule(after: Self.endPatience) { host in
                host.with(bound) { $0.finish(.success($0.tally)) }
            }
        } catch {
            self.finish(.success(self.tally))
        }
    }

    private func finish(_ outcome: Result<FeedTally, OperatorError>) {
        guard self.outcome == nil else { return }
        self.outcome = outcome
        self.continuation?.resume(returning: outcome)
        self.continuation = nil
    }

    private func receive(on socket: borrowing Socket, budget: Int) {
        var notices: [FeedTail.Notice] = []
        var isDrained = false
        for _ in 0..<budget where self.outcome == nil {
            // It can only fail because the context was terminated, and then nobody waits any more.
            guard let message = try? socket.receiveMultipart(maximumFrames: 2) else {
                isDrained = true
                break
            }
            guard message.frames.count == 2 else { continue }
            self.heardSinceCheck = true
            self.wasHeard = true
            let heartbeats = self.tally.heartbeats
            let stream = FeedTopic(bytes: message.frames[0])?.stream
            notices += self.tally.take(message.frames[1], of: stream).map { .told($0) }
            if self.isEnding, self.tally.heartbeats > heartbeats { self.tally.isConfirmed = true }
            if let limit = self.options.eventLimit, self.tally.events >= limit { self.finish(.success(self.tally)) }
        }
        // What came behind the heartbeat is taken along.
        if self.tally.isConfirmed, isDrained { self.finish(.success(self.tally)) }
        if self.isSilent, self.heardSinceCheck {
            self.isSilent = false
            notices.append(.heardAgain)
        }
        if !notices.isEmpty { self.output(notices) }
    }

    private func note(_ event: MonitorEvent, _ host: isolated SocketHost) {
        let wasOpen = self.stage.isOpen
        let wasEverOpen = self.stage.wasOpen
        self.stage.note(event.kind)
        if self.stage.isRefused { return self.finish(.failure(self.stage.explanation(of: self.door))) }
        if wasOpen != self.stage.isOpen { self.output([self.stage.isOpen ? .connected : .disconnected]) }
        guard !wasEverOpen, self.stage.isOpen, let bound = self.bound else { return }
        _ = try? host.schedule(after: self.options.patience) { host in
            host.with(bound) { reader in
                if !reader.wasHeard { reader.output([.unheard(reader.options.subscription.path)]) }
            }
        }
    }

    private func checkConnection() {
        if !self.stage.wasOpen { self.finish(.failure(self.stage.explanation(of: self.door))) }
    }

    private func checkSilence() {
        if !self.heardSinceCheck, !self.isSilent {
            self.isSilent = true
            self.output([.silent])
        }
        self.heardSinceCheck = false
    }
}
