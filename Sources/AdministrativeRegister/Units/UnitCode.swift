/// The code of an administrative unit: 1 to 12 characters of `A`–`Z` and `0`–`9`, kept as text in the catalogue.
///
/// A code means nothing without its edition: the codes of 2025 reuse those of 2022, some for units with other names.
/// The text is packed into one integer, base 37 with 0 for "no character", so comparing and hashing are cheap and the
/// order is that of the text.
package struct UnitCode: Sendable, Hashable, Comparable {
    /// The longest code, in characters.
    package static let maximumLength = 12

    private static let radix: UInt64 = 37

    private let packed: UInt64

    /// Reads a code, or gives `nil` when the text is not 1 to 12 characters of `A`–`Z` and `0`–`9`.
    package init?(_ text: some StringProtocol) {
        var packed: UInt64 = 0
        var length = 0
        for byte in text.utf8 {
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
        var bytes: [UInt8] = []
        bytes.reserveCapacity(UnitCode.maximumLength)
        var rest = self.packed
        while rest > 0 {
            let digit = UInt8(truncatingIfNeeded: rest % UnitCode.radix)
            rest /= UnitCode.radix
            switch digit {
            case 0: continue
            case 1...10: bytes.append(UInt8(ascii: "0") + digit - 1)
            default: bytes.append(UInt8(ascii: "A") + digit - 11)
            }
        }
        return String(decoding: bytes.reversed(), as: UTF8.self)
    }

    package static func < (left: UnitCode, right: UnitCode) -> Bool {
        left.packed < right.packed
    }
}

extension UnitCode: CustomStringConvertible {
    package var description: String { self.text }
}
