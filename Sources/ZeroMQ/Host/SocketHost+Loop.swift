internal import CZeroMQ

extension SocketHost {
    /// One round of the thread: timers that are due, sleep, then whatever became ready.
    ///
    /// - Returns: whether there shall be another; `false` once the host was stopped.
    func turn() -> Bool {
        guard !isStopped else { return false }
        runDueTimers()
        guard !isStopped else { return false }
        pollSet.rebuildIfNeeded(wakeDescriptor: thread.wakeDescriptor, sockets: sockets, watches: watches)
        // With work waiting the sockets are only looked at, so neither starves the other.
        let outcome = pollSet.poll(timeout: thread.fallAsleep() ? untilNextTimer() : 0)
        guard case .value(let ready) = outcome else {
            thread.wokeUp(bySignal: true)
            closeDeadSockets()
            return true
        }
        thread.wokeUp(bySignal: ready > 0 && pollSet.isSignalled)
        if ready > 0 { dispatch() }
        return true
    }

    private func dispatch() {
        // A copy: handlers may attach and close, which changes the next round and not this one.
        let polled = pollSet
        for (index, attached) in polled.sockets.enumerated() {
            if polled.isWritable(socket: index), !attached.isDetached, let handler = attached.onWritable {
                attached.onWritable = nil
                pollSet.invalidate()
                handler(self, attached.socket)
            }
            if polled.isReadable(socket: index), attached.isReading, let handler = attached.onReadable {
                handler(self, attached.socket, attached.budget)
            }
        }
        for (index, watch) in polled.watches.enumerated() {
            guard let state = polled.state(watch: index), !watch.isRemoved else { continue }
            if state.hasFailed { unwatch(watch.id) }
            watch.onReady(self, state)
        }
    }

    /// After a failed poll, which happens when a context was terminated: closes its sockets, so that it can end.
    private func closeDeadSockets() {
        let dead = sockets.values.filter { $0.socket.number(ZMQ_EVENTS) == nil }
        // If none can be blamed the poll would fail for ever, so all go.
        for attached in dead.isEmpty ? Array(sockets.values) : dead { detach(attached.id) }
    }
}
