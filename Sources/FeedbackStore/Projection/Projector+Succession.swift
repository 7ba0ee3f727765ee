import CaseLifecycle
import CivilTime
import FeedbackProtocol
import GRDB

extension Projector {
    /// Hands an open case to the successor of its unit; its time limits stay as they are.
    ///
    /// - Throws: ``ProjectionProblem`` when there is no such open case; the database's error.
    mutating func apply(
        _ succession: WireCaseSucceeded,
        at position: UInt64,
        recordedAt: Timestamp,
        in database: Database
    ) throws {
        guard let file = try CaseTable.file(number: succession.caseNumber, in: database),
            file.version == succession.version, file.isOpen, file.registerEdition == succession.fromEdition,
            let unit = succession.unitPath.last, let procedure = self.law.procedure(of: file)
        else { throw Self.misplacedSuccession }
        var subject = try CaseTable.replayed(file, under: procedure.lifecycle, in: database)
        let event = subject.succeed(
            to: unit,
            helpedBy: succession.hasCoordinatingUnits ? succession.coordinatingUnits.units : nil,
            because: succession.reason,
            at: recordedAt
        )
        guard let event else { throw Self.misplacedSuccession }
        var moved = file.succeeded(event, to: succession.unitPath, inEdition: succession.toEdition)
        moved.coordinatingUnits = subject.coordinatingUnits
        if succession.releasesOfficer { moved.officer = nil }
        try CaseTable.update(
            file,
            to: moved,
            with: CaseHistoryRecord(event: event, actorName: "", position: position),
            in: database
        )
        try self.tellChange(of: moved, after: file, by: event, number: position, in: database)
    }

    private static var misplacedSuccession: ProjectionProblem {
        ProjectionProblem(
            kind: .entryInvalid,
            explanation: "A move to a unit's successor stands where there is no such open case. Restore the backup, or "
                + "run the software that wrote it."
        )
    }
}
