import CaseLifecycle
import CivilTime
import Testing

@Suite("Checks of a working calendar")
struct WorkingCalendarTests {
    private typealias Problem = WorkingCalendarError.Problem
    private typealias Entry = WorkingCalendarError.Entry

    /// The defects of a calendar of 2025 with these exceptions, 2025 being its first year.
    private func defects(
        of exceptions: [CalendarException],
        closures: [LocalClosure] = [],
        officeHours: [OfficeHours] = [CalendarFixture.officeHours]
    ) -> [WorkingCalendarError.Defect] {
        do throws(WorkingCalendarError) {
            let years = [CalendarYear(2025, exceptions: exceptions)]
            _ = try WorkingCalendar(years: years, closures: closures, officeHours: officeHours)
            return []
        } catch {
            return error.defects
        }
    }

    private func problems(
        of exceptions: [CalendarException],
        closures: [LocalClosure] = [],
        officeHours: [OfficeHours] = [CalendarFixture.officeHours]
    ) -> [Problem] {
        self.defects(of: exceptions, closures: closures, officeHours: officeHours).map(\.problem)
    }

    @Test("A sound calendar is taken")
    func sound() throws {
        _ = try CalendarFixture.calendar()
    }

    @Test("A day given twice is refused at its second place")
    func dayTwice() throws {
        let holiday = try CalendarFixture.exception("2025-01-01", .holiday)
        let defects = self.defects(of: [holiday, holiday])
        #expect(defects.map(\.problem) == [.dayTwice(holiday.day)])
        #expect(defects.map(\.entry) == [.exception(year: 0, exception: 1)])
    }

