internal import AdministrativeRegister
internal import CaseLifecycle
internal import RuleFiles

extension RuleReader {
    /// The rule for the status: by the words of a column, or without one by the dates.
    mutating func statusRule(_ columns: ImportMapping.Columns) -> ImportMapping.StatusRule? {
        let keys = ["column", "values", "if_empty", "if_unknown"]
        guard let status = self.root.requiredMapping("status", keys: keys, &self.problems),
            let values = status.required("values", &self.problems)?.mapping(&self.problems)
        else { return nil }
        let column = status.optionalText("column", &self.problems)
        var meanings: [String: StatusMeaning] = [:]
        for value in values.values {
            guard let meaning = self.meaning(value, columns) else { continue }
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

    private mutating func meaning(_ value: YAMLValue, _ columns: ImportMapping.Columns) -> StatusMeaning? {
        guard let mapping = value.mapping(keys: ["counts_as", "state", "outcome"], &self.problems) else { return nil }
        let standing = mapping.requiredChoice("counts_as", of: ImportedFacts.Standing.self, &self.problems)
        let name = mapping.requiredIdentifier("state", &self.problems)
        let outcome = self.outcome(mapping)
        guard let standing, let name else { return nil }
        let known = self.vocabulary.states.filter { RuleReader.fits($0, standing) }.map(\.state.rawValue)
        guard known.contains(name) else {
            let words = Set(known).sorted().joined(separator: ", ")
            mapping.required("state", &self.problems)?
                .report(
                    "\(quoted(name)) is no state of a case that is \(standing.rawValue); write one of \(words)",
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

    private mutating func outcome(_ mapping: YAMLMapping) -> CaseOutcomeID? {
        guard let value = mapping.optional("outcome"), let name = value.identifier(&self.problems) else { return nil }
        let outcome = CaseOutcomeID(rawValue: name)
        if self.vocabulary.outcomes.contains(outcome) { return outcome }
        let known = self.vocabulary.outcomes.map(\.rawValue).joined(separator: ", ")
        value.report("no outcome \(quoted(name)) in the rules; write one of \(known)", &self.problems)
        return nil
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
