internal import CivilTime

extension CaseRuleSetValidation {
    mutating func checkLanes() {
        for (index, rule) in self.draft.lanes.enumerated() {
            let entry = CaseRuleSetEntry.lane(number: index + 1, rule.lane)
            self.check(label: rule.vietnameseName, in: entry)
            self.check(source: rule.source, in: entry)
            if let first = self.draft.lanes.firstIndex(where: { $0.lane == rule.lane }), first < index {
                self.note(.duplicate(of: first + 1), in: entry)
                if self.draft.lanes[first].reopenWindowDays != nil, rule.reopenWindowDays != nil {
                    self.note(.reopenWindowGivenTwice(rule.lane), in: entry)
                }
            }
            if !self.draft.lifecycles.contains(where: { $0.id == rule.lifecycle }) {
                self.note(.unknownName("life cycle", rule.lifecycle.rawValue), in: entry)
            }
            self.checkSecrecy(of: rule, in: entry)
            self.checkWindow(of: rule, in: entry)
            self.checkRequiredDeadlines(of: rule, in: entry)
        }
        for lane in Lane.allCases where self.rule(for: lane) == nil { self.note(.laneMissing(lane), in: .ruleSet) }
    }

    private mutating func checkSecrecy(of rule: LaneRule, in entry: CaseRuleSetEntry) {
        if (rule.confidentiality == .sealed) == rule.sealedTo.isEmpty { self.note(.sealDoesNotFit, in: entry) }
        for role in rule.sealedTo { self.check(role: role, in: entry) }
        if rule.othersSee > .number { self.note(.othersSeeTooMuch(rule.othersSee), in: entry) }
    }

    private mutating func checkWindow(of rule: LaneRule, in entry: CaseRuleSetEntry) {
        if let days = rule.reopenWindowDays, !(1...365).contains(days) {
            self.note(.outOfRange("reopen_window_days", days, 1...365), in: entry)
        }
        guard let lifecycle = self.lifecycles[rule.lane], lifecycle.id == rule.lifecycle else { return }
        let hasWindow = lifecycle.transitions.contains { $0.reopenWindow != nil }
        if hasWindow, rule.reopenWindowDays == nil { self.note(.reopenWindowMissing, in: entry) }
        if !hasWindow, rule.reopenWindowDays != nil { self.note(.reopenWindowUnused, in: entry) }
    }

    private mutating func checkRequiredDeadlines(of rule: LaneRule, in entry: CaseRuleSetEntry) {
        for id in rule.requiredDeadlines {
            let named = self.draft.deadlines.filter { $0.id == id }
            guard !named.isEmpty else {
                self.note(.unknownName("deadline", id.rawValue), in: entry)
                continue
            }
            let periods = named.filter { $0.lanes.contains(rule.lane) }.map(\.period)
            if let day = self.draft.period.firstDayNotCovered(by: periods) {
                self.note(.gap(id, rule.lane, from: day), in: entry)
            }
        }
    }

    mutating func checkLifecycles() {
        for (index, draft) in self.draft.lifecycles.enumerated() {
            func entry(_ place: LifecycleDefinitionError.Entry) -> CaseRuleSetEntry {
                .lifecycle(number: index + 1, draft.id, place)
            }
            if let first = self.draft.lifecycles.firstIndex(where: { $0.id == draft.id }), first < index {
                self.note(.duplicate(of: first + 1), in: entry(.definition))
            }
            if !self.draft.lanes.contains(where: { $0.lifecycle == draft.id }) {
                self.note(.unusedLifecycle, in: entry(.definition))
            }
            let definition = self.draft.definition(of: draft)
            // The rule set's head already says so of its own dates.
            for problem in definition.problems where problem != .endsBeforeItBegins {
                self.note(.lifecycle(problem), in: entry(problem.entry(in: draft)))
            }
            for (number, transition) in draft.transitions.enumerated() {
                let place = LifecycleDefinitionError.Entry.transition(
                    number: number + 1,
                    transition.event,
                    from: transition.from
                )
                for role in transition.roles.sorted() { self.check(role: role, in: entry(place)) }
            }
        }
    }
}

extension LifecycleDefinitionError.Problem {
    /// The entry the problem is in.
    func entry(in draft: LifecycleDraft) -> LifecycleDefinitionError.Entry {
        switch self {
        case .badName(let entry), .noLabel(let entry), .unknownState(_, let entry), .duplicate(let entry),
            .reservedEvent(let entry), .noRole(let entry), .unreachable(let entry), .noWayOut(let entry),
            .noResume(let entry), .clockDoesNotFit(let entry), .countBelowOne(let entry),
            .unknownEvent(_, let entry), .reopenWindowNeverOpens(let entry), .nobodyIsAsked(let entry),
            .notForTheSystem(let entry):
            entry
        case .noAutomaticAssignment(let state):
            draft.states.firstIndex { $0.state == state }.map { .state(number: $0 + 1, state) } ?? .definition
        case .endsBeforeItBegins: .definition
        }
    }
}
