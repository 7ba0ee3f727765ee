/// Lays out what a template of plain text made: paragraphs are filled to 80 columns, some lines are centred or stand in
/// two columns.
///
/// A template marks such lines with `{{centred}}` at the beginning and `{{column}}` between the columns. These are
/// control characters, which no value contains.
enum TextLayout {
    /// The width of a page, in columns.
    static let width = 80

    /// The mark at the beginning of a centred line.
    static let centredMark: Character = "\u{1E}"

    /// The mark between the left and the right column.
    static let columnMark: Character = "\u{1F}"

    /// The widths of the columns and of the space between them.
    private static let (left, gap, right) = (35, 3, 42)

    /// The text laid out: no line longer than the page, no spaces at ends of lines, never two empty lines in a row.
    ///
    /// Lines in columns that follow one another are one block, in which each column runs down by itself.
    static func laidOut(_ text: String) -> String {
        var lines: [String] = []
        var lefts: [String] = []
        var rights: [String] = []
        func endColumns() {
            lines += TextLayout.beside(lefts, rights)
            (lefts, rights) = ([], [])
        }
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            let columns = line.split(separator: TextLayout.columnMark, omittingEmptySubsequences: false)
            if columns.count > 1 {
                lefts += TextLayout.column(columns[0], width: TextLayout.left)
                rights += TextLayout.column(columns.dropFirst().joined(separator: " "), width: TextLayout.right)
                continue
            }
            endColumns()
            if line.first == TextLayout.centredMark {
                lines += TextLayout.balanced(line.dropFirst().trimmingWhitespace(), width: TextLayout.width - 8)
                    .map { TextLayout.centred($0, in: TextLayout.width) }
            } else {
                lines += TextLayout.paragraph(line)
            }
        }
        endColumns()
        var kept: [String] = []
        for line in lines {
            let trimmed = TextLayout.trimmedAtEnd(line)
            if trimmed.isEmpty && kept.last?.isEmpty ?? true { continue }
            kept.append(trimmed)
        }
        while kept.last?.isEmpty == true { kept.removeLast() }
        return kept.map { $0 + "\n" }.joined()
    }

    /// A paragraph: its first line keeps the spaces before it, and the lines after an item's hang below its text.
    private static func paragraph(_ line: Substring) -> [String] {
        let content = line.trimmingWhitespace()
        let indent = line.prefix { $0 == " " }.prefix(TextLayout.width / 2)
        let hanging = content.hasPrefix("- ") ? String(repeating: " ", count: indent.count + 2) : ""
        let lines = TextLayout.filled(content, width: TextLayout.width, first: indent.count, others: hanging.count)
        return lines.enumerated().map { ($0 == 0 ? String(indent) : hanging) + $1 }
    }

    /// The lines of a column, each centred in it; none for an empty one.
    private static func column(_ text: some StringProtocol, width: Int) -> [String] {
        let content = text.drop { $0 == TextLayout.centredMark }.trimmingWhitespace()
        if content.isEmpty { return [] }
        return TextLayout.balanced(content, width: width).map { TextLayout.centred($0, in: width) }
    }

    /// Two columns side by side.
    private static func beside(_ lefts: [String], _ rights: [String]) -> [String] {
        (0..<max(lefts.count, rights.count)).map { index in
            let first = index < lefts.count ? lefts[index] : ""
            let space = TextLayout.left + TextLayout.gap - TextWidth.columns(first)
            return first + String(repeating: " ", count: space) + (index < rights.count ? rights[index] : "")
        }
    }

    /// As many lines as needed and none much shorter than the others.
    private static func balanced(_ text: some StringProtocol, width: Int) -> [String] {
        var lines = TextLayout.filled(text, width: width)
        if lines.count < 2 || lines.count > 8 { return lines }
        for narrower in stride(from: width - 1, through: width / 2, by: -1) {
            let others = TextLayout.filled(text, width: narrower)
            if others.count > lines.count { break }
            lines = others
        }
        return lines
    }

    private static func centred(_ line: String, in width: Int) -> String {
        String(repeating: " ", count: max(0, (width - TextWidth.columns(line)) / 2)) + line
    }

    /// Fills lines with words; a word that is longer than a line is cut.
    ///
    /// - Parameters:
    ///   - text: Words with spaces, or spaces without width, between them.
    ///   - width: The columns of a line.
    ///   - first: How many of them the first line leaves free.
    ///   - others: How many of them the other lines leave free.
    /// - Returns: At least one line.
    static func filled(_ text: some StringProtocol, width: Int, first: Int = 0, others: Int = 0) -> [String] {
        var lines: [String] = []
        var line = ""
        var used = 0
        var room: Int { width - (lines.isEmpty ? first : others) }
        func end() {
            lines.append(line)
            line = ""
            used = 0
        }
        for (word, hasSpace) in TextLayout.words(text) {
            let columns = TextWidth.columns(word)
            let space = hasSpace && used > 0 ? 1 : 0
            if used + space + columns <= room {
                line += (space == 1 ? " " : "") + word
                used += space + columns
                continue
            }
            if used > 0 { end() }
            for character in word {
                let columns = TextWidth.columns(character)
                if used + columns > room { end() }
                line.append(character)
                used += columns
            }
        }
        if used > 0 || lines.isEmpty { end() }
        return lines
    }

    /// The words of a text, and whether a space stands before each.
    private static func words(_ text: some StringProtocol) -> [(word: String, hasSpace: Bool)] {
        var words: [(word: String, hasSpace: Bool)] = []
        for part in text.split(separator: " ") {
            for (index, piece) in part.split(separator: "\u{200B}").enumerated() {
                words.append((String(piece), index == 0))
            }
        }
        return words
    }

    private static func trimmedAtEnd(_ line: String) -> String {
        var line = line
        while line.last == " " { line.removeLast() }
        return line
    }
}
