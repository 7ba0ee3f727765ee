/// The forms that short texts of the protocol may have.
///
/// Every function answers for the bytes of `range` alone.
enum TextSyntax {
    /// The longest code, tag or label, in bytes.
    static let maximumLength = 64

    /// The longest code of a unit in the register, in bytes.
    static let maximumUnitCodeLength = 12

    /// Whether the bytes are a code of a data file: 1 to 64 of `a`–`z`, `0`–`9` and hyphen, a letter first.
    static func isCode(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard (1...self.maximumLength).contains(range.count), self.isLowercase(bytes[range.lowerBound]) else {
            return false
        }
        for index in range {
            let byte = bytes[index]
            guard self.isLowercase(byte) || self.isDigit(byte) || byte == UInt8(ascii: "-") else { return false }
        }
        return true
    }

    /// Whether the bytes are a unit's code of the register: 1 to 12 of `A`–`Z` and `0`–`9`.
    static func isUnitCode(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard (1...self.maximumUnitCodeLength).contains(range.count) else { return false }
        for index in range {
            guard self.isUppercase(bytes[index]) || self.isDigit(bytes[index]) else { return false }
        }
        return true
    }

    /// Whether the bytes are a tag such as a BCP 47 language or a register edition: 1 to 64 ASCII letters, digits
    /// and hyphens.
    static func isTag(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard (1...self.maximumLength).contains(range.count) else { return false }
        for index in range {
            let byte = bytes[index]
            guard
                self.isLowercase(byte) || self.isUppercase(byte) || self.isDigit(byte) || byte == UInt8(ascii: "-")
            else { return false }
        }
        return true
    }

    /// Whether the bytes are a label people read: at most 64 bytes of UTF-8 without ASCII control characters.
    static func isLabel(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard range.count <= self.maximumLength else { return false }
        for index in range {
            guard bytes[index] >= 0x20, bytes[index] != 0x7F else { return false }
        }
        return self.isUTF8(bytes, range)
    }

    /// Whether the bytes are well-formed UTF-8 (The Unicode Standard, table 3-7).
    static func isUTF8(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        (try? UTF8Span(validating: bytes.extracting(range))) != nil
    }

    /// The text of the bytes, or `nil` when they are no UTF-8.
    static func text(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String? {
        guard let text = try? UTF8Span(validating: bytes.extracting(range)) else { return nil }
        return String(copying: text)
    }

    private static func isLowercase(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
    }

    private static func isUppercase(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }
}
