import CaseLifecycle
import CivilTime
import FeedbackProtocol
import GRDB

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Ending a submission's quarantine.
extension BatchWriter {
    /// Releases or discards a held submission, once.
    mutating func apply(
        _ request: QuarantineDecisionRequest,
        to batch: inout OpenBatch,
        in database: Database
    ) throws -> WriteOutcome {
        let decision = WireQuarantineDecided.make {
            $0.number = request.number
            $0.actor = request.actorName
            $0.principal = PrincipalText.text(of: request.actor)
            $0.reason = request.reason
            $0.idempotencyKey = Data(request.idempotencyKey)
            guard case .release(let submission, let routing) = request.decision else { return }
            $0.released = true
            $0.submission = submission
            $0.routing = routing
        }
        if try self.isReceived(request, in: database) { return .quarantineRefused(.alreadyReceived) }
        guard try self.isWhatIsHeld(request, before: batch.firstPosition, in: database) else {
            return .quarantineRefused(.notWhatIsHeld)
        }
        let applied = try self.projector.apply(
            decision,
            at: batch.nextPosition,
            recordedAt: batch.recordedAt,
            in: database
        )
        switch applied {
        case .failure(let refusal):
            return .quarantineRefused(refusal)
        case .success(let result):
            if !result.isRepetition {
                try batch.append(.quarantineDecided(decision), positions: 1)
                for opened in self.projector.takeOpened() {
                    try self.setDeadlines(of: opened.file, opened.case, opened.procedure, to: &batch, in: database)
                }
                if decision.released { self.known.note(released: decision.submission) }
            }
            return .quarantineDecided(result.record, opened: result.opened, isRepetition: result.isRepetition)
        }
    }

    /// The record that a decision would release, or `nil` when it releases nothing or was decided before.
    func heldForRelease(
        _ request: QuarantineDecisionRequest,
        in database: Database
    ) throws -> QuarantinedRecord? {
        guard case .release = request.decision else { return nil }
        let record = try QuarantineTable.record(number: request.number, in: database)?.0
        return record?.state == .held ? record : nil
    }

    /// Whether a submission to release is the one that is held, as far as that can be read: its slip was given out, and its
    /// leaf is in the tree of proofs.
    ///
    /// What is held for its tracking code, which another case has, may be given another.
    private func isWhatIsHeld(
        _ request: QuarantineDecisionRequest,
        before position: UInt64,
        in database: Database
    ) throws -> Bool {
        guard case .release(let submission, _) = request.decision,
            let record = try self.heldForRelease(request, in: database)
        else { return true }
        // What came in the batch that is being written cannot have been looked at by whoever decides.
        guard record.number < position else { return false }
        let held = try JournalLookUp.submission(at: record.number, in: database).submission
        let id = JournalScanner.identifier(of: held)
        guard id.isEmpty || id == JournalScanner.identifier(of: submission) else { return false }
        guard record.reason != .trackingCode, let slip = GivenSlip(held) else { return true }
        return GivenSlip(submission)?.trackingCode == slip.trackingCode
    }

    /// Whether the journal has accepted the submission to release already: its receipt was lost, the kiosk sent it
    /// again in another epoch, or it was held twice and released once.
    private func isReceived(_ request: QuarantineDecisionRequest, in database: Database) throws -> Bool {
        guard case .release(let submission, _) = request.decision,
            let id = SubmissionID(bytes: JournalScanner.identifier(of: submission)),
            let held = try self.heldForRelease(request, in: database)
        else { return false }
        return self.known.contains(id, of: held.kiosk)
    }
}
