/// What must have happened before a transition, such as two returns before the parent unit decides.
package struct TransitionPrerequisite: Sendable, Hashable {
    /// The event that must be in the history.
    package let event: CaseEventKind

    /// How often, at least 1.
    package let count: Int

    /// Makes a prerequisite.
    ///
    /// - Parameters:
    ///   - event: The event that must be in the history.
    ///   - count: How often, at least 1.
    package init(_ event: CaseEventKind, count: Int) {
        self.event = event
        self.count = count
    }
}

/// Why a transition that the state has cannot be made now; the case's history says so.
package enum TransitionObstacle: Sendable, Hashable {
    /// The event may happen `limit` times in one case and already did.
    case timesUsedUp(TransitionDefinition, limit: Int)

    /// The event needs another one before it, which happened only `found` times.
    case prerequisiteMissing(TransitionDefinition, TransitionPrerequisite, found: Int)

    /// A stable name for programs and the wire.
    package var code: String {
        switch self {
        case .timesUsedUp: "times-used-up"
        case .prerequisiteMissing: "prerequisite-missing"
        }
    }
}

extension TransitionDefinition {
    /// What in the history stands against the transition, or `nil` when nothing does.
    ///
    /// - Parameter occurrences: How often an event is in the case's history.
    /// - Returns: The first obstacle.
    package func obstacle(occurrences: (CaseEventKind) -> Int) -> TransitionObstacle? {
        if let limit = self.maximumCount, occurrences(self.event) >= limit {
            return .timesUsedUp(self, limit: limit)
        }
        if let prerequisite = self.prerequisite {
            let found = occurrences(prerequisite.event)
            if found < prerequisite.count { return .prerequisiteMissing(self, prerequisite, found: found) }
        }
        return nil
    }
}
