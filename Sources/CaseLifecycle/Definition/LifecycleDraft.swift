/// A life cycle as it was read, before it is checked as part of a rule set.
package struct LifecycleDraft: Sendable, Hashable {
    /// Its name; never used again for another content.
    package var id: LifecycleID

    /// The state a case is in when it is received.
    package var initialState: CaseState

    /// All states, in the order people see them.
    package var states: [StateDefinition]

    /// All allowed steps, in the order people see them.
    package var transitions: [TransitionDefinition]

    /// Makes a draft.
    package init(
        id: LifecycleID,
        initialState: CaseState,
        states: [StateDefinition],
        transitions: [TransitionDefinition]
    ) {
        self.id = id
        self.initialState = initialState
        self.states = states
        self.transitions = transitions
    }
}
