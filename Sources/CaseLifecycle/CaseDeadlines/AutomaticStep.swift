package import CivilTime

/// A step that the system makes by itself once a time has come (bước tự động), such as closing an answered case.
package struct AutomaticStep: Sendable, Hashable {
    /// What happens.
    package let event: CaseEventKind

    /// From when on, unless something happens before.
    package let at: Timestamp

    /// Makes a step.
    package init(_ event: CaseEventKind, at time: Timestamp) {
        self.event = event
        self.at = time
    }
}

extension Case {
    /// What the system does with the case as it stands: the step after the time to reopen it; `nil` for nothing.
    ///
    /// - Parameter procedure: The rules the case lives under.
    /// - Returns: The step, due on the day after the last one on which the case can be reopened.
    package func automaticStep(under procedure: CaseProcedure) -> AutomaticStep? {
        let step = CaseStateMachine.transitions(procedure.lifecycle, from: self.state).first { transition in
            transition.reopenWindow == .after && transition.roles.contains(.system)
        }
        guard let step, let lastDay = self.lastDayToReopen(under: procedure) else { return nil }
        return AutomaticStep(step.event, at: Timestamp(startOf: lastDay.advanced(byDays: 1)))
    }
}
