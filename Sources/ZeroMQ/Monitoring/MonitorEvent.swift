internal import CZeroMQ

/// Something that happened to a socket's connections.
public struct MonitorEvent: Hashable, Sendable {
    /// What happened.
    public enum Kind: Hashable, Sendable {
        /// A connection was made to a peer; it isn't authenticated yet.
        case connected
        /// A connection is being made.
        case connectDelayed
        /// A connection will be tried again after this many milliseconds.
        case connectRetried(milliseconds: Int)
        /// The socket listens.
        case listening
        /// Binding failed with this `errno`.
        case bindFailed(errno: Int32)
        /// A peer's connection was accepted; it isn't authenticated yet.
        case accepted
        /// Accepting a connection failed with this `errno`.
        case acceptFailed(errno: Int32)
        /// A connection or listener was closed.
        case closed
        /// Closing failed with this `errno`.
        case closeFailed(errno: Int32)
        /// A connection was lost.
        case disconnected
        /// The peer is authenticated and messages flow.
        case handshakeSucceeded
        /// The peer was refused; the status is ZAP's: 300, 400 or 500.
        case handshakeFailedAuthentication(status: Int)
        /// A peer broke the protocol, or client and server are set up differently; the number is libzmq's.
        case handshakeFailedProtocol(code: Int)
        /// The handshake broke off with this `errno`, for one because a wrong server key was used.
        case handshakeFailedNoDetail(errno: Int32)
        /// No more events come from this socket.
        case monitorStopped
        /// An event this library doesn't know.
        case other(code: Int)
    }

    /// What happened.
    public let kind: Kind
    /// The endpoint concerned; holds a peer's network address, so mind where it is written to.
    public let endpoint: String

    /// Reads an event from the two frames libzmq reports it in; `nil` when they aren't one.
    init?(head: [UInt8], endpoint: [UInt8]) {
        guard head.count == 6 else { return nil }
        let code = CInt(head[0]) | CInt(head[1]) << 8
        let value = head[2..<6].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        let number = Int32(bitPattern: value)
        self.endpoint = String(decoding: endpoint, as: UTF8.self)
        kind =
            switch code {
            case ZMQ_EVENT_CONNECTED: .connected
            case ZMQ_EVENT_CONNECT_DELAYED: .connectDelayed
            case ZMQ_EVENT_CONNECT_RETRIED: .connectRetried(milliseconds: Int(number))
            case ZMQ_EVENT_LISTENING: .listening
            case ZMQ_EVENT_BIND_FAILED: .bindFailed(errno: number)
            case ZMQ_EVENT_ACCEPTED: .accepted
            case ZMQ_EVENT_ACCEPT_FAILED: .acceptFailed(errno: number)
            case ZMQ_EVENT_CLOSED: .closed
            case ZMQ_EVENT_CLOSE_FAILED: .closeFailed(errno: number)
            case ZMQ_EVENT_DISCONNECTED: .disconnected
            case ZMQ_EVENT_HANDSHAKE_SUCCEEDED: .handshakeSucceeded
            case ZMQ_EVENT_HANDSHAKE_FAILED_AUTH: .handshakeFailedAuthentication(status: Int(number))
            case ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL: .handshakeFailedProtocol(code: Int(value))
            case ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL: .handshakeFailedNoDetail(errno: number)
            case ZMQ_EVENT_MONITOR_STOPPED: .monitorStopped
            default: .other(code: Int(code))
            }
    }
}
