package import CivilTime

/// The name of a rule set, such as `default-1`; a case keeps the one in force when it was received.
package struct CaseRuleSetID: Identifier {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }
}

/// All rules for cases received during one period (bộ quy tắc).
///
/// A rule set made by ``init(_:)`` is sound: see ``CaseRuleSetError/Problem`` for all that cannot be in it.
package struct CaseRuleSet: Sendable {
    /// Its name; never used again for another content.
    package let id: CaseRuleSetID

    /// The days of reception for which it is in force.
    package let period: RulePeriod

    /// Where it comes from.
    package let source: RuleSource

    /// The roles people and the system act in.
    package let roles: [RoleDefinition]

    /// What holds for each lane; one for every lane.
    package let lanes: [LaneRule]

    /// The life cycles the lanes name.
    package let lifecycles: [LifecycleDefinition]

    /// The time limits.
    package let deadlines: [DeadlineRule]

    /// Who sees what.
    package let visibility: [VisibilityRule]

    /// The legal grounds.
    package let grounds: [LegalGround]

    /// The outcomes.
    package let outcomes: [CaseOutcome]

    /// The letters.
    package let letters: [LetterRule]

    /// The policy switches.
    package let switches: [PolicySwitch]

    private let laneRules: [Lane: LaneRule]
    private let levels: [VisibilityKey: VisibilityLevel]

    /// Makes a rule set after checking it as a whole.
    ///
    /// - Parameter draft: The rules as they were read.
    /// - Throws: ``CaseRuleSetError`` naming every wrong entry.
    package init(_ draft: CaseRuleSetDraft) throws(CaseRuleSetError) {
        let problems = draft.problems
        guard problems.isEmpty else { throw CaseRuleSetError(ruleSet: draft.id, problems: problems) }
        self.id = draft.id
        self.period = draft.period
        self.source = draft.source
        self.roles = draft.roles
        self.lanes = draft.lanes
        self.lifecycles = draft.lifecycles.map { lifecycle in
            LifecycleDefinition(
                unchecked: lifecycle,
                validFrom: draft.period.firstDay,
                validThrough: draft.period.lastDay
            )
        }
        self.deadlines = draft.deadlines
        self.visibility = draft.visibility
        self.grounds = draft.grounds
        self.outcomes = draft.outcomes
        self.letters = draft.letters
        self.switches = draft.switches
        self.laneRules = Dictionary(draft.lanes.map { ($0.lane, $0) }, uniquingKeysWith: { first, _ in first })
        self.levels = draft.visibilityLevels
    }
}

extension CaseRuleSet {
    /// What holds for a lane; `nil` never happens in a sound rule set.
    package func rule(for lane: Lane) -> LaneRule? {
        self.laneRules[lane]
    }

    /// The life cycle of a lane's cases; `nil` never happens in a sound rule set.
    package func lifecycle(for lane: Lane) -> LifecycleDefinition? {
        self.laneRules[lane].flatMap { self.lifecycle($0.lifecycle) }
    }

    /// The life cycle of a name, or `nil` when the rule set has none.
    package func lifecycle(_ id: LifecycleID) -> LifecycleDefinition? {
        self.lifecycles.first { $0.id == id }
    }

    /// The time limits of a lane's cases that were received on a day, in the order of the file.
    package func deadlineRules(lane: Lane, receivedOn day: Day) -> [DeadlineRule] {
        self.deadlines.filter { $0.lanes.contains(lane) && $0.period.contains(day) }
    }

    /// One time limit of a lane's cases that were received on a day, or `nil` when there is none of that name.
    package func deadlineRule(_ id: DeadlineRuleID, lane: Lane, receivedOn day: Day) -> DeadlineRule? {
        self.deadlines.first { $0.id == id && $0.lanes.contains(lane) && $0.period.contains(day) }
    }

    /// How much of a case a role may see; never more than the number where the lane is sealed to others.
    ///
    /// - Parameters:
    ///   - lane: The case's lane.
    ///   - state: The case's state.
    ///   - role: The role that wishes to see it.
    /// - Returns: The level; nothing for what no rule names.
    package func visibility(of lane: Lane, in state: CaseState, for role: Role) -> VisibilityLevel {
        guard let rule = self.laneRules[lane] else { return .nothing }
        return self.levels.level(of: rule, in: state, for: role)
    }

    /// The legal grounds for an event of a lane's cases that were received on a day.
    package func legalGrounds(for event: CaseEventKind, lane: Lane, receivedOn day: Day) -> [LegalGround] {
        self.grounds.filter { $0.events.contains(event) && $0.lanes.contains(lane) && $0.period.contains(day) }
    }

    /// The outcomes an event of a lane's cases may name.
    package func outcomes(for event: CaseEventKind, lane: Lane) -> [CaseOutcome] {
        self.outcomes.filter { $0.events.contains(event) && $0.lanes.contains(lane) }
    }

    /// Whether a policy is on for a lane's cases that were received on a day; off where nobody decided.
    package func isOn(_ id: PolicySwitchID, lane: Lane, receivedOn day: Day) -> Bool {
        self.switches.contains { $0.id == id && $0.isOn && $0.lanes.contains(lane) && $0.period.contains(day) }
    }

    /// The letters of a lane's cases that were received on a day, without those whose switch is off.
    package func letters(lane: Lane, receivedOn day: Day) -> [LetterRule] {
        self.letters.filter { letter in
            letter.lanes.contains(lane) && letter.period.contains(day)
                && letter.onlyIf.map { self.isOn($0, lane: lane, receivedOn: day) } ?? true
        }
    }

    /// A role's name as people read it, or the role itself when the rule set does not know it.
    package func vietnameseLabel(of role: Role) -> String {
        self.roles.first { $0.role == role }?.vietnameseLabel ?? role.rawValue
    }
}
