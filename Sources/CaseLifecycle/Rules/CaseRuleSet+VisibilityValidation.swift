extension CaseRuleSetValidation {
    mutating func checkVisibility() {
        var seen: [VisibilityKey: Int] = [:]
        for (index, rule) in self.draft.visibility.enumerated() {
            let entry = CaseRuleSetEntry.visibility(number: index + 1)
            self.check(lanes: rule.lanes, in: entry)
            if rule.roles.isEmpty { self.note(.nothingGiven("roles"), in: entry) }
            for role in rule.roles { self.check(role: role, in: entry) }
            for state in rule.states where !self.states.contains(state) {
                self.note(.unknownName("state", state.rawValue), in: entry)
            }
            let earlier = rule.keys.compactMap { seen.updateValue(index + 1, forKey: $0) }.min()
            if let earlier { self.note(.duplicate(of: earlier), in: entry) }
            guard rule.level > .number else { continue }
            for lane in rule.lanes {
                guard let laneRule = self.rule(for: lane), laneRule.confidentiality == .sealed else { continue }
                for role in rule.roles where !laneRule.sealedTo.contains(role) {
                    self.note(.sealedLaneShown(lane, role), in: entry)
                }
            }
        }
        self.checkActorsSee()
    }

    /// Checks that who may act sees what they act on: the number for the system and the citizen, the summary for others.
    private mutating func checkActorsSee() {
        let levels = self.draft.visibilityLevels
        for rule in self.draft.lanes {
            guard let lifecycle = self.lifecycles[rule.lane], lifecycle.id == rule.lifecycle,
                let number = self.draft.lifecycles.firstIndex(where: { $0.id == rule.lifecycle })
            else { continue }
            for (index, transition) in lifecycle.transitions.enumerated() {
                let place = LifecycleDefinitionError.Entry.transition(
                    number: index + 1,
                    transition.event,
                    from: transition.from
                )
                for role in transition.roles.sorted() where self.roles.contains(role) {
                    let needed: VisibilityLevel = role == .system || role == .citizen ? .number : .summary
                    let level = levels.level(of: rule, in: transition.from, for: role)
                    guard level < needed else { continue }
                    self.note(
                        .mayActButMayNotSee(role, rule.lane, sees: level),
                        in: .lifecycle(number: number + 1, lifecycle.id, place)
                    )
                }
            }
        }
    }
}
