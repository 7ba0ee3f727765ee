import CivilTime

extension Register {
    /// Reads a register from its files.
    ///
    /// - Throws: `RegisterFileError` with the file, line and reason of every problem that was found.
    package init(parsing files: RegisterFiles) throws(RegisterFileError) {
        var problems = ProblemList()
        let editions = Register.editionRows(of: files.editions, problems: &problems)
        let units = Register.unitRows(of: files.units, editions: editions, problems: &problems)
        let words = NameWords(parsing: files.nameWords, problems: &problems)
        let aliases = Register.aliases(of: files.aliases, units: units, problems: &problems)
        try problems.throwIfAny()

        var made: [Edition] = []
        for row in editions {
            let given = units[row.id] ?? []
            for defect in UnitTree.defects(of: given.map(\.unit)) {
                let line = defect.index < given.count ? given[defect.index].line : 1
                problems.add(files.units.name, line, "edition \(row.id): \(defect.reason)")
            }
            guard let tree = try? UnitTree(given.map(\.unit)) else { continue }
            let names = NameIndex(tree: tree, aliases: aliases[row.id] ?? [], words: words)
            made.append(Edition(id: row.id, period: row.period, source: row.source, tree: tree, names: names))
        }
        try problems.throwIfAny()

        let successors = Register.successors(of: files.successors, editions: made, problems: &problems)
        for (index, table) in successors.enumerated() {
            let lines = units[made[index].id] ?? []
            for (line, unit) in lines where table[unit.code] == nil {
                let place = "\(unit.code) of edition \(made[index].id)"
                problems.add(files.units.name, line, "\(place) has no successor in \(files.successors.name)")
            }
        }
        try problems.throwIfAny()
        self.init(editions: made, successors: successors)
    }
}

extension Register {
    private struct EditionRow {
        var line: Int
        var id: String
        var period: ValidityPeriod
        var source: String
    }

    private typealias UnitRow = (line: Int, unit: Unit)

    private static func editionRows(of file: RegisterFile, problems: inout ProblemList) -> [EditionRow] {
        let table = CSVTable(file, columns: ["id", "valid_from", "valid_to", "source"], problems: &problems)
        var rows: [EditionRow] = []
        for row in table.rows {
            let id = row.identifier("id", &problems)
            let period = row.period(&problems)
            let source = row.text("source", &problems)
            guard let id, let period, let source else { continue }
            if rows.contains(where: { $0.id == id }) {
                problems.add(file.name, row.line, "duplicate edition \(quoted(id))")
            } else {
                rows.append(EditionRow(line: row.line, id: id, period: period, source: source))
            }
        }
        rows.sort { $0.period.firstDay < $1.period.firstDay }
        // A row that could not be read would look like a gap.
        if rows.count == table.rows.count {
            checkContinuity(rows.map { ($0.line, $0.id, $0.period) }, of: "edition", in: file.name, &problems)
        }
        return rows
    }

    private static func unitRows(
        of file: RegisterFile,
        editions: [EditionRow],
        problems: inout ProblemList
    ) -> [String: [UnitRow]] {
        let columns = ["edition", "code", "kind", "name", "parent", "note"]
        var units: [String: [UnitRow]] = [:]
        for row in CSVTable(file, columns: columns, problems: &problems).rows {
            let edition = row["edition"]
            if !editions.contains(where: { $0.id == edition }) {
                problems.add(file.name, row.line, "unknown edition \(quoted(edition))")
            }
            let code = row.code("code", &problems)
            let name = row.text("name", &problems)
            let parent = row["parent"].isEmpty ? nil : row.code("parent", &problems)
            // String comparison is by canonical equivalence, so a kind in NFD is known too.
            let kind = UnitKind.allCases.first { $0.rawValue == row["kind"] }
            if kind == nil {
                let known = UnitKind.allCases.map(\.rawValue).joined(separator: ", ")
                problems.add(file.name, row.line, "bad kind \(quoted(row["kind"])): one of \(known)")
            }
            guard let code, let name, let kind, parent != nil || row["parent"].isEmpty else { continue }
            units[edition, default: []].append((row.line, Unit(code: code, kind: kind, name: name, parent: parent)))
        }
        return units
    }

    private static func aliases(
        of file: RegisterFile,
        units: [String: [UnitRow]],
        problems: inout ProblemList
    ) -> [String: [NameIndex.Alias]] {
        var aliases: [String: [NameIndex.Alias]] = [:]
        let columns = ["edition", "code", "alias", "source"]
        for row in CSVTable(file, columns: columns, mayBeEmpty: true, problems: &problems).rows {
            let edition = row["edition"]
            let alias = row.text("alias", &problems)
            _ = row.text("source", &problems)
            guard let code = row.code("code", &problems), let alias else { continue }
            guard units[edition]?.contains(where: { $0.unit.code == code }) == true else {
                problems.add(file.name, row.line, "unknown unit \(code) in edition \(quoted(edition))")
                continue
            }
            aliases[edition, default: []].append(NameIndex.Alias(code: code, name: alias))
        }
        return aliases
    }

    private static func successors(
        of file: RegisterFile,
        editions: [Edition],
        problems: inout ProblemList
    ) -> [[UnitCode: [UnitCode]]] {
        var tables = [[UnitCode: [UnitCode]]](repeating: [:], count: editions.count - 1)
        let columns = ["from_edition", "code", "to_edition", "successor", "source"]
        for row in CSVTable(file, columns: columns, mayBeEmpty: true, problems: &problems).rows {
            _ = row.text("source", &problems)
            let code = row.code("code", &problems)
            let successor = row.code("successor", &problems)
            guard let from = editions.firstIndex(where: { $0.id == row["from_edition"] }) else {
                problems.add(file.name, row.line, "unknown edition \(quoted(row["from_edition"]))")
                continue
            }
            guard from + 1 < editions.count, editions[from + 1].id == row["to_edition"] else {
                let reason = "to_edition \(quoted(row["to_edition"])) is not the edition after \(editions[from].id)"
                problems.add(file.name, row.line, reason)
                continue
            }
            guard let code, let successor else { continue }
            if !editions[from].contains(code) {
                problems.add(file.name, row.line, "unknown unit \(code) in edition \(editions[from].id)")
            }
            if !editions[from + 1].contains(successor) {
                let reason = "successor \(successor) does not exist in edition \(editions[from + 1].id)"
                problems.add(file.name, row.line, reason)
            }
            if tables[from][code]?.contains(successor) == true {
                problems.add(file.name, row.line, "duplicate successor \(successor) of \(code)")
            }
            tables[from][code, default: []].append(successor)
        }
        return tables
    }
}

/// Notes a gap or an overlap between periods that must follow one another; they are given by their first day.
func checkContinuity(
    _ periods: [(line: Int, id: String, period: ValidityPeriod)],
    of noun: String,
    in file: String,
    _ problems: inout ProblemList
) {
    for (earlier, later) in zip(periods, periods.dropFirst()) {
        let next = later.period.firstDay
        guard let last = earlier.period.lastDay, last < next else {
            problems.add(file, later.line, "\(noun) \(later.id) overlaps \(earlier.id) (\(earlier.period))")
            continue
        }
        // `last < next`, so there is a day after it.
        let following = Day(daysSinceEpoch: last.daysSinceEpoch + 1)
        if following != next {
            let lastMissing = Day(daysSinceEpoch: next.daysSinceEpoch - 1)
            let gap = following == lastMissing ? "\(following)" : "\(following) to \(lastMissing)"
            problems.add(file, later.line, "gap: no \(noun) covers \(gap), between \(earlier.id) and \(later.id)")
        }
    }
}
