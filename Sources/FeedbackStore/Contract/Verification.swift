/// How far a long piece of work has come.
package struct MaintenanceProgress: Sendable, Hashable {
    /// The journal positions done with.
    package let position: UInt64
    /// The newest journal position when the work began.
    package let through: UInt64
}

/// What ``FeedbackStoreReading/verify(progress:)`` found.
package struct VerificationReport: Sendable {
    /// Every problem, by ascending position; at most ``VerificationReport/maximumProblemCount``.
    package var problems: [JournalProblem] = []
    /// How many problems there are, listed or not.
    package var problemCount = 0
    /// How many batches were read.
    package var batches: UInt64 = 0
    /// How many accepted submissions were read.
    package var submissions: UInt64 = 0
    /// The newest position read.
    package var throughPosition: UInt64 = 0
    /// The hash of the newest batch read: whoever notes it down can later prove that nothing before it has changed.
    package var headHash: [UInt8] = []
    /// Whether the work ended before the journal did.
    package var wasStopped = false

    /// The most problems listed.
    package static let maximumProblemCount = 1000

    /// Whether all was read and nothing is wrong.
    package var isSound: Bool { self.problemCount == 0 && !self.wasStopped }

    mutating func note(_ kind: JournalProblem.Kind, at position: UInt64, _ explanation: String) {
        self.problemCount += 1
        guard self.problems.count < VerificationReport.maximumProblemCount else { return }
        self.problems.append(JournalProblem(kind: kind, position: position, explanation: explanation))
    }
}

/// One thing wrong in the store.
package struct JournalProblem: Sendable, Hashable {
    /// What is wrong.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// The stored hash is not the hash of the batch.
        case hashMismatch = "hash-mismatch"
        /// A batch does not name the hash of the one before it.
        case chainBroken = "chain-broken"
        /// Positions are missing or taken twice.
        case positionGap = "position-gap"
        /// The bytes are not a batch, or its entries are not as many as it says.
        case undecodable = "undecodable"
        /// An entry says something that cannot have been written, such as a command no life cycle allows.
        case entryInvalid = "entry-invalid"
        /// A kiosk's submissions in an epoch are not numbered without gap and repetition.
        case sequenceGap = "sequence-gap"
        /// A submission identifier is in the journal twice.
        case duplicateSubmission = "duplicate-submission"
        /// A kiosk's ledger mark is not what the journal says.
        case ledgerMismatch = "ledger-mismatch"
        /// A projection (cases, quarantine, counters) is not what the journal says; `journal rebuild` mends it.
        case projectionMismatch = "projection-mismatch"
    }

    /// What is wrong.
    package let kind: Kind
    /// The journal position concerned; 0 when there is none.
    package let position: UInt64
    /// What is wrong and what to do, without anything a citizen wrote.
    package let explanation: String
}
