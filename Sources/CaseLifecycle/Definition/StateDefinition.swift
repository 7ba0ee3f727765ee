/// One state of a life cycle, as data.
package struct StateDefinition: Sendable, Hashable {
    /// Whether the case still waits for somebody in this state.
    package enum Phase: String, Sendable, Hashable {
        /// Somebody must still act.
        case open

        /// Nothing more is owed; events such as reopening may still lead out of it.
        case final
    }

    /// The state's name.
    package let state: CaseState

    /// What citizens and officers read.
    package let vietnameseLabel: String

    /// Whether the case is still open in this state.
    package let phase: Phase

    /// Makes the definition of one state.
    package init(_ state: CaseState, vietnameseLabel: String, phase: Phase) {
        self.state = state
        self.vietnameseLabel = vietnameseLabel
        self.phase = phase
    }
}
