import CivilTime

/// Reads and checks the rows of a rule file, one after the other.
struct RuleReader {
    static let columns = [
        "rule_set", "id", "valid_from", "valid_to", "lane", "subject", "field", "office", "target", "legal_source",
        "confidence", "note",
    ]

    let register: Register
    let subjects: CodeList
    let fields: CodeList
    /// The rules read so far, by set, in the order of the file.
    private(set) var rules: [String: [(line: Int, rule: RoutingRule)]] = [:]
    private var ids: [String: Set<String>] = [:]
    private var sameConditions: [String: [RoutingRule.Conditions: [Int]]] = [:]

    init(register: Register, subjects: CodeList, fields: CodeList) {
        self.register = register
        self.subjects = subjects
        self.fields = fields
    }

    /// Reads one row; what is wrong with it is noted and the row left out.
    mutating func read(_ row: CSVTable.Row, sets: [RuleSetRow], problems: inout ProblemList) {
        let set = sets.first { $0.id == row["rule_set"] }
        if set == nil { problems.add(row.file, row.line, "unknown rule set \(quoted(row["rule_set"]))") }
        let id = self.id(of: row, &problems)
        let period = set.flatMap { row.period(within: $0.period, &problems) }
        let conditions = self.conditions(of: row, &problems)
        let target = RoutingTarget(row["target"])
        if target == nil {
            let known = "office, parent, province-centre, province or a unit's code"
            problems.add(row.file, row.line, "bad target \(quoted(row["target"])): \(known)")
        }
        let confidence = RoutingRule.Confidence(rawValue: row["confidence"])
        if confidence == nil {
            problems.add(row.file, row.line, "bad confidence \(quoted(row["confidence"])): H, M or L")
        }
        let legalSource = row.text("legal_source", &problems)
        guard let set, let id, let period, let conditions, let target, let confidence, let legalSource else { return }
        if let office = conditions.office { self.check(office, in: period, row, &problems) }
        if case .unit(let unit) = target { self.check(unit, in: period, row, &problems) }
        let rule = RoutingRule(
            id: id,
            period: period,
            conditions: conditions,
            target: target,
            legalSource: legalSource,
            confidence: confidence,
            note: row["note"]
        )
        self.add(rule, to: set.id, row, &problems)
    }

    private mutating func add(_ rule: RoutingRule, to set: String, _ row: CSVTable.Row, _ problems: inout ProblemList) {
        let rules = self.rules[set] ?? []
        for index in self.sameConditions[set]?[rule.conditions] ?? []
        where rules[index].rule.period.overlaps(rule.period) {
            let earlier = rules[index]
            let reason =
                earlier.rule.period.contains(rule.period) ? "unreachable rule" : "rule unreachable on some days"
            let place = "\(earlier.rule.id) on line \(earlier.line)"
            problems.add(row.file, row.line, "\(reason): \(place) has the same conditions (\(earlier.rule.period))")
        }
        self.sameConditions[set, default: [:]][rule.conditions, default: []].append(rules.count)
        self.rules[set, default: []].append((row.line, rule))
    }

    private mutating func id(of row: CSVTable.Row, _ problems: inout ProblemList) -> String? {
        guard let id = row.identifier("id", &problems) else { return nil }
        if id == RoutingDecision.fallbackRuleID {
            problems.add(row.file, row.line, "the id \(quoted(id)) is kept for decisions that no rule made")
            return nil
        }
        guard self.ids[row["rule_set"], default: []].insert(id).inserted else {
            problems.add(row.file, row.line, "duplicate id \(quoted(id)) in its rule set")
            return nil
        }
        return id
    }

    private func conditions(of row: CSVTable.Row, _ problems: inout ProblemList) -> RoutingRule.Conditions? {
        var good = true
        func listed(_ column: String, _ list: CodeList) -> String? {
            guard row[column] != "*" else { return nil }
            if list[row[column]] != nil { return row[column] }
            problems.add(row.file, row.line, "unknown \(column) \(quoted(row[column])): a code of the list, or *")
            good = false
            return nil
        }
        let lane = Lane(rawValue: row["lane"])
        if lane == nil, row["lane"] != "*" {
            let known = Lane.allCases.map(\.rawValue).joined(separator: ", ")
            problems.add(row.file, row.line, "unknown lane \(quoted(row["lane"])): \(known), or *")
            good = false
        }
        let subject = listed("subject", self.subjects)
        let field = listed("field", self.fields)
        let office = row["office"] == "*" ? nil : row.code("office", &problems)
        guard good, office != nil || row["office"] == "*" else { return nil }
        return RoutingRule.Conditions(lane: lane, subject: subject, field: field, office: office)
    }

    /// Checks that a code means one known unit on all days of a rule.
    private func check(_ code: UnitCode, in period: ValidityPeriod, _ row: CSVTable.Row, _ problems: inout ProblemList)
    {
        let editions = self.register.editions.filter { $0.period.overlaps(period) }
        guard !editions.isEmpty else {
            problems.add(row.file, row.line, "unknown unit \(code): no edition is in force in \(period)")
            return
        }
        for edition in editions where !edition.contains(code) {
            problems.add(row.file, row.line, "unknown unit \(code) in edition \(edition.id), in force in \(period)")
        }
        if editions.count > 1 {
            let next = editions[1].validFrom
            let reason =
                "a rule that names the unit \(code) can't go past \(next), when codes change: make it two rules"
            problems.add(row.file, row.line, reason)
        }
    }
}
