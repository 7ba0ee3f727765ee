package import Satisfaction

/// Everything recorded of one unit and one period that bears on the indices.
package struct IndexInputs: Sendable, Hashable {
    /// What was rated at one counter on one scale.
    package struct Counter: Sendable, Hashable {
        /// The counter's name in its office.
        package let counter: String
        /// The code of the scale.
        package let scale: String
        /// The ratings.
        package let levels: LevelTally

        /// Makes a counter's ratings.
        package init(_ counter: String, scale: String, levels: LevelTally) {
            self.counter = counter
            self.scale = scale
            self.levels = levels
        }
    }

    /// The cases that the unit answers for; none of a sealed lane.
    package var cases: [CaseFacts]
    /// The cases about the unit, whoever answers for them; none of a sealed lane.
    package var casesAbout: [CaseFacts]
    /// What was answered of each criterion of the rating form.
    package var criteria: [String: RatingTally.Criterion]
    /// The ratings by scale.
    package var levels: [String: LevelTally]
    /// How often a reason was given after a low rating.
    package var reasons: [String: UInt64]
    /// The ratings by counter, when the unit is one office; `nil` for more than one.
    package var counters: [Counter]?

    /// Makes inputs; without arguments, nothing at all.
    package init(
        cases: [CaseFacts] = [],
        casesAbout: [CaseFacts] = [],
        criteria: [String: RatingTally.Criterion] = [:],
        levels: [String: LevelTally] = [:],
        reasons: [String: UInt64] = [:],
        counters: [Counter]? = nil
    ) {
        self.cases = cases
        self.casesAbout = casesAbout
        self.criteria = criteria
        self.levels = levels
        self.reasons = reasons
        self.counters = counters
    }
}
