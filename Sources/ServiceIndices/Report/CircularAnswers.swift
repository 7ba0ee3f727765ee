import Satisfaction

/// The answers of citizens as the circular's indicators take them.
struct CircularAnswers {
    /// What each criterion earned.
    let criteria: [RatedCriterion]
    /// Which criterion is of which indicator.
    let mapping: CriterionMapping
    private let choices: IndexChoices

    /// The name under which levels feed indicator 7; no criterion's code has a colon.
    private static func levels(of scale: String) -> String { "level:\(scale)" }

    init(_ inputs: IndexInputs, _ choices: IndexChoices) {
        var criteria = inputs.criteria.sorted { $0.key < $1.key }.map { code, counts in
            RatedCriterion(
                code,
                PointTally(counts, met: choices.criterionPoints.met, notMet: choices.criterionPoints.notMet)
            )
        }
        var mapped = choices.criteria
        if let chosen = choices.levelPoints, let levels = inputs.levels[chosen.scale],
            let tally = PointTally(levels, by: chosen.points)
        {
            let code = Self.levels(of: chosen.scale)
            criteria.append(RatedCriterion(code, tally))
            mapped[.seventh, default: []].insert(code)
        }
        self.criteria = criteria.filter { $0.points.total > 0 }
        self.mapping = CriterionMapping(mapped)
        self.choices = choices
    }

    /// What an indicator lacks that has no value.
    func missing(_ choice: IndexChoice) -> String {
        let codes = choice.indicator.flatMap { self.choices.criteria[$0] } ?? []
        guard codes.isEmpty else {
            return "Nobody answered these criteria in the period."
        }
        return choice == .criteriaOfSeventh
            ? "No criterion of the rating form is chosen for it."
            : "Files come from the one-stop software, which is not connected, and no criterion of the rating form is chosen for it."
    }
}
