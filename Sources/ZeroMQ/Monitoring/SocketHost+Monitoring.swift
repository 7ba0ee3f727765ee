internal import CZeroMQ

extension SocketHost {
    /// Called on the host's thread for each event of a monitored socket.
    public typealias MonitorHandler = @Sendable (isolated SocketHost, MonitorEvent) -> Void

    /// Reports what happens to a socket's connections; begin before binding or connecting to miss nothing.
    ///
    /// Events wait in an unlimited queue, since libzmq's own threads would otherwise wait for this one. The last event is
    /// ``MonitorEvent/Kind/monitorStopped``, when monitoring is stopped or the socket closed.
    ///
    /// - Parameters:
    ///   - id: the socket, monitored once at most.
    ///   - handler: what is called.
    /// - Throws: ``ZeroMQError/Code/invalidState`` when it is monitored already, ``ZeroMQError/Code/unknownSocket``.
    public func monitor(_ id: SocketID, _ handler: @escaping MonitorHandler) throws(ZeroMQError) {
        let attached = try find(id)
        guard attached.monitor == nil else {
            throw ZeroMQError(.invalidState, "The socket is monitored already; stop that first.")
        }
        let monitorID = SocketID(number: nextNumber())
        // The address tells apart all hosts and sockets of the process.
        let name = unsafe UInt(bitPattern: attached.socket.handle)
        let endpoint = "inproc://monitor-\(String(name, radix: 16))-\(monitorID.number)"
        var options = SocketOptions()
        options.receiveHighWaterMark = 0
        let receiver = try Socket(.pair, in: attached.socket.context, options: options)
        try call { unsafe zmq_socket_monitor(attached.socket.handle, endpoint, ZMQ_EVENT_ALL) }.get(
            "Monitoring a socket"
        )
        do {
            try receiver.connect(endpoint)
        } catch {
            stopReporting(attached)
            throw error
        }
        let reporter = AttachedSocket(id: monitorID, socket: receiver, budget: 64) { host, socket, budget in
            host.report(monitorID, socket, budget, handler)
        }
        attached.monitor = monitorID
        reporter.monitored = id
        sockets[monitorID] = reporter
        pollSet.invalidate()
    }

    /// Stops reporting on a socket; the handler still gets what is waiting.
    ///
    /// Doing it twice is harmless.
    ///
    /// - Parameter id: the monitored socket.
    public func stopMonitoring(_ id: SocketID) {
        if let attached = sockets[id] { stopReporting(attached) }
    }

    private func report(_ id: SocketID, _ socket: borrowing Socket, _ budget: Int, _ handler: MonitorHandler) {
        var left = budget
        while left > 0 {
            left -= 1
            // It can only fail because the context was terminated, and then the loop closes the socket.
            guard let message = try? socket.receiveMultipart(maximumFrames: 2) else { return }
            guard message.frames.count == 2,
                let event = MonitorEvent(head: message.frames[0], endpoint: message.frames[1])
            else { continue }
            handler(self, event)
            if event.kind == .monitorStopped { return detach(id) }
        }
    }

    /// Ends a socket's reports while their receiver is still open: libzmq waits for ever to report to nobody.
    func stopReporting(_ attached: AttachedSocket) {
        // It fails only for a terminated context, which reports nothing any more.
        _ = call { unsafe zmq_socket_monitor(attached.socket.handle, nil, 0) }
        if let reporter = attached.monitor.flatMap({ sockets[$0] }) { reporter.monitored = nil }
        attached.monitor = nil
    }
}
