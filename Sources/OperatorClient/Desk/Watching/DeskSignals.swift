package import FeedbackProtocol

/// Something that happens while an officer's desk waits.
package enum DeskSignal: Sendable, Hashable {
    /// The aggregator told that the inbox changed.
    case notice(WireInboxNotice)
    /// The aggregator let this key in.
    case connected
    /// The connection was lost; it is made again.
    case disconnected
    /// It is time to renew the watch.
    case renewal
    /// A line was typed.
    case line(String)
    /// Nothing more is typed, or the program is asked to end.
    case ended
}

/// What happens, in order; a notice too many for the queue is left out and missed by its number.
package struct DeskSignals: Sendable {
    private static let most = 1024

    /// What happens, for one reader.
    package let stream: AsyncStream<DeskSignal>
    private let continuation: AsyncStream<DeskSignal>.Continuation

    /// Makes an empty queue.
    package init() {
        (self.stream, self.continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(Self.most))
    }

    /// Adds what happened.
    package func give(_ signal: DeskSignal) {
        self.continuation.yield(signal)
    }

    /// Ends it after what is there.
    package func finish() {
        self.continuation.finish()
    }
}
