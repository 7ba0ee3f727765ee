package import CivilTime

/// Everything a case is handled by: rule sets, life cycles of before, and the working calendar.
package struct CaseLaw: Sendable {
    /// The rule sets, oldest first; empty where cases live under ``lifecycles`` alone.
    package let ruleSets: [CaseRuleSet]

    /// Rule sets that were replaced; open cases may still keep them, new ones do not get them.
    package let formerRuleSets: [CaseRuleSet]

    /// The life cycles of cases without a rule set.
    package let lifecycles: [LifecycleDefinition]

    /// The days and hours on which people work; without one, no time limit is counted.
    package let calendar: WorkingCalendar?

    /// Puts together what cases are handled by.
    ///
    /// - Parameters:
    ///   - ruleSets: The rule sets, in any order.
    ///   - formerRuleSets: Rule sets that were replaced.
    ///   - lifecycles: The life cycles of cases without a rule set.
    ///   - calendar: The working calendar.
    package init(
        ruleSets: [CaseRuleSet],
        formerRuleSets: [CaseRuleSet] = [],
        lifecycles: [LifecycleDefinition] = [.smallest],
        calendar: WorkingCalendar?
    ) {
        self.ruleSets = ruleSets.sorted { $0.period.firstDay < $1.period.firstDay }
        self.formerRuleSets = formerRuleSets
        self.lifecycles = lifecycles
        self.calendar = calendar
    }

    /// The smallest honest life cycle alone, without rules and time limits.
    package static let smallest = CaseLaw(ruleSets: [], calendar: nil)

    /// The rule set of a case that is received on a day: the one in force, or the nearest; `nil` without any.
    package func ruleSet(on day: Day) -> CaseRuleSet? {
        self.ruleSets.last { $0.period.firstDay <= day } ?? self.ruleSets.first
    }

    /// The rule set that a case keeps the name of, or `nil` when it is not known.
    package func ruleSet(_ id: CaseRuleSetID) -> CaseRuleSet? {
        self.ruleSets.first { $0.id == id } ?? self.formerRuleSets.first { $0.id == id }
    }

    /// The rules of a case.
    ///
    /// - Parameters:
    ///   - lifecycle: The life cycle it was opened under.
    ///   - ruleSet: The rule set it keeps, or `nil` for none.
    ///   - lane: Its lane.
    ///   - receivedAt: When it was received.
    /// - Returns: `nil` when the life cycle or the rule set is not known here.
    package func procedure(
        lifecycle: LifecycleID,
        ruleSet: CaseRuleSetID?,
        lane: Lane,
        receivedAt: Timestamp
    ) -> CaseProcedure? {
        let found: CaseRuleSet?
        let definition: LifecycleDefinition?
        if let ruleSet {
            guard let known = self.ruleSet(ruleSet) else { return nil }
            (found, definition) = (known, known.lifecycle(lifecycle))
        } else {
            (found, definition) = (nil, self.lifecycles.first { $0.id == lifecycle })
        }
        return definition.map {
            CaseProcedure(lifecycle: $0, ruleSet: found, lane: lane, receivedOn: receivedAt.localDay)
        }
    }

    /// The time limits of a case as they stand after its last entry: the newest run of each rule that began.
    ///
    /// - Parameters:
    ///   - subject: The case.
    ///   - procedure: The rules it lives under.
    ///   - unitPath: The codes from the root to the responsible unit, whose closures and office hours count.
    /// - Returns: What an imported case's source set first, then in the order of the rules.
    package func deadlines(
        of subject: Case,
        under procedure: CaseProcedure,
        unitPath: [String]
    ) -> [CaseDeadline] {
        let imported = [subject.importedDeadline(under: procedure.lifecycle)].compactMap(\.self)
        guard let calendar = self.calendar(ofUnitPath: unitPath) else { return imported }
        return imported + self.runs(of: subject, under: procedure).map { $0.deadline(in: calendar) }
    }

    /// The calendar of a unit, or `nil` without any.
    ///
    /// - Parameter path: The codes from the root to the unit; what is nearer to it counts first.
    /// - Returns: The calendar with the unit's closures and office hours.
    package func calendar(ofUnitPath path: [String]) -> UnitCalendar? {
        self.calendar?.calendar(ofUnit: Array(path.reversed()))
    }

    /// The newest run of each time limit that began, in the order of the rules.
    package func runs(of subject: Case, under procedure: CaseProcedure) -> [DeadlineRun] {
        let history = subject.historyToCount(under: procedure.lifecycle)
        return procedure.deadlineRules.compactMap { rule in
            DeadlineRun.runs(of: rule, in: history, under: procedure.lifecycle).last
        }
    }
}
