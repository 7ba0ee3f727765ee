/// What is set on a ``Socket`` before it binds or connects.
public struct SocketOptions: Sendable {
    /// ZMTP heartbeats, which find dead peers that TCP hasn't noticed.
    ///
    /// Not for a socket that connects and whose queue may be full for longer than the timeout: no answer is read then, the
    /// connection is given up, and libzmq ends the process when the queue is read (zeromq/libzmq issues 3596 and 3937).
    public struct Heartbeat: Hashable, Sendable {
        /// Time between two pings.
        public var interval: Duration
        /// Silence after which the connection is given up.
        public var timeout: Duration

        /// Makes heartbeats.
        ///
        /// - Parameters:
        ///   - interval: time between two pings, whole milliseconds.
        ///   - timeout: silence after which the connection is given up, whole milliseconds.
        public init(interval: Duration, timeout: Duration) {
            self.interval = interval
            self.timeout = timeout
        }
    }

    /// TCP's own probes, by which the system finds dead machines; they harm no socket whose queue is full.
    public struct KeepAlive: Hashable, Sendable {
        /// Silence before the first probe, and time between two.
        public var interval: Duration
        /// Probes without an answer after which the connection is given up.
        public var probes: Int

        /// Makes probes.
        ///
        /// - Parameters:
        ///   - interval: silence before the first probe, and time between two, whole seconds.
        ///   - probes: how many go without an answer before the connection is given up.
        public init(interval: Duration, probes: Int) {
            self.interval = interval
            self.probes = probes
        }
    }

    /// How a lost connection is made again.
    public struct Reconnect: Hashable, Sendable {
        /// Wait before the first attempt.
        public var interval: Duration
        /// The wait doubles up to this; `nil` keeps it constant.
        public var maximum: Duration?

        /// Makes a reconnection rule.
        ///
        /// - Parameters:
        ///   - interval: wait before the first attempt, whole milliseconds.
        ///   - maximum: the wait doubles up to this; `nil` keeps it constant.
        public init(interval: Duration, maximum: Duration? = nil) {
            self.interval = interval
            self.maximum = maximum
        }
    }

    /// How long unsent messages are kept trying for after closing; `nil` for ever.
    public var linger: Duration? = .zero
    /// The most messages queued for sending to one peer; 0 for no limit.
    public var sendHighWaterMark = 1_000
    /// The most messages queued from one peer; 0 for no limit.
    public var receiveHighWaterMark = 1_000
    /// Bytes that the system keeps on their way to one peer, besides the queue; `nil` for as many as it likes.
    public var sendBuffer: Int?
    /// The largest frame accepted in bytes; a peer that sends a larger one is disconnected.
    ///
    /// `nil` for no limit.
    public var maximumMessageSize: Int64?
    /// Heartbeats; `nil` for none.
    public var heartbeat: Heartbeat?
    /// TCP's probes; `nil` for what the system does by itself.
    public var keepAlive: KeepAlive?
    /// How a lost connection is made again.
    public var reconnect = Reconnect(interval: .milliseconds(100))
    /// How long one attempt to connect may take; `nil` for the system's limit.
    public var connectTimeout: Duration?
    /// How long a new connection may take to authenticate; `nil` for ever.
    public var handshakeTimeout: Duration? = .seconds(30)
    /// Whether messages are queued only to peers that are connected already (`ZMQ_IMMEDIATE`).
    public var queuesOnlyToConnectedPeers = false
    /// Connections the system keeps waiting to be accepted.
    public var backlog = 100
    /// Whether IPv6 addresses are used too.
    public var allowsIPv6 = false
    /// The id by which a ROUTER peer knows this socket; `nil` lets the peer make one for each connection.
    public var routingID: RoutingID?
    /// Encryption and authentication.
    public var security = SocketSecurity.none

    /// Makes the default options; change what differs.
    public init() {}
}
