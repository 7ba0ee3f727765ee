internal import CZeroMQ

extension Socket {
    /// Sends one frame without copying it, and never waits.
    ///
    /// - Parameters:
    ///   - message: the frame; empty afterwards when it was sent, else as it was.
    ///   - hasMore: whether another frame of the same message follows.
    /// - Returns: what became of it.
    /// - Throws: ``ZeroMQError`` when the socket's pattern forbids sending now or its context has ended.
    public borrowing func send(_ message: inout Message, hasMore: Bool = false) throws(ZeroMQError) -> SendResult {
        try sendResult(call { unsafe zmq_msg_send(&message.raw, handle, flags(hasMore)) })
    }

    /// Sends a copy of bytes as one frame, and never waits.
    ///
    /// - Parameters:
    ///   - bytes: the frame.
    ///   - hasMore: whether another frame of the same message follows.
    /// - Returns: what became of it.
    /// - Throws: ``ZeroMQError`` when the socket's pattern forbids sending now or its context has ended.
    public borrowing func send(_ bytes: RawSpan, hasMore: Bool = false) throws(ZeroMQError) -> SendResult {
        let handle = unsafe handle
        let flags = flags(hasMore)
        return try unsafe bytes.withUnsafeBytes { buffer throws(ZeroMQError) in
            try sendResult(call { unsafe zmq_send(handle, buffer.baseAddress, buffer.count, flags) })
        }
    }

    /// Sends a copy of bytes as one frame, and never waits.
    ///
    /// - Parameters:
    ///   - bytes: the frame.
    ///   - hasMore: whether another frame of the same message follows.
    /// - Returns: what became of it.
    /// - Throws: ``ZeroMQError`` when the socket's pattern forbids sending now or its context has ended.
    public borrowing func send(_ bytes: [UInt8], hasMore: Bool = false) throws(ZeroMQError) -> SendResult {
        try unsafe send(bytes.span.bytes, hasMore: hasMore)
    }

    /// Sends a message of several frames, whole or not at all, and never waits.
    ///
    /// - Parameter frames: the frames in order; none sends nothing.
    /// - Returns: what became of it.
    /// - Throws: ``ZeroMQError`` when the socket's pattern forbids sending now or its context has ended.
    public borrowing func send(_ frames: [[UInt8]]) throws(ZeroMQError) -> SendResult {
        var result = SendResult.sent
        for (index, frame) in frames.enumerated() {
            let partial = try send(frame, hasMore: index < frames.count - 1)
            guard partial != .sent else { continue }
            if index == 0 { return partial }
            // The peer went away in the middle. libzmq took the message back and drops what follows of it,
            // so the rest is still given to it and the next message begins with its first frame.
            result = partial
        }
        return result
    }

    /// Sends a body to one peer of a ROUTER, and never waits.
    ///
    /// - Parameters:
    ///   - peer: who gets it.
    ///   - body: a copy of it is the second frame.
    /// - Returns: what became of it.
    /// - Throws: ``ZeroMQError`` when the context has ended.
    public borrowing func send(to peer: RoutingID, _ body: RawSpan) throws(ZeroMQError) -> SendResult {
        let handle = unsafe handle
        let flags = flags(true)
        let addressed = try unsafe peer.withUnsafeBytes { buffer throws(ZeroMQError) in
            try sendResult(call { unsafe zmq_send(handle, buffer.baseAddress, buffer.count, flags) })
        }
        guard addressed == .sent else { return addressed }
        return try send(body)
    }

    /// Sends a body to one peer of a ROUTER, and never waits.
    ///
    /// - Parameters:
    ///   - peer: who gets it.
    ///   - body: a copy of it is the second frame.
    /// - Returns: what became of it.
    /// - Throws: ``ZeroMQError`` when the context has ended.
    public borrowing func send(to peer: RoutingID, _ body: [UInt8]) throws(ZeroMQError) -> SendResult {
        try unsafe send(to: peer, body.span.bytes)
    }

    private borrowing func flags(_ hasMore: Bool) -> CInt {
        hasMore ? ZMQ_DONTWAIT | ZMQ_SNDMORE : ZMQ_DONTWAIT
    }

    private borrowing func sendResult(_ outcome: CallOutcome) throws(ZeroMQError) -> SendResult {
        switch outcome {
        case .value: return .sent
        case .wouldBlock: return .wouldBlock
        case .failed(errno: EHOSTUNREACH): return .unroutable
        case .failed(let errno): throw ZeroMQError(errno: errno, "Sending a message")
        }
    }
}
