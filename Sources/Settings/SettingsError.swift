/// Everything wrong with the settings a program was started with, so that all can be mended at once.
package struct SettingsError: Error, Sendable, Hashable {
    package let program: String
    /// What is wrong, at least one; in the order command line, environment, file, values.
    package let problems: [SettingsProblem]
}

extension SettingsError: CustomStringConvertible {
    /// The problems, one a line, and where to read on.
    package var description: String {
        let count = self.problems.count
        let heading = count == 1 ? "one setting is wrong" : "\(count) settings are wrong"
        return "\(self.program): \(heading), so it does not start:\n"
            + self.problems.map { "  \($0)\n" }.joined()
            + "'\(self.program) --help' names every setting and what it allows."
    }
}

/// One thing wrong with the settings.
package struct SettingsProblem: Sendable, Hashable {
    /// What kind of mistake it is.
    package struct Code: Sendable, Hashable {
        private enum Value {
            case unknown
            case invalid
            case repeated
            case missingValue
            case file
            case declaration
        }
        private let value: Value

        private init(_ value: Value) {
            self.value = value
        }

        /// No such flag, variable, key or command.
        package static let unknown = Code(.unknown)
        /// The value is not allowed.
        package static let invalid = Code(.invalid)
        /// The same setting is given twice in one place.
        package static let repeated = Code(.repeated)
        /// A flag without its value.
        package static let missingValue = Code(.missingValue)
        /// The file can't be read or isn't YAML of the expected form.
        package static let file = Code(.file)
        /// The program itself declares its settings wrongly.
        package static let declaration = Code(.declaration)
    }

    package let code: Code
    /// The key as declared, or the name as it was given when there is no such setting.
    package let key: String
    package let source: SettingSource
    /// The text refused; absent when there is none or it is secret.
    package let value: String?
    /// A clause that follows the key and the value, such as "is not a whole number; allowed: …".
    package let reason: String
}

extension SettingsProblem: CustomStringConvertible {
    /// The key, the value unless secret, where it comes from and why it is refused.
    package var description: String {
        // Escaped as Swift escapes it, so that a control character can't act on the terminal.
        let shown = self.value.map { " = \($0.debugDescription)" } ?? ""
        return "\(self.key)\(shown) (\(self.source)): \(self.reason)"
    }
}
