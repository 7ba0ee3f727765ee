package import CivilTime

/// A case as the citizen who holds its tracking code may see it (tra cứu kết quả): where it stands, who answers by when,
/// the public answer, and what the citizen can say now.
///
/// It holds no officer's name, no draft, no internal reason and nothing the citizen wrote. The one reason it tells is
/// that of the question which the citizen is asked.
package struct CitizenView: Sendable, Hashable {
    /// What may be told where the lane is not sealed.
    package struct Details: Sendable, Hashable {
        /// The lane.
        package let lane: Lane

        /// When the province received it.
        package let receivedAt: Timestamp

        /// The register code of the one unit that answers.
        package let unit: String

        /// The first instant that is too late for what is owed next; `nil` when nothing is.
        package let dueAt: Timestamp?

        /// Whether `dueAt` may still move.
        package let isDueProvisional: Bool

        /// Whether the clock stands still.
        package let isPaused: Bool

        /// What the citizen is asked for, while the case waits for it.
        package let question: String?

        /// The public answer, once it was given.
        package let answer: String?

        /// The outcome, or the legal ground of a refusal.
        package let outcomeLabel: String?

        /// When it was answered or refused.
        package let answeredAt: Timestamp?

        /// The citizen's last rating of the handling, 1 to 5.
        package let rating: UInt32?

        /// The last day on which the case can be reopened, while it can.
        package let reopenUntil: Day?

        /// What the citizen can do now; a step may still need words or a rating.
        package let choices: [TransitionDefinition]
    }

    /// Where it stands, in words for citizens.
    package let stateLabel: String

    /// The case's version.
    package let version: UInt32

    /// Whether somebody must still act.
    package let isOpen: Bool

    /// All else; `nil` where the rules let the citizen see no more than that the case is there.
    package let details: Details?

    /// Looks at a case with the eyes of its citizen.
    ///
    /// - Parameters:
    ///   - subject: The case.
    ///   - procedure: The rules it lives under.
    ///   - deadlines: Its time limits as they stand.
    ///   - time: Now.
    package init(_ subject: Case, under procedure: CaseProcedure, deadlines: [CaseDeadline], at time: Timestamp) {
        let state = procedure.lifecycle.definition(of: subject.state)
        self.stateLabel = state?.citizenLabel ?? ""
        self.version = subject.version
        self.isOpen = procedure.isOpen(subject.state)
        let level = procedure.ruleSet.map { $0.visibility(of: subject.lane, in: subject.state, for: .citizen) }
        let isSealed = procedure.ruleSet == nil && subject.lane == .denunciation
        guard !isSealed, level ?? .summary >= .summary else {
            self.details = nil
            return
        }
        let next = deadlines.next
        let decision = subject.history.last { $0.details.outcome != nil && $0.kind != .import }
        let end = subject.history.last
        let refusal = self.isOpen ? nil : subject.history.last { $0.details.legalGround != nil && $0.to == end?.to }
        let isWaiting = state?.clock == .waitingForCitizen
        self.details = Details(
            lane: subject.lane,
            receivedAt: subject.reception.receivedAt,
            unit: subject.responsibleUnit,
            dueAt: next?.dueAt,
            isDueProvisional: next?.isProvisional ?? false,
            isPaused: state?.clock.isPause ?? false,
            question: isWaiting ? subject.history.last { $0.to == subject.state && $0.from != $0.to }?.reason : nil,
            answer: decision?.details.answer,
            outcomeLabel: (refusal ?? decision).flatMap { procedure.label(ofDecision: $0) },
            answeredAt: (refusal ?? decision)?.at,
            rating: subject.history.last { $0.details.rating != nil }?.details.rating,
            reopenUntil: subject.lastDayToReopen(under: procedure).flatMap { time.localDay <= $0 ? $0 : nil },
            choices: procedure.allowed(subject, for: .citizen, at: time)
        )
    }
}

extension CaseProcedure {
    /// What a decision is called: its legal ground or its outcome.
    fileprivate func label(ofDecision entry: CaseEvent) -> String? {
        if let ground = entry.details.legalGround {
            return self.legalGrounds(for: entry.kind).first { $0.id == ground }?.vietnameseLabel
        }
        return self.outcomes(for: entry.kind).first { $0.id == entry.details.outcome }?.vietnameseLabel
    }
}
