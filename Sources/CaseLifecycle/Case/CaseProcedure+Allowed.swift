package import CivilTime

extension CaseProcedure {
    /// What a person can choose from for a detail of an event, each with what officers call it; empty where it is free.
    func choices(of requirement: TransitionRequirement, for event: CaseEventKind) -> [String] {
        switch requirement {
        case .legalGround: self.legalGrounds(for: event).map { "\($0.id) (\($0.vietnameseLabel))" }
        case .outcome: self.outcomes(for: event).map { "\($0.id) (\($0.vietnameseLabel))" }
        default: []
        }
    }

    /// What a role can do now with a case, in the life cycle's order; a command may still lack something it needs.
    ///
    /// - Parameters:
    ///   - subject: The case.
    ///   - role: The role that wishes to act.
    ///   - time: Now.
    /// - Returns: The steps, possibly none.
    package func allowed(_ subject: Case, for role: Role, at time: Timestamp) -> [TransitionDefinition] {
        CaseStateMachine.transitions(self.lifecycle, from: subject.state).filter { transition in
            guard transition.roles.contains(role),
                transition.obstacle(occurrences: { event in subject.history.count { $0.kind == event } }) == nil
            else { return false }
            if transition.requirements.contains(.releasedUnit), subject.coordinatingUnits.isEmpty { return false }
            do throws(CaseCommandError) {
                try subject.checkReopenWindow(of: transition, at: time, under: self)
                return true
            } catch {
                return false
            }
        }
    }
}
