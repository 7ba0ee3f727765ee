/// The proof that a tree grew from an earlier one only by leaves added after its last.
///
/// Source: RFC 6962, section 2.1.2.
package struct ConsistencyProof: Sendable, Hashable {
    /// The number of leaves of the earlier tree.
    package var firstSize: UInt64
    /// The number of leaves of the later tree, at least `firstSize`.
    package var secondSize: UInt64
    /// The nodes from which both roots follow, lowest first; at most 65, and none from an empty or to an equal tree.
    package var path: [[UInt8]]

    /// Makes a proof, true or not, from its parts.
    package init(firstSize: UInt64, secondSize: UInt64, path: [[UInt8]]) {
        self.firstSize = firstSize
        self.secondSize = secondSize
        self.path = path
    }

    /// Whether this proves that the leaves under `first` are the first ones of those under `second`.
    ///
    /// Source: RFC 9162, section 2.1.4.2, which leaves out the two cases that need no path: equal sizes have equal
    /// roots, and the empty tree begins every tree, so that a proof from it says nothing about the second root.
    /// At most 128 hashes are computed, whatever the path.
    package func verifies(from first: TreeHead, to second: TreeHead, using hash: MerkleHash) -> Bool {
        guard self.firstSize == first.size, self.secondSize == second.size, first.size <= second.size,
            hash.isWellFormed(first.root), hash.isWellFormed(second.root)
        else { return false }
        if first.size == 0 && first.root != hash.emptyRoot { return false }
        if first.size == second.size { return self.path.isEmpty && first.root == second.root }
        if first.size == 0 { return self.path.isEmpty }

        // The last complete subtree of the first tree is a node of both; when it is the whole tree, its hash is known.
        let height = first.size.trailingZeroBitCount
        let isWhole = first.size == 1 << height
        guard let start = isWhole ? first.root : self.path.first, hash.isWellFormed(start) else { return false }
        var climb = Climb(from: (first.size &- 1) >> height, last: (second.size &- 1) >> height)
        var (firstRoot, secondRoot) = (start, start)
        for sibling in self.path.dropFirst(isWhole ? 0 : 1) {
            guard hash.isWellFormed(sibling), let side = climb.next() else { return false }
            switch side {
            case .left:
                firstRoot = hash.node(sibling, firstRoot)
                secondRoot = hash.node(sibling, secondRoot)
            case .right:
                secondRoot = hash.node(secondRoot, sibling)
            }
        }
        return climb.isAtRoot && firstRoot == first.root && secondRoot == second.root
    }
}
