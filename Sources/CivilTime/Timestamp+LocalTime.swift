extension Timestamp {
    /// What the province's clocks are ahead of UTC: seven hours, all year (Indochina Time, no daylight saving).
    package static let localOffset = Duration.seconds(7 * 3600)

    private static let microsecondsPerDay: Int64 = 86_400_000_000

    /// The calendar day on the province's clocks (UTC+7).
    package var localDay: Day {
        let local = self.advanced(by: Timestamp.localOffset).microseconds
        let (day, rest) = local.quotientAndRemainder(dividingBy: Timestamp.microsecondsPerDay)
        return Day(daysSinceEpoch: Int32(clamping: rest < 0 ? day - 1 : day))
    }

    /// The time since midnight on the province's clocks, 0 up to but not including 24 hours.
    package var localTimeOfDay: Duration {
        let local = self.advanced(by: Timestamp.localOffset).microseconds
        let remainder = local % Timestamp.microsecondsPerDay
        return .microseconds(remainder >= 0 ? remainder : remainder + Timestamp.microsecondsPerDay)
    }

    /// The first instant of a day on the province's clocks; of days too far away, the nearest instant there is.
    package init(startOf day: Day) {
        let midnight = Int64(day.daysSinceEpoch).multipliedReportingOverflow(by: Timestamp.microsecondsPerDay)
        let start = midnight.partialValue.subtractingReportingOverflow(Timestamp.localOffset.wholeMicroseconds)
        let isOutside = midnight.overflow || start.overflow
        self.init(microseconds: isOutside ? (day.daysSinceEpoch < 0 ? .min : .max) : start.partialValue)
    }

    /// The instant as the province writes it, RFC 3339 to the second: `2022-10-14T08:30:00+07:00`.
    package var localDescription: String {
        let seconds = Int(self.localTimeOfDay.components.seconds)
        let time = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, to: 2) }
        return "\(self.localDay)T\(time.joined(separator: ":"))+07:00"
    }
}
