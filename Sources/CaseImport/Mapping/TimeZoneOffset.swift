package import CivilTime

/// What a source's clocks are ahead of UTC, all year: no summer time, which the day a case is judged by doesn't need.
package struct TimeZoneOffset: Sendable, Hashable {
    private static let microsecondsPerDay: Int64 = 86_400_000_000

    /// Microseconds ahead of UTC, at most 18 hours either way.
    private let microseconds: Int64

    /// Reads `+07:00`, `-06:00` or `Z`; `nil` for anything else.
    package init?(_ text: String) {
        if text == "Z" {
            self.microseconds = 0
            return
        }
        let bytes = Array(text.utf8)
        guard bytes.count == 6, let sign = bytes.first, [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(sign),
            bytes[3] == UInt8(ascii: ":")
        else { return nil }
        var digits: [Int64] = []
        for index in [1, 2, 4, 5] {
            guard bytes[index] >= UInt8(ascii: "0"), bytes[index] <= UInt8(ascii: "9") else { return nil }
            digits.append(Int64(bytes[index] - UInt8(ascii: "0")))
        }
        let minutes = (digits[0] * 10 + digits[1]) * 60 + digits[2] * 10 + digits[3]
        guard digits[2] < 6, minutes <= 18 * 60 else { return nil }
        self.microseconds = (sign == UInt8(ascii: "-") ? -1 : 1) * minutes * 60_000_000
    }

    /// The first instant of a day.
    package func start(of day: Day) -> Timestamp {
        Timestamp(microseconds: Int64(day.daysSinceEpoch) * TimeZoneOffset.microsecondsPerDay - self.microseconds)
    }

    /// The first instant after a day.
    package func end(of day: Day) -> Timestamp {
        self.start(of: day).advanced(by: .microseconds(TimeZoneOffset.microsecondsPerDay))
    }

    /// The day an instant is in.
    package func day(of instant: Timestamp) -> Day {
        let local = instant.advanced(by: .microseconds(self.microseconds)).microseconds
        let (quotient, remainder) = local.quotientAndRemainder(dividingBy: TimeZoneOffset.microsecondsPerDay)
        return Day(daysSinceEpoch: Int32(clamping: remainder < 0 ? quotient - 1 : quotient))
    }
}
