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

/// A counter's label that may go out on the feed: what an office set at its kiosk, never what a citizen typed.
package struct FeedLabel: Sendable, Hashable {
    /// The label; empty, or at most 64 bytes of UTF-8 without control characters.
    package let rawValue: String

    /// Takes a text when it has the form of a label, and nothing otherwise.
    package init(_ text: String) {
        let bytes = Array(text.utf8)
        self.rawValue = TextSyntax.isLabel(bytes.span, bytes.indices) ? text : ""
    }
}
