package import CivilTime

extension YAMLValue {
    /// Reads text that is not blank, without the space around it.
    ///
    /// - Parameters:
    ///   - maximumLength: The most characters it may have.
    ///   - problems: Takes what is wrong.
    /// - Returns: The text, or `nil` when it is none, which is reported.
    package func text(maximumLength: Int = 2000, _ problems: inout ProblemCollector) -> String? {
        guard let text = self.scalar("a text", &problems) else { return nil }
        let isSpace: (Character) -> Bool = { $0.isWhitespace }
        let trimmed = text.drop(while: isSpace).reversed().drop(while: isSpace).reversed()
        guard !trimmed.isEmpty else {
            self.report("blank; write a text", &problems)
            return nil
        }
        guard trimmed.count <= maximumLength else {
            self.report("longer than \(maximumLength) characters; shorten it", &problems)
            return nil
        }
        let isControl = { (scalar: Unicode.Scalar) in
            scalar.properties.generalCategory == .control && scalar != "\n" && scalar != "\t"
        }
        guard !text.unicodeScalars.contains(where: isControl) else {
            self.report("has a control character in it; remove it", &problems)
            return nil
        }
        return String(trimmed)
    }

    /// Reads a whole number in a range.
    ///
    /// - Parameters:
    ///   - range: The numbers it may be.
    ///   - problems: Takes what is wrong.
    /// - Returns: The number, or `nil` when it is none, which is reported.
    package func integer(in range: ClosedRange<Int>, _ problems: inout ProblemCollector) -> Int? {
        let expected = "a whole number from \(range.lowerBound) to \(range.upperBound)"
        guard let text = self.scalar(expected, &problems) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            self.report("\(quoted(text)); write \(expected)", &problems)
            return nil
        }
        return number
    }

    /// Reads `true` or `false`.
    package func boolean(_ problems: inout ProblemCollector) -> Bool? {
        guard let text = self.scalar("true or false", &problems) else { return nil }
        guard let value = Bool(text) else {
            self.report("\(quoted(text)); write true or false", &problems)
            return nil
        }
        return value
    }

    /// Reads a day, `2025-01-28`.
    package func day(_ problems: inout ProblemCollector) -> Day? {
        guard let text = self.scalar("a day as 2025-01-28", &problems) else { return nil }
        guard let day = Day(text) else {
            self.report("\(quoted(text)) is no day; write it as 2025-01-28", &problems)
            return nil
        }
        return day
    }

    /// Reads a name for programs: 1 to 64 of `a`–`z`, `0`–`9` and hyphen, a letter first.
    package func identifier(_ problems: inout ProblemCollector) -> String? {
        let expected = "1 to 64 of a-z, 0-9 and '-', a letter first"
        guard let text = self.scalar(expected, &problems) else { return nil }
        let isLetter = { (byte: UInt8) in byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") }
        let isDigit = { (byte: UInt8) in byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
        let bytes = text.utf8
        guard bytes.count <= 64, let first = bytes.first, isLetter(first),
            bytes.allSatisfy({ isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "-") })
        else {
            self.report("bad name \(quoted(text)); write \(expected)", &problems)
            return nil
        }
        return text
    }

    /// Reads one of a type's words.
    ///
    /// - Parameters:
    ///   - type: The type, whose raw values are the words.
    ///   - problems: Takes what is wrong.
    /// - Returns: The value, or `nil` when it is none, which is reported.
    package func choice<Choice: CaseIterable & RawRepresentable<String>>(
        of type: Choice.Type,
        _ problems: inout ProblemCollector
    ) -> Choice? {
        let expected = "one of " + Choice.allCases.map(\.rawValue).joined(separator: ", ")
        guard let text = self.scalar(expected, &problems) else { return nil }
        guard let choice = Choice(rawValue: text) else {
            self.report("unknown word \(quoted(text)); write \(expected)", &problems)
            return nil
        }
        return choice
    }

    /// Reads a list that is not empty.
    package func list(_ problems: inout ProblemCollector) -> [YAMLValue]? {
        switch self.content {
        case .list(let values) where !values.isEmpty: return values
        case .list, .nothing: self.report("empty; give at least one entry or leave out the key", &problems)
        case .text, .mapping: self.report("not a list; write one '- entry' a line below it", &problems)
        }
        return nil
    }

    /// Reads a mapping.
    ///
    /// - Parameters:
    ///   - keys: The keys it may have; others are reported.
    ///   - problems: Takes what is wrong.
    /// - Returns: The mapping, whatever its keys are, or `nil` when it is none, which is reported.
    package func mapping(keys: [String], _ problems: inout ProblemCollector) -> YAMLMapping? {
        guard let mapping = self.mapping(&problems) else { return nil }
        for value in mapping.values where !keys.contains(value.label) {
            let reason = "unknown key \(quoted(value.label)); known here are \(keys.joined(separator: ", "))"
            problems.add(value.file, value.line, reason)
        }
        return mapping
    }

    /// Reads a mapping whose keys are data; each value's label is its key.
    package func mapping(_ problems: inout ProblemCollector) -> YAMLMapping? {
        guard case .mapping(let values) = self.content else {
            self.report("not a mapping; write one 'key: value' a line", &problems)
            return nil
        }
        return YAMLMapping(file: self.file, line: self.line, label: self.label, values: values)
    }
}
