import CaseLifecycle
import CivilTime
import FeedbackProtocol

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A case as it follows from a submission and the routing decided for it; nothing is looked up elsewhere.
struct CaseOpening {
    /// The case with its first entries: received and assigned.
    let opened: Case
    /// The rules it lives under.
    let procedure: CaseProcedure
    /// The codes from the root to the responsible unit.
    let unitPath: [String]
    let counter: String
    let language: String
    let unitConcerned: String
    /// The mixed entry's case that it is a part of.
    let partOf: UInt64?

    /// Where a part of a mixed entry comes from.
    struct Origin {
        let caseNumber: UInt64
        /// When it was split.
        let at: Timestamp
    }

    /// Reads a submission, or gives `nil` when it is no entry or commendation that can be a case.
    init?(
        submission bytes: Data,
        routing: WireRoutingDecided,
        kiosk: String,
        receivedAt: Timestamp,
        partOf origin: Origin? = nil,
        law: CaseLaw
    ) {
        guard let submission = try? WireSubmission(decoding: bytes),
            let id = SubmissionID(bytes: submission.id),
            let unit = routing.unitPath.last, unit == routing.responsibleUnit,
            routing.unitPath.allSatisfy({ !$0.isEmpty && !$0.utf8.contains(UInt8(ascii: "/")) })
        else { return nil }
        let lane: Lane
        let subject: String
        let code: String
        switch submission.content {
        case .entry(let entry)?:
            guard let chosen = entry.lane.lane else { return nil }
            (lane, subject, code) = (chosen, entry.subject, entry.trackingCode)
            self.unitConcerned = entry.unitComplainedAbout
        case .commendation(let commendation)?:
            (lane, subject, code) = (.commendation, "", commendation.trackingCode)
            self.unitConcerned = commendation.unitCommended
        case .rating?, nil:
            return nil
        }
        let ruleSet = routing.caseRules.isEmpty ? nil : CaseRuleSetID(rawValue: routing.caseRules)
        let lifecycle = LifecycleID(rawValue: routing.lifecycle)
        let found = law.procedure(lifecycle: lifecycle, ruleSet: ruleSet, lane: lane, receivedAt: receivedAt)
        guard let procedure = found else { return nil }
        guard let trackingCode = try? TrackingCode(parsing: code) else { return nil }
        let reception = CaseReception(
            id: id,
            trackingCode: trackingCode,
            lane: lane,
            subject: subject,
            field: submission.field,
            officeCode: submission.office,
            capturedAt: Timestamp(microseconds: submission.capturedAt),
            receivedAt: receivedAt
        )
        let provenance = RoutingProvenance(
            ruleID: routing.rule,
            ruleSetID: routing.ruleSet,
            editionID: routing.registerEdition
        )
        let opened = try? Case.opening(
            reception,
            unit: unit,
            routing: provenance,
            submittedBy: Actor(.citizen, identifier: kiosk),
            assignedAt: origin?.at,
            remark: origin.map { "Tách từ vụ việc số \($0.caseNumber)" },
            under: procedure.lifecycle
        )
        guard let opened else { return nil }
        self.opened = opened
        self.procedure = procedure
        self.unitPath = routing.unitPath
        self.counter = submission.counter
        self.language = submission.language
        self.partOf = origin?.caseNumber
    }
}
