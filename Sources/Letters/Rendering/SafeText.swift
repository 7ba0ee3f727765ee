/// Makes what people wrote fit for a letter: no control or direction characters, and, in HTML, no markup.
///
/// It works on Unicode scalars, not on characters: a sign and a scalar that joins it are one character, so a
/// comparison of characters would miss the `<` in "U+0D4E <".
enum SafeText {
    /// The text in one line, white space at the ends and repeated spaces removed.
    static func line(_ text: String) -> String {
        SafeText.paragraphs(text).joined(separator: " ")
    }

    /// The paragraphs of a text, which line breaks part; empty ones are left out.
    static func paragraphs(_ text: String) -> [String] {
        text.unicodeScalars.split(whereSeparator: \.isLineBreak).compactMap { line in
            var kept = String.UnicodeScalarView()
            for scalar in line {
                if scalar == " " || scalar == "\t" {
                    if !(kept.last.map { $0 == " " } ?? true) { kept.append(" ") }
                } else if !scalar.isUnfit {
                    kept.append(scalar)
                }
            }
            while kept.last == " " { kept.removeLast() }
            // What nobody could see is nothing.
            return kept.allSatisfy({ $0.isInvisible }) ? nil : String(kept)
        }
    }

    /// The text with the five signs that mean something in HTML written as references.
    static func escapedForHTML(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
            case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
            case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
            case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }
}

extension Unicode.Scalar {
    /// The spaces without width that Khmer is written with, and what joins or parts its letters.
    private static let zeroWidth: ClosedRange<Unicode.Scalar> = "\u{200B}"..."\u{200D}"

    /// Whether it ends a line (Unicode Standard, section 5.8).
    fileprivate var isLineBreak: Bool {
        switch self {
        case "\n", "\r", "\u{0B}", "\u{0C}", "\u{85}", "\u{2028}", "\u{2029}": true
        default: false
        }
    }

    /// Whether it has no place in a letter: it steers devices, turns the direction of text, or has no meaning.
    fileprivate var isUnfit: Bool {
        switch self.properties.generalCategory {
        case .control, .privateUse, .unassigned, .surrogate: true
        case .format: !Unicode.Scalar.zeroWidth.contains(self)
        default: false
        }
    }

    /// Whether it shows nothing by itself.
    fileprivate var isInvisible: Bool {
        self.properties.isWhitespace || Unicode.Scalar.zeroWidth.contains(self)
            || self.properties.isDefaultIgnorableCodePoint
    }
}
