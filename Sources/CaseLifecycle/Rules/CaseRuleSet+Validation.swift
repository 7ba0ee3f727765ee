internal import CivilTime

extension CaseRuleSetDraft {
    /// Everything wrong with the rule set, entry by entry; empty when it is sound.
    var problems: [CaseRuleSetError.Problem] {
        var validation = CaseRuleSetValidation(self)
        validation.checkHead()
        validation.checkRoles()
        validation.checkLanes()
        validation.checkLifecycles()
        validation.checkDeadlines()
        validation.checkVisibility()
        validation.checkGrounds()
        validation.checkOutcomes()
        validation.checkLetters()
        validation.checkSwitches()
        return validation.problems
    }
}

/// Gathers the problems of one draft; its parts are in the extensions.
///
/// What follows from a life cycle is only asked of sound ones, so that one wrong name does not hide behind ten others.
struct CaseRuleSetValidation {
    typealias Kind = CaseRuleSetError.Kind

    let draft: CaseRuleSetDraft

    /// The sound life cycle of each lane that has one.
    let lifecycles: [Lane: LifecycleDefinition]

    /// All roles that are defined.
    let roles: Set<Role>

    /// All events of all life cycles, and reception.
    let events: Set<CaseEventKind>

    /// All states of all life cycles.
    let states: Set<CaseState>

    private(set) var problems: [CaseRuleSetError.Problem] = []

    init(_ draft: CaseRuleSetDraft) {
        self.draft = draft
        self.roles = Set(draft.roles.map(\.role))
        self.events = Set(draft.lifecycles.flatMap { $0.transitions.map(\.event) } + [.receive])
        self.states = Set(draft.lifecycles.flatMap { $0.states.map(\.state) })
        var lifecycles: [Lane: LifecycleDefinition] = [:]
        for rule in draft.lanes where lifecycles[rule.lane] == nil {
            guard let lifecycle = draft.lifecycles.first(where: { $0.id == rule.lifecycle }) else { continue }
            let definition = draft.definition(of: lifecycle)
            if definition.problems.isEmpty { lifecycles[rule.lane] = definition }
        }
        self.lifecycles = lifecycles
    }

    mutating func note(_ kind: Kind, in entry: CaseRuleSetEntry) {
        self.problems.append(CaseRuleSetError.Problem(kind, in: entry))
    }

    /// The rule of a lane, the first if there are two.
    func rule(for lane: Lane) -> LaneRule? {
        self.draft.lanes.first { $0.lane == lane }
    }
}

extension CaseRuleSetDraft {
    /// The definition a draft would make in this rule set.
    func definition(of lifecycle: LifecycleDraft) -> LifecycleDefinition {
        LifecycleDefinition(unchecked: lifecycle, validFrom: self.period.firstDay, validThrough: self.period.lastDay)
    }
}

extension CaseRuleSetValidation {
    mutating func checkHead() {
        self.check(name: self.draft.id, in: .ruleSet)
        self.check(source: self.draft.source, in: .ruleSet)
        if self.draft.period.isBackwards { self.note(.endsBeforeItBegins, in: .ruleSet) }
    }

    mutating func checkRoles() {
        for (index, role) in self.draft.roles.enumerated() {
            let entry = CaseRuleSetEntry.role(number: index + 1, role.role)
            self.check(name: role.role, in: entry)
            self.check(label: role.vietnameseLabel, in: entry)
            if let first = self.draft.roles.firstIndex(where: { $0.role == role.role }), first < index {
                self.note(.duplicate(of: first + 1), in: entry)
            }
        }
    }

    mutating func check(name: some Identifier, in entry: CaseRuleSetEntry) {
        if !name.isWellFormed { self.note(.badName(name.rawValue), in: entry) }
    }

    mutating func check(label: String, in entry: CaseRuleSetEntry) {
        if label.allSatisfy(\.isWhitespace) { self.note(.noLabel, in: entry) }
    }

    mutating func check(source: RuleSource, in entry: CaseRuleSetEntry) {
        if source.legalSource.allSatisfy(\.isWhitespace) { self.note(.noLegalSource, in: entry) }
    }

    mutating func check(period: RulePeriod, in entry: CaseRuleSetEntry) {
        if period.isBackwards {
            self.note(.endsBeforeItBegins, in: entry)
        } else if !self.draft.period.isBackwards, !self.draft.period.contains(period) {
            self.note(.outsideRuleSet(self.draft.period), in: entry)
        }
    }

    mutating func check(role: Role, in entry: CaseRuleSetEntry) {
        if !self.roles.contains(role) { self.note(.unknownName("role", role.rawValue), in: entry) }
    }

    mutating func check(events: [CaseEventKind], in entry: CaseRuleSetEntry) {
        for event in events where !self.events.contains(event) {
            self.note(.unknownName("event", event.rawValue), in: entry)
        }
    }

    mutating func check(lanes: [Lane], in entry: CaseRuleSetEntry) {
        if lanes.isEmpty { self.note(.nothingGiven("lanes"), in: entry) }
    }

    /// Notes the first earlier entry of the same name that holds for a same lane on a same day.
    mutating func checkOverlaps<Entry, ID: Equatable>(
        _ entries: [Entry],
        at index: Int,
        id: KeyPath<Entry, ID>,
        lanes: KeyPath<Entry, [Lane]>,
        period: KeyPath<Entry, RulePeriod>,
        in place: CaseRuleSetEntry
    ) {
        let entry = entries[index]
        guard !entry[keyPath: period].isBackwards else { return }
        for (earlierIndex, earlier) in entries[..<index].enumerated() where earlier[keyPath: id] == entry[keyPath: id] {
            guard !earlier[keyPath: period].isBackwards,
                earlier[keyPath: period].overlaps(entry[keyPath: period]),
                let lane = entry[keyPath: lanes].first(where: { earlier[keyPath: lanes].contains($0) })
            else { continue }
            self.note(.overlap(with: earlierIndex + 1, lane), in: place)
            return
        }
    }
}
