/// What a kiosk says first on every connection.
package struct Hello: Sendable, Hashable {
    /// The kiosk's present numbering of submissions; never 0.
    package var epoch: UInt64
    /// The first sequence that is still in the outbox; `newestSequence + 1` when the outbox is empty.
    package var oldestUnreceipted: UInt64
    /// The last sequence given out; 0 when there is none.
    package var newestSequence: UInt64

    /// Makes a greeting.
    package init(epoch: UInt64, oldestUnreceipted: UInt64, newestSequence: UInt64) {
        self.epoch = epoch
        self.oldestUnreceipted = oldestUnreceipted
        self.newestSequence = newestSequence
    }
}

/// The aggregator's answer to `Hello`: what it durably holds of the epoch.
package struct Welcome: Sendable, Hashable {
    /// The epoch this is about.
    package var epoch: UInt64
    /// The last durable sequence of the epoch; 0 when there is none.
    package var throughSequence: UInt64
    /// The submission that holds `throughSequence`, when known: how a kiosk notices that its disk was rolled back.
    package var throughSubmissionID: SubmissionID?
    /// How many unreceipted submissions the kiosk may have in flight.
    package var window: UInt32

    /// Makes a welcome.
    package init(epoch: UInt64, throughSequence: UInt64, throughSubmissionID: SubmissionID?, window: UInt32) {
        self.epoch = epoch
        self.throughSequence = throughSequence
        self.throughSubmissionID = throughSubmissionID
        self.window = window
    }
}

/// The aggregator's word that everything through a sequence is committed with fsync.
package struct Receipt: Sendable, Hashable {
    /// The epoch this is about.
    package var epoch: UInt64
    /// The last durable sequence.
    package var throughSequence: UInt64
    /// How many unreceipted submissions the kiosk may have in flight.
    package var window: UInt32
    /// Submissions that went to quarantine instead of the journal, ascending.
    ///
    /// A receipt repeats the recent ones until the kiosk has shown that it knows them, so one that was told before
    /// may come again.
    package var rejected: [Rejection]

    /// Makes a receipt.
    package init(epoch: UInt64, throughSequence: UInt64, window: UInt32, rejected: [Rejection] = []) {
        self.epoch = epoch
        self.throughSequence = throughSequence
        self.window = window
        self.rejected = rejected
    }
}

/// One submission that was committed to quarantine.
package struct Rejection: Sendable, Hashable {
    /// The submission's number in its epoch.
    package var sequence: UInt64
    /// Why, as the protocol numbers the reasons.
    package var code: UInt32

    /// Makes a rejection.
    package init(sequence: UInt64, code: UInt32) {
        self.sequence = sequence
        self.code = code
    }
}

/// The submissions of one `Publish`: `count` of them with the numbers from `firstSequence` on.
package struct PublishRange: Sendable, Hashable {
    /// The epoch that numbers them.
    package var epoch: UInt64
    /// The number of the first one.
    package var firstSequence: UInt64
    /// How many, 1 to 500.
    package var count: Int

    /// Makes a range.
    package init(epoch: UInt64, firstSequence: UInt64, count: Int) {
        self.epoch = epoch
        self.firstSequence = firstSequence
        self.count = count
    }
}
