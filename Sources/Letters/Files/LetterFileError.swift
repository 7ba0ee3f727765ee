/// Files of letters were refused; all problems that were found are listed.
package struct LetterFileError: Error, Sendable, Hashable {
    /// One problem at one place.
    package struct Problem: Sendable, Hashable, CustomStringConvertible {
        /// The name of the file.
        package let file: String
        /// The line, from 1.
        package let line: Int
        /// What is wrong and what to do, in English, without a full stop.
        package let reason: String

        /// `apology.html.mustache:12: there is no name 'reson'; did you mean 'reason'?`.
        package var description: String { "\(self.file):\(self.line): \(self.reason)" }
    }

    /// The most problems that are listed.
    package static let maximumProblems = 100

    /// The problems, at least one, ordered by file and line.
    package let problems: [Problem]
    /// How many more there were than are listed.
    package let unlisted: Int
}

extension LetterFileError: CustomStringConvertible {
    /// One problem a line.
    package var description: String {
        var lines = self.problems.map(\.description)
        if self.unlisted > 0 { lines.append("and \(self.unlisted) more problems") }
        return lines.joined(separator: "\n")
    }
}

/// Gathers problems while files are read, so that one reading reports them all.
struct LetterProblems {
    private var problems: Set<LetterFileError.Problem> = []

    /// Whether nothing was found wrong so far.
    var isEmpty: Bool { self.problems.isEmpty }

    /// Notes a problem; the same one is noted once.
    mutating func add(_ file: String, _ line: Int, _ reason: String) {
        self.problems.insert(LetterFileError.Problem(file: file, line: line, reason: reason))
    }

    /// Refuses the files when there are problems.
    ///
    /// - Throws: ``LetterFileError`` with all of them.
    func throwIfAny() throws(LetterFileError) {
        guard !self.problems.isEmpty else { return }
        let sorted = self.problems.sorted { ($0.file, $0.line, $0.reason) < ($1.file, $1.line, $1.reason) }
        let listed = Array(sorted.prefix(LetterFileError.maximumProblems))
        throw LetterFileError(problems: listed, unlisted: sorted.count - listed.count)
    }
}

/// A value from a file as problems show it: in quotation marks, cut at 40 characters, control characters replaced.
func shown(_ value: some StringProtocol) -> String {
    let printed = value.unicodeScalars.prefix(40).map { scalar in
        scalar.properties.generalCategory == .control ? "\u{FFFD}" : Character(scalar)
    }
    return "\"\(String(printed))\(value.unicodeScalars.count > 40 ? "…" : "")\""
}
