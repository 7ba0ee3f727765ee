package import CivilTime
package import FeedbackStore
package import ZeroMQ

/// The one thread that writes to the store: every commit runs on it, one after the other.
///
/// While it waits for the disk, the intake's thread receives and checks the next batch.
package final class GroupCommitWriter: Sendable {
    /// Called on the writer's thread when a commit has ended.
    package typealias Completion = @Sendable (Result<CommitResult, StoreError>) -> Void

    private let thread: SocketHost
    private let store: any FeedbackStore
    private let now: @Sendable () -> Timestamp
    private let onCommitted: @Sendable (CommitResult) -> Void

    /// Makes a writer.
    ///
    /// - Parameters:
    ///   - store: what it writes to; nobody else may.
    ///   - thread: where it writes; has no sockets.
    ///   - now: the time that is recorded.
    ///   - onCommitted: called on the writer's thread after each commit, in the journal's order, before its completion.
    package init(
        store: any FeedbackStore,
        thread: SocketHost,
        now: @escaping @Sendable () -> Timestamp,
        onCommitted: @escaping @Sendable (CommitResult) -> Void
    ) {
        self.store = store
        self.thread = thread
        self.now = now
        self.onCommitted = onCommitted
    }

    /// Makes requests durable together, soon.
    ///
    /// - Parameters:
    ///   - requests: what to write, in this order.
    ///   - completion: told what became of them.
    /// - Returns: whether it will be tried; `false` after the shutdown, and then `completion` is not called.
    package func commit(_ requests: [WriteRequest], _ completion: @escaping Completion) -> Bool {
        self.thread.perform { _ in
            let result = Result { () throws(StoreError) in try self.store.commit(requests, at: self.now()) }
            if case .success(let committed) = result { self.onCommitted(committed) }
            completion(result)
        }
    }

    /// Reads from the store between two commits: whatever was committed before, and nothing after.
    ///
    /// - Parameter body: called on the writer's thread.
    package func betweenCommits(_ body: @escaping @Sendable (any FeedbackStore) -> Void) {
        self.thread.perform { _ in body(self.store) }
    }
}
