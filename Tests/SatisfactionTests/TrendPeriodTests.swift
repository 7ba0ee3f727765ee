import CivilTime
import Satisfaction
import Testing

@Suite("A unit's own past, and hours of the week")
struct TrendPeriodTests {
    private static func days(_ first: String, _ last: String) throws -> ClosedRange<Day> {
        try #require(Day(first))...(try #require(Day(last)))
    }

    @Test(
        arguments: [
            ("2026-01-01", "2026-03-31", "2025-10-03", "2025-12-31", "2025-01-01", "2025-03-31"),
            ("2026-05-05", "2026-05-05", "2026-05-04", "2026-05-04", "2025-05-05", "2025-05-05"),
            // A leap day has none a year before.
            ("2024-02-29", "2024-02-29", "2024-02-28", "2024-02-28", "2023-02-28", "2023-02-28"),
            ("2024-02-01", "2024-02-29", "2024-01-03", "2024-01-31", "2023-02-01", "2023-02-28"),
        ]
    )
    func `The past has as many days right before, and the same days a year before`(
        first: String,
        last: String,
        beforeFirst: String,
        beforeLast: String,
        yearFirst: String,
        yearLast: String
    ) throws {
        let periods = TrendPeriods(try Self.days(first, last))
        #expect(periods.before == (try Self.days(beforeFirst, beforeLast)))
        #expect(periods.yearBefore == (try Self.days(yearFirst, yearLast)))
        #expect(periods.before.count == periods.now.count)
    }

    @Test
    func `A cell has a share only with enough ratings, and a tally of another scale is not added`() throws {
        let scale = try #require(SatisfactionScale("faces-5", levelCount: 5, satisfiedFrom: 4, dissatisfiedThrough: 2))
        var map = WeekMap(scale)
        let tally = try #require(LevelTally(counts: [1, 0, 0, 2, 7]))
        let added = [80, 80, 168, -1].map { map.merge(tally, at: $0) }
        #expect(added == [true, true, false, false])
        let isMixed = map.merge(LevelTally(levelCount: 3), at: 0)
        #expect(!isMixed)
        let cells = map.cells(on: scale)
        #expect(cells.count == 168 && cells[80] == .init(count: 20, satisfied: 18) && cells[81].count == 0)
        #expect(cells[80].share(minimumCount: 20) == 0.9)
        #expect(cells[80].share(minimumCount: 21) == nil && cells[0].share(minimumCount: 0) == nil)
    }
}

extension ClosedRange<Day> {
    fileprivate var count: Int32 { self.upperBound.daysSinceEpoch - self.lowerBound.daysSinceEpoch + 1 }
}
