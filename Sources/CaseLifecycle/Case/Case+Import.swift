package import CivilTime

extension Case {
    /// A case from before this system, as a row of a spreadsheet tells it: received, and then where it stands.
    ///
    /// - Parameters:
    ///   - reception: What was received, at its original date.
    ///   - unit: The register code of the unit that answers or answered for it.
    ///   - routing: The source it comes from.
    ///   - state: Where it stands, any state of the definition.
    ///   - time: Since when; a time before the reception becomes that of the reception.
    ///   - reason: Where it comes from, in Vietnamese.
    ///   - details: Its outcome, and by when the source had it due.
    ///   - definition: The definition of its lane in the rules of the day of reception.
    /// - Returns: A case of two entries, or `nil` when there is no such state.
    package static func imported(
        _ reception: CaseReception,
        unit: String,
        routing: RoutingProvenance,
        state: CaseState,
        since time: Timestamp,
        reason: String,
        details: CaseEventDetails,
        under definition: LifecycleDefinition
    ) -> Case? {
        guard definition.definition(of: state) != nil else { return nil }
        let receipt = CaseEvent(
            version: 1,
            kind: .receive,
            from: nil,
            to: definition.initialState,
            actor: .importing,
            at: reception.receivedAt,
            reason: nil,
            unit: unit,
            idempotencyKey: nil
        )
        var imported = Case(reception, routing: routing, lifecycle: definition.id, first: receipt)
        imported.record(
            CaseEvent(
                version: 2,
                kind: .import,
                from: definition.initialState,
                to: state,
                actor: .importing,
                at: max(time, reception.receivedAt),
                reason: reason,
                unit: unit,
                details: details,
                idempotencyKey: nil
            )
        )
        return imported
    }

    /// The entry that says where an imported case stood; `nil` for a case of this system.
    package var importEntry: CaseEvent? {
        self.history.count > 1 && self.history[1].kind == .import ? self.history[1] : nil
    }

    /// Whether a stored entry may be the import of this case: the second one, to any state, by nobody else.
    func checkImport(_ event: CaseEvent, under definition: LifecycleDefinition) throws(CaseReplayError) {
        guard self.version == 1, event.from == self.state, definition.definition(of: event.to) != nil,
            event.actor == .importing
        else { throw CaseReplayError(.stepNotDefined, version: event.version) }
        guard event.at >= self.lastChangedAt else { throw CaseReplayError(.timeBackwards, version: event.version) }
        guard event.unit == self.responsibleUnit else {
            throw CaseReplayError(.unitNotExplained, version: event.version)
        }
    }
}

extension Case {
    /// The name of the time limit that an imported case brought along; rule files allow no underscore in names.
    package static let importedDeadlineRule: DeadlineRuleID = "imported_due"

    /// The due date that the source of an open imported case had: kept as it is, whatever the calendar says, until the
    /// case is answered or over for the first time; `nil` for other cases and without such a date.
    func importedDeadline(under definition: LifecycleDefinition) -> CaseDeadline? {
        guard let entry = self.importEntry, let dueAt = entry.details.importedDueAt,
            !Case.isAtRest(entry.to, definition)
        else { return nil }
        let end = self.history.dropFirst(2).first { Case.isAtRest($0.to, definition) }
        let counts = end.flatMap { definition.definition(of: $0.to) }?.nationalCategory != .notCounted
        return CaseDeadline(
            rule: Case.importedDeadlineRule,
            kind: .duty,
            run: 1,
            state: end == nil ? .running : counts ? .fulfilled : .ended,
            startedAt: self.reception.receivedAt,
            dueAt: dueAt,
            isProvisional: false,
            endedAt: end?.at,
            notices: []
        )
    }

    /// The entries from which time limits are counted.
    ///
    /// All of a case of this system. Of an imported one, those from when its source's limit was over on; without such a
    /// limit, those made here.
    func historyToCount(under definition: LifecycleDefinition) -> [CaseEvent] {
        guard let entry = self.importEntry else { return self.history }
        guard entry.details.importedDueAt != nil, !Case.isAtRest(entry.to, definition) else {
            return Array(self.history.dropFirst(2))
        }
        return Array(self.history.dropFirst(2).drop { !Case.isAtRest($0.to, definition) })
    }

    /// Whether what was asked for is answered or over; at most the answer is still to be published.
    private static func isAtRest(_ state: CaseState, _ definition: LifecycleDefinition) -> Bool {
        guard let found = definition.definition(of: state) else { return false }
        return found.phase == .final || found.clock == .stopped || found.nationalCategory == .awaitingPublication
    }
}
