/// Files of the register or of the rules were refused; all problems that were found are listed.
package struct RegisterFileError: Error, Sendable, Hashable {
    /// One problem at one place.
    package struct Problem: Sendable, Hashable, CustomStringConvertible {
        /// The name of the file.
        package var file: String
        /// The line on which the record begins, from 1.
        package var line: Int
        /// What is wrong, in English, without a full stop.
        package var reason: String

        /// `units.csv:12: duplicate code 29242 in the edition`.
        package var description: String { "\(self.file):\(self.line): \(self.reason)" }
    }

    /// The most problems that are listed.
    package static let maximumProblems = 100

    /// The problems, at least one, ordered by file and line within each file.
    package let problems: [Problem]
    /// How many more there were than are listed.
    package let unlisted: Int
}

extension RegisterFileError: CustomStringConvertible {
    /// One problem a line.
    package var description: String {
        var lines = self.problems.map(\.description)
        if self.unlisted > 0 { lines.append("and \(self.unlisted) more problems") }
        return lines.joined(separator: "\n")
    }
}

/// Gathers problems while files are read, so that one reading reports them all.
struct ProblemList {
    /// How many are kept; more than are listed, so that the first in each file are among them.
    private static let capacity = 10 * RegisterFileError.maximumProblems

    private var problems: [RegisterFileError.Problem] = []
    private var uncounted = 0

    /// Whether nothing was found wrong so far.
    var isEmpty: Bool { self.problems.isEmpty }

    /// Notes a problem; the same one is noted once.
    mutating func add(_ file: String, _ line: Int, _ reason: String) {
        let problem = RegisterFileError.Problem(file: file, line: line, reason: reason)
        guard self.problems.count < ProblemList.capacity else {
            self.uncounted += 1
            return
        }
        if self.problems.contains(problem) { return }
        self.problems.append(problem)
    }

    /// Refuses the files when there are problems.
    ///
    /// - Throws: `RegisterFileError` with all of them.
    func throwIfAny() throws(RegisterFileError) {
        guard !self.problems.isEmpty else { return }
        var order: [String: Int] = [:]
        for problem in self.problems where order[problem.file] == nil { order[problem.file] = order.count }
        let sorted = self.problems.enumerated().sorted { left, right in
            let leftKey = (order[left.element.file] ?? 0, left.element.line, left.offset)
            return leftKey < (order[right.element.file] ?? 0, right.element.line, right.offset)
        }
        let listed = sorted.prefix(RegisterFileError.maximumProblems).map(\.element)
        throw RegisterFileError(problems: listed, unlisted: sorted.count - listed.count + self.uncounted)
    }
}

/// A value from a file as problems show it: in quotation marks, cut at 40 characters, control characters replaced.
func quoted(_ value: String) -> String {
    let shown = value.unicodeScalars.prefix(40).map { scalar in
        scalar.properties.generalCategory == .control ? "\u{FFFD}" : Character(scalar)
    }
    return "\"\(String(shown))\(value.unicodeScalars.count > 40 ? "…" : "")\""
}
