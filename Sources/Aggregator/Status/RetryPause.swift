import CivilTime

/// When to try again what failed: soon the first time, then after twice as long each time; pure.
struct RetryPause: Sendable {
    static let shortest = Duration.seconds(1)
    static let longest = Duration.seconds(300)

    /// How often it failed in a row.
    private(set) var failures = 0
    private var failedAt: Timestamp?

    private var length: Duration { min(Self.shortest * (1 << min(max(0, self.failures - 1), 20)), Self.longest) }

    /// Whether it may be tried; after the clock was set back, too.
    func isOver(at now: Timestamp) -> Bool {
        guard let failedAt = self.failedAt, now >= failedAt else { return true }
        return now.duration(since: failedAt) >= self.length
    }

    /// Notes a failure; the next one after it takes longer.
    mutating func failed(at now: Timestamp) {
        self.failures = min(self.failures + 1, 1000)
        self.failedAt = now
    }

    /// Notes that it went well.
    ///
    /// - Returns: Whether it had failed before.
    @discardableResult
    mutating func succeeded() -> Bool {
        defer { (self.failures, self.failedAt) = (0, nil) }
        return self.failures > 0
    }
}
