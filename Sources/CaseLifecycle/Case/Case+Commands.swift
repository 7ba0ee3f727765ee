import CivilTime

extension Case {
    /// Applies a command, or refuses it and stays as it is.
    ///
    /// A command whose idempotency key is already in the history changes nothing and gets the answer of the first
    /// time, whatever happened since. A refused command leaves no trace, so its key can be used again. A time before
    /// the last entry's (the clock was set back) is not refused: the entry takes the last entry's time.
    ///
    /// - Parameters:
    ///   - command: What shall happen.
    ///   - procedure: The rules the case lives under; its life cycle is the one named by ``lifecycle``.
    /// - Returns: The entry made, or the one made the first time.
    /// - Throws: ``CaseCommandError`` with what to do instead.
    package mutating func apply(
        _ command: CaseCommand,
        under procedure: CaseProcedure
    ) throws(CaseCommandError) -> CaseCommandOutcome {
        let definition = procedure.lifecycle
        if let earlier = self.history.first(where: { $0.idempotencyKey == command.idempotencyKey }) {
            guard command.isSame(as: earlier) else { throw .idempotencyKeyReused(version: earlier.version) }
            return CaseCommandOutcome(event: earlier, isRepetition: true)
        }
        guard definition.id == self.lifecycle, let current = definition.definition(of: self.state) else {
            throw .wrongDefinition(needed: self.lifecycle, given: definition.id)
        }
        guard command.expectedVersion == self.version else {
            throw .staleVersion(expected: command.expectedVersion, current: self.version, state: current)
        }
        let event = try self.decide(
            command.event,
            by: command.actor,
            at: command.at,
            reason: command.reason,
            unit: command.unit,
            details: command.details,
            idempotencyKey: command.idempotencyKey,
            under: procedure
        )
        self.record(event)
        return CaseCommandOutcome(event: event, isRepetition: false)
    }

    /// Applies a command to a case that has a life cycle and no rule set.
    ///
    /// - Throws: ``CaseCommandError`` with what to do instead.
    package mutating func apply(
        _ command: CaseCommand,
        under definition: LifecycleDefinition
    ) throws(CaseCommandError) -> CaseCommandOutcome {
        try self.apply(command, under: self.procedure(definition))
    }

    /// The rules of a case that has a life cycle and no rule set.
    func procedure(_ definition: LifecycleDefinition) -> CaseProcedure {
        CaseProcedure(
            lifecycle: definition,
            ruleSet: nil,
            lane: self.lane,
            receivedOn: self.reception.receivedAt.localDay
        )
    }

    /// The entry that an event would make now, by the definition's rules.
    func decide(
        _ kind: CaseEventKind,
        by actor: Actor,
        at time: Timestamp,
        reason: String?,
        unit: String?,
        details: CaseEventDetails,
        idempotencyKey: IdempotencyKey?,
        under procedure: CaseProcedure
    ) throws(CaseCommandError) -> CaseEvent {
        let definition = procedure.lifecycle
        let transition: TransitionDefinition
        switch CaseStateMachine.step(definition, from: self.state, on: kind) {
        case .transition(let found): transition = found
        case .notAllowed(let state, let allowed): throw .notAllowed(in: state, allowed: allowed)
        case .unknownState: throw .wrongDefinition(needed: self.lifecycle, given: definition.id)
        }
        guard transition.roles.contains(actor.role) else { throw .roleNotAllowed(transition) }
        let obstacle = transition.obstacle { event in self.history.count { $0.kind == event } }
        if let obstacle { throw .obstacle(obstacle) }
        try self.checkReopenWindow(of: transition, at: max(time, self.lastChangedAt), under: procedure)
        let reason = try transition.checkedReason(reason)
        let unit = try transition.checkedUnit(unit, current: self.responsibleUnit)
        let details = try self.checked(details, for: transition, by: actor, under: procedure)
        guard self.history.count < Case.maximumHistoryCount else {
            throw .historyFull(limit: Case.maximumHistoryCount)
        }
        return CaseEvent(
            version: self.version + 1,
            kind: kind,
            from: self.state,
            to: transition.to,
            actor: actor,
            at: max(time, self.lastChangedAt),
            reason: reason,
            unit: unit,
            details: details,
            idempotencyKey: idempotencyKey
        )
    }
}

extension CaseCommand {
    /// Whether this is the command that made `entry`; its time may differ, for a repetition arrives later.
    fileprivate func isSame(as entry: CaseEvent) -> Bool {
        self.event == entry.kind && self.actor == entry.actor && self.reason.flatMap(trimmed) == entry.reason
            && self.details.trimmed == entry.details && self.expectedVersion == entry.version - 1
            && (self.unit.map { $0 == entry.unit } ?? true)
    }
}

extension TransitionDefinition {
    /// The reason without white space at its ends, or `nil` for none, if the transition allows that.
    fileprivate func checkedReason(_ reason: String?) throws(CaseCommandError) -> String? {
        guard let text = reason.flatMap(trimmed) else {
            guard !self.requiresReason else { throw .reasonMissing(self) }
            return nil
        }
        let length = text.unicodeScalars.count
        guard length <= CaseCommand.maximumReasonLength else {
            throw .reasonTooLong(length: length, limit: CaseCommand.maximumReasonLength)
        }
        return text
    }

    /// The unit responsible after the transition.
    fileprivate func checkedUnit(_ unit: String?, current: String) throws(CaseCommandError) -> String {
        guard self.namesUnit else {
            guard unit == nil || unit == current else { throw .unitNotExpected(self) }
            return current
        }
        guard let unit, trimmed(unit) == unit else { throw .unitMissing(self) }
        return unit
    }
}

/// The text without white space at its ends, or `nil` when nothing is left.
func trimmed(_ text: String) -> String? {
    guard let first = text.firstIndex(where: { !$0.isWhitespace }),
        let last = text.lastIndex(where: { !$0.isWhitespace })
    else { return nil }
    return String(text[first...last])
}
