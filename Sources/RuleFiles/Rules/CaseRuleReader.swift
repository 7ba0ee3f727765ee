internal import CaseLifecycle
internal import CivilTime

/// Reads one file of case rules into a draft and remembers on which line each entry stands.
struct CaseRuleReader {
    /// The keys of the file itself.
    static let keys = [
        "id", "valid_from", "valid_to", "legal_source", "confidence", "roles", "lanes", "life_cycles", "deadlines",
        "visibility", "legal_grounds", "outcomes", "letters", "switches",
    ]

    /// The line of each entry, from 1.
    private(set) var lines: [CaseRuleSetEntry: Int] = [:]

    /// What was found wrong.
    var problems = ProblemCollector()

    /// The end of the rule set, which rules without an end of their own share.
    private(set) var lastDay: Day?

    /// Reads a file; `nil` when something in it cannot be read, which ``problems`` then tell.
    mutating func read(_ file: YAMLFile) -> CaseRuleSetDraft? {
        guard let root = file.mapping(keys: CaseRuleReader.keys, &self.problems) else { return nil }
        self.lines[.ruleSet] = root.line
        let id = root.requiredIdentifier("id", &self.problems)
        let validity = root.validity(&self.problems)
        self.lastDay = validity?.through
        let source = self.source(of: root)
        let roles = self.roles(root)
        let lanes = self.entries("lanes", of: root) { $0.lane($1, number: $2) }
        let lifecycles = self.entries("life_cycles", of: root) { $0.lifecycle($1, number: $2) }
        let deadlines = self.entries("deadlines", of: root) { $0.deadline($1, number: $2) }
        let visibility = self.entries("visibility", of: root) { $0.visibility($1, number: $2) }
        let grounds = self.entries("legal_grounds", of: root) { $0.ground($1, number: $2) }
        let outcomes = self.entries("outcomes", of: root) { $0.outcome($1, number: $2) }
        let letters = self.entries("letters", of: root) { $0.letter($1, number: $2) }
        let switches = self.entries("switches", of: root) { $0.policySwitch($1, number: $2) }
        guard self.problems.isEmpty, let id, let validity, let source else { return nil }
        var draft = CaseRuleSetDraft(
            id: CaseRuleSetID(rawValue: id),
            period: RulePeriod(from: validity.from, through: validity.through),
            source: source
        )
        draft.roles = roles
        draft.lanes = lanes
        draft.lifecycles = lifecycles
        draft.deadlines = deadlines
        draft.visibility = visibility
        draft.grounds = grounds
        draft.outcomes = outcomes
        draft.letters = letters
        draft.switches = switches
        return draft
    }

    /// The line of an entry, or of the file's beginning.
    func line(of entry: CaseRuleSetEntry) -> Int {
        self.lines[entry] ?? self.lines[.ruleSet] ?? 1
    }

    /// Remembers where an entry stands.
    mutating func place(_ entry: CaseRuleSetEntry, at line: Int) {
        self.lines[entry] = line
    }
}

extension CaseRuleReader {
    /// Reads a list of entries, each with its number from 1; a missing list is an empty one.
    private mutating func entries<Entry>(
        _ key: String,
        of root: YAMLMapping,
        _ read: (inout Self, YAMLValue, Int) -> Entry?
    ) -> [Entry] {
        root.optionalList(key, &self.problems).enumerated().compactMap { index, value in read(&self, value, index + 1) }
    }

    private mutating func roles(_ root: YAMLMapping) -> [RoleDefinition] {
        guard let mapping = root.required("roles", &self.problems)?.mapping(&self.problems) else { return [] }
        return mapping.values.enumerated().compactMap { index, value in
            let role = Role(rawValue: value.label)
            self.place(.role(number: index + 1, role), at: value.line)
            guard let label = value.text(&self.problems) else { return nil }
            return RoleDefinition(role, vietnameseLabel: label)
        }
    }

    /// Reads `legal_source` and `confidence`.
    mutating func source(of mapping: YAMLMapping) -> RuleSource? {
        let legalSource = mapping.requiredText("legal_source", &self.problems)
        let confidence = mapping.requiredChoice("confidence", of: RuleConfidence.self, &self.problems)
        guard let legalSource, let confidence else { return nil }
        return RuleSource(legalSource, confidence: confidence)
    }

    /// Reads `valid_from` and `valid_to`; without the latter the rule ends with the rule set.
    mutating func period(of mapping: YAMLMapping) -> RulePeriod? {
        guard let validity = mapping.validity(&self.problems) else { return nil }
        return RulePeriod(from: validity.from, through: validity.through ?? self.lastDay)
    }

    /// Reads one name or a list of names; `nil` when the key is missing, which is reported.
    mutating func requiredNames<Name: Identifier>(
        _ key: String,
        of mapping: YAMLMapping,
        as type: Name.Type
    ) -> [Name]? {
        guard let value = mapping.required(key, &self.problems) else { return nil }
        return self.names(value)
    }

    /// Reads one name or a list of names; a missing key is an empty list.
    mutating func optionalNames<Name: Identifier>(
        _ key: String,
        of mapping: YAMLMapping,
        as type: Name.Type
    ) -> [Name] {
        guard let value = mapping.optional(key) else { return [] }
        return self.names(value)
    }

    private mutating func names<Name: Identifier>(_ value: YAMLValue) -> [Name] {
        self.list(value).compactMap { $0.identifier(&self.problems).map { Name(rawValue: $0) } }
    }

    /// Reads a list of words of a type; a missing key is an empty list.
    mutating func optionalChoices<Choice: CaseIterable & RawRepresentable<String>>(
        _ key: String,
        of mapping: YAMLMapping,
        as type: Choice.Type
    ) -> [Choice] {
        guard let value = mapping.optional(key) else { return [] }
        return self.list(value).compactMap { $0.choice(of: type, &self.problems) }
    }

    /// Reads the lanes of a rule, which must be given.
    mutating func lanes(of mapping: YAMLMapping) -> [Lane]? {
        guard let value = mapping.required("lanes", &self.problems) else { return nil }
        return self.list(value).compactMap { $0.choice(of: Lane.self, &self.problems) }
    }

    /// The entries of a list, or the value itself where one stands for a list.
    private mutating func list(_ value: YAMLValue) -> [YAMLValue] {
        value.isList ? value.list(&self.problems) ?? [] : [value]
    }

    /// Reads a length of time that must be given.
    mutating func requiredLimit(_ key: String, of mapping: YAMLMapping) -> TimeLimit? {
        guard let value = mapping.required(key, &self.problems) else { return nil }
        return self.limit(value)
    }

    /// Reads a length of time.
    mutating func limit(_ value: YAMLValue) -> TimeLimit? {
        guard let text = value.text(&self.problems) else { return nil }
        guard let limit = TimeLimit(text) else {
            value.report(
                "\(quoted(text)) is no time limit; write '10 working-days' or '5 working-days + 30 calendar-days', "
                    + "with working-days, calendar-days, working-hours or hours",
                &self.problems
            )
            return nil
        }
        return limit
    }
}
