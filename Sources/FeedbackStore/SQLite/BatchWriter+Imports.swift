import CaseLifecycle
import CivilTime
import FeedbackProtocol
import GRDB

/// Keeping cases from before this system.
extension BatchWriter {
    /// Keeps what is not there yet, row by row.
    mutating func importCases(
        _ request: CaseImportRequest,
        to batch: inout OpenBatch,
        in database: Database
    ) throws -> WriteOutcome {
        var outcomes: [CaseImportOutcome] = []
        outcomes.reserveCapacity(request.items.count)
        for item in request.items {
            switch item {
            case .refused(let reason): outcomes.append(.refused(reason))
            case .make(var entry):
                entry.actor = request.actorName
                entry.principal = PrincipalText.text(of: request.actor)
                outcomes.append(try self.importCase(entry, to: &batch, in: database))
            }
        }
        return .casesImported(outcomes)
    }

    private mutating func importCase(
        _ wish: WireCaseImported,
        to batch: inout OpenBatch,
        in database: Database
    ) throws -> CaseImportOutcome {
        if let known = try ImportLedgerTable.known(wish.row, of: wish.source, in: database) {
            return known.factsDigest == wish.row.factsDigest ? .alreadyThere(known.number) : .conflict(known.number)
        }
        var entry = wish
        entry.trackingCode = try Self.newTrackingCode(in: database).symbols
        let number = batch.nextPosition
        let made = try self.projector.apply(entry, at: number, recordedAt: batch.recordedAt, in: database)
        guard made != nil else {
            return .refused("it can't be a case under the rules here, or another case has its identifier")
        }
        try batch.append(.caseImported(entry), positions: 1)
        for opened in self.projector.takeOpened() {
            try self.setDeadlines(of: opened.file, opened.case, opened.procedure, to: &batch, in: database)
        }
        return .made(number)
    }

    /// A code that nobody can guess and no other case has.
    static func newTrackingCode(in database: Database) throws -> TrackingCode {
        var generator = SystemRandomNumberGenerator()
        var code = TrackingCode(using: &generator)
        while try CaseTable.file(trackingCode: code, in: database) != nil {
            code = TrackingCode(using: &generator)
        }
        return code
    }
}
