/// What other threads give a host's thread to do.
enum HostWork: Sendable {
    /// A step of an actor pinned to the thread.
    case job(UnownedJob)
    /// A closure given to ``SocketHost/perform(_:)``.
    case closure(@Sendable (isolated SocketHost) -> Void)
}

/// The queue of a host's thread, and where the thread is in its life; kept behind a lock.
///
/// The thread is woken once: whoever adds work first while it is asleep does it.
struct HostWorkQueue: Sendable {
    enum Phase: Sendable {
        /// The thread works.
        case running
        /// The thread ended, and no job is being run.
        case ended
        /// The thread ended; a task runs the jobs that came afterwards, one by one.
        case runningLateJobs
    }

    private(set) var phase = Phase.running
    private(set) var waiting: [HostWork] = []
    private(set) var runner: HostThread.Identity?
    private var isAsleep = false
    private var endWaiters: [CheckedContinuation<Void, Never>] = []

    enum Reaction: Sendable {
        case none
        case wakeThread
        case startLateRunner
    }

    mutating func begin(_ identity: HostThread.Identity) {
        runner = identity
    }

    /// Adds a job; a job is always run, whatever the phase.
    mutating func add(_ job: UnownedJob) -> Reaction {
        waiting.append(.job(job))
        switch phase {
        case .running: return wake()
        case .runningLateJobs: return .none
        case .ended:
            phase = .runningLateJobs
            return .startLateRunner
        }
    }

    /// Adds a closure; `nil` when the thread has ended.
    mutating func add(_ closure: @escaping @Sendable (isolated SocketHost) -> Void) -> Reaction? {
        guard phase == .running else { return nil }
        waiting.append(.closure(closure))
        return wake()
    }

    private mutating func wake() -> Reaction {
        guard isAsleep else { return .none }
        isAsleep = false
        return .wakeThread
    }

    /// Takes all work, and gives the storage of the last batch in return.
    mutating func take(into batch: inout [HostWork]) {
        swap(&waiting, &batch)
    }

    /// Whether nothing waits; from then on the first to add work wakes the thread.
    mutating func fallAsleep() -> Bool {
        isAsleep = waiting.isEmpty
        return isAsleep
    }

    mutating func wokeUp() {
        isAsleep = false
    }

    /// Ends the running phase or a round of late jobs, unless work has come meanwhile.
    ///
    /// - Returns: who waits for the end; `nil` when there is work to do first.
    mutating func endIfIdle() -> [CheckedContinuation<Void, Never>]? {
        guard waiting.isEmpty else { return nil }
        phase = .ended
        runner = nil
        defer { endWaiters = [] }
        return endWaiters
    }

    /// Keeps a waiter for the end; `false` when the thread has ended already.
    mutating func wait(_ continuation: CheckedContinuation<Void, Never>) -> Bool {
        guard phase == .running else { return false }
        endWaiters.append(continuation)
        return true
    }
}
