extension Timestamp {
    /// What the province's clocks are ahead of UTC: seven hours, all year (Indochina Time, no daylight saving).
    package static let localOffset = Duration.seconds(7 * 3600)

    private static let microsecondsPerDay: Int64 = 86_400_000_000

    /// The calendar day on the province's clocks (UTC+7).
    package var localDay: Day {
        let local = self.advanced(by: Timestamp.localOffset).microseconds
        let day = (local >= 0 ? local : local - (Timestamp.microsecondsPerDay - 1)) / Timestamp.microsecondsPerDay
        return Day(daysSinceEpoch: Int32(clamping: day))
    }

    /// The time since midnight on the province's clocks, 0 up to but not including 24 hours.
    package var localTimeOfDay: Duration {
        let local = self.advanced(by: Timestamp.localOffset).microseconds
        let remainder = local % Timestamp.microsecondsPerDay
        return .microseconds(remainder >= 0 ? remainder : remainder + Timestamp.microsecondsPerDay)
    }

    /// The first instant of a day on the province's clocks.
    package init(startOf day: Day) {
        self.init(
            microseconds: Int64(day.daysSinceEpoch) * Timestamp.microsecondsPerDay
                - Timestamp.localOffset.wholeMicroseconds
        )
    }

    /// The instant as the province writes it, RFC 3339 to the second: `2022-10-14T08:30:00+07:00`.
    package var localDescription: String {
        let seconds = Int(self.localTimeOfDay.components.seconds)
        let time = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, to: 2) }
        return "\(self.localDay)T\(time.joined(separator: ":"))+07:00"
    }
}
