/// A value in a rule file, with its place; reading it as something it isn't reports a problem and gives `nil`.
package struct YAMLValue: Sendable {
    enum Content: Sendable {
        /// Nothing after the colon, `~` or `null`.
        case nothing
        case text(String)
        case list([YAMLValue])
        /// The values with their keys as labels, in the order of the file.
        case mapping([YAMLValue])
    }

    /// The name of the file.
    package let file: String
    /// The line on which it, or the key before it, stands; from 1.
    package let line: Int
    /// How problems name it: its key, or its place in a list.
    package let label: String

    let content: Content

    /// Whether nothing is given: nothing after the colon, `~` or `null`.
    package var isNothing: Bool {
        if case .nothing = self.content { true } else { false }
    }

    /// Whether it is a list.
    package var isList: Bool {
        if case .list = self.content { true } else { false }
    }

    /// Notes a problem with this value.
    ///
    /// - Parameters:
    ///   - reason: What is wrong and what to do, in English, without a full stop; the label is put before it.
    ///   - problems: Takes it.
    package func report(_ reason: String, _ problems: inout ProblemCollector) {
        problems.add(self.file, self.line, "\(self.label): \(reason)")
    }

    /// The value's text, or `nil` with a problem that says what was expected.
    func scalar(_ expected: String, _ problems: inout ProblemCollector) -> String? {
        switch self.content {
        case .text(let text): return text
        case .nothing: self.report("no value; write \(expected)", &problems)
        case .list: self.report("a list; write \(expected)", &problems)
        case .mapping: self.report("a mapping; write \(expected)", &problems)
        }
        return nil
    }
}
