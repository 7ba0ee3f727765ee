import FeedbackProtocol
import Testing
import ZeroMQ

/// An aggregator whose every answer a test writes: a ROUTER with CURVE on a real port.
struct FakeAggregator {
    let keyPair: CurveKeyPair
    let endpoint: String
    private let context: Context
    private let host: SocketHost
    private let socket: SocketID
    private var inbound: InboundMessages.Iterator
    private var peer: RoutingID?

    init(at endpoint: String = "tcp://127.0.0.1:*", keyPair: CurveKeyPair? = nil) async throws {
        let pair = try keyPair ?? CurveKeyPair.generate()
        let context = try Context()
        let host = try SocketHost(name: "fake")
        let (id, messages, real) = try await host.run { host throws(ZeroMQError) in
            var options = SocketOptions()
            options.security = .server(CurveServer(secretKey: pair.secretKey, domain: nil))
            let socket = try Socket(.router(), in: context, options: options)
            try socket.bind(endpoint)
            let real = socket.lastEndpoint ?? endpoint
            let (id, messages) = try host.messages(from: socket)
            return (id, messages, real)
        }
        self.keyPair = pair
        self.endpoint = real
        self.context = context
        self.host = host
        self.socket = id
        self.inbound = messages.makeAsyncIterator()
    }

    /// The next message a kiosk sent, whatever it is.
    mutating func next() async throws -> WireKioskMessage {
        let message = try #require(await self.inbound.next())
        self.peer = RoutingID(try #require(message.frames.first))
        return try WireKioskMessage(decoding: try #require(message.frames.last))
    }

    /// The next greeting; anything else before it fails the test.
    mutating func hello() async throws -> WireHello {
        let message = try await self.next()
        guard case .hello(let hello) = message.content else {
            throw UnexpectedMessage(description: "not a Hello: \(message)")
        }
        return hello
    }

    /// The next batch that comes after greetings, each answered as by an aggregator that holds nothing yet.
    ///
    /// - Parameter greetings: how many greetings come first at the least; batches before them are passed over.
    /// - Returns: the batch.
    /// - Throws: when the socket was closed or the kiosk sent nonsense.
    mutating func publishAfterGreetings(atLeast greetings: Int = 0) async throws -> WirePublish {
        var greeted = 0
        while true {
            switch try await self.next().content {
            case .hello(let hello):
                greeted += 1
                // A kiosk that gave up waiting meanwhile is no longer there; it greets again on a new connection.
                try await self.welcome(hello, mayBeGone: true)
            case .publish(let publish) where greeted >= greetings: return publish
            case .publish, .status, .citizenRequest, .proofRequest, .dayTally, .none: continue
            }
        }
    }

    /// The next batch; anything else before it fails the test.
    mutating func publish() async throws -> WirePublish {
        let message = try await self.next()
        guard case .publish(let publish) = message.content else {
            throw UnexpectedMessage(description: "not a Publish: \(message)")
        }
        return publish
    }

    /// Answers the kiosk heard last.
    func answer(mayBeGone: Bool = false, _ fill: (inout WireIntakeReply) -> Void) async throws {
        try await self.answer(frame: WireIntakeReply.make(fill).encoded(), mayBeGone: mayBeGone)
    }

    /// Answers the kiosk heard last with any bytes.
    func answer(frame: [UInt8], mayBeGone: Bool = false) async throws {
        let (peer, socket) = (try #require(self.peer), self.socket)
        let result = try await self.host.run { host throws(ZeroMQError) in
            try host.withSocket(socket) { socket throws(ZeroMQError) in try socket.send(to: peer, frame) }
        }
        #expect(result == .sent || mayBeGone)
    }

    func welcome(
        _ hello: WireHello,
        through: UInt64 = 0,
        id: [UInt8] = [],
        window: UInt32 = 1000,
        mayBeGone: Bool = false
    ) async throws {
        try await self.answer(mayBeGone: mayBeGone) {
            $0.welcome = .make {
                $0.protocolVersion = 1
                $0.epoch = hello.epoch
                $0.throughSequence = through
                $0.throughSubmissionID = .init(id)
                $0.window = window
            }
        }
    }

    func receipt(
        epoch: UInt64,
        through: UInt64,
        rejected: [(sequence: UInt64, reason: WireRejectionReason)] = []
    ) async throws {
        try await self.answer {
            $0.receipt = .make {
                $0.epoch = epoch
                $0.throughSequence = through
                $0.window = 1000
                $0.rejected = rejected.map { item in
                    .make {
                        $0.sequence = item.sequence
                        $0.reason = item.reason
                    }
                }
            }
        }
    }

    /// Closes the door and all connections.
    func stop() async {
        await self.host.shutdown()
        await self.context.terminate()
    }
}

struct UnexpectedMessage: Error, CustomStringConvertible {
    let description: String
}

extension WirePublish {
    /// The submissions, opened.
    func opened() throws -> [WireSubmission] {
        try self.submissions.map { try WireSubmission(decoding: $0) }
    }
}
