/// The units from the root of the register down to one unit, by code; a tree may have any depth.
package struct UnitPath: Sendable, Hashable {
    /// How many units a path may have at most.
    package static let maximumDepth = 16

    /// The codes, the root's first; empty for what lies above every root.
    package let codes: [String]

    /// Makes a path, or gives `nil` when a code is not 1 to 12 of `A`–`Z` and `0`–`9`, or there are more than 16.
    package init?(_ codes: [String]) {
        guard codes.count <= UnitPath.maximumDepth, codes.allSatisfy(UnitPath.isCode) else { return nil }
        self.codes = codes
    }

    private init(unchecked codes: [String]) {
        self.codes = codes
    }

    /// Above every root: contains all paths.
    package static let all = UnitPath(unchecked: [])

    /// Whether `other` is this unit or lies below it.
    package func contains(_ other: UnitPath) -> Bool {
        other.codes.starts(with: self.codes)
    }

    /// The paths of the root, of the unit below it, and so on to this unit itself: the scopes an event counts in.
    package var scopes: [UnitPath] {
        self.codes.indices.map { UnitPath(unchecked: Array(self.codes[...$0])) }
    }

    private static func isCode(_ code: String) -> Bool {
        let bytes = Array(code.utf8)
        return TextSyntax.isUnitCode(bytes.span, bytes.indices)
    }
}

extension UnitPath: CustomStringConvertible {
    /// The codes, each ended by a slash: `84/842/29242/`.
    package var description: String {
        self.codes.map { "\($0)/" }.joined()
    }
}
