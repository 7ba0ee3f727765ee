import CaseLifecycle
import CivilTime
import Testing

/// Random calendars, limits and clocks, all from 2025 and 2026.
struct RandomDeadlines {
    var generator: SplitMix64

    init(seed: UInt64) {
        self.generator = SplitMix64(seed: seed)
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &self.generator)
    }

    /// A weekday or weekend day of 2025.
    mutating func day() throws -> Day {
        try #require(Day("2025-01-01")).advanced(byDays: self.number(0...364))
    }

    mutating func instant() throws -> Timestamp {
        Timestamp(startOf: try self.day()).advanced(by: .seconds(60 * self.number(0...1439)))
    }

    mutating func limit(
        units: [TimeLimit.Unit] = TimeLimit.Unit.allCases,
        parts: ClosedRange<Int> = 1...3
    ) throws
        -> TimeLimit
    {
        let components = try (0..<self.number(parts)).map { _ in
            let unit = try #require(units.randomElement(using: &self.generator))
            return TimeLimit.Component(self.number(1...(unit.isOfDays ? 20 : 40)), unit)
        }
        return try #require(TimeLimit(components))
    }

    /// The days off of 2025 with some more, and closures of the unit.
    mutating func calendar(closures: Int = 4) throws -> UnitCalendar {
        try CalendarFixture.calendar(closures: (0..<closures).map { _ in try self.closure() })
            .calendar(ofUnit: ["29242", "842"])
    }

    mutating func closure() throws -> LocalClosure {
        let first = try self.day()
        let hours = [nil, nil, OfficeInterval("08:30-10:00"), OfficeInterval("00:00-24:00")]
        return LocalClosure(
            unit: self.number(0...1) == 0 ? "29242" : "842",
            firstDay: first,
            lastDay: first.advanced(byDays: self.number(0...4)),
            hours: try #require(hours.randomElement(using: &self.generator)),
            vietnameseReason: "Bão",
            source: CalendarFixture.source
        )
    }

    /// Instants in order, all after `start`.
    mutating func instants(_ count: Int, after start: Timestamp) -> [Timestamp] {
        (0..<count).map { _ in start.advanced(by: .seconds(60 * self.number(0...60_000))) }.sorted()
    }

    /// A clock that stood still up to three times and goes.
    mutating func clock(units: [TimeLimit.Unit] = TimeLimit.Unit.allCases) throws -> CaseClock {
        var clock = CaseClock(start: try self.instant(), limit: try self.limit(units: units))
        let instants = self.instants(2 * self.number(0...3), after: clock.start)
        for (index, instant) in instants.enumerated() {
            if index.isMultiple(of: 2) {
                clock.pause(at: instant, reason: .suspended)
            } else {
                clock.resume(at: instant)
            }
        }
        return clock
    }
}
