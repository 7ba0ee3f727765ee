import CaseLifecycle
import CivilTime
import FeedbackProtocol
import GRDB

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension CasePartRequest {
    /// The part as the journal has it, with an id and a tracking code of its own.
    ///
    /// - Parameters:
    ///   - whole: The mixed entry's case.
    ///   - time: When it is split off.
    ///   - index: The part's place, from 0.
    ///   - code: A code that no other case has; a new one when left out.
    ///   - contactSubmissionID: What the contact was sealed for; the mixed entry when left out.
    /// - Returns: The entry.
    func opening(
        of whole: CaseFile,
        at time: Timestamp,
        index: Int = 0,
        code: TrackingCode? = nil,
        contactSubmissionID: SubmissionID? = nil
    ) -> WireCasePartOpened {
        var generator = SystemRandomNumberGenerator()
        var submission = self.submission
        submission.id = Data(UUIDv7.make(at: time, using: &generator).bytes)
        let code = (code ?? TrackingCode(using: &generator)).symbols
        switch submission.content {
        case .entry: submission.entry.trackingCode = code
        case .commendation: submission.commendation.trackingCode = code
        case .rating, .none: break
        }
        let bytes = (try? submission.encodedData()) ?? Data()
        return .make {
            $0.caseNumber = whole.number
            $0.index = UInt32(clamping: index)
            $0.submission = bytes
            $0.routing = self.routing
            $0.contactSubmissionID = Data((contactSubmissionID ?? whole.reception.id).bytes)
        }
    }
}

/// Opening the cases that a mixed entry is split into.
extension BatchWriter {
    /// Opens the parts of a command that was applied, with their time limits.
    mutating func open(
        _ parts: [CasePartRequest],
        of whole: CaseFile,
        to batch: inout OpenBatch,
        in database: Database
    ) throws {
        guard !parts.isEmpty else { return }
        // A part that is split again hands on what its contact was sealed for.
        let sealedFor = try JournalLookUp.contactSubmissionID(ofCase: whole, in: database)
        for (index, part) in parts.enumerated() {
            let entry = part.opening(
                of: whole,
                at: batch.recordedAt,
                index: index,
                code: try Self.newTrackingCode(in: database),
                contactSubmissionID: sealedFor
            )
            try self.projector.apply(entry, at: batch.nextPosition, recordedAt: batch.recordedAt, in: database)
            try batch.append(.casePartOpened(entry), positions: 1)
            for opened in self.projector.takeOpened() {
                try self.setDeadlines(of: opened.file, opened.case, opened.procedure, to: &batch, in: database)
            }
        }
    }
}
