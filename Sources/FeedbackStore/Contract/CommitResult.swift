package import CaseLifecycle
package import FeedbackProtocol

/// What a commit made durable.
package struct CommitResult: Sendable {
    /// The journal positions taken; empty when nothing was to be written (all refused or repetitions).
    package let positions: Range<UInt64>

    /// One outcome for each request, in their order.
    package let outcomes: [WriteOutcome]

    /// What the feed tells, by ascending position.
    package let events: [CommittedEvent]

    /// The newest position of the journal after the commit; 0 while the journal is empty.
    package var newestPosition: UInt64 { self.positions.upperBound - 1 }
}

/// What became of one write request.
package enum WriteOutcome: Sendable {
    /// The entries are durable, except that these submissions went to quarantine instead of being accepted.
    case entriesKept(quarantinedInstead: [QuarantinedInstead])

    /// None of the entries was written.
    case entriesRefused(EntriesRefusal)

    /// The case after the command; a repetition changed nothing and names the entry made the first time.
    case caseChanged(CaseFile, CaseCommandOutcome)

    /// The command was refused; the case is as it was.
    case caseRefused(CaseRefusal)

    /// What became of each row of an import, in their order.
    case casesImported([CaseImportOutcome])

    /// The reading of a sealed case stands in the journal: since now, or since less than a minute.
    case caseReadNoted

    /// Somebody was told of a time limit, and now stands in the journal as told.
    case noticeGiven(GivenNotice)

    /// The notice is not to be given: it was before, or the time limit moved, stands still or is over.
    case noticeNotDue

    /// A letter after it was drafted, signed or discarded.
    case letterChanged(CaseLetter, isRepetition: Bool)

    /// The letter stays as it is.
    case letterRefused(LetterRefusal)

    /// The case went to the successor of its unit, or stays because it is there, closed, or not known.
    case caseSucceeded(isChanged: Bool)

    /// A case's time limits after they were counted anew, and whether any of them changed.
    case deadlinesRecounted(CaseFile, isChanged: Bool)

    /// The quarantined submission after the decision, and the case it became if it is one.
    case quarantineDecided(QuarantinedRecord, opened: CaseFile?, isRepetition: Bool)

    /// The decision was refused.
    case quarantineRefused(QuarantineRefusal)
}

/// A submission that the intake accepted and the store quarantined; its receipt must carry the rejection.
package struct QuarantinedInstead: Sendable, Hashable {
    /// The kiosk that sent it.
    package let kiosk: String
    /// The epoch that numbers it.
    package let epoch: UInt64
    /// Its number in the epoch; counts as received.
    package let sequence: UInt64
    /// Why: already received, or its tracking code is another case's.
    package let reason: WireRejectionReason
}

/// Why entries of the intake were not written: they do not follow what the store holds.
package enum EntriesRefusal: Error, Sendable, Hashable {
    /// The epoch's next sequence is `expected`; nothing is lost when the kiosk is asked for all from there.
    case sequenceGap(kiosk: String, epoch: UInt64, expected: UInt64, given: UInt64)
    /// The epoch was never begun.
    case unknownEpoch(kiosk: String, epoch: UInt64)
    /// The epoch was begun before.
    case epochKnown(kiosk: String, epoch: UInt64)
    /// A run is empty, its routings do not fit its submissions, or an entry is of a kind the intake cannot make.
    case malformed
}

/// Why a case command was refused.
package enum CaseRefusal: Error, Sendable, Hashable {
    /// No case has the number.
    case unknownCase
    /// The idempotency key is not of 1 to 32 bytes.
    case badIdempotencyKey
    /// The case to merge into does not exist, is not open, or is the case itself.
    case relatedCaseUnfit
    /// The parts of a mixed entry do not fit what is to be opened, or the one of this number, from 1, cannot be a case.
    case partUnfit(number: Int)
    /// The time limit passed before it was to be extended or chosen anew.
    case deadlinePassed
    /// The life cycle refuses; the case as it is comes with it.
    case notApplied(CaseCommandError, current: CaseFile)
}

/// Why a quarantine decision was refused.
package enum QuarantineRefusal: Error, Sendable, Hashable {
    /// No quarantined submission has the number.
    case unknownNumber
    /// It was decided before, with another key or another decision; the record as it is comes with it.
    case alreadyDecided(QuarantinedRecord)
    /// A decision needs a reason.
    case reasonMissing
    /// The idempotency key is not of 1 to 32 bytes.
    case badIdempotencyKey
    /// The submission to release cannot be decoded or lacks its identifier, or its routing is incomplete.
    case malformed
    /// A case has the same submission identifier; discard this one.
    case alreadyReceived
    /// Another case has the same tracking code.
    case trackingCodeTaken
    /// It has another id or another tracking code than what is held: the citizen's slip would lead nowhere.
    case notWhatIsHeld
}
