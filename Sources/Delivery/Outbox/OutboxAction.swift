/// What a kiosk carries out for its outbox, in the order given.
package enum OutboxAction: Sendable, Hashable {
    /// Open a connection; answer with `connected` or `connectionLost`.
    case connect
    /// Close the connection, or give up opening it; no answer.
    case disconnect
    /// Send a greeting.
    case sendHello(Hello)
    /// Send these submissions in one message.
    case sendPublish(PublishRange)
    /// Write to the disk with fsync, in one transaction; answer with `writeCompleted` or `writeFailed`.
    case write(OutboxWrite)
    /// The submission is on the disk: the screen may say thank you.
    case thank(SubmissionID)
    /// The submission is not on the disk and will not be: the screen must say so.
    case decline(SubmissionID, OutboxDecline)
    /// The outbox has filled up to the warning threshold, or (`false`) is below it again.
    case warnOfUsage(Bool, OutboxUsage)
    /// Fire a timer after a time on a clock that doesn't jump.
    case arm(OutboxTimer, after: Duration)
    /// Something odd to log and count.
    case report(OutboxReport)
}

/// A change of the outbox file.
///
/// There is never more than one under way.
package enum OutboxWrite: Sendable, Hashable {
    /// Append submissions, numbered from `firstSequence`.
    case persist(epoch: UInt64, firstSequence: UInt64, entries: [OutboxEntry])
    /// Remove everything through a sequence, remember the identifier of the last one removed, and move the rejected
    /// ones to where they are kept for showing.
    case deleteThrough(epoch: UInt64, throughSequence: UInt64, lastID: SubmissionID?, rejected: [Rejection])
    /// Replace the epoch and number all submissions from 1 in their present order; forget the last one removed.
    case startEpoch(epoch: UInt64, replacing: UInt64)
}

/// Why a submission was not recorded.
package enum OutboxDecline: Sendable, Hashable {
    /// The outbox is at its limit; nothing that was thanked for is ever removed to make room.
    case outboxFull
    /// The disk refused the write.
    case diskFailed
}

/// Something odd that a kiosk logs and counts; the outbox has dealt with it.
package enum OutboxReport: Sendable, Hashable {
    /// An answer about an epoch that isn't the present one was ignored.
    case foreignEpoch(UInt64)
    /// A receipt or a request to resend beyond what was sent was ignored.
    case beyondSent(UInt64)
    /// This disk is older than what the aggregator holds: a new epoch begins.
    case diskRolledBack(durableThrough: UInt64)
    /// The aggregator has lost what it had given receipts for: a new epoch begins.
    case aggregatorLostReceipted(durableThrough: UInt64, receiptedThrough: UInt64)
    /// The aggregator refuses this kiosk.
    case refused(code: UInt32)
    /// The disk refused to remove receipted submissions or to start an epoch; it is tried again.
    case diskFailed
}
