internal import AsyncAlgorithms
import ZeroMQ

/// Where a session puts its events; lives on the host's thread.
final class FeedOutlet {
    private var source: FeedEvents.Channel.Source?
    /// Whether as many events wait as may.
    private(set) var isFull = false

    init(_ source: consuming sending FeedEvents.Channel.Source) {
        self.source = consume source
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

    /// Ends the sequence.
    func fail(_ error: FeedSubscriberError) {
        guard let source = self.source.take() else { return }
        source.finish(throwing: error)
    }
}
