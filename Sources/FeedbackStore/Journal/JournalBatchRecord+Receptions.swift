package import CaseLifecycle
package import CivilTime
import FeedbackProtocol

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Something that a citizen gave and that opened a case; the parts that it may be split into later are none.
package struct CitizensReception: Sendable, Hashable {
    /// The case's number (số vụ việc).
    package let caseNumber: UInt64
    /// The submission's id, or the imported row's.
    package let submissionID: SubmissionID
    /// The code the citizen follows the case with.
    package let trackingCode: TrackingCode
    /// When it was received.
    package let receivedAt: Timestamp

    /// Takes the facts together.
    package init(caseNumber: UInt64, submissionID: SubmissionID, trackingCode: TrackingCode, receivedAt: Timestamp) {
        self.caseNumber = caseNumber
        self.submissionID = submissionID
        self.trackingCode = trackingCode
        self.receivedAt = receivedAt
    }
}

extension JournalBatchRecord {
    /// What citizens gave in the batch and opened a case: entries, commendations, those released from quarantine, and
    /// imported ones.
    ///
    /// - Returns: Them by case number.
    /// - Throws: ``StoreError`` with `damaged` when the body is no batch of this version's journal.
    package func receptions() throws(StoreError) -> [CitizensReception] {
        guard let entries = try? WireJournalBatch(decoding: self.body).entries else { throw self.unreadable }
        var found: [CitizensReception] = []
        var position = self.firstPosition
        for entry in entries {
            switch entry.content {
            case .submissions(let run)?:
                for routing in run.routings {
                    let index = Int(routing.index)
                    guard run.submissions.indices.contains(index),
                        let reception = self.reception(of: run.submissions[index], position &+ UInt64(index))
                    else { throw self.unreadable }
                    found.append(reception)
                }
                position &+= UInt64(run.submissions.count)
            case .quarantineDecided(let decision)? where decision.released && decision.hasRouting:
                // A rating that is released opens no case.
                if let reception = self.reception(of: decision.submission, position) { found.append(reception) }
                position &+= 1
            case .caseImported(let imported)?:
                guard let id = SubmissionID(bytes: imported.id),
                    let code = try? TrackingCode(parsing: imported.trackingCode)
                else { throw self.unreadable }
                found.append(
                    CitizensReception(
                        caseNumber: position,
                        submissionID: id,
                        trackingCode: code,
                        receivedAt: Timestamp(microseconds: imported.facts.receivedAt)
                    )
                )
                position &+= 1
            default:
                position &+= 1
            }
        }
        return found
    }

    private func reception(of bytes: Data, _ position: UInt64) -> CitizensReception? {
        guard let submission = try? WireSubmission(decoding: bytes), let id = SubmissionID(bytes: submission.id)
        else { return nil }
        let code: String
        switch submission.content {
        case .entry(let entry)?: code = entry.trackingCode
        case .commendation(let commendation)?: code = commendation.trackingCode
        case .rating?, nil: return nil
        }
        guard let trackingCode = try? TrackingCode(parsing: code) else { return nil }
        return CitizensReception(
            caseNumber: position,
            submissionID: id,
            trackingCode: trackingCode,
            receivedAt: self.recordedAt
        )
    }

    private var unreadable: StoreError {
        StoreError(
            .damaged,
            "The batch at position \(self.firstPosition) cannot be read. Run `langnghe journal verify`."
        )
    }
}
