internal import CaseLifecycle

extension ImportReport: CustomStringConvertible {
    /// The report as an operator reads it, without the single problems.
    package var description: String {
        var lines = [
            "\(self.file): \(self.rows) rows = \(self.converted) converted + \(self.refused) refused",
            "  \(self.newCases) new, \(self.unchanged) already there, \(self.changedRows) changed in the file, "
                + "\(self.changedMeanings) changed by the mapping; nothing that is there is changed",
        ]
        if self.blankRows > 0 { lines.append("  \(self.blankRows) rows without anything in them were passed over") }
        if self.furtherRows > 0 { lines.append("  \(self.furtherRows) rows are not the first of their request") }
        if self.swallowedLines > 0 {
            let reason =
                "lines are inside quotation marks that don't fit, so there may be more rows; correct them first"
            lines.append("  \(self.swallowedLines) \(reason)")
        }
        for (state, count) in self.byState.sorted(by: { $0.key < $1.key }) {
            lines.append("  state \(state): \(count)")
        }
        lines.append("in time over everything received, as of \(self.day): \(self.shareOfReceived)")
        for timeliness in Timeliness.allCases {
            lines.append("  \(timeliness.rawValue): \(self.count(timeliness))")
        }
        lines.append("  refused: \(self.refused)")
        lines.append("in time over what can be judged: \(self.shareOfJudged)")
        for (key, count) in self.allowances.sorted(by: { $0.key < $1.key }) {
            lines.append("allowed by the mapping, \(key): \(count)")
        }
        lines += self.causesInOrder.map { "refused, \($0.count) ×: \($0.cause)" }
        let counted = self.causes.values.reduce(0, +)
        if counted < self.problemCount { lines.append("and \(self.problemCount - counted) problems of other causes") }
        return lines.joined(separator: "\n")
    }

    /// The causes, the most frequent first.
    package var causesInOrder: [(cause: RowProblem.Cause, count: Int)] {
        self.causes.map { ($0.key, $0.value) }.sorted { left, right in
            left.1 == right.1 ? left.0.description < right.0.description : left.1 > right.1
        }
    }
}
