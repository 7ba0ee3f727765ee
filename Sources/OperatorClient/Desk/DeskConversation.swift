import FeedbackProtocol
import ZeroMQ

/// The requests that wait for their answers; belongs to one host's thread.
final class DeskConversation {
    typealias Answer = Result<WireDeskReply, OperatorError>

    private struct Pending {
        let request: [UInt8]
        let continuation: CheckedContinuation<Answer, Never>
        var timer: TimerID?
        var isRepeated = false
    }

    private let door: AggregatorDoor
    private let signals: DeskSignals?
    private var socketID: SocketID?
    private var bound: HostBound<DeskConversation>?
    private var stage = ConnectionStage()
    private var pending: [UInt64: Pending] = [:]
    private var lastRequestID: UInt64 = 0

    init(_ door: AggregatorDoor, _ signals: DeskSignals?) {
        self.door = door
        self.signals = signals
    }

    /// Gives a conversation to a host and connects it.
    static func start(
        _ conversation: sending DeskConversation,
        in context: Context,
        on host: isolated SocketHost
    ) throws(ZeroMQError) -> HostBound<DeskConversation> {
        let bound = host.bind(conversation)
        try host.with(bound) { conversation throws(ZeroMQError) in
            try conversation.connect(bound, context, host)
        }
        return bound
    }

    private func connect(
        _ bound: HostBound<DeskConversation>,
        _ context: Context,
        _ host: isolated SocketHost
    ) throws(ZeroMQError) {
        var options = SocketOptions()
        options.security = self.door.security
        options.maximumMessageSize = 64 << 20
        options.heartbeat = .init(interval: .seconds(5), timeout: .seconds(15))
        let socket = try Socket(.dealer, in: context, options: options)
        let id = try host.attach(socket, budget: 16) { host, socket, budget in
            host.with(bound) { $0.receive(on: socket, budget: budget, host) }
        }
        self.bound = bound
        self.socketID = id
        try host.monitor(id) { host, event in
            host.with(bound) { $0.note(event, host) }
        }
        try host.withSocket(id) { socket throws(ZeroMQError) in try socket.connect(self.door.endpoint) }
    }

    /// Sends a request; the continuation gets the answer, or why there is none.
    func ask(
        _ request: WireDeskRequest,
        _ continuation: CheckedContinuation<Answer, Never>,
        _ host: isolated SocketHost
    ) {
        var request = request
        self.lastRequestID += 1
        request.requestID = self.lastRequestID
        do {
            let pending = Pending(request: try request.encoded(), continuation: continuation)
            self.pending[request.requestID] = pending
            try self.send(request.requestID, host)
        } catch {
            self.pending[request.requestID] = nil
            continuation.resume(returning: .failure(OperatorError(wrapping: error)))
            return
        }
        if self.stage.isRefused { self.giveUp(request.requestID, host) }
    }

    private func send(_ id: UInt64, _ host: isolated SocketHost) throws(ZeroMQError) {
        guard let socketID = self.socketID, let bound = self.bound, let request = self.pending[id]?.request else {
            return
        }
        // What the socket does not take now is answered for by the timer.
        _ = try host.withSocket(socketID) { socket throws(ZeroMQError) in try socket.send(request) }
        self.pending[id]?.timer = try host.schedule(after: self.door.timeout) { host in
            host.with(bound) { $0.timeOut(id, host) }
        }
    }

    /// Asks once more, with the same idempotency key, where the aggregator was there but silent.
    private func timeOut(_ id: UInt64, _ host: isolated SocketHost) {
        guard let pending = self.pending[id] else { return }
        guard self.stage.wasOpen, !pending.isRepeated else { return self.giveUp(id, host) }
        self.pending[id]?.isRepeated = true
        do {
            try self.send(id, host)
        } catch {
            self.giveUp(id, host)
        }
    }

    private func giveUp(_ id: UInt64, _ host: isolated SocketHost) {
        self.finish(id, .failure(self.stage.explanation(of: self.door)), host)
    }

    private func finish(_ id: UInt64, _ answer: Answer, _ host: isolated SocketHost) {
        guard let pending = self.pending.removeValue(forKey: id) else { return }
        if let timer = pending.timer { host.cancel(timer) }
        pending.continuation.resume(returning: answer)
    }

    private func receive(on socket: borrowing Socket, budget: Int, _ host: isolated SocketHost) {
        for _ in 0..<budget {
            // It can only fail because the context was terminated, and then nobody waits any more.
            guard let message = try? socket.receiveMultipart(maximumFrames: 2) else { return }
            guard message.frames.count == 1, let reply = try? WireDeskReply(decoding: message.frames[0]) else {
                continue
            }
            if case .inboxNotice(let notice) = reply.content {
                self.signals?.give(.notice(notice))
            } else if reply.requestID == 0, self.pending.count == 1, let id = self.pending.keys.first {
                // The aggregator could not even read the request's number.
                self.finish(id, .success(reply), host)
            } else {
                self.finish(reply.requestID, .success(reply), host)
            }
        }
    }

    private func note(_ event: MonitorEvent, _ host: isolated SocketHost) {
        let wasOpen = self.stage.isOpen
        self.stage.note(event.kind)
        if wasOpen != self.stage.isOpen { self.signals?.give(self.stage.isOpen ? .connected : .disconnected) }
        guard self.stage.isRefused else { return }
        for id in Array(self.pending.keys) { self.giveUp(id, host) }
    }
}
