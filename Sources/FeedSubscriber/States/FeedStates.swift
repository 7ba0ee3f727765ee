/// The states of a subscription as an asynchronous sequence, for one consumer: what is new, and of that the newest.
///
/// While it is not taken, only the newest waits of each origin, kind and unit and of each alert, and of at most 16,384 of
/// them. It holds up no events, and events that are not taken do not hold it up. What is told again without a change is
/// not given out again.
public struct FeedStates: AsyncSequence, Sendable {
    /// One state.
    public typealias Element = FeedState
    /// It never fails: when the aggregator refuses, it ends, and the events tell why.
    public typealias Failure = Never

    private let mailbox: FeedStateMailbox

    init(_ mailbox: FeedStateMailbox) {
        self.mailbox = mailbox
    }

    /// Makes the one iterator.
    public func makeAsyncIterator() -> Iterator {
        Iterator(self.mailbox)
    }

    /// Gives out the states: what waits longest first.
    public struct Iterator: AsyncIteratorProtocol {
        /// One state.
        public typealias Element = FeedState
        /// It never fails.
        public typealias Failure = Never

        private let mailbox: FeedStateMailbox
        private var signals: AsyncStream<Void>.Iterator

        init(_ mailbox: FeedStateMailbox) {
            self.mailbox = mailbox
            self.signals = mailbox.signals.makeAsyncIterator()
        }

        /// Waits for the next state.
        ///
        /// - Parameter actor: where the caller runs.
        /// - Returns: the state; `nil` when the task was cancelled or no more will come.
        public mutating func next(isolation actor: isolated (any Actor)? = #isolation) async -> FeedState? {
            while !Task.isCancelled {
                if let state = self.mailbox.take() { return state }
                guard await self.signals.next(isolation: actor) != nil else { return nil }
            }
            return nil
        }
    }
}
