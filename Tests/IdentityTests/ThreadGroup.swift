import Foundation
import NIOConcurrencyHelpers

/// Threads whose end a task can wait for without blocking.
final class ThreadGroup: Sendable {
    private struct State {
        var running = 0
        var failures: [any Error] = []
        var waiting: CheckedContinuation<[any Error], Never>?
    }

    private let state = NIOLockedValueBox(State())

    func start(_ body: @escaping @Sendable () throws -> Void) {
        self.state.withLockedValue { $0.running += 1 }
        Thread.detachNewThread {
            var failure: (any Error)?
            do { try body() } catch { failure = error }
            self.finish(failure)
        }
    }

    /// What the threads threw, after the last has ended.
    func failures() async -> [any Error] {
        await withCheckedContinuation { continuation in
            let failures = self.state.withLockedValue { state -> [any Error]? in
                if state.running == 0 { return state.failures }
                state.waiting = continuation
                return nil
            }
            if let failures { continuation.resume(returning: failures) }
        }
    }

    private func finish(_ failure: (any Error)?) {
        let (waiting, failures) = self.state.withLockedValue { state in
            state.running -= 1
            if let failure { state.failures.append(failure) }
            guard state.running == 0 else { return (nil as CheckedContinuation<[any Error], Never>?, state.failures) }
            let waiting = state.waiting
            state.waiting = nil
            return (waiting, state.failures)
        }
        waiting?.resume(returning: failures)
    }
}
