import CaseLifecycle

/// Every choice that the texts of the indices leave, with what is recorded here instead of what they name.
///
/// The choices until the province's legal office makes its own; confidence L.
package struct IndexChoices: Sendable, Hashable {
    /// Those of the circular's formulas.
    package var circular = CircularSettings.provisional
    /// Those of the decision's formulas.
    package var decision = DecisionSettings.provisional
    /// Which lanes' cases are feedback.
    package var lanes = CountedLanes.feedback
    /// The highest rating of the handling, of 5, with which a citizen is not content.
    package var dislikedThrough: UInt32 = 2
    /// What makes a case a repeated one.
    package var repeatedBy = RepeatedBy.citizen
    /// The codes of the subjects that report harassment.
    package var harassmentSubjects: Set<String> = ["harassment"]
    /// The outcomes by which such a report was found false.
    package var falseOutcomes: Set<String> = ["complaint-wrong", "feedback-not-confirmed"]
    /// The outcomes by which it was found slanderous.
    package var slanderOutcomes: Set<String> = []
    /// Which criteria of the rating form feed which indicator: the movement's "4 xin, 4 luôn" are all of the attitude.
    package var criteria: [CircularIndicator: Set<String>] = [
        .seventh: [
            "always-gentle", "always-helps", "always-listens", "always-smiles", "apologises", "asks-leave", "greets",
            "thanks",
        ]
    ]
    /// What an answer earns that a criterion was met, and that it was not.
    package var criterionPoints = (met: IndicatorPoints.two, notMet: IndicatorPoints.none)
    /// The scale whose levels feed indicator 7 besides the criteria, and what they earn; `nil` for none.
    package var levelPoints: ScaledPoints?
    /// Indicators that the province reckons elsewhere, for the unit's grade.
    package var given: [CircularIndicator: RoundedNumber] = [:]

    /// Makes the choices where nobody made any.
    package init() {}

    /// What the levels of one scale earn.
    package struct ScaledPoints: Sendable, Hashable {
        /// The code of the scale.
        package let scale: String
        /// The points of its levels.
        package let points: LevelPoints
    }

    package static func == (left: IndexChoices, right: IndexChoices) -> Bool {
        IndexChoice.allCases.allSatisfy { $0.value(in: left) == $0.value(in: right) }
    }

    package func hash(into hasher: inout Hasher) {
        for choice in IndexChoice.allCases { hasher.combine(choice.value(in: self)) }
    }
}

extension IndexChoices {
    /// What the indices need to know of a case of feedback.
    func indexed(_ facts: CaseFacts) -> IndexedCase {
        IndexedCase(
            number: facts.number,
            outcome: facts.outcome,
            isDisliked: facts.rating.map { $0 <= self.dislikedThrough } ?? false,
            isRepeated: self.repeatedBy.isRepeated(facts),
            isHarassmentReport: self.harassmentSubjects.contains(facts.subject),
            finding: self.finding(facts.result)
        )
    }

    /// Any other outcome is no finding that an official did no wrong, so that the report stands.
    private func finding(_ result: CaseOutcomeID?) -> HarassmentFinding {
        guard let result = result?.rawValue else { return .open }
        if self.slanderOutcomes.contains(result) { return .slanderous }
        return self.falseOutcomes.contains(result) ? .foundFalse : .open
    }
}
