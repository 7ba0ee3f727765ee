import CaseLifecycle
import CivilTime
import FeedbackProtocol
import GRDB

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension CaseOpening {
    /// A part of a mixed entry as a case: received with the whole, assigned when it was split off.
    ///
    /// - Parameters:
    ///   - entry: The part.
    ///   - whole: The mixed entry's case.
    ///   - time: When it is split off.
    ///   - law: What cases are handled by.
    init?(_ entry: WireCasePartOpened, of whole: CaseFile, at time: Timestamp, law: CaseLaw) {
        self.init(
            submission: entry.submission,
            routing: entry.routing,
            kiosk: whole.kiosk,
            receivedAt: whole.reception.receivedAt,
            partOf: Origin(caseNumber: whole.number, at: max(time, whole.reception.receivedAt)),
            law: law
        )
    }
}

extension Projector {
    /// Stores, counts and tells a case that a mixed entry was split into.
    ///
    /// - Throws: ``ProjectionProblem`` when there is no such entry, or the part cannot be a case; the database's error.
    mutating func apply(
        _ part: WireCasePartOpened,
        at position: UInt64,
        recordedAt: Timestamp,
        in database: Database
    ) throws {
        guard let whole = try CaseTable.file(number: part.caseNumber, in: database),
            let opening = CaseOpening(part, of: whole, at: recordedAt, law: self.law),
            try CaseTable.conflict(with: opening.opened.reception, in: database) == nil
        else {
            throw ProjectionProblem(
                kind: .entryInvalid,
                explanation: "A part of a mixed entry stands where it could not have been opened. Restore the backup, "
                    + "or run the software that wrote it."
            )
        }
        let source = CaseSource(kiosk: whole.kiosk, epoch: whole.epoch, sequence: whole.sequence)
        try self.open(opening, number: position, source: source, in: database)
    }
}
