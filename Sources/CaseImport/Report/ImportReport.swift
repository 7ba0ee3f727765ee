package import CaseLifecycle
package import CivilTime

/// What an import came to, or in a dry run would come to.
///
/// Every row below the header is counted once: ``rows`` = ``converted`` + ``refused``, and ``converted`` = ``newCases``
/// + ``unchanged`` + ``changedRows`` + ``changedMeanings``.
package struct ImportReport: Sendable, Hashable {
    /// The most problems that are listed; all are counted, and all are in the results of ``CaseImporter``.
    package static let maximumProblems = 1000

    /// The most causes that are told apart.
    package static let maximumCauses = 1000

    /// The name of the file.
    package let file: String
    /// The day for which open cases were judged, in the source's time zone.
    package let day: Day

    /// The rows below the header, without those that have nothing in them.
    package private(set) var rows = 0
    /// The rows that have nothing in them but delimiters.
    package private(set) var blankRows = 0
    /// The rows of which the facts of a case were made.
    package private(set) var converted = 0
    /// The rows with problems.
    package private(set) var refused = 0
    /// The rows whose cases are not there yet.
    package private(set) var newCases = 0
    /// The rows whose cases are there as the row tells them.
    package private(set) var unchanged = 0
    /// The rows that are told otherwise than when their cases were imported; the cases stay as they are.
    package private(set) var changedRows = 0
    /// The rows that the mapping understands otherwise than then; the cases stay as they are.
    package private(set) var changedMeanings = 0
    /// The converted rows that are not the first of their request.
    package private(set) var furtherRows = 0
    /// The converted rows by state.
    package private(set) var byState: [CaseState: Int] = [:]
    /// The converted rows by timeliness.
    package private(set) var byTimeliness: [Timeliness: Int] = [:]
    /// How often the mapping allowed something out of the ordinary, by its key.
    package private(set) var allowances: [String: Int] = [:]
    /// The first problems.
    package private(set) var problems: [RowProblem] = []
    /// The number of problems.
    package private(set) var problemCount = 0
    /// How often each cause was found; only the first causes are told apart.
    package private(set) var causes: [RowProblem.Cause: Int] = [:]
    /// Lines that a missing quotation mark made part of another row: while there are any, ``rows`` may be too few.
    package private(set) var swallowedLines = 0

    /// Starts without rows.
    init(file: String, day: Day) {
        self.file = file
        self.day = day
    }

    mutating func countBlank() {
        self.blankRows += 1
    }

    mutating func countRefused(_ problems: [RowProblem], swallowedLines: Int = 0) {
        self.rows += 1
        self.refused += 1
        self.swallowedLines += swallowedLines
        self.problemCount += problems.count
        for problem in problems {
            if self.problems.count < ImportReport.maximumProblems { self.problems.append(problem) }
            if self.causes[problem.cause] != nil || self.causes.count < ImportReport.maximumCauses {
                self.causes[problem.cause, default: 0] += 1
            }
        }
    }

    mutating func countConverted(_ facts: ImportedFacts, allowances: [String]) {
        self.rows += 1
        self.converted += 1
        self.byState[facts.state, default: 0] += 1
        self.byTimeliness[facts.timeliness(on: self.day), default: 0] += 1
        for allowance in allowances { self.allowances[allowance, default: 0] += 1 }
    }

    mutating func countKnown(_ result: RowResult) {
        switch result {
        case .new: self.newCases += 1
        case .unchanged: self.unchanged += 1
        case .conflict(_, .rowChanged): self.changedRows += 1
        case .conflict(_, .meaningChanged): self.changedMeanings += 1
        case .refused: return
        }
        if let ordinal = result.importedCase?.row.ordinal, ordinal > 1 { self.furtherRows += 1 }
    }
}

extension ImportReport {
    /// The rows of a kind of timeliness.
    package func count(_ timeliness: Timeliness) -> Int {
        self.byTimeliness[timeliness] ?? 0
    }

    /// The rows in time: closed in time, or open and not overdue.
    package var inTime: Int { self.count(.closedInTime) + self.count(.openInTime) }

    /// The rows that are late: closed late, or open and overdue.
    package var late: Int { self.count(.closedLate) + self.count(.openOverdue) }

    /// The on-time share over everything received.
    ///
    /// Everything is every row: what was cancelled, has no due date or was refused stays below the line, so that the
    /// share can't be made better by leaving rows out; those rows are told apart beside it.
    package var shareOfReceived: Share { Share(self.inTime, of: self.rows) }

    /// The on-time share over what can be judged: not cancelled, with a due date, converted.
    package var shareOfJudged: Share { Share(self.inTime, of: self.inTime + self.late) }
}
