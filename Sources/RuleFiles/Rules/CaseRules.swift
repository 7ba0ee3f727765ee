package import CaseLifecycle
package import CivilTime

/// The rules for cases, in sets that follow one another in time (các bộ quy tắc).
package struct CaseRules: Sendable {
    /// The sets, oldest first, each beginning on the day after the one before ends; never empty.
    package let ruleSets: [CaseRuleSet]

    /// Reads rule sets, one from each file.
    ///
    /// - Parameter files: The files, in any order.
    /// - Throws: ``RuleFileError`` with file, line and reason of every problem that was found.
    package init(parsing files: [YAMLFile]) throws(RuleFileError) {
        var problems = ProblemCollector()
        var loaded: [LoadedRuleSet] = []
        for file in files {
            var reader = CaseRuleReader()
            let draft = reader.read(file)
            guard let draft else {
                for problem in reader.problems.error?.problems ?? [] {
                    problems.add(problem.file, problem.line, problem.reason)
                }
                continue
            }
            do throws(CaseRuleSetError) {
                let ruleSet = try CaseRuleSet(draft)
                loaded.append(LoadedRuleSet(file: file.name, draft: draft, ruleSet: ruleSet, lines: reader.lines))
            } catch {
                for problem in error.problems {
                    problems.add(file.name, reader.line(of: problem.entry), problem.description)
                }
            }
        }
        if files.isEmpty { problems.add("case-rules.yaml", 1, "no file of case rules is given; give at least one") }
        try problems.throwIfAny()
        loaded.sort { $0.draft.period.firstDay < $1.draft.period.firstDay }
        LoadedRuleSet.checkTogether(loaded, &problems)
        try problems.throwIfAny()
        self.ruleSets = loaded.map(\.ruleSet)
    }

    /// The set for cases received on a day; before the first set the first one, after the last the last one.
    package func ruleSet(on day: Day) -> CaseRuleSet {
        self.ruleSets[self.ruleSets.lastIndex { $0.period.firstDay <= day } ?? 0]
    }

    /// The set a case keeps the name of, or `nil` when it is not among these.
    package func ruleSet(_ id: CaseRuleSetID) -> CaseRuleSet? {
        self.ruleSets.first { $0.id == id }
    }

    /// The life cycles of all sets, each once, oldest first; a definition several sets share is that of the first.
    package var lifecycles: [LifecycleDefinition] {
        var seen: Set<LifecycleID> = []
        return self.ruleSets.flatMap(\.lifecycles).filter { seen.insert($0.id).inserted }
    }
}

extension CaseRules {
    /// The province's default rules, as they are in the program; to be replaced by a file of the province.
    package static var bundledFile: YAMLFile {
        YAMLFile(name: "case-rules.yaml", bytes: PackageResources.case_rules_yaml)
    }

    /// Reads the default rules.
    ///
    /// - Returns: The rules.
    /// - Throws: ``RuleFileError`` when the program was built with a broken file, which a test excludes.
    package static func bundled() throws(RuleFileError) -> CaseRules {
        try CaseRules(parsing: [Self.bundledFile])
    }
}
