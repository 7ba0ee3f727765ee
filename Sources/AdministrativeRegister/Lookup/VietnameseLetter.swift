/// A letter taken apart: what stays when the marks are removed, the mark that makes another vowel or consonant of it, and
/// the tone.
struct VietnameseLetter: Equatable {
    /// The mark that makes another letter: ê, ă, ơ, đ.
    enum Modifier: Unicode.Scalar, Sendable {
        case circumflex = "^"
        case breve = "("
        case horn = "+"
        case stroke = "-"
    }

    /// The five written tones; the level tone (thanh ngang) has no mark.
    enum Tone: Unicode.Scalar, Sendable {
        case grave = "1"
        case acute = "2"
        case hookAbove = "3"
        case tilde = "4"
        case dotBelow = "5"
    }

    /// The letter without marks, in lower case.
    var base: Unicode.Scalar
    var modifier: Modifier?
    var tone: Tone?

    /// Takes apart a letter or digit, or gives `nil` for what only separates words.
    init?(_ scalar: Unicode.Scalar) {
        if scalar.isASCII {
            switch scalar {
            case "a"..."z", "0"..."9": self.base = scalar
            case "A"..."Z": self.base = Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value) | 0x20)
            default: return nil
            }
        } else if let known = VietnameseLetter.precomposed[scalar] {
            self = known
        } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
            self.base = scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
        } else {
            return nil
        }
    }

    /// Puts a combining mark on the letter; false when the mark is not one that Vietnamese writes.
    mutating func apply(_ mark: Unicode.Scalar) -> Bool {
        switch mark {
        case "\u{0300}", "\u{0340}": self.tone = .grave
        case "\u{0301}", "\u{0341}": self.tone = .acute
        case "\u{0309}": self.tone = .hookAbove
        case "\u{0303}": self.tone = .tilde
        case "\u{0323}": self.tone = .dotBelow
        case "\u{0302}": self.modifier = .circumflex
        case "\u{0306}": self.modifier = .breve
        case "\u{031B}": self.modifier = .horn
        default: return false
        }
        return true
    }

    private init(base: Unicode.Scalar, modifier: Modifier?, tone: Tone?) {
        self.base = base
        self.modifier = modifier
        self.tone = tone
    }

    /// The twelve vowels with all six tones each, lower and upper case, and đ.
    ///
    /// Each row: the base, the modifier, then the letter with the level tone and the five of `tones`, as precomposed
    /// scalars (NFC). Ð and ð (eth) and Ɖ look like Đ and are taken for it.
    private static let rows: [(base: Unicode.Scalar, modifier: Modifier?, letters: String)] = [
        ("a", nil, "aàáảãạAÀÁẢÃẠ"), ("a", .circumflex, "âầấẩẫậÂẦẤẨẪẬ"), ("a", .breve, "ăằắẳẵặĂẰẮẲẴẶ"),
        ("e", nil, "eèéẻẽẹEÈÉẺẼẸ"), ("e", .circumflex, "êềếểễệÊỀẾỂỄỆ"), ("i", nil, "iìíỉĩịIÌÍỈĨỊ"),
        ("o", nil, "oòóỏõọOÒÓỎÕỌ"), ("o", .circumflex, "ôồốổỗộÔỒỐỔỖỘ"), ("o", .horn, "ơờớởỡợƠỜỚỞỠỢ"),
        ("u", nil, "uùúủũụUÙÚỦŨỤ"), ("u", .horn, "ưừứửữựƯỪỨỬỮỰ"), ("y", nil, "yỳýỷỹỵYỲÝỶỸỴ"),
    ]

    private static let tones: [Tone?] = [nil, .grave, .acute, .hookAbove, .tilde, .dotBelow]

    private static let precomposed: [Unicode.Scalar: VietnameseLetter] = {
        var table: [Unicode.Scalar: VietnameseLetter] = [:]
        for row in VietnameseLetter.rows {
            for (index, scalar) in row.letters.unicodeScalars.enumerated() {
                let tone = VietnameseLetter.tones[index % VietnameseLetter.tones.count]
                table[scalar] = VietnameseLetter(base: row.base, modifier: row.modifier, tone: tone)
            }
        }
        for scalar: Unicode.Scalar in ["đ", "Đ", "\u{00F0}", "\u{00D0}", "\u{0189}", "\u{0256}"] {
            table[scalar] = VietnameseLetter(base: "d", modifier: .stroke, tone: nil)
        }
        return table
    }()
}
