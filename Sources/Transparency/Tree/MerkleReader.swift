/// A tree whose nodes are kept elsewhere: a root or a proof reads as few of them as it needs.
///
/// Source: RFC 6962, section 2.1.
package struct MerkleReader<Failure: Error> {
    /// The hashing of leaves and nodes.
    package let hash: MerkleHash
    /// The number of leaves.
    package let size: UInt64

    private let node: (MerkleNode) throws(Failure) -> [UInt8]

    /// Reads a tree.
    ///
    /// - Parameters:
    ///   - size: The number of its leaves.
    ///   - hash: The hashing that made it.
    ///   - node: Gives the root of a complete subtree of it.
    package init(size: UInt64, hash: MerkleHash, node: @escaping (MerkleNode) throws(Failure) -> [UInt8]) {
        self.size = size
        self.hash = hash
        self.node = node
    }

    /// The head of the tree when it had `size` leaves, or `nil` when it never had.
    package func head(size: UInt64) throws(Failure) -> TreeHead? {
        guard size <= self.size else { return nil }
        return TreeHead(size: size, root: try self.root(of: 0..<Int(size)))
    }

    /// The proof that a leaf stands in this tree, as it is or as it was.
    ///
    /// Source: RFC 6962, section 2.1.1, PATH(m, D[n]). It takes at most log2(treeSize) hashes.
    ///
    /// - Parameters:
    ///   - leafIndex: The leaf's index, from 0.
    ///   - treeSize: The number of leaves of the tree meant.
    /// - Returns: The proof, or `nil` when the tree never had that size or that leaf.
    /// - Throws: What reading a node throws.
    package func inclusionProof(leafIndex: UInt64, treeSize: UInt64) throws(Failure) -> InclusionProof? {
        guard leafIndex < treeSize, treeSize <= self.size else { return nil }
        let (siblings, _) = try self.descend(from: 0..<Int(treeSize), toward: Int(leafIndex)) { $0.count == 1 }
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
    /// - Throws: What reading a node throws.
    package func consistencyProof(firstSize: UInt64, secondSize: UInt64) throws(Failure) -> ConsistencyProof? {
        guard firstSize <= secondSize, secondSize <= self.size else { return nil }
        var proof = ConsistencyProof(firstSize: firstSize, secondSize: secondSize, path: [])
        guard firstSize > 0 else { return proof }
        let end = Int(firstSize)
        var (nodes, subtree) = try self.descend(from: 0..<Int(secondSize), toward: end - 1) { $0.upperBound == end }
        // The verifier has the first tree's root; any other subtree that ends both trees' common part it must be given.
        if subtree.lowerBound > 0 { nodes.append(try self.root(of: subtree)) }
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
    /// - Throws: What reading a node throws.
    private func descend(
        from leaves: Range<Int>,
        toward leaf: Int,
        until isReached: (Range<Int>) -> Bool
    ) throws(Failure) -> (siblings: [[UInt8]], subtree: Range<Int>) {
        var siblings: [[UInt8]] = []
        var subtree = leaves
        while !isReached(subtree) {
            let (left, right) = subtree.halves
            let isLeft = left.contains(leaf)
            siblings.append(try self.root(of: isLeft ? right : left))
            subtree = isLeft ? left : right
        }
        return (siblings, subtree)
    }

    /// The Merkle tree hash over a range of leaves: all of a tree's, or those of a subtree of it.
    ///
    /// Kept when the subtree is complete; otherwise its left child is, and log2(count) hashes are computed.
    private func root(of leaves: Range<Int>) throws(Failure) -> [UInt8] {
        guard let first = leaves.first else { return self.hash.emptyRoot }
        let level = leaves.count.trailingZeroBitCount
        if leaves.count == 1 << level {
            return try self.node(MerkleNode(level: level, index: UInt64(first >> level)))
        }
        let (left, right) = leaves.halves
        return self.hash.node(try self.root(of: left), try self.root(of: right))
    }
}
