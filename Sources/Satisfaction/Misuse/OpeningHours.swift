package import CivilTime

/// When an office is open (giờ làm việc), as the screening and the alerts need it.
package struct OpeningHours: Sendable {
    /// The most days over which open time is added up.
    package static let maximumDays = 400

    /// The years 1 to 9999; on other days nothing is open, and nobody is asked.
    private static let calendarDays = Day(daysSinceEpoch: -719_162)...Day(daysSinceEpoch: 2_932_896)

    /// The stretches in which the office is open on a day, in order and apart.
    private let stretches: @Sendable (Day) -> [Range<Timestamp>]

    /// Makes hours from a calendar.
    ///
    /// - Parameter stretches: What is open on a day of the province, as instants, in order and apart; each stretch
    ///   within that day.
    package init(_ stretches: @escaping @Sendable (Day) -> [Range<Timestamp>]) {
        self.stretches = stretches
    }

    /// Open day and night, in the years 1 to 9999.
    package static let always = OpeningHours { day in
        [Timestamp(startOf: day)..<Timestamp(startOf: day.advanced(byDays: 1))]
    }

    /// Whether the office is open at an instant, or was or will be within a margin.
    ///
    /// - Parameters:
    ///   - instant: The instant.
    ///   - margin: How long before opening and after closing still counts, up to a day.
    /// - Returns: Whether it is; opening is within, and closing is not.
    package func isOpen(at instant: Timestamp, margin: Duration = .zero) -> Bool {
        (-1...1).contains { offset in
            self.openStretches(on: self.day(of: instant).advanced(byDays: offset)).contains { stretch in
                stretch.lowerBound.advanced(by: .zero - margin) <= instant
                    && instant < stretch.upperBound.advanced(by: margin)
            }
        }
    }

    /// How long the office is open between two instants.
    ///
    /// - Parameters:
    ///   - start: The earlier instant.
    ///   - end: The later one; zero comes out when it is not.
    ///   - limit: Counting stops once this much is reached.
    /// - Returns: The open time, within ``maximumDays`` days of the start.
    package func openTime(from start: Timestamp, to end: Timestamp, limit: Duration) -> Duration {
        var open = Duration.zero
        var day = self.day(of: start)
        let last = min(self.day(of: end), day.advanced(byDays: OpeningHours.maximumDays))
        while day <= last, open < limit {
            for stretch in self.openStretches(on: day) {
                let (from, to) = (max(stretch.lowerBound, start), min(stretch.upperBound, end))
                if from < to { open += to.duration(since: from) }
            }
            guard day < last else { break }
            day = day.advanced(byDays: 1)
        }
        return min(open, limit)
    }

    /// The day of an instant, or the one before the first or after the last of the calendar.
    private func day(of instant: Timestamp) -> Day {
        let (first, last) = (OpeningHours.calendarDays.lowerBound, OpeningHours.calendarDays.upperBound)
        let end = last.advanced(byDays: 1)
        if instant < Timestamp(startOf: first) { return first.advanced(byDays: -1) }
        return instant < Timestamp(startOf: end) ? instant.localDay : end
    }

    private func openStretches(on day: Day) -> [Range<Timestamp>] {
        OpeningHours.calendarDays.contains(day) ? self.stretches(day) : []
    }
}
