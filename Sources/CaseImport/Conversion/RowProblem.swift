/// One thing for which a row is refused.
package struct RowProblem: Sendable, Hashable {
    /// The name of the file.
    package let file: String
    /// The line on which the row begins, from 1.
    package let line: Int
    /// The column, or `nil` when it is the row as a whole.
    package let column: String?
    /// The value as it may be shown, or `nil` when there is none; see ``shown(_:)``.
    package let value: String?
    /// What is wrong and what to do, in English, without a full stop.
    package let reason: String

    /// The same problem wherever it is: for counting.
    package struct Cause: Sendable, Hashable {
        /// The column, or `nil` when it is the row as a whole.
        package let column: String?
        /// The value as it may be shown, or `nil`.
        package let value: String?
        /// What is wrong and what to do.
        package let reason: String
    }

    /// What is wrong, without its place.
    package var cause: Cause {
        Cause(column: self.column, value: self.value, reason: self.reason)
    }

    /// A column's value as problems may show it.
    ///
    /// A wrong column may hold what a citizen wrote. So only what looks like a code, a date or a name of a place is
    /// shown, and everything else by its length alone: what is longer than 40 characters or six words, goes over
    /// several lines, or has in it an `@` or seven digits in a row, as addresses of people and telephone numbers have.
    static func shown(_ value: String) -> String {
        var digits = 0
        var mostDigits = 0
        var words = 1
        var isShort = value.unicodeScalars.count <= 40
        for scalar in value.unicodeScalars.prefix(41) {
            digits = scalar.properties.numericType == .decimal ? digits + 1 : 0
            mostDigits = max(mostDigits, digits)
            if scalar.properties.isWhitespace { words += 1 }
            if scalar == "@" || scalar.properties.generalCategory == .control { isShort = false }
        }
        guard isShort, mostDigits < 7, words <= 6 else { return "(\(value.count) characters, not shown)" }
        return "\"\(value)\""
    }
}

extension RowProblem.Cause: CustomStringConvertible {
    /// `neighbourhood "97": not in the mapping; …`.
    package var description: String {
        let place = [self.column, self.value].compactMap(\.self).joined(separator: " ")
        return place.isEmpty ? self.reason : "\(place): \(self.reason)"
    }
}

extension RowProblem: CustomStringConvertible {
    /// `requests.csv:12: neighbourhood "97": not in the mapping; …`.
    package var description: String {
        "\(self.file):\(self.line): \(self.cause)"
    }
}

/// A row with its columns' names.
struct RowView {
    let file: String
    let record: CSVRecord
    let positions: [String: Int]

    /// The value in a column, or `nil` when it can't be read.
    subscript(column: String) -> String? {
        self.positions[column].flatMap { self.record.text(at: $0) }
    }

    /// A problem of this row.
    func problem(_ column: String?, _ value: String?, _ reason: String) -> RowProblem {
        let shown = value.map(RowProblem.shown)
        return RowProblem(file: self.file, line: self.record.line, column: column, value: shown, reason: reason)
    }

    /// The problem of a column that can't be read.
    func unreadable(_ column: String) -> RowProblem {
        self.problem(column, nil, "not UTF-8, or with a control character in it; correct it and save the file as UTF-8")
    }
}
