import CaseLifecycle
import FeedbackProtocol
import GRDB

extension BatchWriter {
    /// Hands an open case to the successor of its unit, once for each edition.
    mutating func succeed(
        _ request: CaseSuccessionRequest,
        to batch: inout OpenBatch,
        in database: Database
    ) throws -> WriteOutcome {
        guard let file = try CaseTable.file(number: request.caseNumber, in: database), file.isOpen,
            file.registerEdition != request.edition, !request.unitPath.isEmpty,
            (request.unitPath + request.coordinatingUnits).allSatisfy({
                !$0.isEmpty && !$0.utf8.contains(UInt8(ascii: "/"))
            }),
            self.projector.law.procedure(of: file) != nil
        else { return .caseSucceeded(isChanged: false) }
        let entry = WireCaseSucceeded.make {
            $0.caseNumber = file.number
            $0.version = file.version
            $0.fromEdition = file.registerEdition
            $0.toEdition = request.edition
            $0.unitPath = request.unitPath
            $0.reason = request.reason
            if request.coordinatingUnits != file.coordinatingUnits {
                $0.coordinatingUnits = .make { $0.units = request.coordinatingUnits }
            }
            $0.releasesOfficer = request.releasesOfficer
        }
        do {
            try self.projector.apply(entry, at: batch.nextPosition, recordedAt: batch.recordedAt, in: database)
        } catch is ProjectionProblem {
            // A case that cannot be read moves nowhere, and keeps no other from moving.
            return .caseSucceeded(isChanged: false)
        }
        try batch.append(.caseSucceeded(entry), positions: 1)
        return .caseSucceeded(isChanged: true)
    }
}
