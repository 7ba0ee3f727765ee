/// What a follower knows of one origin.
struct FeedTrack<Event: Sendable>: Sendable {
    let origin: UInt64
    /// The scope sequence delivered last, and its number in the journal.
    var delivered: UInt64
    var deliveredNumber: UInt64
    /// `deliveredNumber` is that of the event `delivered` itself, and not only behind it as a snapshot's is.
    var isNumberExact = false
    /// The newest scope sequence known to exist.
    var newest: UInt64
    /// Nothing is delivered before a snapshot comes.
    var awaitsSnapshot = false
    /// Events behind a gap, ascending by scope sequence.
    var held: [(position: FeedPosition, event: Event)] = []
    /// The last sequence of the range asked for and not yet answered.
    var askedThrough: UInt64?
    /// What was delivered last when it was asked for.
    var askedAfter: UInt64 = 0
    /// Tells the present arming of the retry timer from earlier ones.
    var timerGeneration: UInt64 = 0
    /// Replays in a row that brought nothing in time.
    var failures = 0
    /// Heartbeats in a row that were older than what was delivered; some are, of a connection that has ended.
    var lateHeartbeats = 0
    /// It was reported that too many are held.
    var isFullReported = false
    /// The last missing sequence that was reported.
    var reportedThrough: UInt64 = 0

    /// Whether a position cannot be of the journal that the delivered events are of.
    func contradicts(_ position: FeedPosition) -> Bool {
        if position.scopeSequence == self.delivered, self.isNumberExact {
            return position.number != self.deliveredNumber
        }
        return position.scopeSequence <= self.delivered && position.number > self.deliveredNumber
    }

    /// Notes a heartbeat; `false` when it cannot be of the journal that the delivered events are of.
    ///
    /// Its number is the journal's newest, not an event's, so only a lower sequence than delivered is wrong.
    mutating func agrees(withHeartbeat newest: FeedPosition) -> Bool {
        guard newest.scopeSequence < self.delivered, !self.awaitsSnapshot else {
            self.lateHeartbeats = 0
            return true
        }
        self.lateHeartbeats += 1
        return newest.number < self.deliveredNumber && self.lateHeartbeats < Self.mostLateHeartbeats
    }

    /// So many late heartbeats in a row, minutes of them, no connection that has ended leaves behind.
    private static var mostLateHeartbeats: Int { 20 }

    var madeProgressSinceAsking: Bool { self.delivered > self.askedAfter }

    /// The first missing range, if events are missing.
    var missing: ClosedRange<UInt64>? {
        guard !self.awaitsSnapshot else { return nil }
        let next = self.delivered + 1
        if let first = self.held.first { return next...(first.position.scopeSequence - 1) }
        return self.newest >= next ? next...self.newest : nil
    }

    /// Holds an event behind a gap; `false` when one had to be dropped because too many are held.
    mutating func hold(_ position: FeedPosition, _ event: Event, maximum: Int) -> Bool {
        var low = 0
        var high = self.held.count
        while low < high {
            let middle = (low + high) / 2
            if self.held[middle].position.scopeSequence < position.scopeSequence {
                low = middle + 1
            } else {
                high = middle
            }
        }
        if low < self.held.count, self.held[low].position.scopeSequence == position.scopeSequence { return true }
        guard self.held.count >= max(1, maximum) else {
            self.held.insert((position, event), at: low)
            return true
        }
        // Full: what is nearest to the gap is worth most.
        if low < self.held.count {
            self.held.removeLast()
            self.held.insert((position, event), at: low)
        }
        return false
    }
}
