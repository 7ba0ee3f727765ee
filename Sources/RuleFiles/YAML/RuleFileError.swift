/// Rule files were refused; all problems that were found are listed.
package struct RuleFileError: Error, Sendable, Hashable {
    /// One problem at one place.
    package struct Problem: Sendable, Hashable, CustomStringConvertible {
        /// The name of the file.
        package let file: String
        /// The line, from 1.
        package let line: Int
        /// What is wrong and what to do, in English, without a full stop.
        package let reason: String

        /// `calendar.yaml:12: the day 2025-01-28 was already given in line 9; remove one`.
        package var description: String { "\(self.file):\(self.line): \(self.reason)" }
    }

    /// The most problems that are listed.
    package static let maximumProblems = 100

    /// The problems, at least one, ordered by file and line.
    package let problems: [Problem]
    /// How many more there were than are listed.
    package let unlisted: Int
}

extension RuleFileError: CustomStringConvertible {
    /// One problem a line.
    package var description: String {
        var lines = self.problems.map(\.description)
        if self.unlisted > 0 { lines.append("and \(self.unlisted) more problems") }
        return lines.joined(separator: "\n")
    }
}
