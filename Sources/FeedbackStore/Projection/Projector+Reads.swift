import CaseLifecycle
import CivilTime
import FeedbackProtocol
import GRDB

extension Projector {
    /// Stores that somebody was given the text of a sealed case; the feed tells nothing of it.
    ///
    /// - Throws: The database's error, or ``ProjectionProblem`` when there is no such case or reader.
    mutating func apply(
        _ read: WireCaseReadRecorded,
        at position: UInt64,
        recordedAt: Timestamp,
        in database: Database
    ) throws {
        guard PrincipalText.actor(of: read.principal) != nil,
            try CaseTable.file(number: read.caseNumber, in: database) != nil
        else {
            throw ProjectionProblem(
                kind: .entryInvalid,
                explanation: "A reading stands where there is no such case. Restore the backup, or run the software "
                    + "that wrote it."
            )
        }
        try CaseReadTable.insert(read, position: position, at: recordedAt, in: database)
    }
}
