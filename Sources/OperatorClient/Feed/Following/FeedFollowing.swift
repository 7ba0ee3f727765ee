package import FeedSubscriber
internal import NIOConcurrencyHelpers
import ZeroMQ

/// Follows a feed, with what is lost asked for again, until it is told to stop or enough has come.
package struct FeedFollowing: Sendable {
    /// What is followed, from where on and for how long.
    package struct Options: Sendable {
        package let subscription: FeedSubscription
        /// Ends after this many events.
        package let eventLimit: UInt64?
        /// Ends after this time.
        package let duration: Duration?

        /// Gathers the options.
        package init(_ subscription: FeedSubscription, eventLimit: UInt64? = nil, duration: Duration? = nil) {
            self.subscription = subscription
            self.eventLimit = eventLimit
            self.duration = duration
        }
    }

    /// Called on the connection's thread with what is worth keeping, in order.
    ///
    /// While it runs, messages wait; what it throws ends the following.
    package typealias Output = @Sendable ([FeedTold]) throws(OperatorError) -> Void

    /// Asked to stop it waits so long for a heartbeat behind which nothing is missing.
    private static let endPatience = Duration.seconds(12)
    /// The heartbeats of the units below come right behind the unit's own.
    private static let heartbeatTail = Duration.milliseconds(300)

    private struct State {
        var progress: FollowedProgress
        var failure: OperatorError?
        var isOver = false
    }

    private let options: Options
    private let box: NIOLockedValueBox<State>
    private let clock: SocketHost
    private let ends: AsyncStream<Void>
    private let end: AsyncStream<Void>.Continuation

    /// Makes one; nothing is connected before ``run(onNotice:_:)``, which must be called.
    ///
    /// - Throws: ``OperatorError`` when the system has no thread for it.
    package init(_ options: Options) throws(OperatorError) {
        self.options = options
        let progress = FollowedProgress(
            unitPath: options.subscription.unitPath,
            streams: options.subscription.streams,
            beginsWithSnapshot: options.subscription.beginning == .snapshot,
            eventLimit: options.eventLimit
        )
        self.box = NIOLockedValueBox(State(progress: progress))
        do throws(ZeroMQError) {
            self.clock = try SocketHost(name: "feed-following")
        } catch {
            throw OperatorError(wrapping: error)
        }
        (self.ends, self.end) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Asks to end: with the next heartbeat behind which nothing is missing, and asked again at once; from any thread.
    package func stop() {
        let wasEnding = self.box.withLockedValue { state in
            defer { state.progress.askToEnd() }
            return state.progress.isEnding
        }
        guard !wasEnding else { return self.finish() }
        self.finish(after: Self.endPatience)
    }

    /// Follows to the end.
    ///
    /// - Parameters:
    ///   - onNotice: Called on the connection's thread with what is worth a line.
    ///   - output: What is done with what was told.
    /// - Returns: What came, and what is known not to have come.
    /// - Throws: ``OperatorError`` when the aggregator refuses, and what `output` throws.
    package func run(
        onNotice: @escaping @Sendable (FeedNotice) -> Void,
        _ output: @escaping Output
    ) async throws(OperatorError) -> FollowedProgress {
        if let duration = self.options.duration {
            self.clock.perform { host in
                _ = try? host.schedule(after: duration) { _ in self.stop() }
            }
        }
        let outcome: Result<Void, any Error>
        do {
            try await self.follow(onNotice, output)
            outcome = .success(())
        } catch {
            outcome = .failure(error)
        }
        await self.clock.shutdown()
        let state = self.box.withLockedValue { $0 }
        if let failure = state.failure { throw failure }
        if case .failure(let error) = outcome { throw OperatorError(following: error) }
        return state.progress
    }

    private func follow(
        _ onNotice: @escaping @Sendable (FeedNotice) -> Void,
        _ output: @escaping Output
    ) async throws {
        let take: @Sendable (FeedTold) -> Void = { self.take($0, output) }
        try await FeedSubscriber.following(self.options.subscription, onNotice: onNotice, onTold: take) { events in
            try await withThrowingTaskGroup(of: Void.self) { group in
                // What matters was taken byte for byte already; here it only makes room for more.
                group.addTask { for try await _ in events {} }
                group.addTask { for await _ in self.ends {} }
                _ = try await group.next()
                group.cancelAll()
            }
        }
    }

    private func take(_ told: FeedTold, _ output: Output) {
        var hasJustFinished = false
        let isAtLimit = self.box.withLockedValue { state -> Bool in
            guard !state.isOver else { return false }
            let wasFinished = state.progress.isFinished
            let kept = state.progress.take(told)
            do throws(OperatorError) {
                if !kept.isEmpty { try output(kept) }
            } catch {
                state.failure = error
                state.isOver = true
            }
            hasJustFinished = state.isOver || state.progress.isFinished && !wasFinished
            return state.isOver || state.progress.isAtLimit
        }
        guard hasJustFinished else { return }
        if isAtLimit { self.finish() } else { self.finish(after: Self.heartbeatTail) }
    }

    private func finish(after delay: Duration) {
        let isGiven = self.clock.perform { host in
            _ = try? host.schedule(after: delay) { _ in self.finish() }
        }
        if !isGiven { self.finish() }
    }

    private func finish() {
        self.box.withLockedValue { $0.isOver = true }
        self.end.finish()
    }
}

extension OperatorError {
    /// Gives an error of the library for dashboards an exit code.
    init(following error: any Error) {
        guard let error = error as? FeedSubscriberError else {
            self.init(wrapping: error)
            return
        }
        let code: Code =
            switch error.code {
            case .badSubscription: .usage
            case .refused, .wrongReplay: .notPermitted
            case .otherJournal: .negative
            case .snapshotTooLarge: .usage
            case .transport: .unreachable
            }
        let advice =
            error.code == .snapshotTooLarge ? " Or take the units further down one by one, with --unit." : ""
        self.init(code, TextLayout.oneLine(error.description) + advice, cause: error)
    }
}
