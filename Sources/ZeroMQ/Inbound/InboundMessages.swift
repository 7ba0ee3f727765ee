internal import AsyncAlgorithms
internal import NIOConcurrencyHelpers

/// The messages of a quiet socket as an asynchronous sequence.
///
/// At most about twice the high watermark wait in it; then the socket isn't read, its queue fills and its peers wait.
/// It ends when the socket or the host is closed. Letting go of it, or cancelling the task that iterates it, closes the
/// socket. It is for one consumer: a second iterator finds it ended.
public struct InboundMessages: AsyncSequence, Sendable {
    /// A message with all its frames.
    public typealias Element = MultipartMessage
    /// It never fails.
    public typealias Failure = Never

    private let base: NIOLockedValueBox<(any AsyncSequence<MultipartMessage, Never> & Sendable)?>

    init(_ base: any AsyncSequence<MultipartMessage, Never> & Sendable) {
        self.base = NIOLockedValueBox(base)
    }

    /// Makes the one iterator.
    ///
    /// - Returns: the messages; nothing when there was an iterator before.
    public func makeAsyncIterator() -> Iterator {
        let taken = base.withLockedValue { base in
            defer { base = nil }
            return base
        }
        return Iterator(base: taken.map { $0.makeAsyncIterator() })
    }

    /// Gives out the messages in order.
    public struct Iterator: AsyncIteratorProtocol {
        private var base: (any AsyncIteratorProtocol<MultipartMessage, Never>)?

        init(base: (any AsyncIteratorProtocol<MultipartMessage, Never>)?) {
            self.base = base
        }

        /// Waits for the next message.
        ///
        /// - Parameter actor: where the caller runs.
        /// - Returns: the message; `nil` when no more come.
        public mutating func next(isolation actor: isolated (any Actor)? = #isolation) async -> MultipartMessage? {
            await base?.next(isolation: actor)
        }
    }
}
