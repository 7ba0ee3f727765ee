/// What a visibility rule is about, taken apart.
struct VisibilityKey: Hashable, Sendable {
    /// The lane.
    var lane: Lane

    /// The state, or `nil` for all without a rule of their own.
    var state: CaseState?

    /// The role.
    var role: Role
}

extension CaseRuleSetDraft {
    /// The levels of all visibility rules; of two for the same, the first.
    var visibilityLevels: [VisibilityKey: VisibilityLevel] {
        var levels: [VisibilityKey: VisibilityLevel] = [:]
        for rule in self.visibility {
            for key in rule.keys where levels[key] == nil { levels[key] = rule.level }
        }
        return levels
    }
}

extension VisibilityRule {
    /// All that the rule is about.
    var keys: [VisibilityKey] {
        let states: [CaseState?] = self.states.isEmpty ? [nil] : self.states.map(\.self)
        return self.lanes.flatMap { lane in
            states.flatMap { state in self.roles.map { VisibilityKey(lane: lane, state: state, role: $0) } }
        }
    }
}

extension [VisibilityKey: VisibilityLevel] {
    /// How much a role sees; a rule for the state comes before one for all states.
    func level(of rule: LaneRule, in state: CaseState, for role: Role) -> VisibilityLevel {
        let own = VisibilityKey(lane: rule.lane, state: state, role: role)
        let general = VisibilityKey(lane: rule.lane, state: nil, role: role)
        let level = self[own] ?? self[general] ?? rule.othersSee
        guard rule.confidentiality == .sealed, !rule.sealedTo.contains(role) else { return level }
        return Swift.min(level, .number)
    }
}
