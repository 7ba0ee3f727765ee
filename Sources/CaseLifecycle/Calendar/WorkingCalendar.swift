package import CivilTime

/// The days on which the administration works, year by year as decided, and its hours (lịch làm việc).
///
/// A calendar made by ``init(years:closures:officeHours:)`` is sound: no day is given twice, every swapped day has its
/// other one, and offices have hours on every working day. In a year without data only weekends are known; what depends
/// on such a year, or on a provisional one, is provisional.
package struct WorkingCalendar: Sendable, Hashable {
    /// The years with data, in order.
    package let years: [CalendarYear]

    /// The closures of units.
    package let closures: [LocalClosure]

    /// The office hours of all units and of single ones.
    package let officeHours: [OfficeHours]

    /// The exceptions of all years.
    let exceptions: [Day: CalendarException]

    /// The first day of ``table``.
    private let tableStart: Int
    /// What is known of each day from the first year with data to the last.
    private let table: [DayMark]

    /// Makes a calendar after checking it as a whole.
    ///
    /// - Parameters:
    ///   - years: The years with data, in any order.
    ///   - closures: The closures of units.
    ///   - officeHours: The hours of all units (one entry after the other, the last without end) and of single ones.
    /// - Throws: ``WorkingCalendarError`` naming every wrong entry.
    package init(
        years: [CalendarYear],
        closures: [LocalClosure] = [],
        officeHours: [OfficeHours]
    ) throws(WorkingCalendarError) {
        var check = WorkingCalendarCheck()
        check.check(years)
        check.check(closures)
        check.check(officeHours, years: years)
        guard check.defects.isEmpty else { throw WorkingCalendarError(defects: check.defects) }

        self.years = years.sorted { $0.year < $1.year }
        self.closures = closures
        self.officeHours = officeHours
        self.exceptions = Dictionary(
            years.flatMap(\.exceptions).map { ($0.day, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        guard let first = self.years.first.flatMap({ Day(year: $0.year, month: 1, day: 1) }),
            let last = self.years.last.flatMap({ Day(year: $0.year, month: 12, day: 31) })
        else {
            self.tableStart = 0
            self.table = []
            return
        }
        var table = (first.daysSinceEpoch...last.daysSinceEpoch).map { DayMark(of: Day(daysSinceEpoch: $0)) }
        for year in self.years {
            guard let start = Day(year: year.year, month: 1, day: 1), !year.isProvisional else { continue }
            let index = start.days(since: first)
            for offset in index..<min(index + 366, table.count) where offset - index < start.daysInYear {
                table[offset].isConfirmed = true
            }
        }
        for exception in self.exceptions.values {
            table[exception.day.days(since: first)].isWorking = exception.kind == .swappedWorked
        }
        self.tableStart = Int(first.daysSinceEpoch)
        self.table = table
    }

    /// What is known of a day for all units.
    func mark(of day: Day) -> DayMark {
        let index = Int(day.daysSinceEpoch) - self.tableStart
        return self.table.indices.contains(index) ? self.table[index] : DayMark(of: day)
    }

    /// Whether all decisions for the day's year are known.
    package func isConfirmed(_ day: Day) -> Bool { self.mark(of: day).isConfirmed }

    /// The years for which decisions are missing or awaited, to be warned of long before.
    ///
    /// - Parameters:
    ///   - first: A day of the first year to look at.
    ///   - last: A day of the last year to look at.
    /// - Returns: The years without data and the provisional ones, in order; none when `last` is before `first`.
    package func yearsMissing(from first: Day, through last: Day) -> [Int] {
        let confirmed = Set(self.years.filter { !$0.isProvisional }.map(\.year))
        let (from, through) = (first.civilDate.year, last.civilDate.year)
        guard from <= through else { return [] }
        return (from...through).filter { !confirmed.contains($0) }
    }

    /// The calendar as it is for a unit.
    ///
    /// - Parameter path: The codes of the unit and, after it, of the units above it, the nearest first; empty for what
    ///   holds everywhere.
    /// - Returns: The calendar with the closures and the hours of these units.
    package func calendar(ofUnit path: [String]) -> UnitCalendar {
        UnitCalendar(self, path: path)
    }

    package static func == (left: WorkingCalendar, right: WorkingCalendar) -> Bool {
        left.years == right.years && left.closures == right.closures && left.officeHours == right.officeHours
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(self.years)
        hasher.combine(self.closures)
        hasher.combine(self.officeHours)
    }
}

/// What is known of a day for all units.
struct DayMark: Sendable {
    /// Whether it is a working day.
    var isWorking: Bool
    /// Whether all decisions for its year are known.
    var isConfirmed = false

    /// What the weekday says.
    init(of day: Day) {
        self.isWorking = !day.weekday.isWeekend
    }
}

extension Day {
    /// 365 or 366; for the first day of a year.
    fileprivate var daysInYear: Int {
        Day(year: self.civilDate.year, month: 2, day: 29) == nil ? 365 : 366
    }
}
