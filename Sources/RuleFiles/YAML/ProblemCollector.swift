/// Gathers problems while rule files are read, so that one reading reports them all.
package struct ProblemCollector: Sendable {
    /// How many are kept; more than are listed, so that the first in each file are among them.
    private static let capacity = 10 * RuleFileError.maximumProblems

    private var problems: [RuleFileError.Problem] = []
    private var uncounted = 0

    /// Starts without problems.
    package init() {}

    /// Whether nothing was found wrong so far.
    package var isEmpty: Bool { self.problems.isEmpty }

    /// Notes a problem; the same one is noted once.
    ///
    /// - Parameters:
    ///   - file: The name of the file.
    ///   - line: The line, from 1.
    ///   - reason: What is wrong and what to do, in English, without a full stop.
    package mutating func add(_ file: String, _ line: Int, _ reason: String) {
        let problem = RuleFileError.Problem(file: file, line: line, reason: reason)
        guard self.problems.count < ProblemCollector.capacity else {
            self.uncounted += 1
            return
        }
        if self.problems.contains(problem) { return }
        self.problems.append(problem)
    }

    /// The refusal with all problems, files in the order in which they were first reported; `nil` without problems.
    package var error: RuleFileError? {
        guard !self.problems.isEmpty else { return nil }
        var order: [String: Int] = [:]
        for problem in self.problems where order[problem.file] == nil { order[problem.file] = order.count }
        let sorted = self.problems.enumerated().sorted { left, right in
            let leftKey = (order[left.element.file] ?? 0, left.element.line, left.offset)
            return leftKey < (order[right.element.file] ?? 0, right.element.line, right.offset)
        }
        let listed = sorted.prefix(RuleFileError.maximumProblems).map(\.element)
        return RuleFileError(problems: listed, unlisted: sorted.count - listed.count + self.uncounted)
    }

    /// Refuses the files when there are problems.
    ///
    /// - Throws: ``RuleFileError`` with all of them.
    package func throwIfAny() throws(RuleFileError) {
        if let error = self.error { throw error }
    }
}

/// A value from a file as problems show it: in quotation marks, cut at 40 characters, control characters replaced.
package func quoted(_ value: some StringProtocol) -> String {
    let shown = value.unicodeScalars.prefix(40).map { scalar in
        scalar.properties.generalCategory == .control ? "\u{FFFD}" : Character(scalar)
    }
    return "\"\(String(shown))\(value.unicodeScalars.count > 40 ? "…" : "")\""
}
