import FeedbackStore
internal import NIOConcurrencyHelpers
import ZeroMQ

/// The desk's watchers as the writer's thread sees them: where it puts what was committed, one hop for each commit.
///
/// It never makes the writer wait: what the desk is too slow for becomes "look again".
final class InboxOutlet: Sendable {
    /// Commits waiting to be told beyond which they are no longer told one by one.
    private static let mostWaiting = 16

    /// What is done with the changes of a commit, on the desk's thread; `nil` stands for too many of them.
    typealias Taker = @Sendable (InboxChanges?, isolated SocketHost) -> Void

    private struct State {
        var host: SocketHost?
        var taker: Taker?
        var hasWatchers = false
        var waiting = 0
        var isBehind = false
    }

    private let state = NIOLockedValueBox(State())

    /// Sets who takes the changes.
    func attach(_ host: SocketHost, _ taker: @escaping Taker) {
        self.state.withLockedValue {
            $0.host = host
            $0.taker = taker
        }
    }

    /// Says whether anybody watches at all; while nobody does, nothing is handed over.
    func setHasWatchers(_ hasWatchers: Bool) {
        self.state.withLockedValue { $0.hasWatchers = hasWatchers }
    }

    /// Tells what a commit made durable; called on the writer's thread, in the journal's order.
    func tell(_ result: CommitResult) {
        guard self.state.withLockedValue({ $0.hasWatchers }), let changes = InboxChanges(result) else { return }
        let target = self.state.withLockedValue { state -> (host: SocketHost, taker: Taker)? in
            guard let host = state.host, let taker = state.taker else { return nil }
            guard state.waiting < Self.mostWaiting else {
                // The newest one that waits tells everybody to look again.
                state.isBehind = true
                return nil
            }
            state.waiting += 1
            return (host, taker)
        }
        guard let target else { return }
        let isTaken = target.host.perform { host in
            target.taker(self.takesOne() || changes.isTooMuch ? nil : changes, host)
        }
        if !isTaken { _ = self.takesOne() }
    }

    /// Takes one off the queue.
    ///
    /// - Returns: Whether commits were left out since the last one.
    private func takesOne() -> Bool {
        self.state.withLockedValue { state in
            state.waiting -= 1
            defer { state.isBehind = false }
            return state.isBehind
        }
    }
}
