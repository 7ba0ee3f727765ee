package import CivilTime

/// Levels by hour and day of the week, for a heat map (bản đồ nhiệt): when people are content, and when not.
package struct WeekMap: Sendable, Hashable {
    /// The hours of a week.
    package static let hourCount = 7 * 24

    /// One tally for each hour, Monday 0 to 1 first, in the province's time.
    package internal(set) var hours: [LevelTally]

    /// Makes a map of nothing for a scale.
    package init(_ scale: SatisfactionScale) {
        self.hours = Array(repeating: LevelTally(levelCount: scale.levelCount), count: Self.hourCount)
    }

    /// The place of a time in ``hours``, 0 to 167.
    package static func place(of time: Timestamp) -> Int {
        // 1970-01-01 was a Thursday.
        let weekday = (Int(time.localDay.daysSinceEpoch) + 3) % 7
        return (weekday < 0 ? weekday + 7 : weekday) * 24 + Int(time.localTimeOfDay.components.seconds) / 3600
    }

    /// Counts ratings of a level that were given at a time.
    ///
    /// - Returns: whether they were counted.
    @discardableResult
    package mutating func add(_ level: Int, at time: Timestamp, count: UInt64 = 1) -> Bool {
        self.hours[Self.place(of: time)].add(level, count: count)
    }

    /// All hours together.
    package var total: LevelTally {
        self.hours.dropFirst().reduce(into: self.hours[0]) { $0.merge($1) }
    }
}
