package import CivilTime

/// A day on which offices do not do what its weekday says (ngày nghỉ lễ, nghỉ bù, hoán đổi).
package struct CalendarException: Sendable, Hashable {
    /// Why the day is not an ordinary one.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Nghỉ lễ, tết: a holiday (Labour Code 2019 Art. 112); on a weekend it is listed for its compensating day.
        case holiday = "holiday"

        /// Nghỉ bù: the rest day that a holiday on a weekend took, given on a working day (Labour Code 2019 Art. 111(3)).
        case compensating = "compensating"

        /// Nghỉ hoán đổi: a working day off that is worked on another day.
        case swappedOff = "swapped-off"

        /// Làm bù: a Saturday or Sunday that is worked for a day off.
        case swappedWorked = "swapped-worked"
    }

    /// The day.
    package let day: Day

    /// Why it is not an ordinary one.
    package let kind: Kind

    /// What people read, such as `Tết Âm lịch (mùng 1 Ất Tỵ)`.
    package let vietnameseName: String

    /// The holiday that a compensating day is for, or the other day of a swap; `nil` for a holiday.
    package let partner: Day?

    /// The decision that says so, with its number.
    package let source: RuleSource

    /// Makes an exception; it is checked with its calendar.
    package init(day: Day, kind: Kind, vietnameseName: String, partner: Day?, source: RuleSource) {
        self.day = day
        self.kind = kind
        self.vietnameseName = vietnameseName
        self.partner = partner
        self.source = source
    }
}

/// A year's days off and days worked, as decided for it (lịch nghỉ của năm).
package struct CalendarYear: Sendable, Hashable {
    /// The year.
    package let year: Int

    /// Whether decisions for the year are still awaited; deadlines that depend on it are then provisional.
    package let isProvisional: Bool

    /// The days that are not ordinary.
    package let exceptions: [CalendarException]

    /// Makes a year; it is checked with its calendar.
    package init(_ year: Int, isProvisional: Bool = false, exceptions: [CalendarException]) {
        self.year = year
        self.isProvisional = isProvisional
        self.exceptions = exceptions
    }
}
