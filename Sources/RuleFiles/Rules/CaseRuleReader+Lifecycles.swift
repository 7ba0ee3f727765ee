internal import CaseLifecycle

extension CaseRuleReader {
    /// What `to` says when the state stays.
    private static let sameState = "same"

    private static let transitionKeys = [
        "event", "label", "citizen_label", "from", "to", "roles", "by", "needs", "at_most", "only_after",
        "reopen_window",
    ]

    mutating func lifecycle(_ value: YAMLValue, number: Int) -> LifecycleDraft? {
        guard
            let mapping = value.mapping(keys: ["id", "initial_state", "states", "transitions"], &self.problems)
        else { return nil }
        let name = mapping.requiredIdentifier("id", &self.problems)
        let initial = mapping.requiredIdentifier("initial_state", &self.problems)
        let states = (mapping.requiredList("states", &self.problems) ?? []).map { value in
            (line: value.line, state: self.state(value))
        }
        let transitions = (mapping.requiredList("transitions", &self.problems) ?? []).map { value in
            (line: value.line, steps: self.transitions(value))
        }
        guard let name, let initial else { return nil }
        let id = LifecycleID(rawValue: name)
        self.place(.lifecycle(number: number, id, .definition), at: mapping.line)
        var draft = LifecycleDraft(id: id, initialState: CaseState(rawValue: initial), states: [], transitions: [])
        for (line, state) in states {
            guard let state else { continue }
            draft.states.append(state)
            let place = LifecycleDefinitionError.Entry.state(number: draft.states.count, state.state)
            self.place(.lifecycle(number: number, id, place), at: line)
        }
        for (line, steps) in transitions {
            for step in steps {
                draft.transitions.append(step)
                let count = draft.transitions.count
                let place = LifecycleDefinitionError.Entry.transition(number: count, step.event, from: step.from)
                self.place(.lifecycle(number: number, id, place), at: line)
            }
        }
        return draft
    }

    private mutating func state(_ value: YAMLValue) -> StateDefinition? {
        let keys = ["state", "label", "citizen_label", "phase", "clock", "national"]
        guard let mapping = value.mapping(keys: keys, &self.problems) else { return nil }
        let state = mapping.requiredIdentifier("state", &self.problems)
        let label = mapping.requiredText("label", &self.problems)
        let citizenLabel = mapping.optionalText("citizen_label", &self.problems)
        let phase = mapping.requiredChoice("phase", of: StateDefinition.Phase.self, &self.problems)
        let clock = mapping.requiredChoice("clock", of: StateClock.self, &self.problems)
        let category = mapping.requiredChoice("national", of: NationalCategory.self, &self.problems)
        guard let state, let label, let phase, let clock, let category else { return nil }
        return StateDefinition(
            CaseState(rawValue: state),
            vietnameseLabel: label,
            citizenLabel: citizenLabel,
            phase: phase,
            clock: clock,
            nationalCategory: category
        )
    }

    /// Reads one entry, which is one transition for each state it may start from.
    private mutating func transitions(_ value: YAMLValue) -> [TransitionDefinition] {
        guard let mapping = value.mapping(keys: Self.transitionKeys, &self.problems) else { return [] }
        let event = mapping.requiredIdentifier("event", &self.problems)
        let label = mapping.requiredText("label", &self.problems)
        let citizenLabel = mapping.optionalText("citizen_label", &self.problems)
        let from = self.requiredNames("from", of: mapping, as: CaseState.self)
        let target = mapping.requiredIdentifier("to", &self.problems)
        let roles = self.requiredNames("roles", of: mapping, as: Role.self)
        let parties = self.optionalChoices("by", of: mapping, as: ActingParty.self)
        let needs = self.optionalChoices("needs", of: mapping, as: TransitionRequirement.self)
        let atMost = mapping.optionalInteger("at_most", in: 1...100, &self.problems)
        let onlyAfter = self.prerequisite(of: mapping)
        let window = mapping.optionalChoice("reopen_window", of: ReopenWindowUse.self, &self.problems)
        guard let event, let label, let from, let target, let roles else { return [] }
        return from.map { state in
            TransitionDefinition(
                CaseEventKind(rawValue: event),
                vietnameseLabel: label,
                citizenLabel: citizenLabel,
                from: state,
                to: target == Self.sameState ? state : CaseState(rawValue: target),
                roles: Set(roles),
                parties: parties.isEmpty ? [.responsibleUnit] : Set(parties),
                requirements: Set(needs),
                maximumCount: atMost,
                prerequisite: onlyAfter,
                reopenWindow: window
            )
        }
    }

    private mutating func prerequisite(of mapping: YAMLMapping) -> TransitionPrerequisite? {
        guard let inner = mapping.optionalMapping("only_after", keys: ["event", "times"], &self.problems)
        else { return nil }
        let event = inner.requiredIdentifier("event", &self.problems)
        let times = inner.requiredInteger("times", in: 1...100, &self.problems)
        guard let event, let times else { return nil }
        return TransitionPrerequisite(CaseEventKind(rawValue: event), count: times)
    }
}
