/// What a principal is called, such as `kiosk-29242-1`.
///
/// It has 1 to 64 characters of `a` to `z`, `0` to `9`, `-`, `.` and `_`, beginning with a letter or digit.
/// A name is never given again, not even after its principal was revoked.
package struct PrincipalName: Sendable, Hashable, Comparable {
    package let text: String

    /// Checks and keeps a name.
    ///
    /// - Throws: `IdentityError` of code `invalidName`.
    package init(_ text: String) throws(IdentityError) {
        let isWord = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        guard isWord, (1...64).contains(text.utf8.count), let first = text.first, first.isLetter || first.isNumber
        else {
            throw IdentityError(
                .invalidName,
                "\(text.prefix(80).debugDescription) is not a name: use 1 to 64 of a-z, 0-9, '-', '.' and '_', "
                    + "beginning with a letter or digit, such as kiosk-29242-1."
            )
        }
        self.text = text
    }

    package static func < (left: PrincipalName, right: PrincipalName) -> Bool {
        left.text < right.text
    }
}

extension PrincipalName: CustomStringConvertible {
    /// The name.
    package var description: String { self.text }
}
