package import CaseLifecycle

/// What the indices need to know of one case of feedback (phản ánh, kiến nghị).
package struct IndexedCase: Sendable, Hashable {
    /// The case's number; each number is given once to an index.
    package let number: UInt64
    /// How the case counts among all that were received.
    package let outcome: HandlingOutcome
    /// Whether it was received before the period, and was not over when the period began.
    package let isCarriedOver: Bool
    /// Whether the citizen was not content with how it was handled (không hài lòng).
    package let isDisliked: Bool
    /// Whether the citizen had to bring up the same matter again (phản ánh lặp lại).
    package let isRepeated: Bool
    /// Whether it reports harassment by an official (nhũng nhiễu, gây phiền hà).
    package let isHarassmentReport: Bool
    /// What was found of such a report; without meaning for others.
    package let finding: HarassmentFinding

    /// Makes a case.
    package init(
        number: UInt64,
        outcome: HandlingOutcome,
        isCarriedOver: Bool = false,
        isDisliked: Bool = false,
        isRepeated: Bool = false,
        isHarassmentReport: Bool = false,
        finding: HarassmentFinding = .open
    ) {
        self.number = number
        self.outcome = outcome
        self.isCarriedOver = isCarriedOver
        self.isDisliked = isDisliked
        self.isRepeated = isRepeated
        self.isHarassmentReport = isHarassmentReport
        self.finding = finding
    }
}
