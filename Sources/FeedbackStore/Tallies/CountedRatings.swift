package import Satisfaction

/// What a piece of the journal brought of ratings.
package struct CountedRatings: Sendable, Hashable {
    /// The ratings that can be read, by what they are counted by.
    package var groups: [RatingGroup: RatingTally] = [:]
    /// How many there are of each office, by the codes from the root; those that cannot be read have numbers too.
    package var numbers: [[String]: UInt64] = [:]
    /// The presses to be screened, in the journal's order; an operator's releases from quarantine are none.
    package var presses: [ScreenKey: [RatingPress]] = [:]

    /// Makes counts of nothing.
    package init() {}

    /// Makes known counts.
    package init(groups: [RatingGroup: RatingTally], numbers: [[String]: UInt64]) {
        self.groups = groups
        self.numbers = numbers
    }
}
