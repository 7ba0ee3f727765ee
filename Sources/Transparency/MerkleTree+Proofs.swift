extension MerkleTree {
    /// The proof that a leaf stands in this tree, as it is or as it was.
    ///
    /// Source: RFC 6962, section 2.1.1, PATH(m, D[n]). It takes at most log2(treeSize) hashes.
    ///
    /// - Parameters:
    ///   - leafIndex: The leaf's index, from 0.
    ///   - treeSize: The number of leaves of the tree meant.
    /// - Returns: The proof, or `nil` when the tree never had that size or that leaf.
    package func inclusionProof(leafIndex: UInt64, treeSize: UInt64) -> InclusionProof? {
        guard leafIndex < treeSize, treeSize <= self.size else { return nil }
        let (siblings, _) = self.descend(from: 0..<Int(treeSize), toward: Int(leafIndex)) { $0.count == 1 }
        return InclusionProof(leafIndex: leafIndex, treeSize: treeSize, path: siblings.reversed())
    }

    /// The proof that this tree, as it is or as it was, begins with the leaves of an earlier one.
    ///
    /// Source: RFC 6962, section 2.1.2, PROOF(m, D[n]). It takes at most log2(secondSize) hashes.
    ///
    /// - Parameters:
    ///   - firstSize: The number of leaves of the earlier tree.
    ///   - secondSize: The number of leaves of the later tree, at least `firstSize`.
    /// - Returns: The proof, or `nil` when the tree never had those sizes in that order.
    package func consistencyProof(firstSize: UInt64, secondSize: UInt64) -> ConsistencyProof? {
        guard firstSize <= secondSize, secondSize <= self.size else { return nil }
        var proof = ConsistencyProof(firstSize: firstSize, secondSize: secondSize, path: [])
        guard firstSize > 0 else { return proof }
        let end = Int(firstSize)
        var (nodes, subtree) = self.descend(from: 0..<Int(secondSize), toward: end - 1) { $0.upperBound == end }
        // The verifier has the first tree's root; any other subtree that ends both trees' common part it must be given.
        if subtree.lowerBound > 0 { nodes.append(self.root(of: subtree)) }
        proof.path = nodes.reversed()
        return proof
    }

    /// Goes down from the root of a tree toward one of its leaves.
    ///
    /// - Parameters:
    ///   - leaves: The leaves of the tree.
    ///   - leaf: The index of the leaf, one of `leaves`.
    ///   - isReached: Whether a subtree, given by its leaves, is the one sought; true of the leaf's own at the latest.
    /// - Returns: The siblings passed, highest first, and the leaves of the subtree reached.
    private func descend(
        from leaves: Range<Int>,
        toward leaf: Int,
        until isReached: (Range<Int>) -> Bool
    ) -> (siblings: [[UInt8]], subtree: Range<Int>) {
        var siblings: [[UInt8]] = []
        var subtree = leaves
        while !isReached(subtree) {
            let (left, right) = subtree.halves
            let isLeft = left.contains(leaf)
            siblings.append(self.root(of: isLeft ? right : left))
            subtree = isLeft ? left : right
        }
        return (siblings, subtree)
    }
}
