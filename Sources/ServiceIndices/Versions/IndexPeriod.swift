package import CivilTime

/// The days that an index is of (kỳ đánh giá).
package enum IndexPeriod {
    /// The quarter of a day: the circular has its indicators reckoned quarterly.
    package static func quarter(of day: Day) -> ClosedRange<Day> {
        let (year, month, _) = day.civilDate
        let first = (month - 1) / 3 * 3 + 1
        let start = Day(year: year, month: first, day: 1) ?? day
        let next = first == 10 ? Day(year: year + 1, month: 1, day: 1) : Day(year: year, month: first + 3, day: 1)
        return start...max(start, next?.advanced(byDays: -1) ?? day)
    }

    /// The days that are meant: those named; without any the quarter of today; with only a first day through today, with
    /// only a last one from the beginning of its quarter.
    ///
    /// - Parameters:
    ///   - first: The first day, when named.
    ///   - last: The last day, when named.
    ///   - today: Today.
    /// - Returns: The days; `nil` when the first one would come after the last.
    package static func days(from first: Day?, through last: Day?, today: Day) -> ClosedRange<Day>? {
        switch (first, last) {
        case (nil, nil): return self.quarter(of: today)
        case (let first?, nil): return first <= today ? first...today : nil
        case (nil, let last?): return self.quarter(of: last).lowerBound...last
        case (let first?, let last?): return first <= last ? first...last : nil
        }
    }
}
