package import CivilTime

extension Case {
    /// Hands an open case to the successor of its unit, as a new register edition has it (chuyển đơn vị kế thừa).
    ///
    /// Nothing else changes: the state, the history's times and what is owed stay.
    ///
    /// - Parameters:
    ///   - unit: The register code of the successor.
    ///   - coordinatingUnits: The units that help from now on, by their codes in that edition; `nil` leaves them. One that
    ///     is responsible now, and what stands twice, is left out.
    ///   - reason: Why, in Vietnamese, with both units' names.
    ///   - time: When.
    /// - Returns: The entry made, or `nil` when the history is full.
    package mutating func succeed(
        to unit: String,
        helpedBy coordinatingUnits: [String]? = nil,
        because reason: String,
        at time: Timestamp
    ) -> CaseEvent? {
        guard self.history.count < Case.maximumHistoryCount, !unit.isEmpty else { return nil }
        let helpers = coordinatingUnits?.reduce(into: [String]()) { units, code in
            if code != unit, !units.contains(code) { units.append(code) }
        }
        let event = CaseEvent(
            version: self.version + 1,
            kind: .succeed,
            from: self.state,
            to: self.state,
            actor: .succession,
            at: max(time, self.lastChangedAt),
            reason: reason,
            unit: unit,
            details: CaseEventDetails(coordinatingUnits: helpers),
            idempotencyKey: nil
        )
        self.record(event)
        return event
    }

    /// Whether a stored entry may be such a move: by the system, without another state.
    func checkSuccession(_ event: CaseEvent) throws(CaseReplayError) {
        guard event.from == self.state, event.to == self.state, event.actor == .succession else {
            throw CaseReplayError(.stepNotDefined, version: event.version)
        }
        guard event.at >= self.lastChangedAt else { throw CaseReplayError(.timeBackwards, version: event.version) }
        guard !event.unit.isEmpty else { throw CaseReplayError(.unitNotExplained, version: event.version) }
    }
}
