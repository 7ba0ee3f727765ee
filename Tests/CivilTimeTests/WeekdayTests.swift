import CivilTime
import Testing

@Suite("Days of the week")
struct WeekdayTests {
    @Test(
        "The weekday is that of the wall calendar",
        arguments: [
            ("1970-01-01", Weekday.thursday), ("1969-12-31", .wednesday), ("2000-02-29", .tuesday),
            ("2025-01-29", .wednesday), ("2025-04-26", .saturday), ("2026-08-23", .sunday), ("0001-01-01", .monday),
        ]
    )
    func weekday(text: String, expected: Weekday) throws {
        #expect(try #require(Day(text)).weekday == expected)
    }

    @Test("The weekdays follow one another, over the epoch too")
    func sequence() {
        let weekdays = (-14...14).map { Day(daysSinceEpoch: $0).weekday.rawValue }
        for (today, tomorrow) in zip(weekdays, weekdays.dropFirst()) { #expect(tomorrow == today % 7 + 1) }
    }

    @Test("Saturday and Sunday are the weekend")
    func weekend() {
        #expect(Weekday.allCases.filter(\.isWeekend) == [.saturday, .sunday])
        #expect(Set(Weekday.allCases.map(\.vietnameseName)).count == 7)
    }

    @Test("Days are counted forward and back, and cut at the ends of the range")
    func arithmetic() throws {
        let day = try #require(Day("2024-02-28"))
        #expect(day.advanced(byDays: 2).description == "2024-03-01")
        #expect(day.advanced(byDays: -59).description == "2023-12-31")
        #expect(day.advanced(byDays: 2).days(since: day) == 2)
        #expect(day.advanced(byDays: .max).daysSinceEpoch == .max)
        #expect(day.advanced(byDays: .min).daysSinceEpoch == .min)
        #expect(Day(daysSinceEpoch: .min).days(since: Day(daysSinceEpoch: .max)) == -4_294_967_295)
    }

    @Test("People read day, month and year")
    func vietnamese() throws {
        #expect(try #require(Day("2025-01-28")).vietnameseDescription == "28/01/2025")
    }
}
