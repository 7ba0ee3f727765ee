/// Where a feed event stands: in its origin's journal, and among the events of one scope.
package struct FeedPosition: Sendable, Hashable {
    /// The aggregator instance that made the event.
    package var origin: UInt64
    /// The event's number among all events of the origin, from 1; grows, with holes for other scopes' events.
    package var number: UInt64
    /// The event's number among the events of the followed scope, from 1, without holes.
    package var scopeSequence: UInt64

    /// Makes a position.
    package init(origin: UInt64, number: UInt64, scopeSequence: UInt64) {
        self.origin = origin
        self.number = number
        self.scopeSequence = scopeSequence
    }
}
