package import CivilTime

/// What ratings are counted by: where, of what, on which scale and in which hour.
package struct RatingGroup: Sendable, Hashable {
    /// The codes from the root to the office.
    package var unitPath: [String]
    /// The register edition the codes are of.
    package var registerEdition: String
    /// The counter in the office; empty when there is one or none is known.
    package var counter: String
    /// The code of the field of service; empty when not asked.
    package var field: String
    /// The code of the scale.
    package var scale: String
    /// The hours since 1970-01-01 on the province's clocks in which the citizen rated.
    package var hour: Int64

    /// Makes a group.
    package init(
        unitPath: [String],
        registerEdition: String,
        counter: String,
        field: String,
        scale: String,
        hour: Int64
    ) {
        self.unitPath = unitPath
        self.registerEdition = registerEdition
        self.counter = counter
        self.field = field
        self.scale = scale
        self.hour = hour
    }

    /// The hour of a time, for ``hour``.
    package static func hour(of time: Timestamp) -> Int64 {
        Int64(time.localDay.daysSinceEpoch) * 24 + time.localTimeOfDay.components.seconds / 3600
    }

    /// The days since 1970-01-01 on the province's clocks.
    package var day: Int64 { Self.day(ofHour: self.hour) }

    private static func day(ofHour hour: Int64) -> Int64 { hour >= 0 ? hour / 24 : (hour - 23) / 24 }

    /// The days that have any of some hours.
    static func days(of hours: Range<Int64>) -> Range<Int64> {
        guard let last = hours.last else { return 0..<0 }
        return self.day(ofHour: hours.lowerBound)..<(self.day(ofHour: last) + 1)
    }

    /// The hours of whole days.
    package static func hours(from first: Day, through last: Day) -> Range<Int64> {
        let start = Int64(first.daysSinceEpoch) * 24
        return start..<max(start, (Int64(last.daysSinceEpoch) + 1) * 24)
    }
}
