import FeedbackProtocol
import ZeroMQ

/// Follows an aggregator's feed until it is told to stop, and counts what came and what did not.
package struct FeedTail: Sendable {
    /// What is followed and for how long.
    package struct Options: Sendable {
        package var subscription: FollowedTopics
        /// Ends after this many events.
        package var eventLimit: UInt64?
        /// Ends after this time.
        package var duration: Duration?
        /// How long after connecting something must come, or it is told; aggregators send heartbeats every few seconds.
        package var patience: Duration

        /// Gathers the options.
        package init(
            _ subscription: FollowedTopics,
            eventLimit: UInt64? = nil,
            duration: Duration? = nil,
            patience: Duration = .seconds(10)
        ) {
            self.subscription = subscription
            self.eventLimit = eventLimit
            self.duration = duration
            self.patience = patience
        }
    }

    /// Something to tell the operator.
    package enum Notice: Sendable {
        case told(FeedTally.Notice)
        /// The aggregator let this key in.
        case connected
        /// The connection was lost; it is made again.
        case disconnected
        /// Nothing came since the first connection, not even a heartbeat: the key may not follow this path.
        case unheard([String])
        /// Nothing came for half a minute, not even a heartbeat.
        case silent
        /// Something came again.
        case heardAgain
    }

    /// Called on the socket's thread with what happened, in order; while it runs, messages wait.
    package typealias Output = @Sendable ([Notice]) -> Void

    private let host: SocketHost
    private let context: Context
    private let reader: HostBound<FeedReader>

    /// Connects and subscribes.
    ///
    /// - Parameters:
    ///   - door: the feed's.
    ///   - options: what is followed.
    ///   - output: what is called with each event and each oddity.
    /// - Throws: ``OperatorError`` when the endpoint is none.
    package init(_ door: AggregatorDoor, _ options: Options, output: @escaping Output) async throws(OperatorError) {
        do throws(ZeroMQError) {
            let context = try Context()
            let host = try SocketHost(name: "feed-tail")
            self.context = context
            self.host = host
            do throws(ZeroMQError) {
                self.reader = try await host.run { host throws(ZeroMQError) in
                    try FeedReader.start(FeedReader(door, options, output), in: context, on: host)
                }
            } catch {
                await host.shutdown()
                throw error
            }
        } catch {
            throw OperatorError(
                .usage,
                "\(error.explanation) Give an endpoint such as tcp://127.0.0.1:5712.",
                cause: error
            )
        }
    }

    /// Asks to end: with the next heartbeat, and asked again at once; from any thread.
    package func stop() {
        let reader = self.reader
        self.host.perform { host in host.with(reader) { $0.end(reader, host) } }
    }

    /// Waits for the end and takes the connection down.
    ///
    /// - Returns: what came and what did not.
    /// - Throws: ``OperatorError`` when the aggregator cannot be reached or refuses the key.
    package func finished() async throws(OperatorError) -> FeedTally {
        let reader = self.reader
        let outcome = await withCheckedContinuation { continuation in
            let gone = Result<FeedTally, OperatorError>.failure(
                OperatorError(.unreachable, "The connection is closed.")
            )
            let isGiven = self.host.perform { host in
                let isThere: Void? = host.with(reader) { $0.wait(continuation) }
                if isThere == nil { continuation.resume(returning: gone) }
            }
            if !isGiven { continuation.resume(returning: gone) }
        }
        await self.host.shutdown()
        await self.context.terminate()
        return try outcome.get()
    }
}
