/// Names and values below one another, the values aligned and broken inside of their column.
package struct FactSheet: Sendable {
    private var facts: [(name: String, value: String)] = []

    /// Makes an empty sheet.
    package init() {}

    /// Adds a value; an empty one is left out.
    package mutating func add(_ name: String, _ value: String) {
        if !value.isEmpty { self.facts.append((name, value)) }
    }

    /// The lines of the sheet.
    package var lines: [String] {
        let nameWidth = (self.facts.map { TextLayout.width($0.name) }.max() ?? 0) + 2
        return self.facts.flatMap { fact in
            let values = TextLayout.wrap(fact.value, width: TextLayout.lineWidth - nameWidth)
            return values.enumerated().map { index, value in
                TextLayout.padded(index == 0 ? fact.name : "", to: nameWidth) + value
            }
        }
    }
}
