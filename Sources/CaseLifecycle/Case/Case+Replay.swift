extension Case {
    /// Tells a case again from its stored parts; the result equals the case that made the entries.
    ///
    /// Every entry is checked against the definition, except for roles and reasons: who may do what was decided when
    /// it happened.
    ///
    /// - Parameters:
    ///   - reception: What was received.
    ///   - routing: Why the first unit was chosen.
    ///   - events: The whole history, oldest first.
    ///   - definition: The definition the case was opened under.
    /// - Returns: The case as it stood after the last entry.
    /// - Throws: ``CaseReplayError`` naming the first entry that does not fit.
    package static func replaying(
        _ reception: CaseReception,
        routing: RoutingProvenance,
        events: some Sequence<CaseEvent>,
        under definition: LifecycleDefinition
    ) throws(CaseReplayError) -> Case {
        var iterator = events.makeIterator()
        guard let first = iterator.next() else { throw CaseReplayError(.empty, version: 0) }
        guard first.version == 1 else { throw CaseReplayError(.versionOutOfOrder, version: first.version) }
        guard first.kind == .receive, first.from == nil, first.to == definition.initialState else {
            throw CaseReplayError(.stepNotDefined, version: 1)
        }
        guard first.at == reception.receivedAt else { throw CaseReplayError(.timeBackwards, version: 1) }
        guard !first.unit.isEmpty else { throw CaseReplayError(.unitNotExplained, version: 1) }
        var replayed = Case(reception, routing: routing, lifecycle: definition.id, first: first)
        var keys = Set([first.idempotencyKey].compactMap(\.self))
        while let event = iterator.next() {
            try replayed.check(event, under: definition)
            if let key = event.idempotencyKey, !keys.insert(key).inserted {
                throw CaseReplayError(.keyRepeated, version: event.version)
            }
            replayed.record(event)
        }
        return replayed
    }

    /// Adds the next stored entry.
    ///
    /// - Parameters:
    ///   - event: The entry of the next version.
    ///   - definition: The definition the case was opened under.
    /// - Throws: ``CaseReplayError`` when the entry does not fit; the case stays as it is.
    package mutating func replay(_ event: CaseEvent, under definition: LifecycleDefinition) throws(CaseReplayError) {
        try self.check(event, under: definition)
        if let key = event.idempotencyKey, self.history.contains(where: { $0.idempotencyKey == key }) {
            throw CaseReplayError(.keyRepeated, version: event.version)
        }
        self.record(event)
    }

    /// Whether the entry follows the last one under the definition; its key is the callers' to check.
    private func check(_ event: CaseEvent, under definition: LifecycleDefinition) throws(CaseReplayError) {
        func refuse(_ problem: CaseReplayError.Problem) -> CaseReplayError {
            CaseReplayError(problem, version: event.version)
        }
        guard definition.id == self.lifecycle else { throw refuse(.wrongDefinition) }
        guard self.history.count < Case.maximumHistoryCount, event.version == self.version + 1 else {
            throw refuse(.versionOutOfOrder)
        }
        if event.kind == .succeed { return try self.checkSuccession(event) }
        if event.kind == .import { return try self.checkImport(event, under: definition) }
        guard event.from == self.state,
            case .transition(let transition) = CaseStateMachine.step(definition, from: self.state, on: event.kind),
            transition.to == event.to
        else { throw refuse(.stepNotDefined) }
        guard event.at >= self.lastChangedAt else { throw refuse(.timeBackwards) }
        guard !event.unit.isEmpty, transition.namesUnit || event.unit == self.responsibleUnit else {
            throw refuse(.unitNotExplained)
        }
    }
}

/// Why stored entries do not make a case; the store or the loaded definition is wrong, not a person.
package struct CaseReplayError: Error, Sendable, Hashable {
    /// What does not fit.
    package enum Problem: String, Sendable, Hashable {
        /// There are no entries.
        case empty = "there are no entries"

        /// The entry's version is not the next one.
        case versionOutOfOrder = "its version is not the next one"

        /// The definition has no such step from the state the case is in.
        case stepNotDefined = "the life cycle has no such step from the state before"

        /// The entry is older than the one before, or the first is not of the time of reception.
        case timeBackwards = "its time does not follow the one before"

        /// The responsible unit is missing, or changed by a step that does not name one.
        case unitNotExplained = "its responsible unit is missing or changed without an assignment"

        /// Another entry already has the key.
        case keyRepeated = "another entry has the same idempotency key"

        /// The case was opened under another definition.
        case wrongDefinition = "the case was opened under another life cycle"
    }

    /// What does not fit.
    package let problem: Problem

    /// The version of the entry concerned; 0 when there are none.
    package let version: UInt32

    /// Makes the error for the entry of a version.
    init(_ problem: Problem, version: UInt32) {
        self.problem = problem
        self.version = version
    }
}

extension CaseReplayError: CustomStringConvertible {
    /// What is wrong and what to do.
    package var description: String {
        "Entry \(self.version) of the stored history does not fit: \(self.problem.rawValue). "
            + "Verify the journal, then rebuild the cases from it."
    }
}
