package import CivilTime

/// Why a calendar is refused: every problem found, each naming its entry.
package struct WorkingCalendarError: Error, Sendable, Hashable {
    /// Where in the calendar a problem is; indices count from 0 in the order given.
    package enum Entry: Sendable, Hashable {
        /// The calendar as a whole.
        case calendar

        /// A year.
        case year(Int)

        /// An exception of a year.
        case exception(year: Int, exception: Int)

        /// A local closure.
        case closure(Int)

        /// An entry of office hours.
        case officeHours(Int)
    }

    /// One thing that is wrong.
    package enum Problem: Sendable, Hashable {
        /// The year is not 1 to 9999.
        case badYear(Int)
        /// The year was already given.
        case yearTwice(Int)
        /// The day is in another year.
        case outsideYear(Day, Int)
        /// The day was already given.
        case dayTwice(Day)
        /// A compensating or swapped day off is a Saturday or Sunday, which is off anyway.
        case alreadyOff(Day, CalendarException.Kind)
        /// A day worked in exchange is not a Saturday or Sunday, so it is worked anyway.
        case alreadyWorked(Day)
        /// A holiday names another day.
        case needlessPartner(Day)
        /// The other day of a compensation or swap is not named.
        case noPartner(Day, CalendarException.Kind)
        /// The named other day is not in the calendar, or does not fit.
        case badPartner(Day, CalendarException.Kind, Day)
        /// Two compensating days name one holiday.
        case compensatedTwice(Day)
        /// A closure ends before it begins, or is longer than ``LocalClosure/maximumDays``.
        case badClosure(first: Day, last: Day)
        /// Office hours end before they begin.
        case endsBeforeItBegins(RulePeriod)
        /// A working weekday has no hours.
        case noHours(Weekday)
        /// Stretches of one day overlap or are not in order.
        case disorderedHours(Weekday)
        /// Hours of one unit overlap with earlier ones.
        case hoursOverlap(RulePeriod)
        /// No hours for all units hold on the day, or on all days after it.
        case hoursMissing(Day)
    }

    /// A problem and where it is.
    package struct Defect: Sendable, Hashable {
        /// Where it is.
        package let entry: Entry
        /// What is wrong.
        package let problem: Problem

        /// Makes a defect.
        package init(entry: Entry, problem: Problem) {
            self.entry = entry
            self.problem = problem
        }
    }

    /// The problems with their entries; never empty.
    package let defects: [Defect]
}

extension WorkingCalendarError: CustomStringConvertible {
    /// All problems, one a line, each with what to do.
    package var description: String {
        (["The calendar is refused:"] + self.defects.map { "  \($0.problem)" }).joined(separator: "\n")
    }
}

extension WorkingCalendarError.Problem: CustomStringConvertible {
    /// What is wrong and what to do.
    package var description: String {
        switch self {
        case .badYear(let year): "the year \(year) is not 1 to 9999; correct it"
        case .yearTwice(let year): "the year \(year) is given twice; make it one"
        case .outsideYear(let day, let year): "\(day) is not in \(year); move it to its year"
        case .dayTwice(let day): "\(day) is given twice; remove one"
        case .alreadyOff(let day, let kind):
            "a \(kind.rawValue) day is off instead of work, but \(day) is a weekend; correct the day or the kind"
        case .alreadyWorked(let day):
            "a swapped-worked day is a Saturday or Sunday, but \(day) is neither; correct the day or the kind"
        case .needlessPartner(let day): "the holiday \(day) has no 'for'; only the day given for it has"
        case .noPartner(let day, .compensating): "no 'for'; name the weekend holiday that \(day) compensates for"
        case .noPartner(let day, _): "no 'for'; name the day that \(day) is exchanged with"
        case .badPartner(let day, .compensating, let partner):
            "\(day) compensates for \(partner), which is no holiday on a weekend in this calendar; correct one of them"
        case .badPartner(let day, let kind, let partner):
            "\(day) is exchanged with \(partner), which is not a "
                + "\(kind == .swappedOff ? "swapped-worked" : "swapped-off") day for \(day); give both days"
        case .compensatedTwice(let day): "a second compensating day for \(day); remove one"
        case .badClosure(let first, let last):
            "a closure from \(first) through \(last) ends before it begins or lasts more than "
                + "\(LocalClosure.maximumDays) days; correct it"
        case .endsBeforeItBegins(let period): "\(period) ends before it begins; correct the dates"
        case .noHours(let weekday): "no hours on \(weekday); every day from Monday to Friday needs some"
        case .disorderedHours(let weekday): "the hours on \(weekday) overlap or are not in order; correct them"
        case .hoursOverlap(let period): "\(period) overlaps with other hours of the same unit; correct the dates"
        case .hoursMissing(let day):
            "no office hours for all units from \(day) on; let an entry without unit begin there"
        }
    }
}
