/// One allowed step of a life cycle, as data: in state `from`, `event` leads to state `to`.
package struct TransitionDefinition: Sendable, Hashable {
    /// What happens; a state has at most one transition for an event.
    package let event: CaseEventKind

    /// What officers read on the button that does it.
    package let vietnameseLabel: String

    /// The state it starts from.
    package let from: CaseState

    /// The state it leads to; may be the same one.
    package let to: CaseState

    /// Who may do it; never empty.
    package let roles: Set<Role>

    /// Whether it must say why.
    package let requiresReason: Bool

    /// Whether it names the responsible unit; otherwise the unit stays.
    package let namesUnit: Bool

    /// Makes the definition of one step.
    package init(
        _ event: CaseEventKind,
        vietnameseLabel: String,
        from: CaseState,
        to: CaseState,
        roles: Set<Role>,
        requiresReason: Bool = false,
        namesUnit: Bool = false
    ) {
        self.event = event
        self.vietnameseLabel = vietnameseLabel
        self.from = from
        self.to = to
        self.roles = roles
        self.requiresReason = requiresReason
        self.namesUnit = namesUnit
    }
}
