internal import AdministrativeRegister
internal import CaseLifecycle
internal import RuleFiles

extension RuleReader {
    /// The rule for the status: by the words of a column, or without one by the dates.
    ///
    /// - Parameters:
    ///   - columns: The columns with dates.
    ///   - lanes: The lanes a case may come to be in; its state and outcome must be of all of them.
    /// - Returns: The rule, or `nil` when there is none.
    mutating func statusRule(
        _ columns: ImportMapping.Columns,
        lanes: [CaseLifecycle.Lane]
    ) -> ImportMapping.StatusRule? {
        let keys = ["column", "values", "if_empty", "if_unknown"]
        guard let status = self.root.requiredMapping("status", keys: keys, &self.problems),
            let values = status.required("values", &self.problems)?.mapping(&self.problems)
        else { return nil }
        let column = status.optionalText("column", &self.problems)
        var meanings: [String: StatusMeaning] = [:]
        for value in values.values {
            guard let meaning = self.meaning(value, columns, Set(lanes)) else { continue }
            meanings[value.label] = meaning
            if column == nil, value.label != meaning.standing.rawValue {
                let reason =
                    "without status.column the dates decide, so write \(quoted(meaning.standing.rawValue)) here"
                value.report(reason, &self.problems)
            }
        }
        guard let column else {
            for key in ["if_empty", "if_unknown"] where status.optional(key) != nil {
                status.report("\(key) is of no use without status.column; remove it", &self.problems)
            }
            let pairs = meanings.values.map { ($0.standing, $0) }
            return .byDates(Dictionary(pairs) { first, _ in first })
        }
        var rule = ColumnRule<StatusMeaning>(name: "status", column: column, values: meanings)
        rule.ifEmpty = self.word(status, "if_empty", meanings)
        rule.ifUnknown = self.word(status, "if_unknown", meanings)
        return .byColumn(rule)
    }

    /// The meaning of a word that stands for another.
    private mutating func word(
        _ status: YAMLMapping,
        _ key: String,
        _ meanings: [String: StatusMeaning]
    ) -> StatusMeaning? {
        guard let value = status.optional(key), let word = value.text(&self.problems) else { return nil }
        if let meaning = meanings[word] { return meaning }
        value.report("\(quoted(word)) is not among status.values; write one of them", &self.problems)
        return nil
    }

    private mutating func meaning(
        _ value: YAMLValue,
        _ columns: ImportMapping.Columns,
        _ lanes: Set<CaseLifecycle.Lane>
    ) -> StatusMeaning? {
        guard let mapping = value.mapping(keys: ["counts_as", "state", "outcome"], &self.problems) else { return nil }
        let standing = mapping.requiredChoice("counts_as", of: ImportedFacts.Standing.self, &self.problems)
        let name = mapping.requiredIdentifier("state", &self.problems)
        let outcome = self.outcome(mapping, lanes)
        guard let standing, let name else { return nil }
        let known = self.inAll(lanes) { lane in
            self.vocabulary.states[lane, default: []].filter { RuleReader.fits($0, standing) }.map(\.state.rawValue)
        }
        guard lanes.isEmpty || known.contains(name) else {
            let words = known.sorted().joined(separator: ", ")
            mapping.required("state", &self.problems)?
                .report(
                    "\(quoted(name)) is no state of a case that is \(standing.rawValue) in every lane of the mapping; write one of \(words)",
                    &self.problems
                )
            return nil
        }
        if standing == .closed, columns.closed == nil {
            value.report(
                "counts as closed, but columns.closed is not given; name the column with the date",
                &self.problems
            )
        }
        if standing == .cancelled, columns.cancelled == nil {
            value.report(
                "counts as cancelled, but columns.cancelled is not given; name the column with the date",
                &self.problems
            )
        }
        if standing == .open, outcome != nil {
            value.report("an open case has no outcome; remove it", &self.problems)
        }
        return StatusMeaning(standing: standing, state: CaseState(rawValue: name), outcome: outcome)
    }

    private mutating func outcome(_ mapping: YAMLMapping, _ lanes: Set<CaseLifecycle.Lane>) -> CaseOutcomeID? {
        guard let value = mapping.optional("outcome"), let name = value.identifier(&self.problems) else { return nil }
        let known = self.inAll(lanes) { lane in self.vocabulary.outcomes[lane, default: []].map(\.rawValue) }
        if lanes.isEmpty || known.contains(name) { return CaseOutcomeID(rawValue: name) }
        let words = known.sorted().joined(separator: ", ")
        let remedy = known.isEmpty ? "leave it out" : "write one of \(words)"
        value.report("\(quoted(name)) is no outcome of every lane of the mapping; \(remedy)", &self.problems)
        return nil
    }

    /// The words that all lanes have.
    private func inAll(_ lanes: Set<CaseLifecycle.Lane>, _ words: (CaseLifecycle.Lane) -> [String]) -> Set<String> {
        guard let first = lanes.first else { return [] }
        return lanes.reduce(Set(words(first))) { $0.intersection(words($1)) }
    }

    /// Whether a state counts in the figures as the mapping says: else the import would tell another share than they.
    private static func fits(_ definition: StateDefinition, _ standing: ImportedFacts.Standing) -> Bool {
        switch standing {
        case .open: definition.phase == .open
        case .closed: definition.phase == .final && definition.nationalCategory != .notCounted
        case .cancelled: definition.phase == .final && definition.nationalCategory == .notCounted
        }
    }
}
