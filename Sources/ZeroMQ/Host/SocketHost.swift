internal import CZeroMQ

/// An actor pinned to one thread that owns sockets and sleeps in `zmq_poll` until one of them or work calls.
///
/// A socket is attached with a handler, which the thread calls synchronously when something can be received; the handler
/// takes messages up to its budget and may send on the same socket. Other threads reach the sockets through
/// ``perform(_:)``. What handlers and such work share is an object bound to the host with ``bind(_:)``, which no other
/// thread can touch:
///
/// ```swift
/// let intake = await host.bind(Intake())
/// let id = try await host.attach(router) { host, socket, budget in
///     host.with(intake) { $0.receive(from: socket, upTo: budget) }
/// }
/// writer.onCommit { batch in
///     host.perform { host in
///         host.with(intake) { intake in
///             try? host.withSocket(id) { socket in intake.acknowledge(batch, on: socket) }
///         }
///     }
/// }
/// ```
///
/// The host lives until ``shutdown()``; letting go of it doesn't end it.
public actor SocketHost {
    /// Called on the host's thread when a socket has something to receive, with the most messages to take now.
    ///
    /// What it leaves brings it back at once, after jobs and other sockets had their turn.
    public typealias ReadHandler = @Sendable (isolated SocketHost, borrowing Socket, _ budget: Int) -> Void
    /// Called on the host's thread when a socket can be sent on again.
    public typealias WriteHandler = @Sendable (isolated SocketHost, borrowing Socket) -> Void
    /// Called on the host's thread when a timer is due.
    public typealias TimerHandler = @Sendable (isolated SocketHost) -> Void
    /// Called on the host's thread when a watched file descriptor is ready.
    public typealias DescriptorHandler = @Sendable (isolated SocketHost, DescriptorState) -> Void

    nonisolated let thread: HostThread
    /// The host's thread; actors of yours may share it.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }

    var sockets: [SocketID: AttachedSocket] = [:]
    var watches: [WatchID: WatchedDescriptor] = [:]
    var timers = TimerQueue<ContinuousClock.Instant, TimerHandler>()
    var pollSet = PollSet()
    var boundObjects: [UInt64: AnyObject] = [:]
    var isStopped = false
    private var lastNumber: UInt64 = 0

    /// Starts a host.
    ///
    /// - Parameter name: the thread's name in tools; the system keeps the first 15 bytes.
    /// - Throws: ``ZeroMQError/Code/systemResources`` when the system refuses the thread.
    public init(name: String = "zmq-host") throws(ZeroMQError) {
        thread = try HostThread(name: name)
        try thread.start(self)
    }

    /// Runs a closure on the host's thread and returns what it returns; many steps for one hop.
    ///
    /// - Parameter body: runs without interruption, so it must be short.
    /// - Returns: what the closure returns.
    /// - Throws: what the closure throws.
    public func run<Result: Sendable, Failure: Error>(
        _ body: @Sendable (isolated SocketHost) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(self)
    }

    /// Gives the host's thread a closure to run soon, from any thread, without waiting.
    ///
    /// Closures run in the order they were given. The thread is woken once for all that come while it sleeps.
    ///
    /// - Parameter work: runs without interruption, so it must be short.
    /// - Returns: whether it will run; `false` after the host was shut down.
    @discardableResult
    public nonisolated func perform(_ work: @escaping @Sendable (isolated SocketHost) -> Void) -> Bool {
        thread.enqueue(work)
    }

    /// Closes all sockets, forgets timers and watches, runs the work already given and ends the thread.
    ///
    /// It returns when the thread has ended; calling it again is harmless. Afterwards ``perform(_:)`` answers `false` and
    /// the other calls throw ``ZeroMQError/Code/hostStopped``.
    public nonisolated func shutdown() async {
        await stop()
        await thread.ended()
    }

    private func stop() {
        guard !isStopped else { return }
        isStopped = true
        for id in Array(sockets.keys) { detach(id) }
        for watch in watches.values { watch.isRemoved = true }
        watches = [:]
        timers = TimerQueue()
        boundObjects = [:]
        // It holds the sockets too, which must be closed here and not where the host is let go of.
        pollSet = PollSet()
    }

    func nextNumber() -> UInt64 {
        lastNumber &+= 1
        return lastNumber
    }
}
