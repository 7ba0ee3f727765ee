import CaseLifecycle

/// Which kiosk sent a case's submission, and as what.
struct CaseSource {
    let kiosk: String
    let epoch: UInt64
    let sequence: UInt64
}

extension CaseFile {
    /// A new case as it is listed.
    init(_ opening: CaseOpening, number: UInt64, source: CaseSource) {
        self.init(
            number: number,
            reception: opening.opened.reception,
            routing: opening.opened.routing,
            lifecycle: opening.opened.lifecycle,
            ruleSet: opening.procedure.ruleSet?.id,
            state: opening.opened.state,
            isOpen: opening.procedure.isOpen(opening.opened.state),
            version: opening.opened.version,
            changedAt: opening.opened.lastChangedAt,
            unitPath: opening.unitPath,
            registerEdition: opening.opened.routing.editionID,
            calendarPath: opening.unitPath,
            former: nil,
            officer: nil,
            dueAt: nil,
            isDueProvisional: false,
            coordinatingUnits: [],
            automaticStep: nil,
            partOf: opening.partOf,
            counter: opening.counter,
            language: opening.language,
            unitConcerned: opening.unitConcerned,
            kiosk: source.kiosk,
            epoch: source.epoch,
            sequence: source.sequence
        )
    }

    /// The case after one more entry in its history.
    ///
    /// - Parameters:
    ///   - event: The entry.
    ///   - subject: The case with it.
    ///   - unitPath: The codes from the root to the unit responsible now, when the entry names another.
    ///   - procedure: The rules the case lives under.
    /// - Returns: The case; its time limits are still those of before.
    func after(
        _ event: CaseEvent,
        of subject: Case,
        unitPath: [String]?,
        under procedure: CaseProcedure
    ) -> CaseFile {
        var file = self
        file.state = event.to
        file.isOpen = procedure.isOpen(event.to)
        file.version = event.version
        file.changedAt = event.at
        file.coordinatingUnits = subject.coordinatingUnits
        file.automaticStep = nil
        if let unitPath, unitPath != self.unitPath {
            file.unitPath = unitPath
            // Whoever gets it by hand counts by the own calendar.
            file.calendarPath = unitPath
            // Another unit names its own.
            file.officer = nil
        }
        if let officer = event.details.officer { file.officer = officer }
        return file
    }

    /// The case with the successor of its unit; who handles it, who helps, and by whose calendar, stays.
    func succeeded(_ event: CaseEvent, to unitPath: [String], inEdition edition: String) -> CaseFile {
        var file = self
        file.former = FormerUnit(unitPath: self.unitPath, registerEdition: self.registerEdition)
        file.unitPath = unitPath
        file.registerEdition = edition
        file.version = event.version
        file.changedAt = event.at
        return file
    }

    /// The case with its time limits as they stand.
    func with(_ deadlines: [CaseDeadline]) -> CaseFile {
        var file = self
        let next = deadlines.next
        file.dueAt = next?.dueAt
        file.isDueProvisional = next?.isProvisional ?? false
        return file
    }
}

extension QuarantinedRecord {
    /// The record after a decision.
    func decided(_ state: State, _ decision: Decision) -> QuarantinedRecord {
        QuarantinedRecord(
            number: self.number,
            kiosk: self.kiosk,
            epoch: self.epoch,
            sequence: self.sequence,
            reason: self.reason,
            recordedAt: self.recordedAt,
            size: self.size,
            state: state,
            decision: decision
        )
    }
}
