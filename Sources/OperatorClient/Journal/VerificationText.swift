package import FeedbackStore

/// What a check of the journal found, for people and programs.
package enum VerificationText {
    /// The outcome in lines.
    package static func lines(_ report: VerificationReport) -> [String] {
        var lines = [
            "Read \(report.batches) batches with \(report.submissions) submissions, up to position "
                + "\(report.throughPosition).",
            "Head: \(self.hexadecimal(report.headHash))",
        ]
        if report.wasStopped { lines.append("Stopped before the end of the journal.") }
        guard report.problemCount > 0 else {
            if report.isSound {
                lines += TextLayout.wrap(
                    "The journal is sound. Note the head down to prove later that nothing before it changed."
                )
            }
            return lines
        }
        var table = Table([.number("POSITION"), .text("PROBLEM"), .wrapping("WHAT TO DO")])
        for problem in report.problems {
            table.add([problem.position == 0 ? "" : "\(problem.position)", problem.kind.rawValue, problem.explanation])
        }
        lines.append("\(report.problemCount) problems:")
        lines += table.lines()
        let hidden = report.problemCount - report.problems.count
        if hidden > 0 { lines.append("… and \(hidden) more") }
        return lines
    }

    /// The outcome as a JSON object.
    package static func json(
        _ report: VerificationReport,
        _ tallies: TallyAudit.Finding = .none,
        tree: TreeAudit? = nil
    ) -> JSONValue {
        [
            "sound": .bool(report.isSound && tallies.isSound && tree?.isSound != false),
            "stopped": .bool(report.wasStopped),
            "batches": .natural(report.batches),
            "submissions": .natural(report.submissions),
            "through_position": .natural(report.throughPosition),
            "head_hash": .text(self.hexadecimal(report.headHash)),
            "problem_count": .integer(Int64(report.problemCount)),
            "problems": .array(
                report.problems.map { problem in
                    [
                        "position": .natural(problem.position),
                        "kind": .text(problem.kind.rawValue),
                        "explanation": .text(problem.explanation),
                    ]
                }
            ),
            "tree": tree?.json ?? .null,
            "tallies": TallyAudit.json(tallies),
        ]
    }

    /// Bytes as lowercase hexadecimal digits.
    static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
