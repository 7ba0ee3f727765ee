internal import AdministrativeRegister
internal import CaseLifecycle
internal import RuleFiles

/// Reads the rules of a mapping file that make facts of columns.
struct RuleReader {
    let root: YAMLMapping
    let vocabulary: ImportVocabulary
    let edition: Edition
    var problems: ProblemCollector
    var rulesByName: Set<String> = []

    private static let keys = ["column", "constant", "values", "if_empty", "if_unknown"]

    init(root: YAMLMapping, vocabulary: ImportVocabulary, edition: Edition, problems: ProblemCollector) {
        self.root = root
        self.vocabulary = vocabulary
        self.edition = edition
        self.problems = problems
    }

    /// The rule for a unit.
    mutating func unitRule(_ name: String, takesOffice: Bool) -> ColumnRule<UnitTarget>? {
        let edition = self.edition
        guard let rule = self.mapping(of: name, moreKeys: ["by_name"]) else { return nil }
        if rule.optionalBoolean("by_name", &self.problems) == true { self.rulesByName.insert(name) }
        let needsValues = !self.rulesByName.contains(name)
        return self.rule(name, rule, needsValues: needsValues) { value, problems in
            guard let text = value.text(&problems) else { return nil }
            switch text {
            case "province": return .unit(edition.root.code)
            case "service-centre": return .unit(edition.serviceCentre.code)
            case "office" where takesOffice: return .office
            case "parent-of-office" where takesOffice: return .parentOfOffice
            default: break
            }
            if let code = UnitCode(text), edition.contains(code) { return .unit(code) }
            let words =
                takesOffice ? "office, parent-of-office, service-centre or province" : "service-centre or province"
            value.report(
                "no unit \(quoted(text)) in edition \(edition.id); write one of its codes, \(words)",
                &problems
            )
            return nil
        }
    }

    /// The rule for the lane.
    mutating func laneRule() -> ColumnRule<CaseLifecycle.Lane>? {
        guard let rule = self.mapping(of: "lane") else { return nil }
        return self.rule("lane", rule) { value, problems in
            guard let lane = value.choice(of: CaseLifecycle.Lane.self, &problems) else { return nil }
            guard lane != .denunciation else {
                value.report(
                    "a denunciation (tố cáo) can't be imported, because whom it concerns must stay sealed; leave those "
                        + "rows out of the file",
                    &problems
                )
                return nil
            }
            return lane
        }
    }

    /// The rule for a code of a list.
    mutating func codeRule(_ name: String, _ list: CodeList) -> ColumnRule<String>? {
        guard let rule = self.mapping(of: name) else { return nil }
        return self.rule(name, rule) { value, problems in
            guard let code = value.identifier(&problems) else { return nil }
            if list[code] != nil { return code }
            let known = list.items.map(\.code).joined(separator: ", ")
            value.report("no \(name) \(quoted(code)); write one of \(known)", &problems)
            return nil
        }
    }

    /// The rule for the channel, which may be missing.
    mutating func channelRule() -> ColumnRule<String>? {
        guard self.root.optional("channel") != nil, let rule = self.mapping(of: "channel") else { return nil }
        return self.rule("channel", rule) { value, problems in value.identifier(&problems) }
    }

    /// The keys of a rule.
    private mutating func mapping(of name: String, moreKeys: [String] = []) -> YAMLMapping? {
        self.root.requiredMapping(name, keys: RuleReader.keys + moreKeys, &self.problems)
    }

    /// Reads a rule whose facts are read by `read`.
    private mutating func rule<Value>(
        _ name: String,
        _ rule: YAMLMapping,
        needsValues: Bool = true,
        read: (YAMLValue, inout ProblemCollector) -> Value?
    ) -> ColumnRule<Value>? {
        if let constant = rule.optional("constant") {
            for key in rule.values.map(\.label) where key != "constant" {
                rule.report("\(name) has a constant, so \(quoted(key)) would never be used; remove one", &self.problems)
            }
            return read(constant, &self.problems).map { ColumnRule(name: name, constant: $0) }
        }
        guard let column = rule.requiredText("column", &self.problems) else { return nil }
        var made = ColumnRule<Value>(name: name, column: column)
        if needsValues || rule.optional("values") != nil {
            guard let values = rule.required("values", &self.problems)?.mapping(&self.problems) else { return nil }
            for value in values.values {
                let word = trimmed(value.label)
                if word.isEmpty { value.report("a value without text; write if_empty instead", &self.problems) }
                if made.values[word] != nil { value.report("given twice; remove one", &self.problems) }
                made.values[word] = read(value, &self.problems)
            }
        }
        made.ifEmpty = rule.optional("if_empty").flatMap { read($0, &self.problems) }
        made.ifUnknown = rule.optional("if_unknown").flatMap { read($0, &self.problems) }
        return made
    }
}

/// A text without the spaces and tabs around it.
private func trimmed(_ text: String) -> String {
    let isBlank = { (character: Character) in character == " " || character == "\t" }
    return String(text.drop { isBlank($0) }.reversed().drop { isBlank($0) }.reversed())
}
