package import CivilTime

/// The days on which something is in force, both ends included.
package struct ValidityPeriod: Sendable, Hashable {
    /// The first day in force.
    package let firstDay: Day
    /// The last day in force, or `nil` while no end is known.
    package let lastDay: Day?

    /// Makes a period, or gives `nil` when it would end before it begins.
    package init?(from firstDay: Day, through lastDay: Day?) {
        if let lastDay, lastDay < firstDay { return nil }
        self.firstDay = firstDay
        self.lastDay = lastDay
    }

    /// Whether the day is in the period.
    package func contains(_ day: Day) -> Bool {
        guard day >= self.firstDay else { return false }
        guard let lastDay = self.lastDay else { return true }
        return day <= lastDay
    }

    /// Whether every day of the other period is in this one.
    package func contains(_ other: ValidityPeriod) -> Bool {
        guard self.contains(other.firstDay) else { return false }
        guard let lastDay = self.lastDay else { return true }
        guard let otherLastDay = other.lastDay else { return false }
        return otherLastDay <= lastDay
    }

    /// Whether some day is in both periods.
    package func overlaps(_ other: ValidityPeriod) -> Bool {
        self.contains(other.firstDay) || other.contains(self.firstDay)
    }
}

extension ValidityPeriod: CustomStringConvertible {
    /// The period as `2022-10-01 to 2025-06-30`, or `from 2025-07-01` when open.
    package var description: String {
        guard let lastDay = self.lastDay else { return "from \(self.firstDay)" }
        return "\(self.firstDay) to \(lastDay)"
    }
}
