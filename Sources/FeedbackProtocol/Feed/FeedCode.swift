/// A word that may go out on the feed: the code of something listed, never what a person typed.
///
/// Made from a text that has another form, it is empty. So neither a citizen's words, a name, a telephone number, nor a
/// tracking code (which has capitals, or digits alone) can pass, and an odd code cannot hold up the feed either.
package struct FeedCode: Sendable, Hashable {
    /// The code; empty, or 1 to 64 of `a`–`z`, `0`–`9` and hyphen with at least one letter or hyphen.
    package let rawValue: String

    /// No code.
    package static let none = FeedCode("")

    /// Takes a text when it has the form of a code, and nothing otherwise.
    package init(_ text: String) {
        let bytes = text.utf8
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        let hyphen = UInt8(ascii: "-")
        let isCode =
            bytes.count <= TextSyntax.maximumLength
            && bytes.allSatisfy { letters.contains($0) || digits.contains($0) || $0 == hyphen }
            && bytes.contains { letters.contains($0) || $0 == hyphen }
        self.rawValue = isCode ? text : ""
    }
}

/// A unit's code that may go out on the feed; empty when made from a text that has another form.
package struct FeedUnitCode: Sendable, Hashable {
    /// The code; empty, or 1 to 12 of `A`–`Z` and `0`–`9`.
    package let rawValue: String

    /// Takes a text when it has the form of a unit's code, and nothing otherwise.
    package init(_ text: String) {
        let bytes = Array(text.utf8)
        self.rawValue = TextSyntax.isUnitCode(bytes.span, bytes.indices) ? text : ""
    }
}

/// A counter's label that may go out on the feed: a number such as `2` or `Quầy A3`.
///
/// Whatever else stands at a counter may be the name of who sits there.
package struct FeedLabel: Sendable, Hashable {
    /// What offices call a counter.
    private static let nouns = ["quầy", "bàn", "cửa", "ô", "counter"]
    /// The same as they mostly stand there, for which nothing must be made small.
    private static let capitalisedNouns = ["Quầy", "Bàn", "Cửa", "Ô", "Counter"]
    /// The most letters and digits of a number.
    private static let longestNumber = 4

    /// The label; empty, or a number, maybe behind a noun of the list.
    package let rawValue: String

    /// Takes a text when it has the form of a counter's label, and nothing otherwise.
    package init(_ text: String) {
        guard !text.isEmpty else {
            self.rawValue = ""
            return
        }
        let words = text.utf8.split(whereSeparator: { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "-") })
        let isLabel =
            switch words.count {
            case 1: Self.isNumber(words[0])
            case 2: Self.isNumber(words[1]) && Self.isNoun(String(Substring(words[0])))
            default: false
            }
        self.rawValue = isLabel && text.utf8.count <= TextSyntax.maximumLength ? text : ""
    }

    private static func isNoun(_ word: String) -> Bool {
        self.nouns.contains(word) || self.capitalisedNouns.contains(word) || self.nouns.contains(word.lowercased())
    }

    private static func isNumber(_ word: Substring.UTF8View) -> Bool {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        return (1...Self.longestNumber).contains(word.count)
            && word.allSatisfy { digits.contains($0) || letters.contains($0 | 0x20) }
            && word.contains { digits.contains($0) }
    }
}
