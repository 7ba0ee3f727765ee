import FeedbackProtocol
import ServiceIndices

/// Which cases behind which figure are asked for.
struct IndexPage {
    private static let most = 1_000
    private static let usual = 100

    private let rule: IndexRule
    private let part: IndexGroup.Part?
    private let after: UInt64
    private let limit: Int

    /// Reads a wish.
    ///
    /// - Throws: ``DeskRefusal`` when there is no such figure or part.
    init(_ wish: WireIndexDrillDown) throws(DeskRefusal) {
        guard let rule = IndexRule(named: wish.rule) else {
            let known = IndexRule.allCases.map(\.rawValue).joined(separator: ", ")
            throw DeskRefusal(.notFound, "There is no such figure; there are \(known).")
        }
        let part = IndexGroup.Part(rawValue: wish.part)
        guard wish.part.isEmpty || part != nil else {
            throw DeskRefusal(.notFound, "No figure has such a part. The figure itself lists its parts.")
        }
        self.rule = rule
        self.part = part
        self.after = wish.after
        self.limit = wish.limit == 0 ? Self.usual : min(max(1, Int(wish.limit)), Self.most)
    }

    /// The page of a report.
    ///
    /// - Parameters:
    ///   - report: The figures.
    ///   - nameless: The cases that the asker may not know by number.
    /// - Returns: The page.
    /// - Throws: ``DeskRefusal`` when the figure is not in the report.
    func wire(_ report: IndexReport, nameless: Set<UInt64>) throws(DeskRefusal) -> WireIndexedCases {
        guard let entry = report.entries.first(where: { $0.figure.rule == self.rule }) else {
            throw DeskRefusal(.notFound, "That figure is of another law, or its law was not in force then.")
        }
        let members = IndexDrillDown(entry.figure, part: self.part).members
        let rest = members.drop { $0.number <= self.after }
        let page = rest.prefix(self.limit)
        let named = page.filter { !nameless.contains($0.number) }
        return .make {
            $0.rule = self.rule.rawValue
            $0.cases = named.map { member in
                .make {
                    $0.number = member.number
                    $0.parts = member.parts.map(\.rawValue)
                }
            }
            $0.next = rest.count > page.count ? page.last?.number ?? 0 : 0
            $0.total = UInt64(members.count)
            $0.hidden = UInt32(page.count - named.count)
        }
    }
}
