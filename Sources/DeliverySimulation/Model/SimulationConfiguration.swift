/// What a simulation is made of; each seed varies sizes and faults within it.
package struct SimulationConfiguration: Sendable, Hashable {
    /// The most kiosks of one run, at least 1.
    package var maximumKiosks = 3
    /// The most submissions that citizens make at one kiosk.
    package var maximumSubmissions = 24
    /// How long faults go on, in virtual milliseconds.
    package var faultyMilliseconds = 12_000
    /// How many steps a run may take after the faults have stopped before it counts as a livelock.
    package var maximumCalmSteps = 5000
    /// A defect built into the model, to show that the invariants notice it.
    package var defect: SimulatedDefect?
    /// Whether to write down each step.
    package var traces = false

    /// Makes the default configuration.
    package init() {}
}

/// A wrong way to carry out the machines' actions.
///
/// Each of these has lost or doubled submissions in real systems.
package enum SimulatedDefect: Sendable, Hashable, CaseIterable {
    /// The aggregator gives the receipt when it has admitted, not when it has committed.
    case receiptBeforeCommit
    /// The aggregator writes whole messages, also the part it had before, without looking at its mark.
    case repeatsAreWritten
    /// The aggregator doesn't look for known identifiers when a kiosk begins a new epoch.
    case identifiersUnchecked
    /// The marks are written after the journal's transaction, so that a crash between the two forgets them.
    case marksOutsideTransaction
    /// The writer applies admissions behind a failed batch.
    case writerIgnoresMark
    /// The aggregator's welcome doesn't say what it holds.
    case welcomeTellsNothing
    /// The aggregator's receipts leave out what was rejected.
    case rejectionsUntold
    /// The kiosk thanks before the disk has answered.
    case thanksBeforeWrite
    /// The kiosk's disk answers without having written.
    case kioskDiskLies
    /// The kiosk removes submissions when it has sent them.
    case kioskForgetsSent
    /// The kiosk starts a new epoch in memory only.
    case epochNotWritten
    /// The subscriber takes events as they come.
    case subscriberTrustsFeed
    /// Heartbeats are not sent.
    case noHeartbeats
}
