extension LifecycleDefinition {
    /// Everything wrong with the definition, entry by entry; empty when it is sound.
    var problems: [LifecycleDefinitionError.Problem] {
        let entryProblems = self.headProblems + self.stateProblems + self.transitionProblems
        // Paths mean nothing while names do not resolve.
        guard entryProblems.isEmpty else { return entryProblems }
        return self.pathProblems
    }

    private var headProblems: [LifecycleDefinitionError.Problem] {
        var problems: [LifecycleDefinitionError.Problem] = []
        if !self.id.isWellFormed { problems.append(.badName(.definition)) }
        if let last = self.validThrough, last < self.validFrom { problems.append(.endsBeforeItBegins) }
        if self.definition(of: self.initialState) == nil {
            problems.append(.unknownState(self.initialState, in: .definition))
        }
        return problems
    }

    private var stateProblems: [LifecycleDefinitionError.Problem] {
        var problems: [LifecycleDefinitionError.Problem] = []
        var seen: Set<CaseState> = []
        for (index, entry) in self.states.enumerated() {
            let place = LifecycleDefinitionError.Entry.state(number: index + 1, entry.state)
            if !entry.state.isWellFormed { problems.append(.badName(place)) }
            if entry.vietnameseLabel.allSatisfy(\.isWhitespace) { problems.append(.noLabel(place)) }
            if !seen.insert(entry.state).inserted { problems.append(.duplicate(place)) }
        }
        return problems
    }

    private var transitionProblems: [LifecycleDefinitionError.Problem] {
        var problems: [LifecycleDefinitionError.Problem] = []
        let known = Set(self.states.map(\.state))
        var seen: [CaseState: Set<CaseEventKind>] = [:]
        for (index, entry) in self.transitions.enumerated() {
            let place = LifecycleDefinitionError.Entry.transition(number: index + 1, entry.event, from: entry.from)
            if !entry.event.isWellFormed || entry.roles.contains(where: { !$0.isWellFormed }) {
                problems.append(.badName(place))
            }
            if entry.vietnameseLabel.allSatisfy(\.isWhitespace) { problems.append(.noLabel(place)) }
            if entry.event == .receive { problems.append(.reservedEvent(place)) }
            if !known.contains(entry.from) { problems.append(.unknownState(entry.from, in: place)) }
            if !known.contains(entry.to) { problems.append(.unknownState(entry.to, in: place)) }
            if entry.roles.isEmpty { problems.append(.noRole(place)) }
            if !seen[entry.from, default: []].insert(entry.event).inserted { problems.append(.duplicate(place)) }
        }
        return problems
    }

    private var pathProblems: [LifecycleDefinitionError.Problem] {
        var problems: [LifecycleDefinitionError.Problem] = []
        let assignment = self.transitions.first { $0.from == self.initialState && $0.event == .assign }
        if assignment.map({ $0.namesUnit && !$0.requiresReason && $0.roles.contains(.system) }) != true {
            problems.append(.noAutomaticAssignment(self.initialState))
        }
        let reached = closure(of: [self.initialState], over: self.transitions.map { ($0.from, $0.to) })
        let finals = self.states.filter { $0.phase == .final }.map(\.state)
        let finishing = closure(of: Set(finals), over: self.transitions.map { ($0.to, $0.from) })
        for (index, entry) in self.states.enumerated() {
            let place = LifecycleDefinitionError.Entry.state(number: index + 1, entry.state)
            if !reached.contains(entry.state) { problems.append(.unreachable(place)) }
            if !finishing.contains(entry.state) { problems.append(.noWayOut(place)) }
        }
        return problems
    }
}

/// All states that can be reached from `start` along `steps`, `start` included.
private func closure(of start: Set<CaseState>, over steps: [(from: CaseState, to: CaseState)]) -> Set<CaseState> {
    var reached = start
    var frontier = Array(start)
    while let state = frontier.popLast() {
        for step in steps where step.from == state && reached.insert(step.to).inserted {
            frontier.append(step.to)
        }
    }
    return reached
}
