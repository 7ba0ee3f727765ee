package import Satisfaction

/// What was rated at one office on one scale.
package struct OfficeRatings: Sendable, Hashable {
    /// The codes from the root to the office, and the edition they are of.
    package let unitPath: [String]
    package let registerEdition: String
    /// The code of the scale.
    package let scale: String
    /// The ratings; the levels are ten, whatever the scale has.
    package let tally: RatingTally
    /// What of it is flagged as misuse, on the days that have any of the time.
    package let flagged: FlaggedRatings
}
