import CivilTime

/// Whether the tallies of ratings are so far behind the journal that their figures mislead; pure.
///
/// While kiosks deliver they are always a little behind. So a position of the journal is awaited at a time, and they lag
/// when it takes long. Until they have caught up for the first time nobody knows how much is missing.
struct TallyLag: Sendable {
    /// How long they may take to reach the newest position.
    static let patience = Duration.seconds(10)

    private var hasCaughtUp = false
    private var counted: UInt64 = 0
    private var awaited: (position: UInt64, since: Timestamp)?

    /// Takes in how far both are.
    ///
    /// - Parameters:
    ///   - counted: The position through which the ratings are counted; less than before when they are counted anew.
    ///   - newest: The journal's newest position.
    ///   - now: The time.
    /// - Returns: Whether figures made of the tallies may lack much.
    mutating func isBehind(_ counted: UInt64, newest: UInt64, at now: Timestamp) -> Bool {
        if counted < self.counted { self.hasCaughtUp = false }
        self.counted = counted
        if let awaited = self.awaited, counted >= awaited.position {
            self.awaited = nil
            self.hasCaughtUp = true
        }
        guard counted < newest else {
            self.hasCaughtUp = true
            return false
        }
        // Of a clock that was set back, the time before means nothing.
        if let awaited = self.awaited, awaited.since > now { self.awaited = (awaited.position, now) }
        let awaited = self.awaited ?? (position: newest, since: now)
        self.awaited = awaited
        return !self.hasCaughtUp || now.duration(since: awaited.since) > Self.patience
    }
}
