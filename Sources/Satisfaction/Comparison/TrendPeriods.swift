package import CivilTime

/// The days that a unit's own past is looked for in (kỳ so sánh).
package struct TrendPeriods: Sendable, Hashable {
    /// The days that are compared.
    package let now: ClosedRange<Day>
    /// As many days right before them.
    package let before: ClosedRange<Day>
    /// The same days a year before; 29 February stands for 28 February.
    package let yearBefore: ClosedRange<Day>

    /// Finds the days to compare some days with.
    package init(_ now: ClosedRange<Day>) {
        let length = now.upperBound.daysSinceEpoch - now.lowerBound.daysSinceEpoch + 1
        let last = now.lowerBound.advanced(byDays: -1)
        self.now = now
        self.before = last.advanced(byDays: 1 - Int(length))...last
        let first = Self.yearBefore(now.lowerBound)
        self.yearBefore = first...max(first, Self.yearBefore(now.upperBound))
    }

    private static func yearBefore(_ day: Day) -> Day {
        let (year, month, number) = day.civilDate
        return Day(year: year - 1, month: month, day: number) ?? Day(year: year - 1, month: month, day: number - 1)
            ?? day
    }
}
