package import CivilTime
package import RuleFiles

/// Turns a CSV file into imported cases, chunk by chunk; a dry run and the real one do exactly the same here.
///
/// Nothing is stored or sent. Who does that notes each new case's ``ImportedCase/ledgerEntry`` with the case, in one
/// step, and gives all of them to the next import: then an import that was cut off goes on where it was, and one that
/// is run again finds nothing new. Cases of other sources don't matter to it.
package struct CaseImporter: Sendable {
    private let file: String
    private let mapping: ImportMapping
    private let columnNames: [String]
    private let hash: ImportHash
    private var scanner: CSVScanner
    private var converter: RowConverter
    private var matcher: RowMatcher
    private var header: Header?

    /// What came of the rows so far; what waits for the end of the file is counted as converted only.
    package private(set) var report: ImportReport

    private struct Header: Sendable {
        var positions: [String: Int]
        var count: Int
    }

    /// Begins a file.
    ///
    /// - Parameters:
    ///   - file: Its name in problems.
    ///   - mapping: What its columns mean.
    ///   - ledger: What earlier imports made cases of.
    ///   - asOf: Now: no date but a due date may be later, and what is open and due before is overdue.
    ///   - hash: A cryptographic hash, always the same.
    package init(
        file: String,
        mapping: ImportMapping,
        ledger: ImportLedger,
        asOf: Timestamp,
        hash: @escaping ImportHash
    ) {
        self.file = file
        self.mapping = mapping
        self.columnNames = mapping.columnNames
        self.hash = hash
        self.scanner = CSVScanner(delimiter: mapping.delimiter)
        self.converter = RowConverter(mapping: mapping, asOf: asOf)
        self.matcher = RowMatcher(ledger: ledger, hash: hash)
        self.report = ImportReport(file: file, day: mapping.timeZone.day(of: asOf))
    }

    /// Takes the next bytes of the file.
    ///
    /// - Returns: What came of the rows that end in them.
    /// - Throws: ``RuleFileError`` when the header does not fit the mapping; nothing was made then.
    package mutating func read(_ chunk: [UInt8]) throws(RuleFileError) -> [RowResult] {
        try self.take(self.scanner.read(chunk))
    }

    /// Ends the file.
    ///
    /// - Returns: What came of the last row and of those that waited for the end; ``report`` is complete then.
    /// - Throws: ``RuleFileError`` when there is no header that fits the mapping.
    package mutating func finish() throws(RuleFileError) -> [RowResult] {
        var results = try self.take(self.scanner.finish())
        guard self.header != nil else {
            var problems = ProblemCollector()
            problems.add(self.file, 1, "the file is empty; its first row must name the columns")
            try problems.throwIfAny()
            return []
        }
        let waited = self.matcher.finish()
        for result in waited { self.report.countKnown(result) }
        results += waited
        return results
    }

    private mutating func take(_ records: [CSVRecord]) throws(RuleFileError) -> [RowResult] {
        var results: [RowResult] = []
        for record in records {
            guard let header = self.header else {
                self.header = try self.header(record)
                continue
            }
            if record.isBlank {
                self.report.countBlank()
            } else if let result = self.result(record, header) {
                results.append(result)
            }
        }
        return results
    }

    private mutating func result(_ record: CSVRecord, _ header: Header) -> RowResult? {
        let row = RowView(file: self.file, record: record, positions: header.positions)
        if let problem = CaseImporter.problem(of: row, count: header.count) {
            let swallowed = record.defect == nil ? 0 : record.lastLine - record.line
            self.report.countRefused([problem], swallowedLines: swallowed)
            return .refused(line: record.line, [problem])
        }
        let conversion = self.converter.convert(row)
        guard let facts = conversion.facts, let request = conversion.request else {
            self.report.countRefused(conversion.problems)
            return .refused(line: record.line, conversion.problems)
        }
        let requestKey = ImportedRowID.requestKey(source: self.mapping.source, request: request, self.hash)
        guard self.matcher.admit(requestKey) else {
            let reason =
                "more than \(RowMatcher.maximumRows) rows with this number; name the request's own in the mapping"
            let problem = row.problem(self.mapping.columns.request, nil, reason)
            self.report.countRefused([problem])
            return .refused(line: record.line, [problem])
        }
        self.report.countConverted(facts, allowances: conversion.allowances)
        let candidate = RowMatcher.Candidate(
            source: self.mapping.source,
            request: request,
            requestKey: requestKey,
            line: record.line,
            facts: facts,
            rowDigest: self.digest(of: row),
            factsDigest: self.hash(facts.hashInput)
        )
        guard let result = self.matcher.match(candidate) else { return nil }
        self.report.countKnown(result)
        return result
    }

    private func digest(of row: RowView) -> ImportDigest {
        var input = HashInput("langnghe import row 1")
        for column in self.columnNames {
            input.add(column)
            input.add(row[column] ?? "")
        }
        return self.hash(input.bytes)
    }

    private static func problem(of row: RowView, count: Int) -> RowProblem? {
        let record = row.record
        let lines =
            record.lastLine > record.line ? "; lines \(record.line) to \(record.lastLine) were read as one row" : ""
        switch record.defect {
        case .textAfterQuotationMark:
            return row.problem(nil, nil, "text after a closing quotation mark; double the marks inside a field\(lines)")
        case .quotationMarkNeverClosed:
            return row.problem(nil, nil, "a quotation mark that is never closed; close it\(lines)")
        case .tooLong: return row.problem(nil, nil, "longer than 1 MiB; look for a missing quotation mark\(lines)")
        case .tooManyFields:
            return row.problem(nil, nil, "more than \(CSVScanner.maximumFields) fields; look what it is\(lines)")
        case nil: break
        }
        guard record.count != count else { return nil }
        return row.problem(nil, nil, "\(record.count) fields where the first row names \(count); correct the row")
    }

    private func header(_ record: CSVRecord) throws(RuleFileError) -> Header {
        var problems = ProblemCollector()
        var positions: [String: Int] = [:]
        var repeated: Set<String> = []
        for index in 0..<record.count {
            guard let name = record.text(at: index) else {
                problems.add(self.file, record.line, "column \(index + 1) has no readable name; save the file as UTF-8")
                continue
            }
            if positions.updateValue(index, forKey: name) != nil { repeated.insert(name) }
        }
        if record.defect != nil {
            problems.add(self.file, record.line, "the first row is no list of columns; look what the file is")
        }
        for name in self.columnNames where record.defect == nil {
            if positions[name] == nil {
                let reason =
                    "no column \(quoted(name)), which the mapping reads; correct the mapping, or the delimiter in it"
                problems.add(self.file, record.line, reason)
            } else if repeated.contains(name) {
                problems.add(self.file, record.line, "two columns \(quoted(name)); rename or remove one")
            }
        }
        try problems.throwIfAny()
        return Header(positions: positions, count: record.count)
    }
}
