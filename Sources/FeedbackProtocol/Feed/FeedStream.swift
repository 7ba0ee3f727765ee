/// What a feed topic is about: the first part of its name.
package enum FeedStream: String, Sendable, Hashable, CaseIterable {
    /// A case was opened or has changed.
    case cases = "case"

    /// A rating was given.
    case ratings = "rating"

    /// Figures over a time.
    case summaries = "summary"

    /// Something that someone should look at.
    case alerts = "alert"

    /// The newest numbers of a unit, every few seconds.
    case heartbeats = "heartbeat"

    /// Heads of the tree of proofs, at the register's roots alone.
    case trees = "tree"
}
