/// How a feed follower behaves.
package struct FeedConfiguration: Sendable, Hashable {
    /// Where to begin with the first origin ever seen, without a stored position.
    package enum Beginning: Sendable, Hashable {
        /// With the scope's first event.
        case firstEvent
        /// With the first event or heartbeat that arrives.
        case now
        /// With what stands in the scope, of every origin.
        case snapshot
    }

    /// How many origins, those with stored positions included, there are to begin with: with `now` as the beginning, later
    /// ones are followed from their first event.
    package var originsBegunNow = 1
    /// Where to begin without a stored position.
    package var beginning = Beginning.firstEvent
    /// How many events are held for each origin while earlier ones are missing.
    package var maximumHeld = 4096
    /// How many events are asked for at once.
    package var maximumReplay: UInt64 = 1000
    /// How many origins are followed; events of further ones are reported and dropped.
    package var maximumOrigins = 64
    /// The wait for a replay before it is asked for again.
    package var retry = BackOff(minimum: .milliseconds(500), maximum: .seconds(30))

    /// The wait for a snapshot, which may be some megabytes, before it is asked for again.
    package var snapshotRetry = BackOff(minimum: .seconds(10), maximum: .seconds(60))

    /// Makes the default configuration.
    package init() {}
}
