import CaseLifecycle
import CivilTime
import Testing

@Suite("Working days and office hours of a unit")
struct UnitCalendarTests {
    private let storm: WorkingCalendar

    init() throws {
        let half = try CalendarFixture.closure("842", "2025-03-05", "2025-03-05", hours: "10:00-14:00")
        let whole = try CalendarFixture.closure("842", "2025-03-06", "2025-03-07")
        let long = CalendarFixture.hours(["07:00-12:00", "13:00-18:00"], unit: "29242")
        self.storm = try CalendarFixture.calendar(closures: [half, whole], officeHours: [long])
    }

    @Test(
        "A day is worked or not for a reason",
        arguments: [
            ("2025-03-03", true), ("2025-03-01", false), ("2025-03-02", false), ("2025-01-29", false),
            ("2025-04-26", true), ("2025-05-02", false), ("2026-04-26", false), ("2026-04-27", false),
            ("2030-01-01", true),
        ]
    )
    func working(text: String, isWorking: Bool) throws {
        let calendar = try CalendarFixture.common()
        let day = try CalendarFixture.day(text)
        #expect(calendar.isWorking(day) == isWorking)
        #expect(calendar.status(of: day).isWorking == isWorking)
    }

    @Test("The reason says which decision made the day what it is")
    func reasons() throws {
        let calendar = try CalendarFixture.common()
        func text(_ day: String) throws -> String {
            calendar.status(of: try CalendarFixture.day(day)).vietnameseDescription
        }
        #expect(try text("2025-05-02") == "Nghỉ hoán đổi (Thông báo 6150/TB-BLĐTBXH)")
        #expect(try text("2025-04-26") == "ngày làm việc – Làm bù (Thông báo 6150/TB-BLĐTBXH)")
        #expect(try text("2025-03-01") == "nghỉ hằng tuần")
    }

    @Test("A closure holds for the unit and all below it, and for no other")
    func closures() throws {
        let day = try CalendarFixture.day("2025-03-06")
        let closed = self.storm.calendar(ofUnit: ["29242", "842", "84"])
        #expect(!closed.isWorking(day))
        #expect(closed.status(of: day).vietnameseDescription == "Đóng cửa do bão (Công điện 12/CĐ-UBND)")
        #expect(self.storm.calendar(ofUnit: ["29300", "843", "84"]).isWorking(day))
        #expect(self.storm.calendar(ofUnit: ["84"]).isWorking(day))
        #expect(closed.workingDay(onOrAfter: day) == (try CalendarFixture.day("2025-03-10")))
        #expect(closed.workingDay(before: try CalendarFixture.day("2025-03-10")) == day.advanced(byDays: -1))
        #expect(closed.workingDays(after: day.advanced(byDays: -3), through: day.advanced(byDays: 4)) == 3)
    }

    @Test("A closure for hours shortens the day, which stays a working day")
    func partialClosure() throws {
        let day = try CalendarFixture.day("2025-03-05")
        let district = self.storm.calendar(ofUnit: ["842"])
        #expect(district.isWorking(day))
        #expect(district.openingHours(on: day).map(\.description) == ["07:00-10:00", "14:00-17:00"])
        #expect(district.partialClosures(on: day).count == 1)
    }

    @Test("Hours of the nearest unit hold, otherwise those of all")
    func ownHours() throws {
        let day = try CalendarFixture.day("2025-03-04")
        let commune = self.storm.calendar(ofUnit: ["29242", "842"])
        #expect(commune.openingHours(on: day).map(\.description) == ["07:00-12:00", "13:00-18:00"])
        let district = self.storm.calendar(ofUnit: ["842"])
        #expect(district.openingHours(on: day).map(\.description) == ["07:00-11:00", "13:00-17:00"])
        #expect(district.openingHours(on: try CalendarFixture.day("2025-03-02")).isEmpty)
    }

