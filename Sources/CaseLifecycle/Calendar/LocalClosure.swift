package import CivilTime

/// Days, or hours of days, on which a unit is closed although others work: a storm, an epidemic, a move (đóng cửa).
package struct LocalClosure: Sendable, Hashable {
    /// The longest closure, in days.
    package static let maximumDays = 366

    /// The code of the unit; all units below it are closed too.
    package let unit: String

    /// The first day.
    package let firstDay: Day

    /// The last day.
    package let lastDay: Day

    /// The hours of each of the days, or `nil` for the whole days, which then are no working days.
    package let hours: OfficeInterval?

    /// Why, as people read it.
    package let vietnameseReason: String

    /// The decision that says so.
    package let source: RuleSource

    /// Makes a closure; it is checked with its calendar.
    package init(
        unit: String,
        firstDay: Day,
        lastDay: Day,
        hours: OfficeInterval? = nil,
        vietnameseReason: String,
        source: RuleSource
    ) {
        self.unit = unit
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.hours = hours
        self.vietnameseReason = vietnameseReason
        self.source = source
    }
}
