/// What the intake does with a `Publish`.
package enum PublishAnswer: Sendable, Hashable {
    /// Hand these submissions to the writer; the receipt comes with the commit.
    case admit(Admission)
    /// Everything is durable already: send this receipt now.
    case receipt(Receipt)
    /// Everything is with the writer already: send nothing, the receipt comes with the commit.
    case awaitCommit
    /// Submissions before these are missing: ask for all from `fromSequence` on.
    case resend(epoch: UInt64, fromSequence: UInt64)
    /// Too much is with the writer: nothing was taken, the kiosk may try again later.
    case busy(retryAfter: Duration)
    /// Nothing was taken and trying again won't help.
    case refuse(IntakeRefusal)
}

/// Submissions to write: the tail of a `Publish`.
///
/// The writer's transaction must apply it only when `firstSequence` follows the stored mark of the epoch, and report
/// `commitFailed` otherwise. Behind a failed batch, admissions already queued are thereby refused as well.
package struct Admission: Sendable, Hashable {
    /// The epoch that numbers them.
    package var epoch: UInt64
    /// How many submissions at the front of the `Publish` were admitted before and must be left out.
    package var dropLeading: Int
    /// The number of the first submission to write.
    package var firstSequence: UInt64
    /// How many to write, at least 1.
    package var count: Int
    /// The first submissions of an epoch: write the epoch's start to the journal in the same transaction.
    package var startsEpoch: Bool
    /// The kiosk has had other epochs: leave out of the journal what is already in it by identifier.
    ///
    /// What is left out still consumes its sequence.
    package var checksIdentifiers: Bool

    /// Makes an admission.
    package init(
        epoch: UInt64,
        dropLeading: Int,
        firstSequence: UInt64,
        count: Int,
        startsEpoch: Bool,
        checksIdentifiers: Bool
    ) {
        self.epoch = epoch
        self.dropLeading = dropLeading
        self.firstSequence = firstSequence
        self.count = count
        self.startsEpoch = startsEpoch
        self.checksIdentifiers = checksIdentifiers
    }

    /// The number of the last submission to write.
    package var throughSequence: UInt64 { self.firstSequence + UInt64(self.count) - 1 }
}

/// What the intake does with a `Hello`.
package enum HelloAnswer: Sendable, Hashable {
    /// Send this welcome.
    case welcome(Welcome)
    /// Submissions of the epoch are with the writer: the welcome comes with the last of their commits, so that it
    /// tells the whole truth.
    case awaitCommit
    /// The greeting makes no sense.
    case refuse(IntakeRefusal)
}

/// What the intake sends after a commit, successful or not.
package struct CommitAnswer: Sendable, Hashable {
    /// The receipt to send first, if any.
    package var receipt: Receipt?
    /// Tell the kiosk to try again after this time, if set.
    package var busyFor: Duration?
    /// The welcome to send last, if a `Hello` waited for it.
    package var welcome: Welcome?
}
