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
    /// How far a case is followed that was merged into others or split, again and again.
    private static let mostSteps = 8

    /// What the indices need to know of a case of feedback.
    ///
    /// - Parameters:
    ///   - facts: The case.
    ///   - continuations: The cases that go on with it, by number, where the finding of a report is asked for.
    /// - Returns: The case as it is counted.
    func indexed(_ facts: CaseFacts, _ continuations: [UInt64: CaseFacts] = [:]) -> IndexedCase {
        IndexedCase(
            number: facts.number,
            outcome: facts.outcome,
            isCarriedOver: facts.isCarriedOver,
            isDisliked: facts.rating.map { $0 <= self.dislikedThrough } ?? false,
            isRepeated: self.repeatedBy.isRepeated(facts),
            isHarassmentReport: self.harassmentSubjects.contains(facts.subject),
            finding: self.finding(facts, continuations, steps: 0)
        )
    }

    /// The finding of a report; of one that was merged or split, that of the cases that go on with it.
    ///
    /// Of parts, those that report harassment decide, or all of them when none does. What is not known refutes nothing.
    private func finding(
        _ facts: CaseFacts,
        _ continuations: [UInt64: CaseFacts],
        steps: Int
    ) -> HarassmentFinding {
        guard facts.outcome == .notCounted, !facts.continuedBy.isEmpty else { return self.finding(facts.result) }
        guard steps < Self.mostSteps else { return .open }
        let followers = facts.continuedBy.map { continuations[$0] }
        let reporting = followers.filter { $0.map { self.harassmentSubjects.contains($0.subject) } ?? true }
        let findings = (reporting.isEmpty ? followers : reporting).map { follower in
            follower.map { self.finding($0, continuations, steps: steps + 1) } ?? .open
        }
        return findings.first { !$0.isDismissed } ?? findings.first ?? .open
    }

    /// Any other outcome is no finding that an official did no wrong, so that the report stands.
    private func finding(_ result: CaseOutcomeID?) -> HarassmentFinding {
        guard let result = result?.rawValue else { return .open }
        if self.slanderOutcomes.contains(result) { return .slanderous }
        return self.falseOutcomes.contains(result) ? .foundFalse : .open
    }
}
