package import AdministrativeRegister
package import CaseLifecycle

/// The words a mapping may use: units, codes, states and outcomes that the programs know.
package struct ImportVocabulary: Sendable {
    /// The register, of which the mapping names an edition.
    package let register: Register
    /// The subjects of feedback.
    package let subjects: CodeList
    /// The fields of service (lĩnh vực).
    package let fields: CodeList
    /// The states of each lane's life cycle.
    package let states: [CaseLifecycle.Lane: [StateDefinition]]
    /// The outcomes of each lane.
    package let outcomes: [CaseLifecycle.Lane: [CaseOutcomeID]]

    /// Gathers the words.
    package init(
        register: Register,
        subjects: CodeList,
        fields: CodeList,
        states: [CaseLifecycle.Lane: [StateDefinition]],
        outcomes: [CaseLifecycle.Lane: [CaseOutcomeID]]
    ) {
        self.register = register
        self.subjects = subjects
        self.fields = fields
        self.states = states
        self.outcomes = outcomes
    }

    /// Gathers the words of a rule set, the one under which the imported cases will live.
    package init(register: Register, subjects: CodeList, fields: CodeList, rules: CaseRuleSet) {
        var states: [CaseLifecycle.Lane: [StateDefinition]] = [:]
        var outcomes: [CaseLifecycle.Lane: [CaseOutcomeID]] = [:]
        for lane in CaseLifecycle.Lane.allCases {
            states[lane] = rules.lifecycle(for: lane)?.states
            outcomes[lane] = rules.outcomes.filter { $0.lanes.contains(lane) }.map(\.id)
        }
        self.init(register: register, subjects: subjects, fields: fields, states: states, outcomes: outcomes)
    }
}
