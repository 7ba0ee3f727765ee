/// One state of a life cycle, as data.
package struct StateDefinition: Sendable, Hashable {
    /// Whether the case still waits for somebody in this state.
    package enum Phase: String, Sendable, Hashable, CaseIterable {
        /// Somebody must still act.
        case open

        /// Nothing more is owed; events such as reopening may still lead out of it.
        case final
    }

    /// The state's name.
    package let state: CaseState

    /// What officers read.
    package let vietnameseLabel: String

    /// What citizens read.
    package let citizenLabel: String

    /// Whether the case is still open in this state.
    package let phase: Phase

    /// What the state does to the case's time limits.
    package let clock: StateClock

    /// How the state counts in the national index.
    package let nationalCategory: NationalCategory

    /// Makes the definition of one state.
    ///
    /// - Parameters:
    ///   - state: Its name.
    ///   - vietnameseLabel: What officers read.
    ///   - citizenLabel: What citizens read; without one, what officers read.
    ///   - phase: Whether the case is still open in it.
    ///   - clock: What it does to time limits; without one, they run in an open state and have stopped in a final one.
    ///   - nationalCategory: How it counts; without one, an open state as in progress and a final one as published.
    package init(
        _ state: CaseState,
        vietnameseLabel: String,
        citizenLabel: String? = nil,
        phase: Phase,
        clock: StateClock? = nil,
        nationalCategory: NationalCategory? = nil
    ) {
        self.state = state
        self.vietnameseLabel = vietnameseLabel
        self.citizenLabel = citizenLabel ?? vietnameseLabel
        self.phase = phase
        self.clock = clock ?? (phase == .open ? .running : .stopped)
        self.nationalCategory = nationalCategory ?? (phase == .open ? .inProgress : .published)
    }
}
