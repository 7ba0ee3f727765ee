/// What happens to a feed follower.
package enum FeedInput<Event: Sendable>: Sendable {
    /// An event arrived, live or replayed.
    case event(FeedPosition, Event)
    /// A heartbeat: the newest position of the followed scope, its sequence 0 when it has no event yet.
    case heartbeat(newest: FeedPosition)
    /// What stood at a position, all of it, for an origin of which a snapshot was asked for.
    case snapshot(FeedPosition, Event)
    /// An answer to a replay has ended, in full or not.
    case replayEnded(origin: UInt64)
    /// An answer to a replay has ended because finding more takes longer than one answer may: ask on at once.
    case replayUnfinished(origin: UInt64)
    /// A replay or a snapshot was refused or couldn't be answered.
    case replayFailed(origin: UInt64)
    /// The connections are new: answers to what was asked before won't come.
    case connected
    /// A timer has run out.
    case timerFired(FeedTimer)
}

extension FeedInput: Equatable where Event: Equatable {}

/// The retry timer of a feed follower for one origin.
///
/// Arming it replaces its predecessor: late firings are ignored.
package struct FeedTimer: Sendable, Hashable {
    /// The origin whose replay is awaited.
    package var origin: UInt64
    /// Tells this arming from earlier ones.
    package var generation: UInt64
}

/// What a subscriber carries out for its follower, in the order given.
package enum FeedAction<Event: Sendable>: Sendable {
    /// The scope's next event, or the snapshot to begin with. Store the position with what is made of it.
    case deliver(FeedPosition, Event)
    /// Ask for the scope's events of an origin with these sequences, both included.
    case requestReplay(origin: UInt64, from: UInt64, through: UInt64)
    /// Ask for what stands in the scope, as an origin tells it; asked again, go on with what was begun.
    case requestSnapshot(origin: UInt64)
    /// Fire a timer after a time on a clock that doesn't jump.
    case arm(FeedTimer, after: Duration)
    /// Something odd to log and count.
    case report(FeedReport)
}

extension FeedAction: Equatable where Event: Equatable {}

/// Something odd that a subscriber logs and counts.
package enum FeedReport: Sendable, Hashable {
    /// Events are missing, from `from` through `through`; they have been or will be asked for.
    case gap(origin: UInt64, from: UInt64, through: UInt64)
    /// More events arrived behind a gap than are held; the dropped one will be asked for again.
    case heldTooMany(origin: UInt64)
    /// An event of one more origin than are followed was dropped.
    case tooManyOrigins(origin: UInt64)
    /// An event or a heartbeat is of another journal than the events before: the origin was reset without a new name,
    /// and what is known of it is void.
    case inconsistent(FeedPosition)
}
