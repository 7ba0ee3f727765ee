import CaseLifecycle
import CivilTime
import FeedbackProtocol
import GRDB

/// A case from before this system as its journal entry tells it; nothing is looked up elsewhere but the rules.
struct ImportOpening {
    /// The case: received, and where it stands.
    let opened: Case
    /// The rules it lives under.
    let procedure: CaseProcedure
    /// Whether its source had it done too late.
    let wasLate: Bool

    /// Reads an entry, or gives `nil` when it can't be a case.
    init?(_ entry: WireCaseImported, law: CaseLaw) {
        let facts = entry.facts
        let receivedAt = Timestamp(microseconds: facts.receivedAt)
        guard let id = SubmissionID(bytes: entry.id), let lane = facts.lane.lane, lane != .denunciation,
            let code = try? TrackingCode(parsing: entry.trackingCode),
            let unit = entry.unitPath.last, unit == facts.responsibleUnit,
            entry.unitPath.allSatisfy({ !$0.isEmpty && !$0.utf8.contains(UInt8(ascii: "/")) }),
            entry.row.requestKey.count == 16, entry.row.rowDigest.count == 16, entry.row.factsDigest.count == 16,
            entry.row.ordinal > 0
        else { return nil }
        let ruleSet = entry.caseRules.isEmpty ? nil : CaseRuleSetID(rawValue: entry.caseRules)
        let found = law.procedure(
            lifecycle: LifecycleID(rawValue: entry.lifecycle),
            ruleSet: ruleSet,
            lane: lane,
            receivedAt: receivedAt
        )
        guard let procedure = found else { return nil }
        let end = [facts.closedAt, facts.cancelledAt].first { $0 != 0 } ?? facts.receivedAt
        let channel = facts.channel.isEmpty ? "" : ", kênh tiếp nhận \(facts.channel)"
        let opened = Case.imported(
            CaseReception(
                id: id,
                trackingCode: code,
                lane: lane,
                subject: facts.subject,
                field: facts.field,
                officeCode: facts.office,
                capturedAt: receivedAt,
                receivedAt: receivedAt
            ),
            unit: unit,
            routing: RoutingProvenance(ruleID: "import", ruleSetID: entry.source, editionID: entry.registerEdition),
            state: CaseState(rawValue: facts.state),
            since: Timestamp(microseconds: end),
            reason: "Nhập từ nguồn \(entry.source)\(channel)",
            details: CaseEventDetails(
                outcome: facts.outcome.isEmpty ? nil : CaseOutcomeID(rawValue: facts.outcome),
                importedDueAt: facts.dueAt == 0 ? nil : Timestamp(microseconds: facts.dueAt)
            ),
            under: procedure.lifecycle
        )
        guard let opened else { return nil }
        self.opened = opened
        self.procedure = procedure
        let isDone = procedure.isOpen(opened.state) == false
        self.wasLate = isDone && facts.dueAt != 0 && end >= facts.dueAt
    }
}

extension CaseFile {
    /// An imported case as it is listed; it has no kiosk.
    init(_ opening: ImportOpening, unitPath: [String], number: UInt64) {
        let opened = opening.opened
        self.init(
            number: number,
            reception: opened.reception,
            routing: opened.routing,
            lifecycle: opened.lifecycle,
            ruleSet: opening.procedure.ruleSet?.id,
            state: opened.state,
            isOpen: opening.procedure.isOpen(opened.state),
            version: opened.version,
            changedAt: opened.lastChangedAt,
            unitPath: unitPath,
            registerEdition: opened.routing.editionID,
            calendarPath: unitPath,
            former: nil,
            officer: nil,
            dueAt: nil,
            isDueProvisional: false,
            coordinatingUnits: [],
            automaticStep: nil,
            partOf: nil,
            counter: "",
            language: "",
            unitConcerned: "",
            kiosk: "",
            epoch: 0,
            sequence: 0
        )
    }
}

extension Projector {
    /// Stores, counts and tells an imported case.
    ///
    /// - Returns: The case, or `nil` when it can't be one or is there already; nothing is changed then.
    /// - Throws: The database's error.
    mutating func apply(
        _ entry: WireCaseImported,
        at position: UInt64,
        recordedAt: Timestamp,
        in database: Database
    ) throws -> CaseFile? {
        guard let opening = ImportOpening(entry, law: self.law),
            try ImportLedgerTable.known(entry.row, of: entry.source, in: database) == nil,
            try CaseTable.conflict(with: opening.opened.reception, in: database) == nil
        else { return nil }
        let file = CaseFile(opening, unitPath: entry.unitPath, number: position)
        try CaseTable.insert(file, history: opening.opened.history, actorName: entry.actor, in: database)
        if opening.wasLate { try CaseTable.noteLate(position, in: database) }
        try ImportLedgerTable.insert(entry.row, of: entry.source, case: position, in: database)
        self.state.cases += 1
        self.noteOpened(Opened(file: file, case: opening.opened, procedure: opening.procedure))
        if let event = opening.opened.history.last {
            try self.tellChange(of: file, by: event, number: position, recordedAt: recordedAt, in: database)
        }
        return file
    }
}
