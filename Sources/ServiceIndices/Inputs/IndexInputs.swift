package import Satisfaction

/// Everything recorded of one unit and one period that bears on the indices.
package struct IndexInputs: Sendable, Hashable {
    /// What was rated at one counter on one scale.
    package struct Counter: Sendable, Hashable {
        /// The counter's name in its office.
        package let counter: String
        /// The register code of the office, as it was when people rated.
        package let office: String
        /// The code of the scale.
        package let scale: String
        /// The ratings, flagged ones too: flags are not kept by counter.
        package let levels: LevelTally

        /// Makes a counter's ratings.
        package init(_ counter: String, office: String, scale: String, levels: LevelTally) {
            self.counter = counter
            self.office = office
            self.scale = scale
            self.levels = levels
        }
    }

    /// The cases that the unit answers for; none of a sealed lane.
    package var cases: [CaseFacts]
    /// The cases about the unit, whoever answers for them; none of a sealed lane.
    package var casesAbout: [CaseFacts]
    /// The cases that go on with those about the unit, by number, as far as they may be known.
    package var continuations: [UInt64: CaseFacts]
    /// What was answered of each criterion of the rating form.
    package var criteria: [String: RatingTally.Criterion]
    /// The ratings by scale, without those that the rules of misuse keep out.
    package var levels: [String: LevelTally]
    /// How many ratings the rules of misuse keep out, over all scales; criteria, reasons and counters have them too.
    package var flagged: UInt64
    /// How often a reason was given after a low rating.
    package var reasons: [String: UInt64]
    /// The ratings by counter, office and scale, when the unit is one office; `nil` for more than one.
    package var counters: [Counter]?

    /// Makes inputs; without arguments, nothing at all.
    package init(
        cases: [CaseFacts] = [],
        casesAbout: [CaseFacts] = [],
        continuations: [UInt64: CaseFacts] = [:],
        criteria: [String: RatingTally.Criterion] = [:],
        levels: [String: LevelTally] = [:],
        flagged: UInt64 = 0,
        reasons: [String: UInt64] = [:],
        counters: [Counter]? = nil
    ) {
        self.cases = cases
        self.casesAbout = casesAbout
        self.continuations = continuations
        self.criteria = criteria
        self.levels = levels
        self.flagged = flagged
        self.reasons = reasons
        self.counters = counters
    }
}
