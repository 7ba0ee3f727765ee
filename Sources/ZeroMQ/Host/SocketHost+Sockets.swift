extension SocketHost {
    /// Takes over a socket.
    ///
    /// - Parameters:
    ///   - socket: bound or connected, before or later with ``withSocket(_:_:)``.
    ///   - budget: the most messages its handler shall take in one turn, from 1.
    ///   - onReadable: called when something can be received.
    /// - Returns: how to name it to the host.
    /// - Throws: ``ZeroMQError/Code/hostStopped``; the socket is closed then.
    public func attach(
        _ socket: consuming sending Socket,
        budget: Int = 256,
        onReadable: @escaping ReadHandler
    ) throws(ZeroMQError) -> SocketID {
        try adopt(socket, as: nextID(), budget: budget, onReadable: onReadable).id
    }

    /// Takes over a socket that only sends.
    ///
    /// - Parameter socket: bound or connected, before or later with ``withSocket(_:_:)``.
    /// - Returns: how to name it to the host.
    /// - Throws: ``ZeroMQError/Code/hostStopped``; the socket is closed then.
    public func attach(_ socket: consuming sending Socket) throws(ZeroMQError) -> SocketID {
        try adopt(socket, as: nextID(), budget: 1, onReadable: nil).id
    }

    func nextID() -> SocketID { SocketID(number: nextNumber()) }

    func adopt(
        _ socket: consuming Socket,
        as id: SocketID,
        budget: Int,
        onReadable: ReadHandler?
    ) throws(ZeroMQError) -> AttachedSocket {
        guard !isStopped else { throw .hostStopped() }
        let attached = AttachedSocket(id: id, socket: socket, budget: max(1, budget), onReadable: onReadable)
        sockets[id] = attached
        pollSet.invalidate()
        return attached
    }

    /// Calls a closure with a socket.
    ///
    /// - Parameters:
    ///   - id: the socket.
    ///   - body: may call the host too; if it closes the socket, that happens once the closure has returned.
    /// - Returns: what the closure returns.
    /// - Throws: ``ZeroMQError/Code/unknownSocket`` or ``ZeroMQError/Code/hostStopped``, and what the closure throws.
    public func withSocket<Result>(
        _ id: SocketID,
        _ body: (borrowing Socket) throws(ZeroMQError) -> Result
    ) throws(ZeroMQError) -> Result {
        try body(find(id).socket)
    }

    /// Closes a socket; closing one twice is harmless.
    ///
    /// - Parameter id: the socket.
    public func close(_ id: SocketID) {
        detach(id)
    }

    /// Stops calling a socket's handler: its queue fills, and then its peers' queues.
    ///
    /// - Parameter id: the socket; an unknown one is ignored.
    public func suspendReading(_ id: SocketID) {
        setSuspended(true, id)
    }

    /// Calls a socket's handler again, at once if something waits.
    ///
    /// - Parameter id: the socket; an unknown one is ignored.
    public func resumeReading(_ id: SocketID) {
        setSuspended(false, id)
    }

    /// Calls a handler once, as soon as a socket can be sent on; for use after ``SendResult/wouldBlock``.
    ///
    /// A ROUTER can always be sent on as far as this is concerned, because each of its peers has a queue of its own.
    ///
    /// - Parameters:
    ///   - id: the socket.
    ///   - handler: takes the place of one that still waits.
    /// - Throws: ``ZeroMQError/Code/unknownSocket`` or ``ZeroMQError/Code/hostStopped``.
    public func whenWritable(_ id: SocketID, _ handler: @escaping WriteHandler) throws(ZeroMQError) {
        try find(id).onWritable = handler
        pollSet.invalidate()
    }

    func find(_ id: SocketID) throws(ZeroMQError) -> AttachedSocket {
        guard !isStopped else { throw .hostStopped() }
        guard let attached = sockets[id] else { throw .unknownSocket() }
        return attached
    }

    func detach(_ id: SocketID) {
        guard let attached = sockets[id] else { return }
        if let monitored = attached.monitored.flatMap({ sockets[$0] }) {
            stopReporting(monitored)
        }
        if attached.monitor != nil { stopReporting(attached) }
        sockets[id] = nil
        attached.isDetached = true
        pollSet.invalidate()
    }

    private func setSuspended(_ isSuspended: Bool, _ id: SocketID) {
        guard let attached = sockets[id], attached.isSuspended != isSuspended else { return }
        attached.isSuspended = isSuspended
        pollSet.invalidate()
    }
}
