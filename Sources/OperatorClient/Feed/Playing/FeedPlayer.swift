import ZeroMQ

/// Stands in for an aggregator: tells a recording on a feed, and answers at a replay's door out of it.
package struct FeedPlayer: Sendable {
    /// How fast it is told.
    package enum Speed: Sendable, Hashable {
        /// So many times as fast as it happened.
        case times(Double)
        /// As fast as the network takes it.
        case maximum
    }

    /// Where and how it is told.
    package struct Options: Sendable {
        package let feed: String
        package let replay: String
        package let speed: Speed
        /// Whether it begins without waiting for somebody who follows.
        package let beginsAtOnce: Bool

        /// Gathers the options.
        package init(feed: String, replay: String, speed: Speed, beginsAtOnce: Bool) {
            self.feed = feed
            self.replay = replay
            self.speed = speed
            self.beginsAtOnce = beginsAtOnce
        }
    }

    /// What happens.
    package enum Notice: Sendable, Hashable {
        /// Both doors are open, at these endpoints.
        case ready(feed: String, replay: String)
        /// Somebody follows; the telling begins.
        case begun
        /// All was told: so many events, and heartbeats left out because they tell of more than the recording has.
        case toldAll(events: UInt64, withheld: UInt64)
    }

    private let host: SocketHost
    private let context: Context
    private let ends: AsyncStream<Void>
    private let end: AsyncStream<Void>.Continuation

    /// Opens the doors and tells the recording.
    ///
    /// - Parameters:
    ///   - recording: What is told.
    ///   - keys: The server's, and those of the one that is let in.
    ///   - options: Where and how.
    ///   - output: Called on the doors' thread with what happens.
    /// - Throws: ``OperatorError`` when a door cannot be opened.
    package init(
        _ recording: PlayedFeed,
        _ keys: FeedPlayerKeys,
        _ options: Options,
        output: @escaping @Sendable (Notice) -> Void
    ) async throws(OperatorError) {
        (self.ends, self.end) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        do throws(ZeroMQError) {
            let context = try Context()
            let host = try SocketHost(name: "feed-player")
            self.context = context
            self.host = host
            do throws(ZeroMQError) {
                let dashboard = keys.dashboard.publicKey
                _ = try await Authenticator.start(in: context, on: host) { request in
                    guard request.credentials == .curve(dashboard) else {
                        return .deny(.notAllowed, reason: "Unknown key")
                    }
                    return .allow(userID: dashboard.z85)
                }
                try await host.run { host throws(ZeroMQError) in
                    try PlayingSession.start(
                        PlayingSession(recording, options, output),
                        secretKey: keys.server.secretKey,
                        in: context,
                        on: host
                    )
                }
            } catch {
                await host.shutdown()
                await context.terminate()
                throw error
            }
        } catch {
            throw OperatorError(
                error.code == .addressInUse ? .negative : .usage,
                "\(error.explanation) Name free ports with --feed and --replay, such as tcp://127.0.0.1:5722.",
                cause: error
            )
        }
    }

    /// Asks to end; from any thread.
    package func stop() {
        self.end.finish()
    }

    /// Tells and answers until it is asked to end, and closes the doors.
    package func finished() async {
        for await _ in self.ends {}
        await self.host.shutdown()
        await self.context.terminate()
    }
}
