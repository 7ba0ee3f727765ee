package import CivilTime

/// When a head is published: in each hour, and soon after the tree grew.
package struct HeadSchedule: Sendable, Hashable {
    /// How long after a head the next one comes at the earliest, unless an hour has begun.
    package var shortestPause: Duration

    /// Makes a schedule.
    package init(shortestPause: Duration = .seconds(60)) {
        self.shortestPause = shortestPause
    }

    /// Whether a head is due.
    ///
    /// - Parameters:
    ///   - size: The number of leaves now.
    ///   - time: Now; a clock that was set back holds nothing up for longer than the pause.
    ///   - last: The size and the time of the newest head; `nil` when there is none.
    /// - Returns: Whether it is.
    package func isDue(size: UInt64, at time: Timestamp, after last: (size: UInt64, time: Timestamp)?) -> Bool {
        guard let last else { return true }
        if Self.hour(of: time) != Self.hour(of: last.time) { return true }
        let pause = time.duration(since: last.time)
        return size > last.size && (pause >= self.shortestPause || pause <= .zero - self.shortestPause)
    }

    /// The hours since 1970-01-01 UTC; the province's clocks strike at the same instants.
    private static func hour(of time: Timestamp) -> Int64 {
        let hour: Int64 = 3_600_000_000
        return time.microseconds / hour - (time.microseconds % hour < 0 ? 1 : 0)
    }
}
