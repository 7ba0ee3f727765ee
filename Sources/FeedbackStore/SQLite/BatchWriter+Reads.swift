import CaseLifecycle
import CivilTime
import FeedbackProtocol
import GRDB

/// Noting who read a sealed case.
extension BatchWriter {
    /// Notes a reading, unless the same reader's last one is less than a minute old.
    mutating func note(
        _ request: CaseReadRequest,
        to batch: inout OpenBatch,
        in database: Database
    ) throws -> WriteOutcome {
        guard try CaseTable.file(number: request.caseNumber, in: database) != nil else {
            return .caseRefused(.unknownCase)
        }
        let entry = WireCaseReadRecorded.make {
            $0.caseNumber = request.caseNumber
            $0.principal = PrincipalText.text(of: request.actor)
            $0.actor = request.actorName
        }
        if let last = try CaseReadTable.newest(like: entry, in: database),
            batch.recordedAt.duration(since: last) < CaseReadRequest.interval
        {
            return .caseReadNoted
        }
        try self.projector.apply(entry, at: batch.nextPosition, recordedAt: batch.recordedAt, in: database)
        try batch.append(.caseRead(entry), positions: 1)
        return .caseReadNoted
    }
}
