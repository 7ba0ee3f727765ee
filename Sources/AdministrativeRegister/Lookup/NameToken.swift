/// One word or number of a name, in the two forms names are compared by.
struct NameToken: Equatable {
    /// The letters without marks, in lower case, every y as i: `thuy` and `thui` are the same.
    let folded: String
    /// The letters with their modifiers, the tone after the last, so that `hòa` and `hoà` are the same; a final y after a
    /// consonant is an i, so that `Mỹ` and `Mĩ` are the same.
    let spelling: String
    /// Whether no letter has a mark.
    let isPlain: Bool

    /// The words of a text: runs of letters and runs of digits, zeros before a number dropped, marks wherever they stand.
    ///
    /// - Parameter text: in NFC, NFD or a mixture.
    /// - Returns: none for a text without letters and digits.
    static func tokens(of text: some StringProtocol) -> [NameToken] {
        var tokens: [NameToken] = []
        var letters: [VietnameseLetter] = []
        var inNumber = false
        func finish() {
            if !letters.isEmpty { tokens.append(NameToken(letters)) }
            letters.removeAll(keepingCapacity: true)
        }
        for scalar in text.unicodeScalars {
            if scalar.properties.generalCategory == .format { continue }
            if scalar.properties.canonicalCombiningClass != .notReordered {
                if let last = letters.indices.last { _ = letters[last].apply(scalar) }
                continue
            }
            guard let letter = VietnameseLetter(scalar) else {
                finish()
                continue
            }
            let isDigit = ("0"..."9").contains(letter.base)
            if isDigit != inNumber { finish() }
            inNumber = isDigit
            letters.append(letter)
        }
        finish()
        return tokens
    }

    private init(_ letters: [VietnameseLetter]) {
        if letters.allSatisfy({ ("0"..."9").contains($0.base) }) {
            let digits = letters.drop { $0.base == "0" }
            let number = String(String.UnicodeScalarView((digits.isEmpty ? letters.suffix(1) : digits).map(\.base)))
            (self.folded, self.spelling, self.isPlain) = (number, number, true)
            return
        }
        var folded = String.UnicodeScalarView()
        var spelling = String.UnicodeScalarView()
        var tones = String.UnicodeScalarView()
        let endsInY = NameToken.endsInConsonantAndY(letters)
        for (index, letter) in letters.enumerated() {
            folded.append(letter.base == "y" ? "i" : letter.base)
            spelling.append(endsInY && index == letters.count - 1 ? "i" : letter.base)
            if let modifier = letter.modifier { spelling.append(modifier.rawValue) }
            if let tone = letter.tone { tones.append(tone.rawValue) }
        }
        self.folded = String(folded)
        self.spelling = String(spelling) + String(tones)
        self.isPlain = letters.allSatisfy { $0.modifier == nil && $0.tone == nil }
    }

    /// Whether the letters are consonants (qu counts as one) and then one y, where i and y are spellings of one sound.
    private static func endsInConsonantAndY(_ letters: [VietnameseLetter]) -> Bool {
        guard letters.count >= 2, letters.last?.base == "y" else { return false }
        let onset = letters.dropLast().map(\.base)
        if onset == ["q", "u"] { return true }
        return onset.allSatisfy { !["a", "e", "i", "o", "u", "y"].contains($0) }
    }
}
