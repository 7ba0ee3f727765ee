import Identity
internal import NIOConcurrencyHelpers
import ZeroMQ

/// Opens the sockets of an aggregator, each with CURVE and its own authentication domain.
struct Doors: Sendable {
    /// The largest frame any door takes, in bytes; a peer that sends a larger one is disconnected.
    static let largestFrame: Int64 = 2 << 20

    /// The same at the feed's door, where only topics come in; the largest frame of CURVE's handshake has some 600 bytes.
    static let largestSubscription: Int64 = 1 << 10

    /// The same at the replay's door, where only wishes come in.
    static let largestReplayRequest: Int64 = 4 << 10

    let parts: Parts
    let keys: ServerKeys
    let context: Context

    func openIntake() throws(ZeroMQError) -> Socket {
        var options = self.options(.intake)
        options.sendHighWaterMark = 4096
        options.receiveHighWaterMark = 64
        options.backlog = 1024
        return try self.open(.router(), options, self.parts.configuration.intakeEndpoint)
    }

    func openDesk() throws(ZeroMQError) -> Socket {
        try self.open(.router(), self.options(.desk), self.parts.configuration.deskEndpoint)
    }

    /// Opens the feed; the second time at the port that was taken the first time.
    func openFeed(_ endpoint: EndpointInUse) throws(ZeroMQError) -> Socket {
        var options = self.options(.feed)
        options.maximumMessageSize = Self.largestSubscription
        // libzmq keeps what was asked for before it can be judged, so little of it may wait.
        options.receiveHighWaterMark = 16
        options.sendHighWaterMark = self.parts.configuration.feedHighWaterMark
        options.sendBuffer = self.parts.configuration.feedSendBuffer
        let socket = try self.open(.extendedPublisher(manual: true, verbose: true), options, endpoint.text)
        endpoint.text = socket.lastEndpoint ?? endpoint.text
        return socket
    }

    /// Opens the replay's door; a reader that takes nothing holds a few replies, and further ones are lost to it.
    func openReplay() throws(ZeroMQError) -> Socket {
        var options = self.options(.replay)
        options.maximumMessageSize = Self.largestReplayRequest
        options.sendHighWaterMark = 4
        options.receiveHighWaterMark = 16
        return try self.open(.router(), options, self.parts.configuration.replayEndpoint)
    }

    private func open(
        _ kind: SocketKind,
        _ options: SocketOptions,
        _ endpoint: String
    ) throws(ZeroMQError) -> Socket {
        let socket = try Socket(kind, in: self.context, options: options)
        try socket.bind(endpoint)
        return socket
    }

    private func options(_ door: Door) -> SocketOptions {
        var options = SocketOptions()
        options.maximumMessageSize = Self.largestFrame
        options.heartbeat = .init(interval: .seconds(10), timeout: .seconds(30))
        options.security = .server(CurveServer(secretKey: self.keys.keyPair.secretKey, domain: door.rawValue))
        return options
    }
}

/// An endpoint that becomes concrete when it is first bound, such as one with any free port.
final class EndpointInUse: Sendable {
    private let box: NIOLockedValueBox<String>

    init(_ text: String) {
        self.box = NIOLockedValueBox(text)
    }

    var text: String {
        get { self.box.withLockedValue { $0 } }
        set { self.box.withLockedValue { $0 = newValue } }
    }
}

extension AggregatorConfiguration {
    var contextOptions: ContextOptions {
        ContextOptions(inputOutputThreads: 1, maximumSockets: self.maximumConnections)
    }
}
