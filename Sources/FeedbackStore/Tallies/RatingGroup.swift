package import CivilTime
package import Satisfaction

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

    /// The hours of whole days.
    package static func hours(from first: Day, through last: Day) -> Range<Int64> {
        let start = Int64(first.daysSinceEpoch) * 24
        return start..<max(start, (Int64(last.daysSinceEpoch) + 1) * 24)
    }
}

/// How far the journal was counted.
package struct TallyMark: Sendable, Hashable {
    /// The newest position counted; 0 for none.
    package var position: UInt64
    /// The hash of the batch that ends there; empty for none.
    package var hash: [UInt8]

    /// Makes a mark.
    package init(position: UInt64 = 0, hash: [UInt8] = []) {
        self.position = position
        self.hash = hash
    }
}

/// What was rated at one office on one scale.
package struct OfficeRatings: Sendable, Hashable {
    /// The codes from the root to the office, and the edition they are of.
    package let unitPath: [String]
    package let registerEdition: String
    /// The code of the scale.
    package let scale: String
    /// The ratings; the levels are ten, whatever the scale has.
    package let tally: RatingTally
}
