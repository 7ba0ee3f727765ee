package import CaseLifecycle
package import CivilTime
package import FeedbackProtocol

#if canImport(FoundationEssentials)
package import FoundationEssentials
#else
package import Foundation
#endif

/// One wish to write; all wishes of one commit share a transaction and an fsync, and each has its own outcome.
package enum WriteRequest: Sendable {
    /// What the intake decided to keep: submission runs with their routing, epochs begun, quarantined submissions.
    ///
    /// Kept together or refused together. With `checkingIdentifiers`, every submission whose identifier the journal
    /// already holds for the kiosk is quarantined as already received; needed for a kiosk with several epochs only.
    /// Without it, only those that would become cases are checked.
    case entries([WireJournalEntry], checkingIdentifiers: Bool = false)

    /// A change to a case.
    case caseCommand(CaseCommandRequest)

    /// The end of a submission's quarantine.
    case quarantineDecision(QuarantineDecisionRequest)

    /// Cases from before this system.
    case caseImport(CaseImportRequest)

    /// Telling somebody of a time limit; each notice is given once for each run and due date, whoever asks how often.
    case deadlineNotice(DueNotice)

    /// Drafting a letter of a case.
    case letterDraft(LetterDraftRequest)

    /// Signing a letter of a case.
    case letterSigning(LetterSigningRequest)

    /// Discarding a draft.
    case letterDiscard(LetterDiscardRequest)

    /// That somebody is about to be given the text of a sealed case; noted once a minute for the same reader.
    case caseRead(CaseReadRequest)

    /// The move of an open case to the successor of its unit.
    case caseSuccession(CaseSuccessionRequest)

    /// Counting a case's time limits anew, with the calendar that the store has now.
    case deadlineRecount(caseNumber: UInt64)
}

/// A notice of a time limit that is to be given.
package struct DueNotice: Sendable, Hashable {
    /// The case.
    package let caseNumber: UInt64
    /// The rule of the time limit.
    package let rule: DeadlineRuleID
    /// Which run of it.
    package let run: UInt32
    /// The notice in its rule.
    package let notice: String
    /// When the limit is due.
    package let dueAt: Timestamp

    /// Makes a wish to tell somebody.
    package init(caseNumber: UInt64, rule: DeadlineRuleID, run: UInt32, notice: String, dueAt: Timestamp) {
        self.caseNumber = caseNumber
        self.rule = rule
        self.run = run
        self.notice = notice
        self.dueAt = dueAt
    }
}

/// A desk's or an operator's command to a case.
package struct CaseCommandRequest: Sendable, Hashable {
    /// The case's number (số vụ việc).
    package var caseNumber: UInt64
    /// What shall happen.
    package var event: CaseEventKind
    /// The version the asker last saw.
    package var expectedVersion: UInt32
    /// Why; empty for none.
    package var reason: String
    /// Whose key signed the request and what it may act as.
    package var actor: Actor
    /// What the event needs besides.
    package var details: CaseEventDetails
    /// With events that name the responsible unit: the codes from the root to it, in the case's register edition.
    package var unitPath: [String]
    /// With events that split a mixed entry: the cases to open, in the order of the details' parts.
    package var parts: [CasePartRequest]
    /// The person who acts, as the office knows them; empty when not said.
    package var actorName: String
    /// 1 to 32 bytes, 16 on the wire; the same key again on the same case gets the same answer.
    package var idempotencyKey: [UInt8]

    /// Makes a command.
    package init(
        caseNumber: UInt64,
        event: CaseEventKind,
        expectedVersion: UInt32,
        reason: String = "",
        details: CaseEventDetails = .none,
        unitPath: [String] = [],
        parts: [CasePartRequest] = [],
        actor: Actor,
        actorName: String = "",
        idempotencyKey: [UInt8]
    ) {
        self.details = details
        self.unitPath = unitPath
        self.parts = parts
        self.caseNumber = caseNumber
        self.event = event
        self.expectedVersion = expectedVersion
        self.reason = reason
        self.actor = actor
        self.actorName = actorName
        self.idempotencyKey = idempotencyKey
    }
}

/// One of the cases that a mixed entry is split into.
package struct CasePartRequest: Sendable, Hashable {
    /// The part alone, as if it had been given by itself; its id and tracking code are drawn when it is written.
    package var submission: WireSubmission
    /// Where it goes and why.
    package var routing: WireRoutingDecided

    /// Makes a part.
    package init(submission: WireSubmission, routing: WireRoutingDecided) {
        self.submission = submission
        self.routing = routing
    }
}

/// An operator's decision about a quarantined submission.
package struct QuarantineDecisionRequest: Sendable {
    /// What becomes of it.
    package enum Decision: Sendable {
        /// Accept it as mended: a serialized, valid `Submission`, and where it goes.
        ///
        /// The routing always names `unitPath` and `registerEdition`; for a rating these are the office's, and the
        /// other fields are empty.
        case release(submission: Data, routing: WireRoutingDecided)

        /// Leave it out for good; the journal keeps its bytes.
        case discard
    }

    /// The journal position of the quarantined submission.
    package var number: UInt64
    /// What becomes of it.
    package var decision: Decision
    /// Why; must not be empty.
    package var reason: String
    /// Whose key signed the request.
    package var actor: Actor
    /// The person who decides, as the office knows them; empty when not said.
    package var actorName: String
    /// 1 to 32 bytes, 16 on the wire; the same key again gets the same answer.
    package var idempotencyKey: [UInt8]

    /// Makes a decision.
    package init(
        number: UInt64,
        decision: Decision,
        reason: String,
        actor: Actor,
        actorName: String = "",
        idempotencyKey: [UInt8]
    ) {
        self.number = number
        self.decision = decision
        self.reason = reason
        self.actor = actor
        self.actorName = actorName
        self.idempotencyKey = idempotencyKey
    }
}
