/// Where one fact of a case comes from: from a column by a list of its values, or the same for all rows.
struct ColumnRule<Value: Sendable>: Sendable {
    /// The rule's key in the mapping, such as `office`.
    var name: String
    /// The column; `nil` when the fact is the same for all rows.
    var column: String?
    /// The fact for all rows.
    var constant: Value?
    /// What each value of the column stands for.
    var values: [String: Value] = [:]
    /// What an empty value stands for; without it the row is refused.
    var ifEmpty: Value?
    /// What any other value stands for; without it the row is refused.
    var ifUnknown: Value?

    /// Every fact it can give.
    var facts: [Value] {
        [self.constant, self.ifEmpty, self.ifUnknown].compactMap(\.self) + self.values.values
    }

    /// What a rule makes of a row.
    enum Answer {
        case found(Value)
        /// What the mapping names for an empty or an unknown value, with the mapping's key for it.
        case fallback(Value, key: String)
        case missing(RowProblem)
    }

    /// Reads the fact from a row.
    ///
    /// - Parameters:
    ///   - row: The row.
    ///   - lookUp: Another way to understand a value that is not listed; a problem when it is ambiguous.
    /// - Returns: The fact, or why there is none.
    func answer(_ row: RowView, lookUp: (String) -> Answer? = { _ in nil }) -> Answer {
        if let constant = self.constant { return .found(constant) }
        guard let column = self.column else { return .missing(row.problem(nil, nil, "no column for \(self.name)")) }
        guard let value = row[column] else { return .missing(row.unreadable(column)) }
        if value.isEmpty {
            if let ifEmpty = self.ifEmpty { return .fallback(ifEmpty, key: "\(self.name).if_empty") }
            let remedy = "empty; fill it in, or give \(self.name).if_empty in the mapping"
            return .missing(row.problem(column, nil, remedy))
        }
        if let found = self.values[value] { return .found(found) }
        if let answer = lookUp(value) { return answer }
        if let ifUnknown = self.ifUnknown { return .fallback(ifUnknown, key: "\(self.name).if_unknown") }
        let remedy = "not in the mapping; add it under \(self.name).values, or give \(self.name).if_unknown"
        return .missing(row.problem(column, value, remedy))
    }
}
