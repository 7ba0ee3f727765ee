/// A kind of fault that the simulation brings about, or a rare moment worth reaching.
package enum SimulatedFault: Int, Sendable, Hashable, CaseIterable {
    case messageLost
    case messageDuplicated
    case messageDelayed
    case partition
    case connectionLost
    case connectionLostSilently
    case kioskKilled
    case kioskKilledBetweenActions
    case kioskKilledWhileWriting
    case kioskDiskFailed
    case kioskDiskRolledBack
    case kioskStartedEpoch
    case kioskClockJumped
    case outboxFull
    case outboxWarned
    case aggregatorKilled
    case aggregatorKilledBeforeCommit
    case aggregatorKilledBetweenCommitAndReceipt
    case commitFailed
    case admissionRefusedByStore
    case aggregatorBusy
    case windowClosed
    case kioskRefused
    case submissionRejected
    case repeatReceipted
    case repeatPending
    case overlapDropped
    case gapResent
    case helloDeferred
    case identifierAlreadyJournalled
    case feedEventLost
    case feedReplayed
    case feedSnapshotTaken
    case feedNewOrigin
    case subscriberKilled
}

/// What one run has shown.
package struct SimulationOutcome: Sendable {
    /// The seed it can be repeated with.
    package var seed: UInt64
    /// How often each fault came about, by its raw value.
    package var faultCounts = [Int](repeating: 0, count: SimulatedFault.allCases.count)
    /// How many steps it took.
    package var steps = 0
    /// How many submissions were thanked for.
    package var thanked = 0
    /// How many submissions are in the journal.
    package var journalled = 0
    /// What went wrong; empty when all invariants held.
    package var violations: [String] = []
    /// The last steps before the end, if anything went wrong.
    package var trace: [String] = []

    /// How often a fault came about.
    package func count(of fault: SimulatedFault) -> Int { self.faultCounts[fault.rawValue] }
}
