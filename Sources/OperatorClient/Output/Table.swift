/// A table for a terminal: columns aligned by display width, long texts broken inside of their column.
package struct Table: Sendable {
    /// One column.
    package struct Column: Sendable {
        package let title: String
        package let isNumeric: Bool
        package let isFlexible: Bool

        /// A column of short texts, never broken.
        package static func text(_ title: String) -> Column {
            Column(title: title, isNumeric: false, isFlexible: false)
        }

        /// A column of numbers, aligned at the right.
        package static func number(_ title: String) -> Column {
            Column(title: title, isNumeric: true, isFlexible: false)
        }

        /// A column of long texts, narrowed when the table is too wide.
        package static func wrapping(_ title: String) -> Column {
            Column(title: title, isNumeric: false, isFlexible: true)
        }
    }

    /// No flexible column gets narrower than this by choice.
    private static let narrowest = 8
    private static let gap = "  "

    private let columns: [Column]
    private var rows: [[String]] = []

    /// Makes an empty table.
    package init(_ columns: [Column]) {
        self.columns = columns
    }

    /// Adds a row; missing cells are empty, surplus ones left out, control characters replaced.
    package mutating func add(_ cells: [String]) {
        let cells = cells.prefix(self.columns.count).map { TextLayout.oneLine($0) }
        self.rows.append(cells + Array(repeating: "", count: self.columns.count - cells.count))
    }

    package var isEmpty: Bool { self.rows.isEmpty }

    /// The lines of the table, the titles first, without spaces at their ends.
    ///
    /// - Parameter width: the columns to fit into; columns that are never broken may exceed it.
    /// - Returns: the lines.
    package func lines(width: Int = TextLayout.lineWidth) -> [String] {
        let widths = self.widths(for: width)
        let titles = self.columns.map(\.title)
        return ([titles] + self.rows).flatMap { self.lines(of: $0, widths) }
    }

    private func lines(of row: [String], _ widths: [Int]) -> [String] {
        let cells = row.indices.map { index in
            self.columns[index].isFlexible ? TextLayout.wrap(row[index], width: widths[index]) : [row[index]]
        }
        let height = cells.map(\.count).max() ?? 0
        return (0..<height).map { line in
            let parts = cells.indices.map { index in
                let text = line < cells[index].count ? cells[index][line] : ""
                return TextLayout.padded(text, to: widths[index], trailing: self.columns[index].isNumeric)
            }
            let whole = parts.joined(separator: Self.gap)
            return String(whole.reversed().drop { $0 == " " }.reversed())
        }
    }

    private func widths(for limit: Int) -> [Int] {
        var widths = self.columns.indices.map { index in
            ([self.columns[index].title] + self.rows.map { $0[index] }).map { TextLayout.width($0) }.max() ?? 0
        }
        let gaps = Self.gap.count * max(0, widths.count - 1)
        var excess = widths.reduce(gaps, +) - limit
        while excess > 0 {
            let candidates = widths.indices.filter { self.columns[$0].isFlexible && widths[$0] > Self.narrowest }
            guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[widest] -= 1
            excess -= 1
        }
        return widths
    }
}
