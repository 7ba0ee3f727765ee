import FeedbackProtocol
import Identity
import ZeroMQ

/// A dashboard's connection to the replay's door, which asks one thing after the other.
struct ReplayReader {
    private let host: SocketHost
    private let socket: SocketID
    private var replies: InboundMessages.Iterator

    /// Connects.
    ///
    /// - Parameters:
    ///   - endpoint: The door.
    ///   - key: A subscriber's.
    ///   - serverKey: The aggregator's.
    ///   - context: Of the process.
    ///   - host: Where the socket lives.
    /// - Throws: what ZeroMQ throws.
    init(
        _ endpoint: String,
        _ key: CurveKeyPair,
        serverKey: CurvePublicKey,
        in context: Context,
        on host: SocketHost
    ) async throws {
        let (socket, messages) = try await host.run { host throws(ZeroMQError) in
            var options = SocketOptions()
            options.security = .client(CurveClient(keyPair: key, serverKey: serverKey))
            let dealer = try Socket(.dealer, in: context, options: options)
            try dealer.connect(endpoint)
            return try host.messages(from: dealer)
        }
        self.host = host
        self.socket = socket
        self.replies = messages.makeAsyncIterator()
    }

    /// The piece of a snapshot that answers a request, and the reply's size in bytes.
    mutating func piece(_ wish: WireTakeSnapshot) async throws -> (WireToldPiece, Int) {
        try await self.send(.snapshot(wish))
        let (reply, size) = try await self.reply()
        return (try WireToldPiece(decoding: [UInt8](reply.snapshot)), size)
    }

    /// Sends a request, whose reply comes behind those to the ones before.
    func send(_ content: WireReplayRequest.OneOf_Content) async throws {
        let request = try WireReplayRequest.make {
            $0.requestID = 1
            $0.content = content
        }.encoded()
        let socket = self.socket
        _ = try await self.host.run { host throws(ZeroMQError) in
            try host.withSocket(socket) { socket throws(ZeroMQError) in try socket.send(request) }
        }
    }

    /// The next reply, whose events are left as bytes: to decode them here would measure this program; and its size.
    mutating func reply() async throws -> (WireToldReply, Int) {
        guard let frame = await self.replies.next()?.frames.first else { throw BenchError("the connection has ended") }
        let reply = try WireToldReply(decoding: frame)
        if case .error(let error) = reply.content { throw BenchError(error.explanation) }
        return (reply, frame.count)
    }
}
