internal import AsyncAlgorithms

/// How many messages wait in ``InboundMessages`` before its socket is left alone.
public struct Watermarks: Hashable, Sendable {
    /// Reading begins again below this.
    public let low: Int
    /// Reading stops at this.
    public let high: Int

    /// Makes watermarks; values out of order are set right.
    ///
    /// - Parameters:
    ///   - low: reading begins again below this, from 1.
    ///   - high: reading stops at this, at least `low`.
    public init(low: Int = 64, high: Int = 256) {
        self.low = max(1, low)
        self.high = max(self.low, high)
    }
}

extension SocketHost {
    /// Takes over a socket and gives out its messages as a sequence; for quiet sockets, since each message costs a hop.
    ///
    /// - Parameters:
    ///   - socket: bound or connected, before or later.
    ///   - watermarks: how many messages may wait.
    ///   - maximumFrames: frames of a message past it are thrown away.
    /// - Returns: how to name the socket to the host, and its messages.
    /// - Throws: ``ZeroMQError/Code/hostStopped``; the socket is closed then.
    public func messages(
        from socket: consuming sending Socket,
        watermarks: Watermarks = Watermarks(),
        maximumFrames: Int = 64
    ) throws(ZeroMQError) -> (id: SocketID, messages: InboundMessages) {
        var made = MultiProducerSingleConsumerAsyncChannel<MultipartMessage, Never>.makeChannel(
            backpressureStrategy: .watermark(low: watermarks.low, high: watermarks.high)
        )
        let messages = InboundMessages(made.takeChannel().elements())
        let id = nextID()
        let attached = try adopt(socket, as: id, budget: min(256, watermarks.high)) { host, socket, budget in
            host.sockets[id]?.inlet?.take(from: socket, upTo: budget, host)
        }
        attached.inlet = InboundInlet(made.source, maximumFrames: maximumFrames, id: id, host: self)
        return (id, messages)
    }
}

/// The producing end of ``InboundMessages``; lives on the host's thread.
final class InboundInlet {
    typealias Source = MultiProducerSingleConsumerAsyncChannel<MultipartMessage, Never>.Source

    private var source: Source
    private let maximumFrames: Int
    private let id: SocketID

    init(_ source: consuming Source, maximumFrames: Int, id: SocketID, host: SocketHost) {
        self.source = source
        self.maximumFrames = maximumFrames
        self.id = id
        self.source.setOnTerminationCallback { [weak host] in
            host?.perform { $0.close(id) }
        }
    }

    func take(from socket: borrowing Socket, upTo budget: Int, _ host: isolated SocketHost) {
        var batch: [MultipartMessage] = []
        while batch.count < budget {
            // It can only fail because the context was terminated, and then the loop closes the socket.
            guard let message = try? socket.receiveMultipart(maximumFrames: maximumFrames) else { break }
            batch.append(message)
        }
        guard !batch.isEmpty else { return }
        do {
            switch try source.send(contentsOf: batch) {
            case .produceMore: break
            case .enqueueCallback(var callback):
                let id = id
                host.suspendReading(id)
                callback.enqueueCallback { [weak host] _ in
                    host?.perform { $0.resumeReading(id) }
                }
            }
        } catch {
            // Nobody takes messages any more.
            host.close(id)
        }
    }
}
