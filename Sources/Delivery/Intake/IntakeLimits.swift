/// What one kiosk may ask of the intake.
package struct IntakeLimits: Sendable, Hashable {
    /// The credit told to the kiosk: how many unreceipted submissions it may have in flight.
    package var window: UInt32 = 1000
    /// How many submissions may be admitted and not yet durable; taken as at least `window`.
    package var maximumPending: UInt64 = 2000
    /// The most submissions in one `Publish`.
    package var maximumBatch = 500
    /// How many epochs one kiosk may ever have.
    ///
    /// Each reinstallation or restored disk costs one.
    package var maximumEpochs = 64
    /// How many rejections are held for repeating in receipts; the oldest go first.
    ///
    /// With at least twice `maximumPending`, a kiosk learns of every rejection whatever the network loses.
    package var maximumHeldRejections = 4000
    /// When a kiosk that was told to wait may try again.
    package var retryAfter = Duration.seconds(1)
    /// How far into the newest epoch of a kiosk with several epochs its identifiers are checked against the journal;
    /// must be at least what an outbox can hold, since that is the most that is renumbered.
    package var identifierCheckHorizon: UInt64 = 1_000_000

    /// Makes the default limits.
    package init() {}
}

/// Why the intake refuses a message for good: the kiosk is wrong, or an operator must act.
package enum IntakeRefusal: UInt32, Sendable, Hashable, CaseIterable {
    /// Epoch 0 means "none".
    case epochIsZero = 1
    /// Sequences begin with 1.
    case sequenceIsZero = 2
    /// A `Publish` without submissions.
    case publishIsEmpty = 3
    /// More submissions in one `Publish` than allowed.
    case tooManySubmissions = 4
    /// The last sequence doesn't fit.
    case sequenceOverflow = 5
    /// The kiosk has used up its epochs.
    case tooManyEpochs = 6
    /// A `Hello` whose oldest unreceipted sequence is 0 or lies beyond the newest one's successor.
    case helloIsInconsistent = 7
}
