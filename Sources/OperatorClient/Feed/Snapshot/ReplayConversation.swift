import FeedbackProtocol
import ZeroMQ

/// The one request that waits for its answer at a replay's door; belongs to one host's thread.
final class ReplayConversation {
    typealias Answer = Result<WireReplayReply, OperatorError>

    private struct Pending {
        let id: UInt64
        let request: [UInt8]
        let continuation: CheckedContinuation<Answer, Never>
        var isRepeated = false
    }

    private let door: AggregatorDoor
    private var socketID: SocketID?
    private var bound: HostBound<ReplayConversation>?
    private var stage = ConnectionStage()
    private var pending: Pending?
    private var lastRequestID: UInt64 = 0

    init(_ door: AggregatorDoor) {
        self.door = door
    }

    /// Gives a conversation to a host and connects it.
    static func start(
        _ conversation: sending ReplayConversation,
        in context: Context,
        on host: isolated SocketHost
    ) throws(ZeroMQError) -> HostBound<ReplayConversation> {
        let bound = host.bind(conversation)
        try host.with(bound) { conversation throws(ZeroMQError) in
            try conversation.connect(bound, context, host)
        }
        return bound
    }

    private func connect(
        _ bound: HostBound<ReplayConversation>,
        _ context: Context,
        _ host: isolated SocketHost
    ) throws(ZeroMQError) {
        var options = SocketOptions()
        options.security = self.door.security
        options.maximumMessageSize = 16 << 20
        options.heartbeat = .init(interval: .seconds(5), timeout: .seconds(15))
        let socket = try Socket(.dealer, in: context, options: options)
        let id = try host.attach(socket, budget: 4) { host, socket, budget in
            host.with(bound) { $0.receive(on: socket, budget: budget) }
        }
        self.bound = bound
        self.socketID = id
        try host.monitor(id) { host, event in
            host.with(bound) { $0.note(event) }
        }
        try host.withSocket(id) { socket throws(ZeroMQError) in try socket.connect(self.door.endpoint) }
    }

    /// Sends a request; the continuation gets the answer, or why there is none.
    func ask(
        _ content: WireReplayRequest.OneOf_Content,
        _ continuation: CheckedContinuation<Answer, Never>,
        _ host: isolated SocketHost
    ) {
        guard self.pending == nil else {
            return continuation.resume(returning: .failure(OperatorError(.unreachable, "One question at a time.")))
        }
        self.lastRequestID += 1
        let request = WireReplayRequest.make {
            $0.requestID = self.lastRequestID
            $0.content = content
        }
        do {
            self.pending = Pending(
                id: self.lastRequestID,
                request: try request.encoded(),
                continuation: continuation
            )
            try self.send(host)
        } catch {
            self.finish(.failure(OperatorError(wrapping: error)))
        }
        if self.stage.isRefused { self.giveUp() }
    }

    private func send(_ host: isolated SocketHost) throws(ZeroMQError) {
        guard let socketID = self.socketID, let bound = self.bound, let pending = self.pending else { return }
        // What the socket does not take now is answered for by the timer.
        _ = try host.withSocket(socketID) { socket throws(ZeroMQError) in try socket.send(pending.request) }
        try host.schedule(after: self.door.timeout) { host in
            host.with(bound) { $0.timeOut(pending.id, host) }
        }
    }

    /// Asks once more where the aggregator was there but silent: it drops replies that a reader does not take.
    private func timeOut(_ id: UInt64, _ host: isolated SocketHost) {
        guard let pending = self.pending, pending.id == id else { return }
        guard self.stage.wasOpen, !pending.isRepeated else { return self.giveUp() }
        self.pending?.isRepeated = true
        do {
            try self.send(host)
        } catch {
            self.giveUp()
        }
    }

    private func giveUp() {
        self.finish(.failure(self.stage.explanation(of: self.door)))
    }

    private func finish(_ answer: Answer) {
        guard let pending = self.pending else { return }
        self.pending = nil
        pending.continuation.resume(returning: answer)
    }

    private func receive(on socket: borrowing Socket, budget: Int) {
        for _ in 0..<budget {
            // It can only fail because the context was terminated, and then nobody waits any more.
            guard let message = try? socket.receiveMultipart(maximumFrames: 2) else { return }
            guard message.frames.count == 1, let reply = try? WireReplayReply(decoding: message.frames[0]),
                reply.requestID == self.pending?.id
            else { continue }
            self.finish(.success(reply))
        }
    }

    private func note(_ event: MonitorEvent) {
        self.stage.note(event.kind)
        if self.stage.isRefused { self.giveUp() }
    }
}
