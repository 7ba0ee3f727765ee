internal import CaseLifecycle
internal import CivilTime

/// A sound rule set with the file it came from.
struct LoadedRuleSet {
    var file: String
    var draft: CaseRuleSetDraft
    var ruleSet: CaseRuleSet
    var lines: [CaseRuleSetEntry: Int]

    /// Checks that sets, sorted by their first day, follow one another and mean the same by the same name.
    static func checkTogether(_ sets: [LoadedRuleSet], _ problems: inout ProblemCollector) {
        for (index, set) in sets.enumerated() {
            for earlier in sets[..<index] {
                if earlier.draft.id == set.draft.id {
                    set.report("the rule set '\(set.draft.id)' is already in \(earlier.file); rename one", &problems)
                }
                set.checkLifecycles(against: earlier, &problems)
            }
            guard index > 0 else { continue }
            let earlier = sets[index - 1]
            let expected = earlier.draft.period.lastDay.map { Day(daysSinceEpoch: $0.daysSinceEpoch + 1) }
            guard let expected else {
                let reason =
                    "the rule set '\(earlier.draft.id)' in \(earlier.file) has no end; "
                    + "give it the valid_to of the day before \(set.draft.period.firstDay)"
                set.report(reason, &problems)
                continue
            }
            if set.draft.period.firstDay != expected {
                let reason =
                    "valid_from must be \(expected), the day after the rule set '\(earlier.draft.id)' "
                    + "in \(earlier.file) ends; correct one of them"
                set.report(reason, &problems)
            }
        }
    }

    private func report(_ reason: String, _ problems: inout ProblemCollector) {
        problems.add(self.file, self.lines[.ruleSet] ?? 1, reason)
    }

    /// Reports life cycles of the same name with another content: a case would no longer be told as it was.
    private func checkLifecycles(against earlier: LoadedRuleSet, _ problems: inout ProblemCollector) {
        for (index, lifecycle) in self.draft.lifecycles.enumerated() {
            guard let other = earlier.draft.lifecycles.first(where: { $0.id == lifecycle.id }), other != lifecycle
            else { continue }
            let entry = CaseRuleSetEntry.lifecycle(number: index + 1, lifecycle.id, .definition)
            problems.add(
                self.file,
                self.lines[entry] ?? 1,
                "the life cycle '\(lifecycle.id)' is another one in \(earlier.file), "
                    + "and cases were opened under it; give the new one a new id"
            )
        }
    }
}
