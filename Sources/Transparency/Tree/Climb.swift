/// The way from a node up to the root, as the sides on which its siblings stand.
///
/// Source: RFC 9162, sections 2.1.3.2 and 2.1.4.2, where the indices are `fn` and `sn`.
struct Climb {
    /// Where a sibling stands.
    enum Side {
        case left
        case right
    }

    /// The index of the node reached among those of its level.
    private var index: UInt64
    /// The index of the level's last node.
    private var last: UInt64

    /// Starts at the node `index` of a level whose last node is `last`; `index` is at most `last`.
    init(from index: UInt64, last: UInt64) {
        self.index = index
        self.last = last
    }

    /// Whether the node reached is the root.
    var isAtRoot: Bool { self.last == 0 }

    /// Goes up past the next sibling and gives its side, or gives `nil` at the root.
    mutating func next() -> Side? {
        guard !self.isAtRoot else { return nil }
        let isRightmost = self.index == self.last
        // A rightmost node without a sibling is its own parent, until it stands at an odd index.
        let levels = isRightmost ? self.index.trailingZeroBitCount + 1 : 1
        let side: Side = isRightmost || self.index & 1 == 1 ? .left : .right
        self.index >>= levels
        self.last >>= levels
        return side
    }
}
