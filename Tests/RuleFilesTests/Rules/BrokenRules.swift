import Testing

/// One change of the small rules, and all that must be said of it.
///
/// In the tables, `-` is what stands in the small rules exactly once, `+` what stands there instead, and `=` a problem
/// with its file and line.
struct BrokenRules: Sendable, CustomTestStringConvertible {
    /// All tables.
    static let all: [BrokenRules] = [Self.heads, Self.lanes, Self.lifecycles, Self.deadlines, Self.others]
        .flatMap { Self.rows($0) }

    /// What stands in the small rules.
    var place: String

    /// What stands there instead.
    var replacement: String

    /// The problems, in the order of the file.
    var problems: [String]

    var testDescription: String { self.problems.first ?? self.place }

    /// Reads a table.
    private static func rows(_ table: String) -> [BrokenRules] {
        table.split(separator: "\n\n").map { block in
            let lines = block.split(separator: "\n", omittingEmptySubsequences: false)
            func text(_ sign: String) -> String {
                lines.filter { $0.hasPrefix(sign) }.map { "\($0.dropFirst(2))\n" }.joined()
            }
            let problems = text("=").split(separator: "\n").map(String.init)
            return BrokenRules(place: text("-"), replacement: text("+"), problems: problems)
        }
    }
}