    @Test("A year given twice and a day outside its year are refused")
    func years() throws {
        let holiday = try CalendarFixture.exception("2024-12-31", .holiday)
        #expect(self.problems(of: [holiday]) == [.outsideYear(holiday.day, 2025)])
        let year = CalendarYear(2025, exceptions: [])
        let error = try #require(throws: WorkingCalendarError.self) {
            try WorkingCalendar(years: [year, year, CalendarYear(0, exceptions: [])], officeHours: [Self.hours])
        }
        #expect(error.defects.map(\.problem).contains(.yearTwice(2025)))
        #expect(error.defects.map(\.problem).contains(.badYear(0)))
    }

    private static let hours = CalendarFixture.officeHours

    @Test("A day off on a weekend and a worked weekday are refused")
    func weekdays() throws {
        let exceptions = [
            try CalendarFixture.exception("2025-04-26", .swappedOff, for: "2025-05-02"),
            try CalendarFixture.exception("2025-05-02", .swappedWorked, for: "2025-04-26"),
        ]
        #expect(
            self.problems(of: exceptions).prefix(2) == [
                .alreadyOff(exceptions[0].day, .swappedOff), .alreadyWorked(exceptions[1].day),
            ]
        )
        let compensating = try CalendarFixture.exception("2025-01-05", .compensating, for: "2025-01-04")
        let holiday = try CalendarFixture.exception("2025-01-04", .holiday)
        #expect(self.problems(of: [holiday, compensating]) == [.alreadyOff(compensating.day, .compensating)])
    }

    @Test("A swap needs both its days, and each names the other")
    func partners() throws {
        let worked = try CalendarFixture.day("2025-04-26")
        let off = try CalendarFixture.day("2025-05-02")
        let alone = try CalendarFixture.exception("2025-04-26", .swappedWorked, for: "2025-05-02")
        #expect(self.problems(of: [alone]) == [.badPartner(worked, .swappedWorked, off)])
        let nameless = try CalendarFixture.exception("2025-04-26", .swappedWorked)
        #expect(self.problems(of: [nameless]) == [.noPartner(worked, .swappedWorked)])
        let other = try CalendarFixture.exception("2025-05-02", .swappedOff, for: "2025-05-03")
        #expect(self.problems(of: [alone, other]).count == 2)
        let mutual = try CalendarFixture.exception("2025-05-02", .swappedOff, for: "2025-04-26")
        #expect(self.problems(of: [alone, mutual]).isEmpty)
    }

    @Test("A compensating day names one weekend holiday, and no other does")
    func compensation() throws {
        let sunday = try CalendarFixture.exception("2025-04-06", .holiday)
        let monday = try CalendarFixture.exception("2025-04-07", .compensating, for: "2025-04-06")
        let tuesday = try CalendarFixture.exception("2025-04-08", .compensating, for: "2025-04-06")
        #expect(self.problems(of: [sunday, monday]).isEmpty)
        #expect(self.problems(of: [monday]) == [.badPartner(monday.day, .compensating, sunday.day)])
        #expect(self.problems(of: [sunday, monday, tuesday]) == [.compensatedTwice(sunday.day)])
        let needless = try CalendarFixture.exception("2025-01-01", .holiday, for: "2025-01-02")
        #expect(self.problems(of: [needless]) == [.needlessPartner(needless.day)])
    }

    @Test("A closure that ends before it begins, or never, is refused")
    func closures() throws {
        let day = try CalendarFixture.day("2025-03-03")
        let backwards = try CalendarFixture.closure("29242", "2025-03-03", "2025-03-02")
        let endless = try CalendarFixture.closure("29242", "2025-03-03", "2026-03-04")
        let good = try CalendarFixture.closure("29242", "2025-03-03", "2026-03-03")
        #expect(
            self.defects(of: [], closures: [good, backwards, endless]) == [
                .init(entry: .closure(1), problem: .badClosure(first: day, last: backwards.lastDay)),
                .init(entry: .closure(2), problem: .badClosure(first: day, last: endless.lastDay)),
            ]
        )
    }

    @Test("Office hours are refused when a working weekday has none or they are in disorder; a weekend may have some")
    func hours() throws {
        let none = OfficeHours(
            unit: nil,
            period: RulePeriod(from: Day(daysSinceEpoch: 0), through: nil),
            stretches: [.saturday: [try #require(OfficeInterval("07:00-11:00"))]],
            source: CalendarFixture.source
        )
        let weekdays: [Weekday] = [.monday, .tuesday, .wednesday, .thursday, .friday]
        #expect(self.problems(of: [], officeHours: [none]) == weekdays.map { .noHours($0) })
        let disorder = CalendarFixture.hours(["13:00-17:00", "07:00-11:00"])
        #expect(self.problems(of: [], officeHours: [disorder]) == weekdays.map { .disorderedHours($0) })
    }

    @Test("Office hours of all units cover every day from the first year on, once")
    func hoursPeriods() throws {
        let new = try CalendarFixture.day("2025-07-01")
        let old = CalendarFixture.hours(["08:00-16:00"], through: new.advanced(byDays: -2))
        let later = CalendarFixture.hours(["07:00-15:00"], from: new)
        let gap = Problem.hoursMissing(new.advanced(byDays: -1))
        #expect(self.problems(of: [], officeHours: [old, later]) == [gap])
        #expect(self.problems(of: [], officeHours: [old]) == [gap])
        #expect(self.problems(of: [], officeHours: []) == [.hoursMissing(try CalendarFixture.day("2025-01-01"))])
        let own = CalendarFixture.hours(["07:00-15:00"], unit: "29242")
        #expect(
            self.problems(of: [], officeHours: [CalendarFixture.officeHours, own, own]) == [.hoursOverlap(own.period)]
        )
        let backwards = CalendarFixture.hours(["07:00-15:00"], unit: "29242", from: new, through: old.period.lastDay)
        #expect(
            self.problems(of: [], officeHours: [CalendarFixture.officeHours, backwards])
                == [.endsBeforeItBegins(backwards.period)]
        )
    }

    @Test("Years without data or awaited are told")
    func yearsMissing() throws {
        let calendar = try WorkingCalendar(
            years: [CalendarYear(2026, isProvisional: true, exceptions: []), CalendarFixture.year2025()],
            officeHours: [CalendarFixture.officeHours]
        )
        let first = try CalendarFixture.day("2024-06-01")
        let last = try CalendarFixture.day("2027-01-01")
        #expect(calendar.yearsMissing(from: first, through: last) == [2024, 2026, 2027])
        #expect(calendar.yearsMissing(from: last, through: first) == [])
        #expect(calendar.years.map(\.year) == [2025, 2026])
        for (text, isConfirmed) in [("2024-12-31", false), ("2025-12-31", true), ("2026-01-01", false)] {
            #expect(calendar.isConfirmed(try CalendarFixture.day(text)) == isConfirmed)
        }
    }

    @Test("Every problem says what to do")
    func errorText() throws {
        let alone = try CalendarFixture.exception("2025-04-26", .swappedWorked, for: "2025-05-02")
        let error = try #require(throws: WorkingCalendarError.self) {
            try WorkingCalendar(
                years: [CalendarYear(2025, exceptions: [alone])],
                officeHours: [CalendarFixture.officeHours]
            )
        }
        #expect(
            error.description == """
                The calendar is refused:
                  2025-04-26 is exchanged with 2025-05-02, which is not a swapped-off day for 2025-04-26; give both days
                """
        )
    }
}
