import CaseLifecycle
import CivilTime
import Testing

@Suite("Clocks of time limits")
struct CaseClockTests {
    private let calendar: UnitCalendar

    init() throws {
        self.calendar = try CalendarFixture.common()
    }

    private func clock(_ limit: String, from start: String) throws -> CaseClock {
        CaseClock(start: try CalendarFixture.instant(start), limit: try #require(TimeLimit(limit)))
    }

    private func paused(_ limit: String, from start: String, _ pauses: (String, String?)...) throws -> CaseClock {
        var clock = try self.clock(limit, from: start)
        for (from, until) in pauses {
            clock.pause(at: try CalendarFixture.instant(from), reason: .waitingForCitizen)
            if let until { clock.resume(at: try CalendarFixture.instant(until)) }
        }
        return clock
    }

    private func lastDay(_ clock: CaseClock) -> String? {
        clock.deadline(in: self.calendar)?.lastDay.description
    }

    private func remaining(_ clock: CaseClock, at instant: String) throws -> String {
        clock.remaining(at: try CalendarFixture.instant(instant), in: self.calendar).vietnameseDescription
    }

    @Test("What is left at the pause is left when the clock goes on")
    func pause() throws {
        // Monday 3 March 2025; one of five days is used on Tuesday, when the clock stops.
        let standing = try self.paused("5 working-days", from: "2025-03-03 09:00", ("2025-03-04 10:00", nil))
        #expect(standing.isPaused)
        #expect(standing.deadline(in: self.calendar) == nil)
        #expect(try self.remaining(standing, at: "2025-03-04 10:00") == "4 ngày làm việc")
        #expect(try self.remaining(standing, at: "2025-06-04 10:00") == "4 ngày làm việc")
        var clock = standing
        clock.resume(at: try CalendarFixture.instant("2025-03-12 16:00"))
        #expect(try self.remaining(clock, at: "2025-03-12 16:00") == "4 ngày làm việc")
        // Thursday 13, Friday 14, Monday 17, Tuesday 18 March.
        #expect(self.lastDay(clock) == "2025-03-18")
    }

    @Test("Stopping and going on within a day changes nothing of a limit in days")
    func sameDay() throws {
        for limit in ["5 working-days", "10 calendar-days"] {
            let plain = try self.clock(limit, from: "2025-03-03 09:00")
            let paused = try self.paused(limit, from: "2025-03-03 09:00", ("2025-03-05 07:00", "2025-03-05 23:59"))
            #expect(plain.deadline(in: self.calendar) == paused.deadline(in: self.calendar))
        }
    }

    @Test("A pause before the limit is counted begins it anew on the day the clock goes on")
    func pauseOnFirstDay() throws {
        let clock = try self.paused(
            "10 calendar-days",
            from: "2025-03-03 09:00",
            ("2025-03-03 10:00", "2025-03-10 08:00")
        )
        #expect(self.lastDay(clock) == "2025-03-20")
    }

    @Test("A clock that stops on its last day ends on the day it goes on, or the next working day")
    func pauseOnLastDay() throws {
        let weekday = try self.paused(
            "2 working-days",
            from: "2025-03-03 09:00",
            ("2025-03-05 16:00", "2025-03-12 08:00")
        )
        #expect(self.lastDay(weekday) == "2025-03-12")
        let weekend = try self.paused(
            "2 working-days",
            from: "2025-03-03 09:00",
            ("2025-03-05 16:00", "2025-03-15 08:00")
        )
        #expect(self.lastDay(weekend) == "2025-03-17")
        #expect(try self.remaining(weekday, at: "2025-03-05 16:00") == "0 ngày làm việc")
    }

    @Test("A clock that stops between its nominal end and the working day it moved to doesn't end meanwhile")
    func pauseBeforeMovedEnd() throws {
        // Ten days from 26 February end on Saturday 8 March and move to Monday 10.
        let plain = try self.clock("10 calendar-days", from: "2025-02-26 09:00")
        #expect(self.lastDay(plain) == "2025-03-10")
        let paused = try self.paused(
            "10 calendar-days",
            from: "2025-02-26 09:00",
            ("2025-03-09 08:00", "2025-03-15 08:00")
        )
        #expect(self.lastDay(paused) == "2025-03-17")
    }

    @Test("A pause after the end changes nothing")
    func pauseAfterEnd() throws {
        let late = try self.paused("2 working-days", from: "2025-03-03 09:00", ("2025-03-06 00:00", nil))
        #expect(self.lastDay(late) == "2025-03-05")
        #expect(try self.remaining(late, at: "2025-03-06 00:00") == "đã hết hạn")
    }

    @Test("The time a clock of hours stands still is left out")
    func hours() throws {
        let office = try self.paused(
            "8 working-hours",
            from: "2025-03-03 09:00",
            ("2025-03-03 10:30", "2025-03-03 14:00")
        )
        let end = try #require(office.deadline(in: self.calendar))
        #expect(end.due == (try CalendarFixture.instant("2025-03-04 10:30")))
        #expect(try self.remaining(office, at: "2025-03-03 12:00") == "6 giờ 30 phút làm việc")
        let clock = try self.paused("24 hours", from: "2025-03-03 09:00", ("2025-03-03 10:00", "2025-03-07 10:00"))
        #expect(clock.deadline(in: self.calendar)?.due == (try CalendarFixture.instant("2025-03-08 09:00")))
        let standing = try self.paused("24 hours", from: "2025-03-03 09:00", ("2025-03-03 10:00", nil))
        #expect(standing.deadline(in: self.calendar) == nil)
        #expect(try self.remaining(standing, at: "2025-03-09 10:00") == "23 giờ")
    }

    @Test("What is left names every term that is not used up")
    func terms() throws {
        let clock = try self.clock("2 working-days + 30 calendar-days + 4 working-hours", from: "2025-03-03 09:00")
        #expect(try self.remaining(clock, at: "2025-03-02 09:00") == "2 ngày làm việc + 30 ngày + 4 giờ làm việc")
        #expect(try self.remaining(clock, at: "2025-03-04 09:00") == "1 ngày làm việc + 30 ngày + 4 giờ làm việc")
        #expect(try self.remaining(clock, at: "2025-03-06 09:00") == "29 ngày + 4 giờ làm việc")
        #expect(try self.remaining(clock, at: "2025-04-04 09:00") == "0 ngày + 4 giờ làm việc")
        // Monday 7 April is a holiday.
        #expect(try self.remaining(clock, at: "2025-04-08 09:00") == "2 giờ làm việc")
    }

    @Test("An extension is counted on from the end of the limit, not from the day of the decision")
    func extend() throws {
        var clock = try self.clock("30 calendar-days", from: "2025-03-03 09:00")
        #expect(self.lastDay(clock) == "2025-04-02")
        clock.extend(
            by: try #require(TimeLimit("30 calendar-days")),
            at: try CalendarFixture.instant("2025-03-28 09:00")
        )
        // 2 April and 30 days is 2 May, a swapped day off; the next working day is Monday 5 May.
        #expect(self.lastDay(clock) == "2025-05-05")
        #expect(clock.components.count == 2)
    }

    @Test("A clock doesn't run backwards when the machine's does")
    func backwards() throws {
        var clock = try self.paused(
            "5 working-days",
            from: "2025-03-03 09:00",
            ("2025-03-01 09:00", "2025-02-01 09:00")
        )
        #expect(clock.pauses.map(\.from) == [clock.start])
        #expect(clock.pauses.map(\.until) == [clock.start])
        #expect(self.lastDay(clock) == "2025-03-10")
        let later = try CalendarFixture.instant("2025-03-05 10:00")
        let answers = [
            clock.pause(at: later, reason: .suspended), clock.pause(at: later, reason: .waitingForCitizen),
            clock.resume(at: later.advanced(by: .seconds(-3600))), clock.resume(at: later),
        ]
        #expect(answers == [true, false, true, false])
        #expect(clock.pauses.last?.reason == .suspended)
        #expect(clock.pauses.last?.until == later)
        #expect(self.lastDay(clock) == "2025-03-10")
    }

    @Test("A deadline that reaches into a year without data is provisional")
    func provisional() throws {
        let known = try #require(try self.clock("5 working-days", from: "2026-12-24 09:00").deadline(in: self.calendar))
        #expect(known.lastDay.description == "2026-12-31")
        #expect(!known.isProvisional)
        for limit in ["6 working-days", "10 calendar-days"] {
            let clock = try self.clock(limit, from: "2026-12-24 09:00")
            #expect(clock.deadline(in: self.calendar)?.isProvisional == true)
        }
        let moved = try self.clock("9 calendar-days", from: "2024-12-20 09:00").deadline(in: self.calendar)
        #expect(moved?.isProvisional == true)
    }

    @Test("A closure of the responsible unit moves the deadline, another's doesn't")
    func closure() throws {
        let storm = try CalendarFixture.closure("842", "2025-03-06", "2025-03-07")
        let calendar = try CalendarFixture.calendar(closures: [storm])
        let clock = try self.clock("3 working-days", from: "2025-03-03 09:00")
        let closed = clock.deadline(in: calendar.calendar(ofUnit: ["29242", "842"]))
        #expect(closed?.lastDay.description == "2025-03-10")
        #expect(clock.deadline(in: calendar.calendar(ofUnit: ["29300", "843"]))?.lastDay.description == "2025-03-06")
    }

    @Test(
        "Somebody is told within office hours, so long before the end",
        arguments: [
            ("2 working-days", "2025-04-29 07:00"), ("1 working-day", "2025-05-05 07:00"),
            ("3 calendar-days", "2025-05-05 07:00"), ("8 working-hours", "2025-05-06 07:00"),
            ("10 working-hours", "2025-05-05 15:00"), ("30 hours", "2025-05-06 07:00"),
            ("1 working-day + 2 working-hours", "2025-05-05 07:00"),
        ]
    )
    func reminder(before: String, expected: String) throws {
        // Five working days from 24 April end on Tuesday 6 May.
        let deadline = try #require(
            try self.clock("6 working-days", from: "2025-04-24 09:00").deadline(in: self.calendar)
        )
        #expect(deadline.lastDay.description == "2025-05-06")
        let instant = self.calendar.instant(try #require(TimeLimit(before)), before: deadline)
        #expect(instant == (try CalendarFixture.instant(expected)))
    }

    @Test(
        "Somebody is told within office hours, so long after the end",
        arguments: [
            (nil, "2025-05-05 07:00"), ("1 working-day", "2025-05-06 07:00"), ("2 calendar-days", "2025-05-06 07:00"),
            ("4 working-hours", "2025-05-05 13:00"), ("12 hours", "2025-05-05 07:00"),
        ]
    )
    func escalation(after: String?, expected: String) throws {
        // Due at the end of Tuesday 29 April, before five days off.
        let deadline = try #require(
            try self.clock("3 working-days", from: "2025-04-25 09:00").deadline(in: self.calendar)
        )
        #expect(deadline.lastDay.description == "2025-04-29")
        let limit = try after.map { try #require(TimeLimit($0)) }
        #expect(self.calendar.instant(limit, after: deadline) == (try CalendarFixture.instant(expected)))
    }
}
