/// An instant: whole microseconds since 1970-01-01T00:00:00Z, leap seconds not counted (POSIX time).
package struct Timestamp: Sendable, Hashable, Comparable {
    /// Microseconds since 1970-01-01T00:00:00Z; negative before.
    package var microseconds: Int64

    /// Makes the instant `microseconds` after (or, negative, before) 1970-01-01T00:00:00Z.
    package init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// The start of 1970-01-01 in UTC.
    package static let epoch = Timestamp(microseconds: 0)

    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.microseconds < right.microseconds
    }

    /// The instant `duration` later, cut at the ends of the range instead of overflowing.
    package func advanced(by duration: Duration) -> Timestamp {
        let (sum, overflow) = self.microseconds.addingReportingOverflow(duration.wholeMicroseconds)
        guard overflow else { return Timestamp(microseconds: sum) }
        return Timestamp(microseconds: duration.wholeMicroseconds < 0 ? .min : .max)
    }

    /// The time from `earlier` to this instant; negative when `earlier` is the later one.
    package func duration(since earlier: Timestamp) -> Duration {
        let (difference, overflow) = self.microseconds.subtractingReportingOverflow(earlier.microseconds)
        guard overflow else { return .microseconds(difference) }
        return .microseconds(self < earlier ? Int64.min : Int64.max)
    }
}

extension Duration {
    /// This duration in whole microseconds, rounded toward zero and cut at the ends of `Int64`.
    package var wholeMicroseconds: Int64 {
        let (seconds, attoseconds) = self.components
        let (scaled, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
        guard !overflow else { return seconds < 0 ? .min : .max }
        let (sum, sumOverflow) = scaled.addingReportingOverflow(attoseconds / 1_000_000_000_000)
        guard !sumOverflow else { return seconds < 0 ? .min : .max }
        return sum
    }
}
