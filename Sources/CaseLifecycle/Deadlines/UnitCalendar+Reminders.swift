package import CivilTime

extension UnitCalendar {
    /// When to tell somebody so long before a deadline: within office hours, and before it is due.
    ///
    /// Days count back from the last day and end with the opening; hours count back from the end.
    /// - Parameters:
    ///   - limit: How long before; its last part counts back first.
    ///   - deadline: The deadline.
    /// - Returns: The first instant within office hours from there on, or the last opening before the deadline.
    package func instant(_ limit: TimeLimit, before deadline: Deadline) -> Timestamp {
        var instant = deadline.due
        var day = deadline.lastDay
        for component in limit.components.reversed() {
            switch component.unit {
            case .calendarDays: day = day.countable.advanced(byDays: -component.amount)
            case .workingDays: for _ in 0..<component.amount { day = self.workingDay(before: day) }
            case .hours: instant = instant.advanced(by: .seconds(-3600 * component.amount))
            case .workingHours:
                instant = self.instant(officeTime: .seconds(3600 * component.amount), before: instant)
            }
            if component.unit.isOfDays { instant = Timestamp(startOf: day) } else { day = instant.localDay }
        }
        let open = self.officeInstant(atOrAfter: instant)
        return open < deadline.due ? open : self.opening(before: deadline.due)
    }

    /// When to tell somebody so long after a deadline has passed, within office hours.
    ///
    /// - Parameters:
    ///   - limit: How long after, or `nil` for at once; days count from the one after the last day.
    ///   - deadline: The deadline.
    /// - Returns: The first instant within office hours from the end of `limit` on.
    package func instant(_ limit: TimeLimit?, after deadline: Deadline) -> Timestamp {
        guard let limit else { return self.officeInstant(atOrAfter: deadline.due) }
        // An instant before the end, so that the last day, not the one that begins with the end, is excluded.
        let isOfDays = limit.components.first?.unit.isOfDays ?? false
        let start = isOfDays ? deadline.due.advanced(by: .microseconds(-1)) : deadline.due
        return self.officeInstant(atOrAfter: self.deadline(of: limit, from: start).due)
    }
}
