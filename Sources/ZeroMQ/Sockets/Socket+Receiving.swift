internal import CZeroMQ

extension Socket {
    /// Takes the next frame, and never waits.
    ///
    /// - Returns: the frame; `nil` when none is there.
    /// - Throws: ``ZeroMQError`` when the socket's pattern forbids receiving now or its context has ended.
    public borrowing func receive() throws(ZeroMQError) -> Message? {
        var message = Message()
        guard try receive(into: &message) else { return nil }
        return message
    }

    /// Takes the next frame into a message used again, and never waits.
    ///
    /// - Parameter message: what it held is freed when a frame is there.
    /// - Returns: whether a frame was there.
    /// - Throws: ``ZeroMQError`` when the socket's pattern forbids receiving now or its context has ended.
    public borrowing func receive(into message: inout Message) throws(ZeroMQError) -> Bool {
        switch call({ unsafe zmq_msg_recv(&message.raw, handle, ZMQ_DONTWAIT) }) {
        case .value: return true
        case .wouldBlock: return false
        case .failed(let errno): throw ZeroMQError(errno: errno, "Receiving a message")
        }
    }

    /// Whether the last frame taken has another after it in the same message.
    public var hasMoreFrames: Bool { number(ZMQ_RCVMORE) == 1 }

    /// Throws away what is left of the message whose frames are being taken.
    ///
    /// - Throws: ``ZeroMQError`` when the context has ended.
    public borrowing func discardRemainingFrames() throws(ZeroMQError) {
        guard hasMoreFrames else { return }
        var message = Message()
        while try receive(into: &message) {
            if !message.hasMore { return }
        }
    }

    /// Takes a whole message, and never waits.
    ///
    /// - Parameter maximumFrames: frames past it are thrown away, so that a peer can't fill the memory with tiny ones.
    /// - Returns: a copy of the message; `nil` when none is there.
    /// - Throws: ``ZeroMQError`` when the socket's pattern forbids receiving now or its context has ended.
    public borrowing func receiveMultipart(maximumFrames: Int = 64) throws(ZeroMQError) -> MultipartMessage? {
        var frame = Message()
        guard try receive(into: &frame) else { return nil }
        var whole = MultipartMessage(frames: [frame.copyBytes()], userID: frame.userID)
        while frame.hasMore, try receive(into: &frame) {
            if whole.frames.count < maximumFrames {
                whole.frames.append(frame.copyBytes())
                whole.userID = whole.userID ?? frame.userID
            } else {
                whole.isTruncated = true
            }
        }
        return whole
    }

    /// Takes messages one after the other while they last, and never waits; the way to drain a busy socket.
    ///
    /// - Parameters:
    ///   - limit: the most messages taken.
    ///   - body: called with the first frame of each; it takes the others with ``receive(into:)``, and those it
    ///     leaves are thrown away. It may take over the frame and put another in its place.
    /// - Returns: how many messages were taken; fewer than `limit` means that no more were there.
    /// - Throws: ``ZeroMQError`` when the context has ended, and what `body` throws.
    public borrowing func receiveEach(
        limit: Int,
        _ body: (inout Message) throws(ZeroMQError) -> Void
    ) throws(ZeroMQError) -> Int {
        var frame = Message()
        var taken = 0
        while taken < limit, try receive(into: &frame) {
            taken += 1
            do {
                try body(&frame)
            } catch {
                try discardRemainingFrames()
                throw error
            }
            try discardRemainingFrames()
        }
        return taken
    }
}
