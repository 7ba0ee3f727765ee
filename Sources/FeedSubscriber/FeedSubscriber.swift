internal import AsyncAlgorithms
import CivilTime
import FeedbackProtocol
import Identity
import ZeroMQ

/// Follows the feed of one or several aggregators: every event of a unit once and in order, whatever the network does.
///
/// What is missed, because the network lost it, this program was not running or was too slow, is asked for again. Events
/// of different origins or streams have no order between them. States, such as alerts and how many cases are open, come
/// beside the events, see ``FeedEvents/states``. See `ops/examples/swift` for a whole program.
public enum FeedSubscriber {
    /// Connects, calls a closure with the events, and takes the connections down again.
    ///
    /// It waits for aggregators that are not there, also at the beginning.
    ///
    /// - Parameters:
    ///   - subscription: Whom and what to follow.
    ///   - onNotice: Called on the connection's own thread with what may be worth a line in a log.
    ///   - body: Gets the events. Store an event's position when it is dealt with, and give the newest ones to the next
    ///     subscription. While the closure does not take events, at most `maximumWaiting` and a little more wait in memory.
    /// - Returns: What the closure returns.
    /// - Throws: ``FeedSubscriberError`` when the subscription cannot be used, and what the closure throws.
    public static func following<Result>(
        _ subscription: FeedSubscription,
        onNotice: @escaping @Sendable (FeedNotice) -> Void = { _ in },
        _ body: (FeedEvents) async throws -> Result
    ) async throws -> Result {
        try await self.following(subscription, onNotice: onNotice, onTold: nil, body)
    }

    /// The same for who wants what was told byte for byte too.
    ///
    /// `onTold` gets the same events before the closure does, and the heartbeats, on the connection's own thread; while
    /// it runs, messages wait.
    package static func following<Result>(
        _ subscription: FeedSubscription,
        onNotice: @escaping @Sendable (FeedNotice) -> Void,
        onTold: (@Sendable (FeedTold) -> Void)?,
        _ body: (FeedEvents) async throws -> Result
    ) async throws -> Result {
        let keys = try subscription.checkedKeys()
        let (context, host) = try self.transport()
        let states = FeedStateMailbox()
        defer { states.finish() }
        let outcome: Swift.Result<Result, any Error>
        do {
            let events = try await host.run { host throws(ZeroMQError) in
                var made = FeedEvents.Channel.makeChannel(
                    throwing: (any Error).self,
                    backpressureStrategy: .watermark(
                        low: max(1, subscription.maximumWaiting / 2),
                        high: max(1, subscription.maximumWaiting)
                    )
                )
                let events = FeedEvents(made.takeChannel().elements(), states: FeedStates(states))
                let session = FeedSession(
                    subscription,
                    keys,
                    FeedOutlet(made.source, states),
                    onNotice: onNotice,
                    onTold: onTold
                )
                try FeedSession.start(session, in: context, on: host)
                return events
            }
            outcome = .success(try await body(events))
        } catch let error as ZeroMQError {
            outcome = .failure(FeedSubscriberError(error))
        } catch {
            outcome = .failure(error)
        }
        await host.shutdown()
        await context.terminate()
        return try outcome.get()
    }

    private static func transport() throws(FeedSubscriberError) -> (Context, SocketHost) {
        do throws(ZeroMQError) {
            return (try Context(), try SocketHost(name: "feed-subscriber"))
        } catch {
            throw FeedSubscriberError(error)
        }
    }
}

extension FeedSubscription {
    /// The key of each aggregator.
    fileprivate func checkedKeys() throws(FeedSubscriberError) -> [ClientKeyFile] {
        guard !self.aggregators.isEmpty else {
            throw FeedSubscriberError(.badSubscription, "aggregators is empty: name at least one.")
        }
        guard !self.streams.isEmpty || !self.states.isEmpty else {
            throw FeedSubscriberError(
                .badSubscription,
                "streams and states are empty: follow cases, ratings or both, or a state."
            )
        }
        guard let path = UnitPath(self.unitPath), path != .all else {
            throw FeedSubscriberError(
                .badSubscription,
                "unitPath holds the codes from the root to a unit, at least one, such as [\"84\", \"842\"]."
            )
        }
        guard self.positions.allSatisfy({ $0.unitPath == self.unitPath }) else {
            throw FeedSubscriberError(
                .badSubscription,
                "The stored positions are of another unit than \(self.unitPath.joined(separator: "/")): begin without them."
            )
        }
        guard Set(self.positions.map(\.origin)).count <= OriginTable.most else {
            throw FeedSubscriberError(
                .badSubscription,
                "There are stored positions of more than \(OriginTable.most) origins: leave out those that are no more."
            )
        }
        if let day = self.ratingsSince, Day(day) == nil {
            throw FeedSubscriberError(.badSubscription, "ratingsSince is a day such as 2026-01-01.")
        }
        var keys: [ClientKeyFile] = []
        for aggregator in self.aggregators {
            do throws(IdentityError) {
                keys.append(try ClientKeyFile(contentsOf: aggregator.keyFile))
            } catch {
                throw FeedSubscriberError(.badSubscription, error.message)
            }
        }
        return keys
    }
}

/// The events of a subscription as an asynchronous sequence, for one consumer.
public struct FeedEvents: AsyncSequence, Sendable {
    /// One event.
    public typealias Element = FeedEvent

    typealias Channel = MultiProducerSingleConsumerAsyncChannel<FeedEvent, any Error>

    /// How things are now, as far as the subscription names ``FeedSubscription/states``; for one consumer, which may be
    /// another task than that of the events.
    public let states: FeedStates

    private let base: any AsyncSequence<FeedEvent, any Error> & Sendable

    init(_ base: any AsyncSequence<FeedEvent, any Error> & Sendable, states: FeedStates) {
        self.base = base
        self.states = states
    }

    /// Makes the one iterator.
    public func makeAsyncIterator() -> Iterator {
        Iterator(self.base.makeAsyncIterator())
    }

    /// Gives out the events in order.
    public struct Iterator: AsyncIteratorProtocol {
        private var base: any AsyncIteratorProtocol<FeedEvent, any Error>

        init(_ base: any AsyncIteratorProtocol<FeedEvent, any Error>) {
            self.base = base
        }

        /// Waits for the next event.
        ///
        /// - Parameter actor: where the caller runs.
        /// - Returns: the event; `nil` when the task was cancelled.
        /// - Throws: ``FeedSubscriberError`` when no more will come, because an aggregator refuses.
        public mutating func next(isolation actor: isolated (any Actor)? = #isolation) async throws -> FeedEvent? {
            try await self.base.next(isolation: actor)
        }
    }
}
