/// Text on a terminal: how wide it is, where it is broken, and what must not get there.
package enum TextLayout {
    /// The columns that all output fits into.
    package static let lineWidth = 80

    /// The columns a text takes: one for each grapheme cluster, two for East Asian wide ones and emoji.
    package static func width(_ text: some StringProtocol) -> Int {
        text.reduce(0) { $0 + (self.isWide($1) ? 2 : 1) }
    }

    /// Whether a scalar could steer a terminal or change the direction of a line.
    package static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0x1F, 0x7F...0x9F, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// The text with every control character replaced; line breaks and tabs become spaces.
    package static func oneLine(_ text: some StringProtocol) -> String {
        self.replacingControls(text) { $0 == "\n" || $0 == "\r" || $0 == "\t" ? " " : "\u{FFFD}" }
    }

    /// The lines of a text that somebody typed, wrapped between words and safe to print.
    package static func wrap(_ text: some StringProtocol, width: Int = lineWidth, indent: String = "") -> [String] {
        let room = max(1, width - self.width(indent))
        return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).flatMap { paragraph in
            self.wrapParagraph(self.oneLine(paragraph), room).map { $0.isEmpty ? "" : indent + $0 }
        }
    }

    /// The text with spaces behind it, or before it, up to a width.
    package static func padded(_ text: String, to width: Int, trailing: Bool = false) -> String {
        let spaces = String(repeating: " ", count: max(0, width - self.width(text)))
        return trailing ? spaces + text : text + spaces
    }

    private static func wrapParagraph(_ text: String, _ room: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var lineWidth = 0
        for word in text.split(separator: " ") {
            for (index, piece) in self.pieces(of: word, room).enumerated() {
                let width = self.width(piece)
                if !line.isEmpty, index > 0 || lineWidth + 1 + width > room {
                    lines.append(line)
                    line = ""
                    lineWidth = 0
                }
                if !line.isEmpty {
                    line += " "
                    lineWidth += 1
                }
                line += piece
                lineWidth += width
            }
        }
        if !line.isEmpty || lines.isEmpty { lines.append(line) }
        return lines
    }

    /// A word, cut where it is longer than a line.
    private static func pieces(of word: Substring, _ room: Int) -> [Substring] {
        guard self.width(word) > room else { return [word] }
        var pieces: [Substring] = []
        var start = word.startIndex
        var width = 0
        for index in word.indices {
            let own = self.isWide(word[index]) ? 2 : 1
            if width + own > room, start < index {
                pieces.append(word[start..<index])
                start = index
                width = 0
            }
            width += own
        }
        pieces.append(word[start...])
        return pieces
    }

    private static func replacingControls(
        _ text: some StringProtocol,
        _ replacement: (Unicode.Scalar) -> Unicode.Scalar
    ) -> String {
        var result = String.UnicodeScalarView()
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            if !(previous == "\r" && scalar == "\n") {
                result.append(self.isControl(scalar) ? replacement(scalar) : scalar)
            }
            previous = scalar
        }
        return String(result)
    }

    /// The wide ranges of Unicode's East Asian Width (UAX #11) that people type, and emoji.
    private static func isWide(_ character: Character) -> Bool {
        guard let scalar = character.unicodeScalars.first else { return false }
        return switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}
