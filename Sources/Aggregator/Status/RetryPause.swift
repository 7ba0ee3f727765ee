/// How long something that failed waits before it is tried again: twice as long after each failure, up to a limit.
///
/// It counts the times that it is asked, which come at a steady pace; no clock.
struct RetryPause: Sendable, Hashable {
    /// The longest pause, in times of asking.
    private let longest: Int
    private var left = 0
    /// How often it failed in a row.
    private(set) var failures = 0

    /// Makes a pause.
    ///
    /// - Parameter longest: The longest one, in times of asking; five minutes of half seconds when left out.
    init(longest: Int = 600) {
        self.longest = max(1, longest)
    }

    /// Whether it may be tried now; asked once each time.
    mutating func isOver() -> Bool {
        guard self.left > 0 else { return true }
        self.left -= 1
        return false
    }

    /// It failed again.
    mutating func failed() {
        self.failures = min(self.failures + 1, 30)
        self.left = min(1 << self.failures, self.longest)
    }

    /// It went well.
    ///
    /// - Returns: Whether it had failed before.
    mutating func succeeded() -> Bool {
        defer { self.failures = 0 }
        return self.failures > 0
    }
}