    @Test("A swapped Saturday has the hours of the weekday it replaces")
    func swappedSaturday() throws {
        let stretch = try #require(OfficeInterval("08:00-12:00"))
        let short = try #require(OfficeInterval("08:00-10:00"))
        let hours = OfficeHours(
            unit: nil,
            period: RulePeriod(from: Day(daysSinceEpoch: 0), through: nil),
            stretches: [
                .monday: [stretch], .tuesday: [stretch], .wednesday: [stretch], .thursday: [stretch], .friday: [short],
            ],
            source: CalendarFixture.source
        )
        let calendar = try WorkingCalendar(years: [CalendarFixture.year2025()], officeHours: [hours])
        #expect(calendar.calendar(ofUnit: []).openingHours(on: try CalendarFixture.day("2025-04-26")) == [short])
    }

    @Test("A Saturday shift receives citizens and is no working day; a holiday, a closure or no named hours are none")
    func saturdayShift() throws {
        let day = try #require(OfficeInterval("07:00-11:00"))
        let shift = try #require(OfficeInterval("08:00-10:00"))
        let weekdays = Weekday.allCases.filter { !$0.isWeekend }
        let hours = OfficeHours(
            unit: nil,
            period: RulePeriod(from: Day(daysSinceEpoch: 0), through: nil),
            stretches: Dictionary(uniqueKeysWithValues: weekdays.map { ($0, [day]) })
                .merging([.saturday: [shift], .sunday: [shift]]) { $1 },
            source: CalendarFixture.source
        )
        let calendar = try WorkingCalendar(
            years: [CalendarFixture.year2025(), CalendarFixture.year2026()],
            closures: [
                try CalendarFixture.closure("842", "2025-03-08", "2025-03-08"),
                try CalendarFixture.closure("842", "2025-03-15", "2025-03-15", hours: "09:00-17:00"),
            ],
            officeHours: [hours]
        ).calendar(ofUnit: ["29242", "842"])
        func received(_ day: String) throws -> [String] {
            calendar.counterHours(on: try CalendarFixture.day(day)).map(\.description)
        }
        let saturday = try CalendarFixture.day("2025-03-01")
        #expect(try received("2025-03-01") == ["08:00-10:00"])
        #expect(!calendar.isWorking(saturday) && calendar.openingHours(on: saturday).isEmpty)
        #expect(calendar.openStretches(on: saturday).isEmpty && calendar.counterStretches(on: saturday).count == 1)
        #expect(try received("2025-03-03") == ["07:00-11:00"], "a weekday has its own")
        #expect(try received("2025-04-26") == ["07:00-11:00"], "worked in exchange: those of the day it replaces")
        #expect(try received("2026-04-26").isEmpty, "a holiday on a Sunday")
        #expect(try received("2025-05-01").isEmpty && received("2025-03-08").isEmpty)
        #expect(try received("2025-03-15") == ["08:00-09:00"])
        let plain = try CalendarFixture.common()
        #expect(plain.counterHours(on: saturday).isEmpty, "no hours are named")
    }

    @Test("Hours change on the day the decision says")
    func newHours() throws {
        let day = try CalendarFixture.day("2025-03-04")
        let old = CalendarFixture.hours(["07:00-11:00"], through: day)
        let new = CalendarFixture.hours(["08:00-12:00"], from: day.advanced(byDays: 1))
        let calendar = try WorkingCalendar(years: [CalendarFixture.year2025()], officeHours: [old, new])
            .calendar(ofUnit: [])
        #expect(calendar.openingHours(on: day).map(\.description) == ["07:00-11:00"])
        #expect(calendar.openingHours(on: day.advanced(byDays: 1)).map(\.description) == ["08:00-12:00"])
        #expect(calendar.openingHours(on: Day(daysSinceEpoch: -2)).map(\.description) == ["07:00-11:00"])
    }

