package import CivilTime

/// The days of reception for which a rule holds, both ends included (hiệu lực).
package struct RulePeriod: Sendable, Hashable {
    /// The first day.
    package let firstDay: Day

    /// The last day, or `nil` while no end is known.
    package let lastDay: Day?

    /// Makes a period; whether its end is before its beginning is checked with the rule set.
    package init(from firstDay: Day, through lastDay: Day?) {
        self.firstDay = firstDay
        self.lastDay = lastDay
    }

    /// Whether the day is in the period.
    package func contains(_ day: Day) -> Bool {
        day >= self.firstDay && self.lastDay.map { day <= $0 } ?? true
    }

    /// Whether the period ends before it begins.
    var isBackwards: Bool {
        self.lastDay.map { $0 < self.firstDay } ?? false
    }

    /// Whether some day is in both periods.
    func overlaps(_ other: RulePeriod) -> Bool {
        self.contains(other.firstDay) || other.contains(self.firstDay)
    }

    /// Whether every day of the other period is in this one.
    func contains(_ other: RulePeriod) -> Bool {
        guard self.contains(other.firstDay) else { return false }
        guard let lastDay = self.lastDay else { return true }
        return other.lastDay.map { $0 <= lastDay } ?? false
    }

    /// The first day of this period that none of the others covers, or `nil` when they leave no gap.
    func firstDayNotCovered(by others: [RulePeriod]) -> Day? {
        var day = self.firstDay
        for other in others.sorted(by: { $0.firstDay < $1.firstDay }) where !other.isBackwards {
            if other.firstDay > day { break }
            guard let last = other.lastDay else { return nil }
            if last >= day { day = Day(daysSinceEpoch: last.daysSinceEpoch + 1) }
        }
        return self.contains(day) ? day : nil
    }
}

extension RulePeriod {
    /// The day itself, or the period's first or last day when it lies before or after it.
    package func day(nearestTo day: Day) -> Day {
        if day < self.firstDay { return self.firstDay }
        if let lastDay = self.lastDay, day > lastDay { return lastDay }
        return day
    }
}

extension RulePeriod: CustomStringConvertible {
    /// The period as `2022-01-01 to 2026-06-30`, or `from 2026-07-01` when open.
    package var description: String {
        guard let lastDay = self.lastDay else { return "from \(self.firstDay)" }
        return "\(self.firstDay) to \(lastDay)"
    }
}
