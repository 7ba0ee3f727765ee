import CivilTime

extension RoutingRules {
    /// Reads the rules from their files.
    ///
    /// A rule that names a unit must lie within one edition, because a code may mean another unit in the next.
    /// - Parameters:
    ///   - files: the rule sets and their rules.
    ///   - register: the register whose units the rules name.
    ///   - subjects: the subjects they may name.
    ///   - fields: the fields of service they may name.
    /// - Throws: `RegisterFileError` with the file, line and reason of every problem that was found.
    package init(
        parsing files: RoutingFiles,
        register: Register,
        subjects: CodeList,
        fields: CodeList
    ) throws(RegisterFileError) {
        var problems = ProblemList()
        let sets = RoutingRules.setRows(of: files.ruleSets, problems: &problems)
        var reader = RuleReader(register: register, subjects: subjects, fields: fields)
        for row in CSVTable(files.rules, columns: RuleReader.columns, problems: &problems).rows {
            reader.read(row, sets: sets, problems: &problems)
        }
        try problems.throwIfAny()
        self.sets = sets.map { set in
            let rules = (reader.rules[set.id] ?? []).map(\.rule)
            let groups = RoutingRules.groups(of: rules, subjects: subjects, fields: fields)
            return RuleSet(id: set.id, period: set.period, source: set.source, rules: rules, groups: groups)
        }
        self.subjects = subjects
        self.fields = fields
    }

    private static func setRows(of file: RegisterFile, problems: inout ProblemList) -> [RuleSetRow] {
        let table = CSVTable(file, columns: ["id", "valid_from", "valid_to", "source"], problems: &problems)
        var rows: [RuleSetRow] = []
        for row in table.rows {
            let id = row.identifier("id", &problems)
            let period = row.period(&problems)
            let source = row.text("source", &problems)
            guard let id, let period, let source else { continue }
            if rows.contains(where: { $0.id == id }) {
                problems.add(file.name, row.line, "duplicate rule set \(quoted(id))")
            } else {
                rows.append(RuleSetRow(line: row.line, id: id, period: period, source: source))
            }
        }
        rows.sort { $0.period.firstDay < $1.period.firstDay }
        if rows.count == table.rows.count {
            checkContinuity(rows.map { ($0.line, $0.id, $0.period) }, of: "rule set", in: file.name, &problems)
        }
        return rows
    }

    private static func groups(of rules: [RoutingRule], subjects: CodeList, fields: CodeList) -> [Int: Group] {
        var groups: [Int: Group] = [:]
        let withLane = rules.indices.filter { rules[$0].conditions.lane != nil }
        let withoutLane = rules.indices.filter { rules[$0].conditions.lane == nil }
        for position in withLane + withoutLane {
            let conditions = rules[position].conditions
            let subject = conditions.subject.flatMap { subjects.position(of: $0) }.map { $0 + 1 } ?? 0
            let field = conditions.field.flatMap { fields.position(of: $0) }.map { $0 + 1 } ?? 0
            let key = RoutingRules.group(subject, field, fields: fields)
            if let office = conditions.office {
                groups[key, default: Group()].byOffice[office, default: []].append(position)
            } else {
                groups[key, default: Group()].anywhere.append(position)
            }
        }
        return groups
    }
}

/// A rule set before its rules are known.
struct RuleSetRow {
    var line: Int
    var id: String
    var period: ValidityPeriod
    var source: String
}
