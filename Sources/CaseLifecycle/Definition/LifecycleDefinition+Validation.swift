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
            if entry.vietnameseLabel.allSatisfy(\.isWhitespace) || entry.citizenLabel.allSatisfy(\.isWhitespace) {
                problems.append(.noLabel(place))
            }
            if !seen.insert(entry.state).inserted { problems.append(.duplicate(place)) }
            if (entry.phase == .final) != (entry.clock == .stopped) { problems.append(.clockDoesNotFit(place)) }
        }
        return problems
    }

    private var transitionProblems: [LifecycleDefinitionError.Problem] {
        var problems: [LifecycleDefinitionError.Problem] = []
        let known = Set(self.states.map(\.state))
        let events = Set(self.transitions.map(\.event))
        let hasWindow = self.transitions.contains { $0.reopenWindow == .opens }
        let asksForHelp = self.transitions.contains { $0.requirements.contains(.coordinatingUnit) }
        var seen: [CaseState: Set<CaseEventKind>] = [:]
        for (index, entry) in self.transitions.enumerated() {
            let place = LifecycleDefinitionError.Entry.transition(number: index + 1, entry.event, from: entry.from)
            if !entry.event.isWellFormed || entry.roles.contains(where: { !$0.isWellFormed }) {
                problems.append(.badName(place))
            }
            if entry.vietnameseLabel.allSatisfy(\.isWhitespace) { problems.append(.noLabel(place)) }
            if [.receive, .import, .succeed].contains(entry.event) { problems.append(.reservedEvent(place)) }
            if !known.contains(entry.from) { problems.append(.unknownState(entry.from, in: place)) }
            if !known.contains(entry.to) { problems.append(.unknownState(entry.to, in: place)) }
            if entry.roles.isEmpty { problems.append(.noRole(place)) }
            if !seen[entry.from, default: []].insert(entry.event).inserted { problems.append(.duplicate(place)) }
            if (entry.maximumCount ?? 1) < 1 || (entry.prerequisite?.count ?? 1) < 1 {
                problems.append(.countBelowOne(place))
            }
            if let earlier = entry.prerequisite?.event, !events.contains(earlier) {
                problems.append(.unknownEvent(earlier, in: place))
            }
            if entry.reopenWindow == .within || entry.reopenWindow == .after, !hasWindow {
                problems.append(.reopenWindowNeverOpens(place))
            }
            if entry.parties.contains(.coordinatingUnit), !asksForHelp { problems.append(.nobodyIsAsked(place)) }
            if entry.reopenWindow == .after, !entry.roles.contains(.system) {
                problems.append(.notForTheSystem(place))
            }
        }
        return problems
    }

    private var pathProblems: [LifecycleDefinitionError.Problem] {
        var problems: [LifecycleDefinitionError.Problem] = []
        let assignment = self.transitions.first { $0.from == self.initialState && $0.event == .assign }
        if assignment.map({ $0.isAutomaticAssignment }) != true {
            problems.append(.noAutomaticAssignment(self.initialState))
        }
        let reached = closure(of: [self.initialState], over: self.transitions.map { ($0.from, $0.to) })
        let finals = self.states.filter { $0.phase == .final }.map(\.state)
        // A step that may be used up or closed, or that waits for the citizen, can leave a case behind: no way out.
        let always = self.transitions.filter(\.isAlwaysAllowed)
        let finishing = closure(of: Set(finals), over: always.map { ($0.to, $0.from) })
        let running = Set(self.states.filter { $0.clock == .running }.map(\.state))
        for (index, entry) in self.states.enumerated() {
            let place = LifecycleDefinitionError.Entry.state(number: index + 1, entry.state)
            if !reached.contains(entry.state) { problems.append(.unreachable(place)) }
            if !finishing.contains(entry.state) { problems.append(.noWayOut(place)) }
            if entry.clock.isPause, !always.contains(where: { $0.from == entry.state && running.contains($0.to) }) {
                problems.append(.noResume(place))
            }
        }
        return problems
    }
}

extension TransitionDefinition {
    /// Whether routing can make it with a unit and nothing else.
    fileprivate var isAutomaticAssignment: Bool {
        self.requirements == [.unit] && self.roles.contains(.system) && self.isAlwaysAllowed && self.reopenWindow == nil
    }

    /// Whether somebody can make it at some time in every case that is in its state.
    ///
    /// A reopen window passes by itself; but a citizen may never come back, and no unit may ever be asked for help.
    fileprivate var isAlwaysAllowed: Bool {
        self.maximumCount == nil && self.prerequisite == nil && self.reopenWindow != .within
            && self.roles != [.citizen] && self.parties.contains(.responsibleUnit)
    }
}

/// All states that can be reached from `start` along `steps`, `start` included.
func closure(of start: Set<CaseState>, over steps: [(from: CaseState, to: CaseState)]) -> Set<CaseState> {
    var reached = start
    var frontier = Array(start)
    while let state = frontier.popLast() {
        for step in steps where step.from == state && reached.insert(step.to).inserted {
            frontier.append(step.to)
        }
    }
    return reached
}
