/// What the store knows of one epoch of one kiosk: with these the ledger begins.
package struct EpochMark: Sendable, Hashable {
    /// The epoch; never 0.
    package var epoch: UInt64
    /// The last durable sequence.
    package var throughSequence: UInt64
    /// The submission that holds it.
    package var throughSubmissionID: SubmissionID?
    /// The most recent rejections of the epoch, ascending by sequence.
    package var recentRejections: [Rejection]

    /// Makes a mark.
    package init(
        epoch: UInt64,
        throughSequence: UInt64,
        throughSubmissionID: SubmissionID?,
        recentRejections: [Rejection] = []
    ) {
        self.epoch = epoch
        self.throughSequence = throughSequence
        self.throughSubmissionID = throughSubmissionID
        self.recentRejections = recentRejections
    }
}

/// One epoch in the ledger: what is durable, and what is with the writer.
struct EpochState: Sendable {
    let epoch: UInt64
    /// The last sequence handed to the writer; at least `durable`.
    var admitted: UInt64
    var durable: UInt64
    var durableID: SubmissionID?
    /// Rejections at or below `durable` that the kiosk may not know of, ascending.
    var rejections: [Rejection]
    var helloWaits = false

    init(_ mark: EpochMark) {
        self.epoch = mark.epoch
        self.durable = min(mark.throughSequence, .max - 1)
        self.admitted = self.durable
        self.durableID = mark.throughSubmissionID
        self.rejections = mark.recentRejections
    }

    /// Forgets rejections before `sequence`: the kiosk has shown that it holds their receipt.
    mutating func forgetRejections(before sequence: UInt64) {
        guard let first = self.rejections.first, first.sequence < sequence else { return }
        self.rejections.removeAll { $0.sequence < sequence }
    }
}
