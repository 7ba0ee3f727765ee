package import CivilTime

/// The working calendar as it is for one unit: with its closures and hours, and those of the units above it.
///
/// Days and instants beyond the years 1 to 9999 count as the first or last day of that time.
package struct UnitCalendar: Sendable, Hashable {
    /// The calendar of all units.
    package let calendar: WorkingCalendar

    /// The codes of the unit and of those above it, the nearest first.
    package let path: [String]

    /// The hours that can hold, those of the nearest unit first and the earliest of all units last.
    private let officeHours: [OfficeHours]
    /// Days on which the unit is closed, as indices in the closures.
    private let closedDays: [Day: Int]
    /// Days with hours on which the unit is closed, as indices in the closures.
    private let closedHours: [Day: [Int]]

    init(_ calendar: WorkingCalendar, path: [String]) {
        self.calendar = calendar
        self.path = path
        let own = path.flatMap { code in calendar.officeHours.filter { $0.unit == code } }
        let common = calendar.officeHours.filter { $0.unit == nil }
        self.officeHours = own + common.sorted { $0.period.firstDay > $1.period.firstDay }
        var closedDays: [Day: Int] = [:]
        var closedHours: [Day: [Int]] = [:]
        for (index, closure) in calendar.closures.enumerated() where path.contains(closure.unit) {
            for offset in 0...closure.lastDay.days(since: closure.firstDay) {
                let day = closure.firstDay.advanced(byDays: offset)
                if closure.hours == nil {
                    closedDays[day] = closedDays[day] ?? index
                } else {
                    closedHours[day, default: []].append(index)
                }
            }
        }
        self.closedDays = closedDays
        self.closedHours = closedHours
    }

    package static func == (left: UnitCalendar, right: UnitCalendar) -> Bool {
        left.path == right.path && left.calendar == right.calendar
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(self.path)
        hasher.combine(self.calendar)
    }
}

extension UnitCalendar {
    /// Whether the unit works on the day (ngày làm việc).
    package func isWorking(_ day: Day) -> Bool {
        self.calendar.mark(of: day).isWorking && (self.closedDays.isEmpty || self.closedDays[day] == nil)
    }

    /// Whether the unit works on the day, and why.
    package func status(of day: Day) -> DayStatus {
        let exception = self.calendar.exceptions[day]
        if let exception, exception.kind != .swappedWorked { return .dayOff(exception) }
        if exception == nil, day.weekday.isWeekend { return .weekend }
        if let closed = self.closedDays[day] { return .closed(self.calendar.closures[closed]) }
        return exception.map { .workedInExchange($0) } ?? .working
    }

    /// The closures for hours of the day.
    package func partialClosures(on day: Day) -> [LocalClosure] {
        self.closedHours[day]?.map { self.calendar.closures[$0] } ?? []
    }

    /// The stretches in which the unit is open on the day, in order; none on a day on which it does not work.
    ///
    /// A day worked in exchange has the hours of the weekday it replaces.
    package func openingHours(on day: Day) -> [OfficeInterval] {
        guard self.isWorking(day) else { return [] }
        var weekday = day.weekday
        if weekday.isWeekend, let replaced = self.calendar.exceptions[day]?.partner { weekday = replaced.weekday }
        return self.stretches(on: day, as: weekday)
    }

    /// The stretches in which the unit receives citizens on the day (giờ tiếp công dân), in order: its opening hours, and
    /// on a plain Saturday or Sunday those that its office hours name for it.
    ///
    /// Such a shift (trực ngày nghỉ) makes no working day: no time limit counts it.
    package func counterHours(on day: Day) -> [OfficeInterval] {
        if self.isWorking(day) { return self.openingHours(on: day) }
        guard self.status(of: day) == .weekend, self.closedDays[day] == nil else { return [] }
        return self.stretches(on: day, as: day.weekday)
    }

    /// The hours of a weekday as they hold on a day, without those on which the unit is closed.
    private func stretches(on day: Day, as weekday: Weekday) -> [OfficeInterval] {
        let hours = self.officeHours.first { $0.period.contains(day) } ?? self.officeHours.last
        guard let stretches = hours?.stretches[weekday] else { return [] }
        guard !self.closedHours.isEmpty, let closed = self.closedHours[day] else { return stretches }
        return closed.reduce(stretches) { open, index in
            guard let hours = self.calendar.closures[index].hours else { return open }
            return open.flatMap { $0.subtracting(hours) }
        }
    }

    /// The first working day on or after a day.
    package func workingDay(onOrAfter day: Day) -> Day {
        var day = day.countable
        while !self.isWorking(day) { day = day.advanced(byDays: 1) }
        return day
    }

    /// The last working day before a day.
    package func workingDay(before day: Day) -> Day {
        var day = day.countable.advanced(byDays: -1)
        while !self.isWorking(day) { day = day.advanced(byDays: -1) }
        return day
    }

    /// The number of working days after a day, through another; 0 when that one is not later.
    package func workingDays(after first: Day, through last: Day) -> Int {
        let (first, last) = (first.countable, last.countable)
        var count = 0
        for offset in stride(from: 1, through: last.days(since: first), by: 1)
        where self.isWorking(first.advanced(byDays: offset)) {
            count += 1
        }
        return count
    }

    /// The day that is so many working days after a day, which itself is not counted.
    ///
    /// - Parameters:
    ///   - amount: How many; none or fewer give the day itself.
    ///   - day: The day from which it counts.
    /// - Returns: A working day when there was something to count.
    package func day(workingDays amount: Int, after day: Day) -> Day {
        var day = day.countable
        var left = min(amount, TimeLimit.maximumAmount * TimeLimit.maximumComponents)
        while left > 0 {
            day = day.advanced(byDays: 1)
            if self.isWorking(day) { left -= 1 }
        }
        return day
    }

    /// The working day on which a limit of so many calendar days ends.
    ///
    /// - Parameters:
    ///   - amount: How many.
    ///   - day: The day from which it counts, which itself is not counted.
    /// - Returns: The last day, or the first working day after it.
    package func lastDay(calendarDays amount: Int, after day: Day) -> Day {
        self.workingDay(onOrAfter: day.countable.advanced(byDays: amount))
    }
}

extension Day {
    /// The first day that is counted, 0001-01-01.
    static let firstCountable = Day(daysSinceEpoch: -719_162)

    /// The last day from which is counted, 9999-12-31.
    static let lastCountable = Day(daysSinceEpoch: 2_932_896)

    /// The day, or the first or last that is counted when it lies beyond.
    var countable: Day { min(max(self, Day.firstCountable), Day.lastCountable) }
}

extension Timestamp {
    /// The instant, or the first or last from which is counted when it lies beyond.
    var countable: Timestamp {
        min(max(self, Timestamp(startOf: .firstCountable)), Timestamp(startOf: .lastCountable))
    }
}
