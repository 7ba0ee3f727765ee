/// A rule set as it was read, before it is checked as a whole.
package struct CaseRuleSetDraft: Sendable {
    /// Its name; never used again for another content.
    package var id: CaseRuleSetID

    /// The days of reception for which it is in force.
    package var period: RulePeriod

    /// Where it comes from, and how sure that is as a whole.
    package var source: RuleSource

    /// The roles people and the system act in.
    package var roles: [RoleDefinition] = []

    /// What holds for each lane.
    package var lanes: [LaneRule] = []

    /// The life cycles the lanes name.
    package var lifecycles: [LifecycleDraft] = []

    /// The time limits.
    package var deadlines: [DeadlineRule] = []

    /// Who sees what.
    package var visibility: [VisibilityRule] = []

    /// The legal grounds.
    package var grounds: [LegalGround] = []

    /// The outcomes.
    package var outcomes: [CaseOutcome] = []

    /// The letters.
    package var letters: [LetterRule] = []

    /// The policy switches.
    package var switches: [PolicySwitch] = []

    /// Makes a draft without entries.
    package init(id: CaseRuleSetID, period: RulePeriod, source: RuleSource) {
        self.id = id
        self.period = period
        self.source = source
    }
}
