extension SocketHost {
    /// Calls a handler once, when a time has passed on the monotonic clock.
    ///
    /// - Parameters:
    ///   - delay: from now, to the millisecond; zero or less is due at once.
    ///   - handler: what is called.
    /// - Returns: how to cancel it.
    /// - Throws: ``ZeroMQError/Code/hostStopped``.
    @discardableResult
    public func schedule(
        after delay: Duration,
        _ handler: @escaping TimerHandler
    ) throws(ZeroMQError) -> TimerID {
        try schedule(after: delay, every: nil, handler)
    }

    /// Calls a handler again and again; ticks missed while the thread was busy are left out.
    ///
    /// - Parameters:
    ///   - interval: from 1 millisecond; the first call comes after it.
    ///   - handler: what is called.
    /// - Returns: how to cancel it.
    /// - Throws: ``ZeroMQError/Code/invalidArgument`` for a shorter interval, ``ZeroMQError/Code/hostStopped``.
    @discardableResult
    public func schedule(
        every interval: Duration,
        _ handler: @escaping TimerHandler
    ) throws(ZeroMQError) -> TimerID {
        guard interval >= .milliseconds(1) else {
            throw ZeroMQError(.invalidArgument, "A timer repeats after a millisecond at the least.")
        }
        return try schedule(after: interval, every: interval, handler)
    }

    /// Takes back a timer.
    ///
    /// - Parameter id: the timer.
    /// - Returns: whether it was still to be called.
    @discardableResult
    public func cancel(_ id: TimerID) -> Bool {
        timers.cancel(id.number)
    }

    private func schedule(
        after delay: Duration,
        every interval: Duration?,
        _ handler: @escaping TimerHandler
    ) throws(ZeroMQError) -> TimerID {
        guard !isStopped else { throw .hostStopped() }
        let id = TimerID(number: nextNumber())
        // Kept within a century, where no clock arithmetic overflows.
        let century = Duration.seconds(3_153_600_000)
        let due = ContinuousClock.now.advanced(by: min(max(delay, .zero), century))
        timers.add(id.number, due: due, every: interval.map { min($0, century) }, handler)
        return id
    }

    /// Calls the timers due now; one set by a handler waits for the next turn.
    func runDueTimers() {
        guard timers.count > 0 else { return }
        let now = ContinuousClock.now
        var left = timers.count
        while left > 0, let handler = timers.takeDue(at: now) {
            left -= 1
            handler(self)
        }
    }

    /// How long the thread may sleep: milliseconds rounded up, -1 without timers.
    func untilNextTimer() -> Int {
        guard let due = timers.next() else { return -1 }
        return Int((due - ContinuousClock.now).wholeMilliseconds)
    }
}
