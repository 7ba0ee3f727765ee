package import CivilTime

extension UnitCalendar {
    /// The stretches in which the unit is open on the day, as instants.
    package func openStretches(on day: Day) -> [Range<Timestamp>] {
        self.instants(of: self.openingHours(on: day), on: day)
    }

    /// The stretches in which the unit receives citizens on the day, as instants.
    package func counterStretches(on day: Day) -> [Range<Timestamp>] {
        self.instants(of: self.counterHours(on: day), on: day)
    }

    private func instants(of stretches: [OfficeInterval], on day: Day) -> [Range<Timestamp>] {
        let midnight = Timestamp(startOf: day)
        return stretches.map { stretch in
            let opening = midnight.advanced(by: .seconds(60 * stretch.openingMinute))
            return opening..<midnight.advanced(by: .seconds(60 * stretch.closingMinute))
        }
    }

    /// The first instant at or after another at which the unit is open (trong giờ hành chính).
    package func officeInstant(atOrAfter instant: Timestamp) -> Timestamp {
        var day = instant.countable.localDay
        while true {
            for stretch in self.openStretches(on: day) where stretch.upperBound > instant {
                return max(stretch.lowerBound, instant)
            }
            guard day < Day.lastCountable else { return instant }
            day = day.advanced(byDays: 1)
        }
    }

    /// The last opening of the unit before an instant.
    package func opening(before instant: Timestamp) -> Timestamp {
        var day = instant.countable.localDay
        while true {
            if let stretch = self.openStretches(on: day).last(where: { $0.lowerBound < instant }) {
                return stretch.lowerBound
            }
            guard day > Day.firstCountable else { return instant }
            day = day.advanced(byDays: -1)
        }
    }

    /// The time within office hours from one instant to another; zero when that one is not later.
    package func officeTime(from start: Timestamp, to end: Timestamp) -> Duration {
        var day = start.countable.localDay
        let last = end.countable.localDay
        var microseconds: Int64 = 0
        while day <= last {
            for stretch in self.openStretches(on: day) {
                let open = max(stretch.lowerBound, start)
                let closed = min(stretch.upperBound, end)
                if open < closed { microseconds += closed.microseconds - open.microseconds }
            }
            day = day.advanced(byDays: 1)
        }
        return .microseconds(microseconds)
    }

    /// The instant at which so much office time has passed since another.
    ///
    /// - Parameters:
    ///   - amount: How much; none or less gives the instant itself.
    ///   - start: The instant from which it counts.
    /// - Returns: The earliest such instant, so a closing time rather than the next opening.
    package func instant(officeTime amount: Duration, after start: Timestamp) -> Timestamp {
        var left = amount.wholeMicroseconds
        guard left > 0 else { return start }
        var day = start.countable.localDay
        while day < Day.lastCountable {
            for stretch in self.openStretches(on: day) {
                let open = max(stretch.lowerBound, start)
                guard open < stretch.upperBound else { continue }
                let length = stretch.upperBound.microseconds - open.microseconds
                if left <= length { return Timestamp(microseconds: open.microseconds + left) }
                left -= length
            }
            day = day.advanced(byDays: 1)
        }
        return Timestamp(startOf: day)
    }

    /// The instant from which so much office time passes until another.
    ///
    /// - Parameters:
    ///   - amount: How much; none or less gives the instant itself.
    ///   - end: The instant until which it counts.
    /// - Returns: The latest such instant, so an opening time rather than the closing before it.
    package func instant(officeTime amount: Duration, before end: Timestamp) -> Timestamp {
        var left = amount.wholeMicroseconds
        guard left > 0 else { return end }
        var day = end.countable.localDay
        while day > Day.firstCountable {
            for stretch in self.openStretches(on: day).reversed() {
                let closed = min(stretch.upperBound, end)
                guard closed > stretch.lowerBound else { continue }
                let length = closed.microseconds - stretch.lowerBound.microseconds
                if left <= length { return Timestamp(microseconds: closed.microseconds - left) }
                left -= length
            }
            day = day.advanced(byDays: -1)
        }
        return Timestamp(startOf: day)
    }
}
