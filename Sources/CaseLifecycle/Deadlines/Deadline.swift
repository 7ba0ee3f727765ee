package import CivilTime

/// When a time limit ends (hạn giải quyết).
package struct Deadline: Sendable, Hashable {
    /// The end: the first instant that is too late.
    ///
    /// For a limit in days it is 24:00 of the last day (Civil Code 2015 Art. 148(6)).
    package let due: Timestamp

    /// The day of which the end is the end, or in which it lies (ngày cuối cùng).
    package let lastDay: Day

    /// The last day before it was moved to a working day.
    package let nominalLastDay: Day

    /// Whether it depends on a year without data, so that it is computed again when the data comes (tạm tính).
    package let isProvisional: Bool

    /// Makes a deadline, as one that was stored.
    package init(due: Timestamp, lastDay: Day, nominalLastDay: Day, isProvisional: Bool) {
        self.due = due
        self.lastDay = lastDay
        self.nominalLastDay = nominalLastDay
        self.isProvisional = isProvisional
    }

    /// Whether the limit is over at the instant (quá hạn).
    package func isOver(at instant: Timestamp) -> Bool { instant >= self.due }
}
