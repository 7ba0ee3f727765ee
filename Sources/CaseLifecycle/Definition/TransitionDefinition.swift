/// One allowed step of a life cycle, as data: in state `from`, `event` leads to state `to`.
package struct TransitionDefinition: Sendable, Hashable {
    /// What happens; a state has at most one transition for an event.
    package let event: CaseEventKind

    /// What officers read on the button that does it.
    package let vietnameseLabel: String

    /// What citizens read on the button that does it; without one, what officers read.
    package let citizenLabel: String

    /// The state it starts from.
    package let from: CaseState

    /// The state it leads to; may be the same one.
    package let to: CaseState

    /// Who may do it; never empty.
    package let roles: Set<Role>

    /// Of which units they must be; never empty.
    package let parties: Set<ActingParty>

    /// What the command must bring.
    package let requirements: Set<TransitionRequirement>

    /// How often the event may happen in one case, at least 1, or `nil` without a bound.
    package let maximumCount: Int?

    /// What must have happened before, or `nil`.
    package let prerequisite: TransitionPrerequisite?

    /// What it has to do with the reopen window, or `nil` for nothing.
    package let reopenWindow: ReopenWindowUse?

    /// Whether it must say why.
    package var requiresReason: Bool { self.requirements.contains(.reason) }

    /// Whether it names the responsible unit; otherwise the unit stays.
    package var namesUnit: Bool { self.requirements.contains(where: \.namesUnit) }

    /// Makes the definition of one step.
    package init(
        _ event: CaseEventKind,
        vietnameseLabel: String,
        citizenLabel: String? = nil,
        from: CaseState,
        to: CaseState,
        roles: Set<Role>,
        parties: Set<ActingParty> = [.responsibleUnit],
        requirements: Set<TransitionRequirement>,
        maximumCount: Int? = nil,
        prerequisite: TransitionPrerequisite? = nil,
        reopenWindow: ReopenWindowUse? = nil
    ) {
        self.event = event
        self.vietnameseLabel = vietnameseLabel
        self.citizenLabel = citizenLabel ?? vietnameseLabel
        self.from = from
        self.to = to
        self.roles = roles
        self.parties = parties
        self.requirements = requirements
        self.maximumCount = maximumCount
        self.prerequisite = prerequisite
        self.reopenWindow = reopenWindow
    }

    /// Makes the definition of a step that needs at most a reason and a unit.
    package init(
        _ event: CaseEventKind,
        vietnameseLabel: String,
        from: CaseState,
        to: CaseState,
        roles: Set<Role>,
        requiresReason: Bool = false,
        namesUnit: Bool = false
    ) {
        var requirements: Set<TransitionRequirement> = []
        if requiresReason { requirements.insert(.reason) }
        if namesUnit { requirements.insert(.unit) }
        self.init(event, vietnameseLabel: vietnameseLabel, from: from, to: to, roles: roles, requirements: requirements)
    }
}
