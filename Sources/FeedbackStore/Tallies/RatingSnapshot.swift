package import Satisfaction

/// What was rated in a unit and below it, day by day, through a mark.
package struct RatingSnapshot: Sendable, Hashable {
    /// The ratings of one day.
    package struct RatedDay: Sendable, Hashable {
        /// Days since 1970-01-01 on the province's clocks.
        package let day: Int64
        /// The levels are ten, whatever the scale has.
        package let levels: LevelTally
    }

    /// One office on one scale.
    package struct Office: Sendable, Hashable {
        /// The codes from the root to the office, and the edition they are of.
        package let unitPath: [String]
        package let registerEdition: String
        /// The code of the scale.
        package let scale: String
        /// The days with ratings, ascending: serialized `days` of a `RatedOffice`.
        package let packedDays: [UInt8]
        /// Criteria and reasons of all days there ever were; its levels are empty.
        package let answers: RatingTally

        /// The days with ratings, ascending.
        package var days: [RatedDay] { PackedDays.days(in: self.packedDays) ?? [] }
    }

    /// By path, edition and scale.
    package let offices: [Office]
    /// The number of the newest rating in it, among those of the unit and below it.
    package let sequence: UInt64
    /// Through where the journal was counted.
    package let mark: JournalMark
}
