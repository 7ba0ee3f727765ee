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
    /// The states of the life cycles.
    package let states: [StateDefinition]
    /// The outcomes of the rules.
    package let outcomes: [CaseOutcomeID]

    /// Gathers the words.
    package init(
        register: Register,
        subjects: CodeList,
        fields: CodeList,
        states: [StateDefinition],
        outcomes: [CaseOutcomeID]
    ) {
        self.register = register
        self.subjects = subjects
        self.fields = fields
        self.states = states
        self.outcomes = outcomes
    }
}
