internal import CZeroMQ
internal import NIOConcurrencyHelpers

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#endif

/// The thread of a ``SocketHost`` as an executor: it runs jobs, then sleeps in `zmq_poll` until work or a socket calls.
final class HostThread: SerialExecutor {
    typealias Identity = pthread_t

    private let name: String
    private let queue = NIOLockedValueBox(HostWorkQueue())
    /// An eventfd that stands in the poll set beside the sockets.
    let wakeDescriptor: CInt

    init(name: String) throws(ZeroMQError) {
        self.name = name
        wakeDescriptor = try call { eventfd(0, CInt(EFD_NONBLOCK) | CInt(EFD_CLOEXEC)) }.get("Making an eventfd")
    }

    deinit {
        close(wakeDescriptor)
    }

    // MARK: Any thread

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        react(queue.withLockedValue { $0.add(job) })
    }

    /// Gives the thread a closure to run.
    ///
    /// - Returns: `false` when the thread has ended.
    func enqueue(_ closure: @escaping @Sendable (isolated SocketHost) -> Void) -> Bool {
        guard let reaction = queue.withLockedValue({ $0.add(closure) }) else { return false }
        react(reaction)
        return true
    }

    func checkIsolated() {
        precondition(isIsolatingCurrentContext() == true, "Called from outside of the socket host's thread \(name).")
    }

    func isIsolatingCurrentContext() -> Bool? {
        guard let runner = queue.withLockedValue({ $0.runner }) else { return false }
        return pthread_equal(runner, pthread_self()) != 0
    }

    /// Returns when the thread has ended.
    func ended() async {
        await withCheckedContinuation { continuation in
            if !queue.withLockedValue({ $0.wait(continuation) }) { continuation.resume() }
        }
    }

    private func react(_ reaction: HostWorkQueue.Reaction) {
        switch reaction {
        case .none: break
        case .wakeThread:
            // It fails only when the counter is full, and then the thread is awake.
            _ = eventfd_write(wakeDescriptor, 1)
        case .startLateRunner:
            // Unstructured, because a job that comes after the end must still run somewhere and enqueueing is synchronous.
            Task.detached { self.runLateJobs() }
        }
    }

    // MARK: The thread itself

    /// Starts the thread, which keeps the host alive until it is shut down.
    func start(_ host: SocketHost) throws(ZeroMQError) {
        try DetachedThread.start(name: name) { self.run(host) }
    }

    private func run(_ host: SocketHost) {
        queue.withLockedValue { $0.begin(pthread_self()) }
        var batch: [HostWork] = []
        while true {
            runWaiting(&batch, host)
            if host.assumeIsolated({ $0.turn() }) { continue }
            guard let waiters = queue.withLockedValue({ $0.endIfIdle() }) else { continue }
            for waiter in waiters { waiter.resume() }
            return
        }
    }

    private func runWaiting(_ batch: inout [HostWork], _ host: SocketHost?) {
        queue.withLockedValue { $0.take(into: &batch) }
        for work in batch {
            switch work {
            case .job(let job): unsafe job.runSynchronously(on: asUnownedSerialExecutor())
            case .closure(let closure): host?.assumeIsolated { closure($0) }
            }
        }
        batch.removeAll(keepingCapacity: true)
    }

    private func runLateJobs() {
        queue.withLockedValue { $0.begin(pthread_self()) }
        var batch: [HostWork] = []
        repeat { runWaiting(&batch, nil) } while queue.withLockedValue { $0.endIfIdle() } == nil
    }

    /// Whether the thread may sleep, because nothing waits for it.
    func fallAsleep() -> Bool { queue.withLockedValue { $0.fallAsleep() } }

    func wokeUp(bySignal isSignalled: Bool) {
        queue.withLockedValue { $0.wokeUp() }
        guard isSignalled else { return }
        var count: eventfd_t = 0
        _ = unsafe eventfd_read(wakeDescriptor, &count)
    }
}
