/// Whether an aggregator is silent: three of its heartbeats in a row did not come, though its connection stands; pure.
///
/// Then what was told is no longer known to be all there is. TCP notices a host that is gone, and not a program that
/// hangs, nor a feed that takes no subscription any more.
struct FeedSilence: Sendable {
    /// The longest interval that an aggregator may be configured with; assumed until it tells its own.
    static let longestInterval = Duration.seconds(10)
    /// How many intervals may pass.
    static let intervals = 3

    private var interval = Self.longestInterval
    /// When it was heard last, or the connection came about; `nil` while there is none.
    private var heardAt: ContinuousClock.Instant?
    /// Whether it is silent.
    private(set) var isSilent = false

    /// The connection came about.
    mutating func connected(at now: ContinuousClock.Instant) {
        self.heardAt = now
    }

    /// The connection was lost, which is told on its own.
    mutating func disconnected() {
        self.heardAt = nil
        self.isSilent = false
    }

    /// A heartbeat came.
    ///
    /// - Parameters:
    ///   - milliseconds: The interval it tells; 0 when it tells none.
    ///   - now: The time.
    /// - Returns: Whether a silence is over.
    mutating func heard(intervalMilliseconds milliseconds: UInt32, at now: ContinuousClock.Instant) -> Bool {
        if milliseconds > 0 { self.interval = min(.milliseconds(milliseconds), Self.longestInterval) }
        self.heardAt = now
        defer { self.isSilent = false }
        return self.isSilent
    }

    /// Looks whether it is silent now; called at a steady pace.
    ///
    /// - Parameters:
    ///   - now: The time.
    ///   - isRead: Whether the connection was read since the last look; what is not read is not heard.
    /// - Returns: Whether a silence has begun.
    mutating func look(at now: ContinuousClock.Instant, isRead: Bool) -> Bool {
        guard let heardAt = self.heardAt, !self.isSilent else { return false }
        guard isRead else {
            self.heardAt = now
            return false
        }
        self.isSilent = now - heardAt > self.interval * Self.intervals
        return self.isSilent
    }
}
