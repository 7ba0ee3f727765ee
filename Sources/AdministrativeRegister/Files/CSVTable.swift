import CivilTime

/// A CSV file whose first record names its columns.
///
/// Columns may stand in any order; an unknown one is refused, because it is most often a misspelt one.
struct CSVTable {
    /// One record after the first, its fields by column.
    struct Row {
        /// The name of the file.
        var file: String
        /// The line on which the record begins, from 1.
        var line: Int
        fileprivate var columns: [String: Int]
        fileprivate var fields: [String]

        /// The field in a column; empty when there is no such column.
        subscript(column: String) -> String {
            self.columns[column].map { self.fields[$0] } ?? ""
        }
    }

    /// The records that have as many fields as there are columns.
    let rows: [Row]

    /// Reads a file that must have exactly the named columns and, unless it `mayBeEmpty`, a record below them.
    init(_ file: RegisterFile, columns expected: [String], mayBeEmpty: Bool = false, problems: inout ProblemList) {
        var records = CSVReader.records(of: file, problems: &problems)[...]
        guard let header = records.popFirst() else {
            self.rows = []
            return
        }
        var columns: [String: Int] = [:]
        for (index, name) in header.fields.enumerated() {
            if columns[name] != nil {
                problems.add(file.name, header.line, "duplicate column \(quoted(name))")
            } else if !expected.contains(name) {
                problems.add(file.name, header.line, "unknown column \(quoted(name))")
            }
            columns[name] = index
        }
        let missing = expected.filter { columns[$0] == nil }
        for name in missing { problems.add(file.name, header.line, "missing column \(quoted(name))") }
        guard missing.isEmpty else {
            self.rows = []
            return
        }
        var rows: [Row] = []
        for record in records {
            guard record.fields.count == header.fields.count else {
                let found = record.fields.count
                problems.add(file.name, record.line, "\(found) fields where the header has \(header.fields.count)")
                continue
            }
            rows.append(Row(file: file.name, line: record.line, columns: columns, fields: record.fields))
        }
        if records.isEmpty, !mayBeEmpty {
            problems.add(file.name, header.line, "the file has a header and nothing below it")
        }
        self.rows = rows
    }
}

extension CSVTable.Row {
    /// The unit code in a column, or `nil` with a problem.
    func code(_ column: String, _ problems: inout ProblemList) -> UnitCode? {
        if let code = UnitCode(self[column]) { return code }
        problems.add(
            self.file,
            self.line,
            "bad code \(quoted(self[column])) in \(column): 1 to \(UnitCode.maximumLength) of A-Z and 0-9"
        )
        return nil
    }

    /// The text in a column, or `nil` with a problem when it is empty or has several lines.
    func text(_ column: String, _ problems: inout ProblemList) -> String? {
        let text = self[column]
        if text.isEmpty {
            problems.add(self.file, self.line, "\(column) is empty")
            return nil
        }
        if text.contains(where: \.isNewline) {
            problems.add(self.file, self.line, "line break in \(column): write it on one line")
            return nil
        }
        return text
    }

    /// The identifier in a column, 1 to 40 of a-z, 0-9 and `-`, or `nil` with a problem.
    func identifier(_ column: String, _ problems: inout ProblemList) -> String? {
        let text = self[column]
        let good = text.utf8.allSatisfy { byte in
            byte == UInt8(ascii: "-") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }
        if good, (1...40).contains(text.utf8.count) { return text }
        problems.add(self.file, self.line, "bad \(column) \(quoted(text)): 1 to 40 of a-z, 0-9 and hyphen")
        return nil
    }

    /// The period in `valid_from` and `valid_to`, or `nil` with a problem; an empty `valid_to` leaves the end open.
    ///
    /// - Parameters:
    ///   - outer: a period that stands in for empty ends and must contain the result.
    ///   - problems: where a problem is noted.
    /// - Returns: the period, both ends included.
    func period(within outer: ValidityPeriod? = nil, _ problems: inout ProblemList) -> ValidityPeriod? {
        let firstDay = self["valid_from"].isEmpty ? outer?.firstDay : Day(self["valid_from"])
        let lastDay = self["valid_to"].isEmpty ? outer?.lastDay : Day(self["valid_to"])
        guard let firstDay else {
            problems.add(self.file, self.line, "bad date \(quoted(self["valid_from"])) in valid_from: write 2022-10-01")
            return nil
        }
        guard self["valid_to"].isEmpty || lastDay != nil else {
            problems.add(self.file, self.line, "bad date \(quoted(self["valid_to"])) in valid_to: write 2025-06-30")
            return nil
        }
        guard let period = ValidityPeriod(from: firstDay, through: lastDay) else {
            problems.add(self.file, self.line, "bad dates: valid_to is before valid_from")
            return nil
        }
        if let outer, !outer.contains(period) {
            problems.add(self.file, self.line, "bad dates: \(period) is not within \(outer)")
            return nil
        }
        return period
    }
}
