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
            state: opening.opened.state,
            version: opening.opened.version,
            changedAt: opening.opened.lastChangedAt,
            unitPath: opening.unitPath,
            counter: opening.counter,
            language: opening.language,
            unitConcerned: opening.unitConcerned,
            kiosk: source.kiosk,
            epoch: source.epoch,
            sequence: source.sequence
        )
    }

    /// The case after one more entry in its history.
    func after(_ event: CaseEvent) -> CaseFile {
        CaseFile(
            number: self.number,
            reception: self.reception,
            routing: self.routing,
            lifecycle: self.lifecycle,
            state: event.to,
            version: event.version,
            changedAt: event.at,
            unitPath: self.unitPath,
            counter: self.counter,
            language: self.language,
            unitConcerned: self.unitConcerned,
            kiosk: self.kiosk,
            epoch: self.epoch,
            sequence: self.sequence
        )
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
