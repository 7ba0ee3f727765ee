extension CaseRuleSetValidation {
    mutating func checkDeadlines() {
        for (index, rule) in self.draft.deadlines.enumerated() {
            let entry = CaseRuleSetEntry.deadline(number: index + 1, rule.id)
            self.check(name: rule.id, in: entry)
            self.check(label: rule.vietnameseName, in: entry)
            self.check(source: rule.source, in: entry)
            self.check(period: rule.period, in: entry)
            self.check(lanes: rule.lanes, in: entry)
            self.checkOverlaps(
                self.draft.deadlines,
                at: index,
                id: \.id,
                lanes: \.lanes,
                period: \.period,
                in: entry
            )
            for clock in StateClock.allCases where rule.pauses.contains(clock) && !clock.isPause {
                self.note(.notAPause(clock), in: entry)
            }
            self.checkCourse(of: rule, in: entry)
            self.checkVariants(of: rule, in: entry)
            self.checkAddressees(of: rule, in: entry)
        }
    }

    /// Checks that the time limit can begin and can be met in each of its lanes.
    private mutating func checkCourse(of rule: DeadlineRule, in entry: CaseRuleSetEntry) {
        if rule.starts.isEmpty { self.note(.nothingGiven("start"), in: entry) }
        if rule.fulfilledBy.isEmpty { self.note(.nothingGiven("fulfilling events"), in: entry) }
        self.check(events: rule.fulfilledBy, in: entry)
        var startsAreKnown = true
        for start in rule.starts {
            switch start {
            case .event(let event) where !self.events.contains(event):
                self.note(.unknownName("event", event.rawValue), in: entry)
                startsAreKnown = false
            case .state(let state) where !self.states.contains(state):
                self.note(.unknownName("state", state.rawValue), in: entry)
                startsAreKnown = false
            case .event, .state: break
            }
        }
        for lane in rule.lanes {
            guard let lifecycle = self.lifecycles[lane] else { continue }
            let begun = Set(rule.starts.flatMap { lifecycle.states(after: $0) })
            guard !begun.isEmpty else {
                if !rule.starts.isEmpty, startsAreKnown { self.note(.neverStarts(lane), in: entry) }
                continue
            }
            let later = closure(of: begun, over: lifecycle.transitions.map { ($0.from, $0.to) })
            let possible = lifecycle.transitions.contains {
                later.contains($0.from) && rule.fulfilledBy.contains($0.event)
            }
            if !possible, !rule.fulfilledBy.isEmpty { self.note(.neverFulfilled(lane), in: entry) }
            if rule.fulfilledBy.contains(where: { lifecycle.isWindowed($0) }) {
                self.note(.reopenWindowGivenTwice(lane), in: entry)
            }
        }
    }

    private mutating func checkVariants(of rule: DeadlineRule, in entry: CaseRuleSetEntry) {
        for (index, variant) in rule.variants.enumerated() {
            self.check(name: variant.id, in: entry)
            self.check(label: variant.vietnameseLabel, in: entry)
            if rule.variants[..<index].contains(where: { $0.id == variant.id }) {
                self.note(.duplicateVariant(variant.id), in: entry)
            }
        }
        let extensions = [rule.extensionRule].compactMap(\.self) + rule.variants.compactMap(\.extensionRule)
        for allowed in extensions where !(1...10).contains(allowed.maximumCount) {
            self.note(.outOfRange("times of an extension", allowed.maximumCount, 1...10), in: entry)
        }
        for approver in Set(extensions.map(\.approver)).sorted() {
            self.check(role: approver, in: entry)
            for lane in rule.lanes {
                guard let lifecycle = self.lifecycles[lane] else { continue }
                let canExtend = lifecycle.transitions.contains {
                    $0.event == .extend && $0.requirements.contains(.limitExtension) && $0.roles.contains(approver)
                }
                if !canExtend { self.note(.approverCannotExtend(approver, lane), in: entry) }
            }
        }
        guard !rule.variants.isEmpty else { return }
        for lane in rule.lanes {
            guard let lifecycle = self.lifecycles[lane] else { continue }
            if !lifecycle.transitions.contains(where: { $0.requirements.contains(.variant) }) {
                self.note(.variantCannotBeChosen(lane), in: entry)
            }
        }
    }

    /// Checks that somebody is told who may know of the case.
    private mutating func checkAddressees(of rule: DeadlineRule, in entry: CaseRuleSetEntry) {
        if rule.kind == .duty, rule.reminders.isEmpty, rule.escalations.isEmpty {
            self.note(.nobodyIsTold, in: entry)
        }
        if zip(rule.escalations, rule.escalations.dropFirst()).contains(where: { $0.level >= $1.level }) {
            self.note(.escalationDoesNotRise, in: entry)
        }
        for reminder in rule.reminders {
            for limit in [rule.limit] + rule.variants.map(\.limit) where reminder.before.isNoShorter(than: limit) {
                self.note(.reminderTooEarly(reminder.before, limit: limit), in: entry)
            }
        }
        let levels = self.draft.visibilityLevels
        for role in Set(rule.reminders.map(\.role) + rule.escalations.map(\.role)).sorted() {
            self.check(role: role, in: entry)
            guard self.roles.contains(role) else { continue }
            for lane in rule.lanes {
                guard let laneRule = self.rule(for: lane), let lifecycle = self.lifecycles[lane] else { continue }
                let blind = lifecycle.states.contains {
                    $0.phase == .open && levels.level(of: laneRule, in: $0.state, for: role) < .number
                }
                if blind { self.note(.toldButMayNotSee(role, lane), in: entry) }
            }
        }
    }
}

extension LifecycleDefinition {
    /// The states a case can be in right after a time limit's start.
    fileprivate func states(after start: DeadlineRule.Start) -> [CaseState] {
        switch start {
        case .event(.receive): [self.initialState]
        case .event(let event): self.transitions.filter { $0.event == event }.map(\.to)
        case .state(let state): self.definition(of: state).map { [$0.state] } ?? []
        }
    }

    /// Whether the event is bound to the reopen window wherever it can happen.
    fileprivate func isWindowed(_ event: CaseEventKind) -> Bool {
        let transitions = self.transitions.filter { $0.event == event }
        return !transitions.isEmpty
            && transitions.allSatisfy { $0.reopenWindow == .within || $0.reopenWindow == .after }
    }
}

extension TimeLimit {
    /// Whether both are of one and the same unit and this one is not shorter; other limits cannot be compared here.
    fileprivate func isNoShorter(than other: TimeLimit) -> Bool {
        guard let part = self.components.first, let otherPart = other.components.first,
            self.components.count == 1, other.components.count == 1, part.unit == otherPart.unit
        else { return false }
        return part.amount >= otherPart.amount
    }
}
