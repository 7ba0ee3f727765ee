internal import CZeroMQ

extension Socket {
    borrowing func apply(_ options: SocketOptions) throws(ZeroMQError) {
        try set(ZMQ_LINGER, milliseconds: options.linger, else: -1, "linger")
        try set(ZMQ_SNDHWM, options.sendHighWaterMark, "send high-water mark")
        try set(ZMQ_RCVHWM, options.receiveHighWaterMark, "receive high-water mark")
        if let bytes = options.sendBuffer { try set(ZMQ_SNDBUF, bytes, "send buffer") }
        if let size = options.maximumMessageSize { try set(ZMQ_MAXMSGSIZE, wide: size, "maximum message size") }
        if let heartbeat = options.heartbeat {
            try set(ZMQ_HEARTBEAT_IVL, milliseconds: heartbeat.interval, else: 0, "heartbeat interval")
            try set(ZMQ_HEARTBEAT_TIMEOUT, milliseconds: heartbeat.timeout, else: 0, "heartbeat timeout")
        }
        if let keepAlive = options.keepAlive {
            let seconds = Int(clamping: keepAlive.interval.components.seconds)
            try set(ZMQ_TCP_KEEPALIVE, 1, "keep-alive")
            try set(ZMQ_TCP_KEEPALIVE_IDLE, seconds, "keep-alive interval")
            try set(ZMQ_TCP_KEEPALIVE_INTVL, seconds, "keep-alive interval")
            try set(ZMQ_TCP_KEEPALIVE_CNT, keepAlive.probes, "keep-alive probes")
        }
        try set(ZMQ_RECONNECT_IVL, milliseconds: options.reconnect.interval, else: 0, "reconnect interval")
        try set(ZMQ_RECONNECT_IVL_MAX, milliseconds: options.reconnect.maximum, else: 0, "reconnect maximum")
        try set(ZMQ_CONNECT_TIMEOUT, milliseconds: options.connectTimeout, else: 0, "connect timeout")
        try set(ZMQ_HANDSHAKE_IVL, milliseconds: options.handshakeTimeout, else: 0, "handshake timeout")
        try set(ZMQ_IMMEDIATE, options.queuesOnlyToConnectedPeers ? 1 : 0, "immediate mode")
        try set(ZMQ_BACKLOG, options.backlog, "backlog")
        try set(ZMQ_IPV6, options.allowsIPv6 ? 1 : 0, "IPv6")
        if let id = options.routingID { try set(ZMQ_ROUTING_ID, bytes: id.bytes, "routing id") }
        switch kind {
        case .router(let mandatory, let handover):
            try set(ZMQ_ROUTER_MANDATORY, mandatory ? 1 : 0, "router mandatory mode")
            try set(ZMQ_ROUTER_HANDOVER, handover ? 1 : 0, "router handover")
        case .extendedPublisher(let manual, let verbose):
            try set(ZMQ_XPUB_VERBOSER, verbose ? 1 : 0, "verbose subscriptions")
            // Any value switches the manual mode on, so off is left alone.
            if manual { try set(ZMQ_XPUB_MANUAL, 1, "manual subscriptions") }
        default: break
        }
        try apply(options.security)
    }

    borrowing func set(_ option: CInt, _ value: Int, _ name: String) throws(ZeroMQError) {
        guard var value = CInt(exactly: value) else {
            throw ZeroMQError(.invalidArgument, "The socket's \(name) must fit in 32 bits.")
        }
        try call { unsafe zmq_setsockopt(handle, option, &value, MemoryLayout<CInt>.size) }
            .get("Setting the socket's \(name)")
    }

    borrowing func set(_ option: CInt, wide value: Int64, _ name: String) throws(ZeroMQError) {
        var value = value
        try call { unsafe zmq_setsockopt(handle, option, &value, MemoryLayout<Int64>.size) }
            .get("Setting the socket's \(name)")
    }

    borrowing func set(
        _ option: CInt,
        milliseconds duration: Duration?,
        else absent: CInt,
        _ name: String
    ) throws(ZeroMQError) {
        guard let duration else { return try set(option, Int(absent), name) }
        guard duration >= .zero else {
            throw ZeroMQError(.invalidArgument, "The socket's \(name) must not be negative.")
        }
        try set(option, Int(duration.wholeMilliseconds), name)
    }

    borrowing func set(_ option: CInt, bytes: [UInt8], _ name: String) throws(ZeroMQError) {
        let handle = unsafe handle
        try call { unsafe bytes.withUnsafeBytes { unsafe zmq_setsockopt(handle, option, $0.baseAddress, $0.count) } }
            .get("Setting the socket's \(name)")
    }

    /// A flag or number libzmq keeps on the socket; `nil` when it can't be read any more.
    borrowing func number(_ option: CInt) -> CInt? {
        var value: CInt = 0
        var size = MemoryLayout<CInt>.size
        guard case .value = call({ unsafe zmq_getsockopt(handle, option, &value, &size) }) else { return nil }
        return value
    }
}

extension Duration {
    /// The duration in milliseconds, rounded up and kept within 32 bits.
    var wholeMilliseconds: Int32 {
        let (seconds, attoseconds) = components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        guard seconds < Int64(Int32.max) / 1_000 else { return .max }
        let millisecond: Int64 = 1_000_000_000_000_000
        return Int32(seconds * 1_000 + (attoseconds + millisecond - 1) / millisecond)
    }
}
