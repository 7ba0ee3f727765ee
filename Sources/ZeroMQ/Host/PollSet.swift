internal import CZeroMQ

/// What a host's thread sleeps on: its wake descriptor, then sockets, then watched descriptors.
@safe
struct PollSet {
    private var items: [zmq_pollitem_t] = unsafe []
    private(set) var sockets: [AttachedSocket] = []
    private(set) var watches: [WatchedDescriptor] = []
    private var isValid = false

    mutating func invalidate() {
        isValid = false
    }

    mutating func rebuildIfNeeded(
        wakeDescriptor: CInt,
        sockets all: [SocketID: AttachedSocket],
        watches descriptors: [WatchID: WatchedDescriptor]
    ) {
        guard !isValid else { return }
        isValid = true
        // In the order they were attached, so that two runs behave alike.
        sockets = all.values.filter(\.isPolled).sorted { $0.id.number < $1.id.number }
        watches = descriptors.values.sorted { $0.id.number < $1.id.number }
        unsafe items.removeAll(keepingCapacity: true)
        unsafe items.append(zmq_pollitem_t(socket: nil, fd: wakeDescriptor, events: CShort(ZMQ_POLLIN), revents: 0))
        for attached in sockets {
            let reading = attached.isReading ? ZMQ_POLLIN : 0
            let writing = attached.onWritable != nil ? ZMQ_POLLOUT : 0
            unsafe items.append(
                zmq_pollitem_t(socket: attached.socket.handle, fd: 0, events: CShort(reading | writing), revents: 0)
            )
        }
        for watch in watches {
            unsafe items.append(
                zmq_pollitem_t(socket: nil, fd: watch.descriptor, events: CShort(ZMQ_POLLIN), revents: 0)
            )
        }
    }

    /// Sleeps until something is ready or the time is over.
    ///
    /// - Parameter timeout: milliseconds; -1 for no limit.
    /// - Returns: how many are ready, or why it failed.
    mutating func poll(timeout: Int) -> CallOutcome {
        unsafe items.withUnsafeMutableBufferPointer { buffer in
            let outcome = unsafe zmq_poll(buffer.baseAddress, CInt(buffer.count), timeout)
            if outcome >= 0 { return .value(outcome) }
            let errno = zmq_errno()
            // The caller looks at its timers and comes again.
            if errno == EINTR {
                for index in buffer.indices { unsafe buffer[index].revents = 0 }
                return .value(0)
            }
            return .failed(errno: errno)
        }
    }

    var isSignalled: Bool { unsafe items[0].revents != 0 }

    func isReadable(socket index: Int) -> Bool { events(1 + index) & (ZMQ_POLLIN | ZMQ_POLLERR) != 0 }

    func isWritable(socket index: Int) -> Bool { events(1 + index) & ZMQ_POLLOUT != 0 }

    func state(watch index: Int) -> DescriptorState? {
        let events = events(1 + sockets.count + index)
        guard events != 0 else { return nil }
        return DescriptorState(isReadable: events & ZMQ_POLLIN != 0, hasFailed: events & ZMQ_POLLERR != 0)
    }

    private func events(_ index: Int) -> CInt { unsafe CInt(items[index].revents) }
}
