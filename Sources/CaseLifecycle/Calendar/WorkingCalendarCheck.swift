import CivilTime

/// Finds all that is wrong with the parts of a calendar.
struct WorkingCalendarCheck {
    typealias Entry = WorkingCalendarError.Entry
    typealias Problem = WorkingCalendarError.Problem

    private(set) var defects: [WorkingCalendarError.Defect] = []

    mutating func check(_ years: [CalendarYear]) {
        var seen: Set<Int> = []
        var days: [Day: CalendarException] = [:]
        for (index, year) in years.enumerated() {
            if !(1...9999).contains(year.year) { self.add(.year(index), .badYear(year.year)) }
            if !seen.insert(year.year).inserted { self.add(.year(index), .yearTwice(year.year)) }
            for (number, exception) in year.exceptions.enumerated() {
                let entry = Entry.exception(year: index, exception: number)
                self.check(exception, of: year.year, at: entry)
                if days.updateValue(exception, forKey: exception.day) != nil {
                    self.add(entry, .dayTwice(exception.day))
                }
            }
        }
        self.checkPartners(years, days: days)
    }

    private mutating func check(_ exception: CalendarException, of year: Int, at entry: Entry) {
        let day = exception.day
        if day.civilDate.year != year { self.add(entry, .outsideYear(day, year)) }
        switch exception.kind {
        case .holiday:
            if exception.partner != nil { self.add(entry, .needlessPartner(day)) }
        case .compensating, .swappedOff:
            if day.weekday.isWeekend { self.add(entry, .alreadyOff(day, exception.kind)) }
        case .swappedWorked:
            if !day.weekday.isWeekend { self.add(entry, .alreadyWorked(day)) }
        }
    }

    private mutating func checkPartners(_ years: [CalendarYear], days: [Day: CalendarException]) {
        var compensated: Set<Day> = []
        for (index, year) in years.enumerated() {
            for (number, exception) in year.exceptions.enumerated() where exception.kind != .holiday {
                let entry = Entry.exception(year: index, exception: number)
                guard let partner = exception.partner else {
                    self.add(entry, .noPartner(exception.day, exception.kind))
                    continue
                }
                let other = days[partner]
                let fits =
                    switch exception.kind {
                    case .compensating: other?.kind == .holiday && partner.weekday.isWeekend
                    case .swappedOff: other?.kind == .swappedWorked && other?.partner == exception.day
                    default: other?.kind == .swappedOff && other?.partner == exception.day
                    }
                if !fits {
                    self.add(entry, .badPartner(exception.day, exception.kind, partner))
                } else if exception.kind == .compensating, !compensated.insert(partner).inserted {
                    self.add(entry, .compensatedTwice(partner))
                }
            }
        }
    }

    mutating func check(_ closures: [LocalClosure]) {
        for (index, closure) in closures.enumerated() {
            guard !(0..<LocalClosure.maximumDays).contains(closure.lastDay.days(since: closure.firstDay)) else {
                continue
            }
            self.add(.closure(index), .badClosure(first: closure.firstDay, last: closure.lastDay))
        }
    }

    mutating func check(_ officeHours: [OfficeHours], years: [CalendarYear]) {
        for (index, hours) in officeHours.enumerated() {
            let entry = Entry.officeHours(index)
            if hours.period.isBackwards { self.add(entry, .endsBeforeItBegins(hours.period)) }
            for weekday in Weekday.allCases {
                let stretches = hours.stretches[weekday] ?? []
                if stretches.isEmpty, !weekday.isWeekend { self.add(entry, .noHours(weekday)) }
                let pairs = zip(stretches, stretches.dropFirst())
                if !pairs.allSatisfy({ $0.closingMinute <= $1.openingMinute }) {
                    self.add(entry, .disorderedHours(weekday))
                }
            }
            let earlier = officeHours[..<index].filter { $0.unit == hours.unit && !$0.period.isBackwards }
            if !hours.period.isBackwards, earlier.contains(where: { $0.period.overlaps(hours.period) }) {
                self.add(entry, .hoursOverlap(hours.period))
            }
        }
        let common = officeHours.filter { $0.unit == nil }.map(\.period)
        let first = years.map(\.year).min().flatMap { Day(year: $0, month: 1, day: 1) } ?? common.map(\.firstDay).min()
        let needed = RulePeriod(from: first ?? Day(daysSinceEpoch: 0), through: nil)
        if let gap = needed.firstDayNotCovered(by: common) { self.add(.calendar, .hoursMissing(gap)) }
    }

    private mutating func add(_ entry: Entry, _ problem: Problem) {
        self.defects.append(WorkingCalendarError.Defect(entry: entry, problem: problem))
    }
}
