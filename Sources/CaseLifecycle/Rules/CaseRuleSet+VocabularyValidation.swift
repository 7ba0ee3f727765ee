extension CaseRuleSetValidation {
    mutating func checkGrounds() {
        for (index, ground) in self.draft.grounds.enumerated() {
            let entry = CaseRuleSetEntry.ground(number: index + 1, ground.id)
            self.check(name: ground.id, in: entry)
            self.check(label: ground.vietnameseLabel, in: entry)
            self.check(source: ground.source, in: entry)
            self.check(period: ground.period, in: entry)
            self.check(lanes: ground.lanes, in: entry)
            if ground.events.isEmpty { self.note(.nothingGiven("events"), in: entry) }
            self.check(events: ground.events, in: entry)
            self.checkOverlaps(self.draft.grounds, at: index, id: \.id, lanes: \.lanes, period: \.period, in: entry)
        }
        for lane in Lane.allCases {
            self.forEachTransition(of: lane, needing: .legalGround) { validation, event, entry in
                // A ground of some days only is allowed: on others the law knows no such step.
                let exists = validation.draft.grounds.contains {
                    $0.events.contains(event) && $0.lanes.contains(lane)
                }
                if !exists { validation.note(.noGround(event, lane), in: entry) }
            }
        }
    }

    mutating func checkOutcomes() {
        for (index, outcome) in self.draft.outcomes.enumerated() {
            let entry = CaseRuleSetEntry.outcome(number: index + 1, outcome.id)
            self.check(name: outcome.id, in: entry)
            self.check(label: outcome.vietnameseLabel, in: entry)
            self.check(lanes: outcome.lanes, in: entry)
            if outcome.events.isEmpty { self.note(.nothingGiven("events"), in: entry) }
            self.check(events: outcome.events, in: entry)
            if let first = self.draft.outcomes.firstIndex(where: { $0.id == outcome.id }), first < index {
                self.note(.duplicate(of: first + 1), in: entry)
            }
        }
        for lane in Lane.allCases {
            self.forEachTransition(of: lane, needing: .outcome) { validation, event, entry in
                let exists = validation.draft.outcomes.contains {
                    $0.events.contains(event) && $0.lanes.contains(lane)
                }
                if !exists { validation.note(.noOutcome(event, lane), in: entry) }
            }
        }
    }

    mutating func checkLetters() {
        for (index, letter) in self.draft.letters.enumerated() {
            let entry = CaseRuleSetEntry.letter(number: index + 1, letter.id)
            self.check(name: letter.id, in: entry)
            self.check(name: letter.template, in: entry)
            if let register = letter.register { self.check(name: register, in: entry) }
            self.check(label: letter.vietnameseName, in: entry)
            self.check(source: letter.source, in: entry)
            self.check(period: letter.period, in: entry)
            self.check(lanes: letter.lanes, in: entry)
            self.checkOverlaps(self.draft.letters, at: index, id: \.id, lanes: \.lanes, period: \.period, in: entry)
            if let policy = letter.onlyIf, !self.draft.switches.contains(where: { $0.id == policy }) {
                self.note(.unknownName("switch", policy.rawValue), in: entry)
            }
            for role in letter.signers { self.check(role: role, in: entry) }
            self.checkOccasion(of: letter, in: entry)
        }
    }

    private mutating func checkOccasion(of letter: LetterRule, in entry: CaseRuleSetEntry) {
        switch letter.occasion {
        case .onDemand: break
        case .event(let event):
            self.check(events: [event], in: entry)
            guard event != .receive, self.events.contains(event) else { return }
            for lane in letter.lanes {
                guard let lifecycle = self.lifecycles[lane] else { continue }
                if !lifecycle.transitions.contains(where: { $0.event == event }) {
                    self.note(.neverStarts(lane), in: entry)
                }
            }
        case .beforeDue(let id, _):
            for lane in letter.lanes
            where !self.draft.deadlines.contains(where: { $0.id == id && $0.lanes.contains(lane) }) {
                self.note(.unknownName("deadline of lane '\(lane.rawValue)'", id.rawValue), in: entry)
            }
        }
    }

    mutating func checkSwitches() {
        for (index, policy) in self.draft.switches.enumerated() {
            let entry = CaseRuleSetEntry.policySwitch(number: index + 1, policy.id)
            self.check(name: policy.id, in: entry)
            self.check(label: policy.vietnameseLabel, in: entry)
            self.check(source: policy.source, in: entry)
            self.check(period: policy.period, in: entry)
            self.check(lanes: policy.lanes, in: entry)
            self.checkOverlaps(self.draft.switches, at: index, id: \.id, lanes: \.lanes, period: \.period, in: entry)
        }
    }

    /// Visits the first transition of each event of a lane's sound life cycle that needs something.
    private mutating func forEachTransition(
        of lane: Lane,
        needing requirement: TransitionRequirement,
        _ visit: (inout Self, CaseEventKind, CaseRuleSetEntry) -> Void
    ) {
        guard let lifecycle = self.lifecycles[lane],
            let number = self.draft.lifecycles.firstIndex(where: { $0.id == lifecycle.id })
        else { return }
        var seen: Set<CaseEventKind> = []
        for (index, transition) in lifecycle.transitions.enumerated() {
            guard transition.requirements.contains(requirement), seen.insert(transition.event).inserted
            else { continue }
            let place = LifecycleDefinitionError.Entry.transition(
                number: index + 1,
                transition.event,
                from: transition.from
            )
            visit(&self, transition.event, .lifecycle(number: number + 1, lifecycle.id, place))
        }
    }
}
