package import FeedbackProtocol

/// What is followed on a feed.
package struct FollowedTopics: Sendable, Hashable {
    /// The unit, with those above it; empty for everything.
    package let path: [String]
    package let streams: [FeedStream]

    /// Follows streams of a unit and those below it.
    package init(path: [String], streams: [FeedStream]) {
        self.path = path
        self.streams = streams
    }

    /// The prefixes to subscribe to, the heartbeats' last, and of a unit the heads of its root's tree of proofs as well.
    package var topics: [String] {
        let place = self.path.map { "\($0)/" }.joined()
        let trees = self.path.first.map { ["\(FeedStream.trees.rawValue)/\($0)/"] } ?? []
        return self.streams.map { "\($0.rawValue)/\(place)" } + trees + ["\(FeedStream.heartbeats.rawValue)/\(place)"]
    }

    /// How many units a scope's path has: without a unit, the root's alone.
    var depth: Int { max(1, self.path.count) }

    /// The scope that an event counts in, and its number there; `nil` when the event is malformed.
    func place(of event: WireFeedEvent, in stream: FeedStream) -> (scope: FeedContinuity.Scope, sequence: UInt64)? {
        guard event.unitPath.count >= self.depth, event.scopeSequences.count == event.unitPath.count,
            event.unitPath.starts(with: self.path)
        else { return nil }
        let path = Array(event.unitPath.prefix(self.depth))
        let scope = FeedContinuity.Scope(origin: event.origin, stream: stream, path: path)
        return (scope, event.scopeSequences[self.depth - 1])
    }
}
