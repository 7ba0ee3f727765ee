internal import NIOConcurrencyHelpers

/// Where the connection's thread puts states and a consumer takes them, neither waiting for the other.
final class FeedStateMailbox: Sendable {
    private let pending = NIOLockedValueBox(PendingStates())
    /// One each time that something new waits; how many is of no account.
    let signals: AsyncStream<Void>
    private let signal: AsyncStream<Void>.Continuation

    init() {
        (self.signals, self.signal) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Puts a state in place of the one that waits, if any.
    ///
    /// - Parameters:
    ///   - state: The newest of its key.
    ///   - isNews: Whether to give it out if none waits.
    /// - Returns: Whether there was room.
    func put(_ state: FeedState, isNews: Bool) -> Bool {
        let isKept = self.pending.withLockedValue { $0.put(state, isNews: isNews) }
        self.signal.yield()
        return isKept
    }

    /// Takes what waits longest.
    func take() -> FeedState? {
        self.pending.withLockedValue { $0.take() }
    }

    /// Ends the sequence behind what waits.
    func finish() {
        self.signal.finish()
    }
}

/// States that wait to be taken: of each key the newest, and of no more keys than there is room for; pure.
struct PendingStates: Sendable {
    /// The most keys: of a province there are some hundred units and, at worst, some thousand alerts.
    static let most = 16_384

    private var newest: [FeedState.Key: FeedState] = [:]
    /// The keys in the order in which they began to wait; those before `next` were taken.
    private var order: [FeedState.Key] = []
    private var next = 0

    /// How many wait.
    var count: Int { self.newest.count }

    /// Puts a state in place of the one that waits, if any; one that is no news is not put where none waits.
    ///
    /// - Returns: Whether there was room.
    mutating func put(_ state: FeedState, isNews: Bool) -> Bool {
        if self.newest[state.key] == nil {
            guard isNews else { return true }
            guard self.newest.count < Self.most else { return false }
            self.order.append(state.key)
        }
        self.newest[state.key] = state
        return true
    }

    /// Takes what waits longest.
    mutating func take() -> FeedState? {
        guard self.order.indices.contains(self.next) else { return nil }
        let key = self.order[self.next]
        self.next += 1
        // Now and then, so that each costs little and what was taken does not pile up.
        if self.next * 2 >= self.order.count {
            self.order.removeFirst(self.next)
            self.next = 0
        }
        return self.newest.removeValue(forKey: key)
    }
}
