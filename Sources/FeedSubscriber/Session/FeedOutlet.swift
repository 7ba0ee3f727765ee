internal import AsyncAlgorithms
import ZeroMQ

/// Where a session puts its events and states; lives on the host's thread.
final class FeedOutlet {
    private var source: FeedEvents.Channel.Source?
    private let states: FeedStateMailbox
    /// Whether as many events wait as may.
    private(set) var isFull = false

    init(_ source: consuming sending FeedEvents.Channel.Source, _ states: FeedStateMailbox) {
        self.source = consume source
        self.states = states
    }

    /// Gives events out.
    ///
    /// - Parameters:
    ///   - events: In order.
    ///   - host: The session's.
    ///   - onRoom: Called on the host's thread when there is room again, if there is none now.
    func give(
        _ events: [FeedEvent],
        _ host: SocketHost,
        onRoom: @escaping @Sendable (isolated SocketHost) -> Void
    ) {
        guard !events.isEmpty, var source = self.source.take() else { return }
        do {
            switch try source.send(contentsOf: events) {
            case .produceMore: break
            case .enqueueCallback(var callback):
                self.isFull = true
                callback.enqueueCallback { [weak host] _ in host?.perform(onRoom) }
            }
            self.source = consume source
        } catch {
            // Nobody takes events any more.
        }
    }

    /// Notes that there is room again.
    func noteRoom() {
        self.isFull = false
    }

    /// Gives out a state; it never waits.
    ///
    /// - Parameters:
    ///   - state: The newest of its key.
    ///   - isNews: Whether to give it out, and not only in place of an older one that waits.
    /// - Returns: Whether there was room.
    func give(_ state: FeedState, isNews: Bool) -> Bool {
        self.states.put(state, isNews: isNews)
    }

    /// Ends the sequences.
    func fail(_ error: FeedSubscriberError) {
        self.states.finish()
        guard let source = self.source.take() else { return }
        source.finish(throwing: error)
    }
}
