/// The code of an administrative unit: 1 to 12 characters of `A`–`Z` and `0`–`9`, kept as text in the catalogue.
///
/// A code means nothing without its edition: the codes of 2025 reuse those of 2022, some for units with other names.
/// The text is packed into one integer, base 37 with 0 for "no character", so comparing and hashing are cheap and the
/// order is that of the text.
package struct UnitCode: Sendable, Hashable, Comparable {
    /// The longest code, in characters.
    package static let maximumLength = 12

    private static let radix: UInt64 = 37

    /// What the first character's digit is multiplied by: 37 to the power of 11.
    private static let firstDigitDivisor: UInt64 = 177_917_621_779_460_413

    private let packed: UInt64

    /// Reads a code, or gives `nil` when the text is not 1 to 12 characters of `A`–`Z` and `0`–`9`.
    package init?(_ text: String) {
        self.init(utf8: text.utf8)
    }

    /// Reads a code, or gives `nil` when the text is not 1 to 12 characters of `A`–`Z` and `0`–`9`.
    package init?(_ text: Substring) {
        self.init(utf8: text.utf8)
    }

    private init?(utf8: some Sequence<UInt8>) {
        var packed: UInt64 = 0
        var length = 0
        for byte in utf8 {
            let digit: UInt64
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = UInt64(byte - UInt8(ascii: "0")) + 1
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): digit = UInt64(byte - UInt8(ascii: "A")) + 11
            default: return nil
            }
            length += 1
            guard length <= UnitCode.maximumLength else { return nil }
            packed = packed * UnitCode.radix + digit
        }
        guard length > 0 else { return nil }
        // 37^12 is below 2^63, so nothing overflows.
        for _ in length..<UnitCode.maximumLength { packed *= UnitCode.radix }
        self.packed = packed
    }

    /// The code as text, such as `29242` or `84TTPVHCC`.
    package var text: String {
        var text = ""
        var divisor = UnitCode.firstDigitDivisor
        var rest = self.packed
        while rest > 0 {
            let digit = UInt8(truncatingIfNeeded: rest / divisor)
            rest %= divisor
            divisor /= UnitCode.radix
            let offset = digit <= 10 ? UInt8(ascii: "0") - 1 : UInt8(ascii: "A") - 11
            text.unicodeScalars.append(Unicode.Scalar(digit + offset))
        }
        return text
    }

    package static func < (left: UnitCode, right: UnitCode) -> Bool {
        left.packed < right.packed
    }
}

extension UnitCode: CustomStringConvertible {
    package var description: String { self.text }
}
