/// Whom to follow, what of it, and from where on.
public struct FeedSubscription: Sendable, Hashable {
    /// An aggregator's two doors for dashboards.
    public struct Aggregator: Sendable, Hashable {
        /// Where it tells what happens, such as `tcp://10.1.2.3:5712`.
        public var feed: String
        /// Where it tells again what was missed, such as `tcp://10.1.2.3:5713`.
        public var replay: String
        /// The file with the key that it lets in, as `langnghe keys new --role subscriber` made it.
        public var keyFile: String

        /// Names an aggregator.
        public init(feed: String, replay: String, keyFile: String) {
            self.feed = feed
            self.replay = replay
            self.keyFile = keyFile
        }
    }

    /// Where to begin with a stream of which no position is given.
    public enum Beginning: Sendable, Hashable {
        /// With the first event there ever was.
        case firstEvent
        /// With what happens from now on.
        case now
        /// With what stands in the unit: of each origin and stream first a snapshot, then the events behind it.
        case snapshot
    }

    /// The aggregators, at least one.
    public var aggregators: [Aggregator]
    /// The codes of the units from the root to the one to follow, with all below it; at least one.
    public var unitPath: [String]
    /// What events to follow; at least one, or a state.
    public var streams: Set<FeedEventStream>
    /// What states to follow, see ``FeedEvents/states``; they take one more connection to each aggregator.
    public var states: Set<FeedState.Kind>
    /// The newest position that was dealt with, of each origin and stream; events go on behind it.
    public var positions: [FeedEventPosition]
    /// Where to begin without one.
    public var beginning: Beginning
    /// Of ratings in a snapshot: only days from this one on, such as `2026-01-01`; `nil` for all.
    public var ratingsSince: String?
    /// How many events may wait for the one who takes them, from 1.
    ///
    /// Beyond, the network is left alone. A little more may wait, since what is read at once is kept whole.
    public var maximumWaiting: Int

    /// Follows a unit of one or several aggregators.
    public init(
        _ aggregators: [Aggregator],
        unitPath: [String],
        streams: Set<FeedEventStream> = [.cases, .ratings],
        states: Set<FeedState.Kind> = [],
        continuingAfter positions: [FeedEventPosition] = [],
        beginning: Beginning = .firstEvent,
        ratingsSince: String? = nil,
        maximumWaiting: Int = 1000
    ) {
        self.aggregators = aggregators
        self.unitPath = unitPath
        self.streams = streams
        self.states = states
        self.positions = positions
        self.beginning = beginning
        self.ratingsSince = ratingsSince
        self.maximumWaiting = maximumWaiting
    }
}
