package import CaseImport
import CaseLifecycle
import FeedbackProtocol

/// What came of one spreadsheet.
package struct ImportedFile: Sendable {
    /// Something a person has to look at.
    package struct Remark: Sendable, Hashable {
        /// The line on which the row begins.
        package let line: Int
        /// What it is and what to do, without a full stop.
        package let reason: String
    }

    /// The most remarks that are listed; all are counted.
    static let maximumRemarks = 1000

    /// The file's name.
    package let name: String
    /// Whether nothing was to be changed.
    package let isDry: Bool
    /// The counts of its rows.
    package internal(set) var report: ImportReport
    /// The new cases.
    package private(set) var made: UInt64 = 0
    /// Rows that somebody else imported in the meantime.
    package private(set) var alreadyThere: UInt64 = 0
    /// The numbers of the first and the last new case.
    package private(set) var numbers: ClosedRange<UInt64>?
    /// Rows that were imported before with other facts, and rows that the aggregator refused.
    package private(set) var remarks: [Remark] = []
    /// How many remarks there are, listed or not.
    package private(set) var remarkCount = 0

    init(name: String, isDry: Bool, report: ImportReport) {
        self.name = name
        self.isDry = isDry
        self.report = report
    }

    /// Whether there is nothing for a person to look at.
    package var isWhole: Bool { self.report.refused == 0 && self.remarkCount == 0 && self.report.swallowedLines == 0 }

    mutating func note(_ result: RowResult) {
        if case .conflict(let imported, let change) = result { self.remark(imported.line, change.reason) }
    }

    mutating func note(_ outcome: WireImportOutcome, of imported: ImportedCase) {
        switch outcome.kind {
        case .new:
            self.made += 1
            let first = self.numbers?.lowerBound ?? outcome.caseNumber
            self.numbers = min(first, outcome.caseNumber)...max(first, outcome.caseNumber)
        case .alreadyThere: self.alreadyThere += 1
        case .conflict:
            let number = outcome.caseNumber
            self.remark(
                imported.line,
                "case \(number) was imported from this row with other facts and stays as it is; make the change in it"
            )
        case .refused: self.remark(imported.line, "refused by the aggregator: \(outcome.explanation)")
        case .unspecified, .UNRECOGNIZED:
            self.remark(imported.line, "an answer this version does not know; update langnghe")
        }
    }

    private mutating func remark(_ line: Int, _ reason: String) {
        self.remarkCount += 1
        if self.remarks.count < Self.maximumRemarks { self.remarks.append(Remark(line: line, reason: reason)) }
    }
}

extension ImportedFile {
    /// The file for people: the report, then what to look at, row by row.
    package var lines: [String] {
        var texts = self.report.description.split(separator: "\n").map(String.init)
        texts += self.report.problems.map { "\($0)" }
        let moreProblems = self.report.problemCount - self.report.problems.count
        if moreProblems > 0 { texts.append("and \(moreProblems) problems more") }
        texts += self.remarks.map { "\(self.name):\($0.line): \(TextLayout.oneLine($0.reason))" }
        if self.remarkCount > self.remarks.count {
            texts.append("and \(self.remarkCount - self.remarks.count) rows more to look at")
        }
        texts.append(self.outcome)
        return texts.flatMap { text in
            let indent = String(text.prefix { $0 == " " })
            let wrapped = TextLayout.wrap(
                text.dropFirst(indent.count),
                width: TextLayout.lineWidth - 2,
                indent: indent
            )
            return wrapped.prefix(1) + wrapped.dropFirst().map { "  \($0)" }
        }
    }

    /// What was done.
    private var outcome: String {
        if self.isDry { return "dry run: nothing was imported" }
        guard let numbers else { return "imported: 0 new cases" }
        return "imported: \(self.made) new cases, from number \(numbers.lowerBound) to \(numbers.upperBound)"
    }

    /// The file as a JSON object.
    package var json: JSONValue {
        let report = self.report
        let states = report.byState.sorted { $0.key < $1.key }
        return [
            "file": .text(self.name),
            "dry_run": .bool(self.isDry),
            "rows": .integer(Int64(report.rows)),
            "blank_rows": .integer(Int64(report.blankRows)),
            "converted": .integer(Int64(report.converted)),
            "refused": .integer(Int64(report.refused)),
            "new": .integer(Int64(report.newCases)),
            "unchanged": .integer(Int64(report.unchanged)),
            "changed_rows": .integer(Int64(report.changedRows)),
            "changed_meanings": .integer(Int64(report.changedMeanings)),
            "imported": .natural(self.made),
            "first_case": self.numbers.map { .natural($0.lowerBound) } ?? .null,
            "last_case": self.numbers.map { .natural($0.upperBound) } ?? .null,
            "states": .object(states.map { .init($0.key.rawValue, .integer(Int64($0.value))) }),
            "timeliness": .object(
                Timeliness.allCases.map { .init($0.rawValue, .integer(Int64(report.count($0)))) }
            ),
            "in_time": .integer(Int64(report.inTime)),
            "late": .integer(Int64(report.late)),
            "problem_count": .integer(Int64(report.problemCount)),
            "problems": .array(
                report.problems.map { problem in
                    [
                        "line": .integer(Int64(problem.line)), "column": .optional(problem.column ?? ""),
                        "reason": .text("\(problem.cause)"),
                    ]
                }
            ),
            "remark_count": .integer(Int64(self.remarkCount)),
            "remarks": .array(
                self.remarks.map { ["line": .integer(Int64($0.line)), "reason": .text($0.reason)] }
            ),
        ]
    }
}
