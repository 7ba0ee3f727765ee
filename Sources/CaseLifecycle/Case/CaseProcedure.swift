package import CivilTime

/// The rules one case lives under from opening to end (quy trình): its life cycle and what its rule set says for its
/// lane and its day of reception.
package struct CaseProcedure: Sendable {
    /// The states and steps.
    package let lifecycle: LifecycleDefinition

    /// The rule set in force when the case was received; `nil` for cases from before there were any.
    package let ruleSet: CaseRuleSet?

    /// The case's lane.
    package let lane: Lane

    /// The day of reception, whose rules count.
    package let receivedOn: Day

    /// Puts together the rules of one case.
    package init(lifecycle: LifecycleDefinition, ruleSet: CaseRuleSet?, lane: Lane, receivedOn: Day) {
        self.lifecycle = lifecycle
        self.ruleSet = ruleSet
        self.lane = lane
        // The nearest rule set is used where none is in force; its rules are those of its nearest day.
        self.receivedOn = ruleSet?.period.day(nearestTo: receivedOn) ?? receivedOn
    }

    /// The life cycle alone, which judges no grounds, outcomes, windows and extensions.
    package var withoutRuleSet: CaseProcedure {
        CaseProcedure(lifecycle: self.lifecycle, ruleSet: nil, lane: self.lane, receivedOn: self.receivedOn)
    }

    /// The rules of a case received in a lane at a time, under a rule set.
    ///
    /// - Returns: `nil` when the rule set has no life cycle for the lane, which a sound one has.
    package init?(_ ruleSet: CaseRuleSet, lane: Lane, receivedAt: Timestamp) {
        guard let lifecycle = ruleSet.lifecycle(for: lane) else { return nil }
        self.init(lifecycle: lifecycle, ruleSet: ruleSet, lane: lane, receivedOn: receivedAt.localDay)
    }

    /// Whether somebody must still act on a case in a state.
    package func isOpen(_ state: CaseState) -> Bool {
        self.lifecycle.definition(of: state)?.phase == .open
    }

    /// The time limits, in the order of the rules.
    package var deadlineRules: [DeadlineRule] {
        self.ruleSet?.deadlineRules(lane: self.lane, receivedOn: self.receivedOn) ?? []
    }

    /// A time limit, or `nil` when the case has none of that name.
    package func deadlineRule(_ id: DeadlineRuleID) -> DeadlineRule? {
        self.ruleSet?.deadlineRule(id, lane: self.lane, receivedOn: self.receivedOn)
    }

    /// The last day on which a case can be reopened whose window opened at a time, or `nil` without a window.
    package func lastDayToReopen(openedAt time: Timestamp) -> Day? {
        self.ruleSet?.rule(for: self.lane)?.lastDayToReopen(openedOn: time.localDay)
    }

    /// The legal grounds an event may name.
    package func legalGrounds(for event: CaseEventKind) -> [LegalGround] {
        self.ruleSet?.legalGrounds(for: event, lane: self.lane, receivedOn: self.receivedOn) ?? []
    }

    /// The outcomes an event may name.
    package func outcomes(for event: CaseEventKind) -> [CaseOutcome] {
        self.ruleSet?.outcomes(for: event, lane: self.lane) ?? []
    }
}
