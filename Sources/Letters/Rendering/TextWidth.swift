/// How many columns text takes in a terminal or on a printer with letters of one width.
enum TextWidth {
    /// The columns of a text; it must have no control characters.
    static func columns(_ text: some StringProtocol) -> Int {
        text.reduce(0) { $0 + TextWidth.columns($1) }
    }

    /// The columns of a character: 2 for wide ones (Unicode Annex 11: W and F, and emoji), else 1 or 0.
    ///
    /// A Vietnamese letter is one character, whether it is written as one scalar or as a letter and its marks.
    static func columns(_ character: Character) -> Int {
        guard let first = character.unicodeScalars.first else { return 0 }
        switch first.value {
        case 0x20..<0x300: return 1
        case 0x200B...0x200D, 0xFEFF: return 0
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF,
            0x20000...0x3FFFD:
            return 2
        default: return first.properties.generalCategory == .nonspacingMark ? 0 : 1
        }
    }
}
