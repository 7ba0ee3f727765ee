package import Satisfaction

/// What a piece of the journal brought of ratings.
package struct CountedRatings: Sendable, Hashable {
    /// The ratings that can be read, by what they are counted by.
    package var groups: [RatingGroup: RatingTally] = [:]
    /// How many there are of each office, by the codes from the root; those that cannot be read have numbers too.
    package var numbers: [[String]: UInt64] = [:]

    /// Makes counts of nothing.
    package init() {}

    /// Makes known counts.
    package init(groups: [RatingGroup: RatingTally], numbers: [[String]: UInt64]) {
        self.groups = groups
        self.numbers = numbers
    }
}
