/// Something that whoever runs a dashboard may want to see in its log; nothing needs to be done about it.
public enum FeedNotice: Sendable, Hashable {
    /// An aggregator let the key in; its feed's endpoint.
    case connected(to: String)
    /// A connection was lost; it is made again.
    case disconnected(from: String)
    /// Events did not come and are asked for: their numbers in the followed unit.
    case missed(origin: String, FeedEventStream, ClosedRange<UInt64>)
    /// An event follows the last one by its number in the unit but not in the journal: the aggregator's data were replaced
    /// without a new name for it. Begin anew without stored positions.
    case inconsistent(FeedEventPosition)
    /// More aggregators tell events than can be followed, or more events wait behind a gap than can be held; those left
    /// out are asked for later.
    case tooMuch(origin: String)
}
