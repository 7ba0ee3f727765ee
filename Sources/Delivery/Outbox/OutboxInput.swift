/// What happens to a kiosk's outbox.
package enum OutboxInput: Sendable, Hashable {
    /// Begin delivering.
    case start
    /// Cease delivering; recording goes on.
    case stop
    /// A citizen has submitted something.
    case record(OutboxEntry)
    /// The write asked for last is on the disk, with fsync.
    case writeCompleted
    /// The write asked for last has left no trace on the disk.
    case writeFailed
    /// The transport has a connection, or has replaced the one it had.
    case connected
    /// The transport's connection is gone.
    case connectionLost
    /// The aggregator answered a greeting.
    case welcome(Welcome)
    /// The aggregator holds submissions durably.
    case receipt(Receipt)
    /// The aggregator lacks submissions from a sequence on.
    case resend(epoch: UInt64, fromSequence: UInt64)
    /// The aggregator can't take anything for a while.
    case busy(retryAfter: Duration)
    /// The aggregator won't take anything until an operator has acted.
    case refused(code: UInt32)
    /// A timer has run out.
    case timerFired(OutboxTimer)
}

/// A timer of the outbox.
///
/// Arming one replaces its predecessor of the same kind: late firings are ignored.
package struct OutboxTimer: Sendable, Hashable {
    /// What a timer is for.
    package enum Kind: Sendable, Hashable {
        /// Connecting, replies and back-off.
        case connection
        /// Trying the disk again.
        case disk
    }

    /// What the timer is for.
    package var kind: Kind
    /// Tells this arming from earlier ones.
    package var generation: UInt64
}
