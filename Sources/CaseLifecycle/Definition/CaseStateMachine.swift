/// Reads a life cycle's definition: what an event does in a state.
///
/// Pure functions; nothing is held and nothing else decided here.
package enum CaseStateMachine {
    /// The answer for one state and one event.
    package enum Step: Sendable, Hashable {
        /// The event is allowed and does this.
        case transition(TransitionDefinition)

        /// The event is not allowed in this state; these are, possibly none.
        case notAllowed(in: StateDefinition, allowed: [TransitionDefinition])

        /// The definition has no such state.
        case unknownState
    }

    /// What `event` does to a case in `state`; defined for every pair of names.
    package static func step(
        _ definition: LifecycleDefinition,
        from state: CaseState,
        on event: CaseEventKind
    ) -> Step {
        guard let stateDefinition = definition.definition(of: state) else { return .unknownState }
        let allowed = self.transitions(definition, from: state)
        guard let transition = allowed.first(where: { $0.event == event }) else {
            return .notAllowed(in: stateDefinition, allowed: allowed)
        }
        return .transition(transition)
    }

    /// All steps out of a state, in the definition's order.
    package static func transitions(
        _ definition: LifecycleDefinition,
        from state: CaseState
    ) -> [TransitionDefinition] {
        definition.transitions.filter { $0.from == state }
    }
}