    @Test(
        "The next instant within office hours is now, this afternoon, or after the holidays",
        arguments: [
            ("2025-01-24 09:30", "2025-01-24 09:30"), ("2025-01-24 11:00", "2025-01-24 13:00"),
            ("2025-01-24 17:00", "2025-02-03 07:00"), ("2025-04-25 20:00", "2025-04-26 07:00"),
            ("2025-04-29 17:00", "2025-05-05 07:00"), ("2025-03-03 06:59", "2025-03-03 07:00"),
        ]
    )
    func officeInstant(from: String, expected: String) throws {
        let calendar = try CalendarFixture.common()
        let instant = try CalendarFixture.instant(from)
        #expect(calendar.officeInstant(atOrAfter: instant) == (try CalendarFixture.instant(expected)))
    }

    @Test(
        "Office time is counted between instants, and off from one",
        arguments: [
            ("2025-01-24 09:30", "2025-02-03 08:00", 390), ("2025-04-25 16:00", "2025-04-28 07:30", 570),
            ("2025-03-03 10:00", "2025-03-03 14:00", 120),
        ]
    )
    func officeTime(from: String, to: String, minutes: Int) throws {
        let calendar = try CalendarFixture.common()
        let (start, end) = (try CalendarFixture.instant(from), try CalendarFixture.instant(to))
        #expect(calendar.officeTime(from: start, to: end) == .seconds(60 * minutes))
        #expect(calendar.officeTime(from: end, to: start) == .zero)
        #expect(calendar.instant(officeTime: .seconds(60 * minutes), after: start) == end)
        #expect(calendar.instant(officeTime: .seconds(60 * minutes), before: end) == start)
        #expect(calendar.opening(before: end) < end)
    }

    @Test("Office time ends at closing time, not at the next opening")
    func closingTime() throws {
        let calendar = try CalendarFixture.common()
        let morning = try CalendarFixture.instant("2025-03-03 07:00")
        #expect(
            calendar.instant(officeTime: .seconds(8 * 3600), after: morning)
                == (try CalendarFixture.instant("2025-03-03 17:00"))
        )
    }

    @Test(
        "A stretch of a day reads as it is written, or not at all",
        arguments: [
            "07:00-11:00", "00:00-24:00", "7:00-11:00", "11:00-07:00", "07:00-07:00", "07:60-11:00", "24:30-25:00",
            "07:00", "07:00-11:00-12:00", "",
        ]
    )
    func stretches(text: String) {
        let isGood = ["07:00-11:00", "00:00-24:00"].contains(text)
        #expect(OfficeInterval(text)?.description == (isGood ? text : nil))
    }

    @Test("Days and instants at the ends of their range are counted from without a trap")
    func ends() throws {
        let calendar = try CalendarFixture.common()
        for day in [Day(daysSinceEpoch: .min), Day(daysSinceEpoch: .max)] {
            _ = calendar.workingDay(onOrAfter: day)
            _ = calendar.workingDay(before: day)
            _ = calendar.day(workingDays: 3, after: day)
            _ = calendar.lastDay(calendarDays: .max, after: day)
            _ = calendar.status(of: day)
        }
        let limit = try #require(TimeLimit("3 working-days + 3 working-hours + 3 calendar-days + 3 hours"))
        for microseconds in [Int64.min, .max] {
            let instant = Timestamp(microseconds: microseconds)
            _ = calendar.officeInstant(atOrAfter: instant)
            _ = calendar.opening(before: instant)
            _ = calendar.instant(officeTime: .seconds(60), after: instant)
            _ = calendar.instant(officeTime: .seconds(60), before: instant)
            var clock = CaseClock(start: instant, limit: limit)
            #expect(clock.deadline(in: calendar)?.isProvisional == true)
            clock.pause(at: Timestamp(microseconds: .max), reason: .suspended)
            clock.resume(at: Timestamp(microseconds: .max))
            _ = clock.deadline(in: calendar)
            _ = clock.remaining(at: Timestamp(microseconds: .max), in: calendar)
        }
    }
}
