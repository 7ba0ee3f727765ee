package import CivilTime

/// A mapping in a rule file.
///
/// `required…` reports a missing key; `optional…` takes a missing key, or one without a value, for `nil`. Both report
/// a value that is not what was asked for and give `nil`.
package struct YAMLMapping: Sendable {
    /// The name of the file.
    package let file: String
    /// The line on which it begins, from 1.
    package let line: Int
    /// How problems name it.
    package let label: String
    /// The values in the order of the file, their keys as labels.
    package let values: [YAMLValue]

    /// Notes a problem with the mapping as a whole.
    ///
    /// - Parameters:
    ///   - reason: What is wrong and what to do, in English, without a full stop.
    ///   - problems: Takes it.
    package func report(_ reason: String, _ problems: inout ProblemCollector) {
        problems.add(self.file, self.line, reason)
    }

    /// The value of a key, or `nil` when the key is missing or has none.
    package func optional(_ key: String) -> YAMLValue? {
        self.values.first { $0.label == key && !$0.isNothing }
    }

    /// The value of a key; `nil` when the key is missing or has none, which is reported.
    package func required(_ key: String, _ problems: inout ProblemCollector) -> YAMLValue? {
        if let value = self.optional(key) { return value }
        let line = self.values.first { $0.label == key }?.line ?? self.line
        problems.add(self.file, line, "no \(key); add '\(key): …'")
        return nil
    }

    /// The line of a key, or of the mapping when there is no such key.
    package func line(of key: String) -> Int {
        self.values.first { $0.label == key }?.line ?? self.line
    }
}

extension YAMLMapping {
    /// Reads a text that must be given.
    package func requiredText(_ key: String, _ problems: inout ProblemCollector) -> String? {
        self.required(key, &problems)?.text(&problems)
    }

    /// Reads a text that may be missing.
    package func optionalText(_ key: String, _ problems: inout ProblemCollector) -> String? {
        self.optional(key)?.text(&problems)
    }

    /// Reads a name for programs that must be given.
    package func requiredIdentifier(_ key: String, _ problems: inout ProblemCollector) -> String? {
        self.required(key, &problems)?.identifier(&problems)
    }

    /// Reads a name for programs that may be missing.
    package func optionalIdentifier(_ key: String, _ problems: inout ProblemCollector) -> String? {
        self.optional(key)?.identifier(&problems)
    }

    /// Reads a whole number that must be given.
    package func requiredInteger(
        _ key: String,
        in range: ClosedRange<Int>,
        _ problems: inout ProblemCollector
    ) -> Int? {
        self.required(key, &problems)?.integer(in: range, &problems)
    }

    /// Reads a whole number that may be missing.
    package func optionalInteger(
        _ key: String,
        in range: ClosedRange<Int>,
        _ problems: inout ProblemCollector
    ) -> Int? {
        self.optional(key)?.integer(in: range, &problems)
    }

    /// Reads `true` or `false`, which must be given.
    package func requiredBoolean(_ key: String, _ problems: inout ProblemCollector) -> Bool? {
        self.required(key, &problems)?.boolean(&problems)
    }

    /// Reads `true` or `false`, which may be missing.
    package func optionalBoolean(_ key: String, _ problems: inout ProblemCollector) -> Bool? {
        self.optional(key)?.boolean(&problems)
    }

    /// Reads a day that must be given.
    package func requiredDay(_ key: String, _ problems: inout ProblemCollector) -> Day? {
        self.required(key, &problems)?.day(&problems)
    }

    /// Reads a day that may be missing.
    package func optionalDay(_ key: String, _ problems: inout ProblemCollector) -> Day? {
        self.optional(key)?.day(&problems)
    }

    /// Reads one of a type's words, which must be given.
    package func requiredChoice<Choice: CaseIterable & RawRepresentable<String>>(
        _ key: String,
        of type: Choice.Type,
        _ problems: inout ProblemCollector
    ) -> Choice? {
        self.required(key, &problems)?.choice(of: type, &problems)
    }

    /// Reads one of a type's words, which may be missing.
    package func optionalChoice<Choice: CaseIterable & RawRepresentable<String>>(
        _ key: String,
        of type: Choice.Type,
        _ problems: inout ProblemCollector
    ) -> Choice? {
        self.optional(key)?.choice(of: type, &problems)
    }

    /// Reads a list that must be given and not be empty.
    package func requiredList(_ key: String, _ problems: inout ProblemCollector) -> [YAMLValue]? {
        self.required(key, &problems)?.list(&problems)
    }

    /// Reads a list that may be missing, which is an empty one.
    package func optionalList(_ key: String, _ problems: inout ProblemCollector) -> [YAMLValue] {
        guard let value = self.optional(key) else { return [] }
        if case .list(let values) = value.content { return values }
        return value.list(&problems) ?? []
    }

    /// Reads a mapping that must be given.
    package func requiredMapping(
        _ key: String,
        keys: [String],
        _ problems: inout ProblemCollector
    ) -> YAMLMapping? {
        self.required(key, &problems)?.mapping(keys: keys, &problems)
    }

    /// Reads a mapping that may be missing.
    package func optionalMapping(
        _ key: String,
        keys: [String],
        _ problems: inout ProblemCollector
    ) -> YAMLMapping? {
        self.optional(key)?.mapping(keys: keys, &problems)
    }

    /// Reads `valid_from` and `valid_to`, both ends in force and the latter open when missing.
    package func validity(_ problems: inout ProblemCollector) -> (from: Day, through: Day?)? {
        let through = self.optionalDay("valid_to", &problems)
        guard let from = self.requiredDay("valid_from", &problems) else { return nil }
        if let through, through < from {
            problems.add(self.file, self.line(of: "valid_to"), "valid_to is before valid_from; correct one of them")
            return nil
        }
        return (from, through)
    }
}
