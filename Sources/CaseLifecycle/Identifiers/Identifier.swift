/// A short name that data files, the store and the wire share, such as a state's or an event's.
///
/// The name of a well-formed entry is 1 to 64 characters of `a`–`z`, `0`–`9` and hyphens, and begins with a letter;
/// ``LifecycleDefinition`` refuses others, so that names of a definition can be shown anywhere.
package protocol Identifier: RawRepresentable, Hashable, Comparable, Sendable, ExpressibleByStringLiteral,
    CustomStringConvertible
where RawValue == String {
    /// Makes the identifier from its name, whether or not any definition knows it.
    init(rawValue: String)
}

extension Identifier {
    /// Makes the identifier from its name in the source.
    package init(stringLiteral value: String) {
        self.init(rawValue: value)
    }

    /// The name itself.
    package var description: String {
        self.rawValue
    }

    /// Orders by name, so that lists are the same on every machine.
    package static func < (left: Self, right: Self) -> Bool {
        left.rawValue < right.rawValue
    }

    /// Whether the name is 1 to 64 of `a`–`z`, `0`–`9` and hyphen, a letter first.
    package var isWellFormed: Bool {
        let bytes = self.rawValue.utf8
        guard (1...64).contains(bytes.count), let first = bytes.first else { return false }
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        return letters.contains(first)
            && bytes.allSatisfy { letters.contains($0) || digits.contains($0) || $0 == UInt8(ascii: "-") }
    }
}
