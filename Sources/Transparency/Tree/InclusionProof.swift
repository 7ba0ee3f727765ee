/// The proof that a tree holds a leaf at an index: the audit path.
///
/// Source: RFC 6962, section 2.1.1.
package struct InclusionProof: Sendable, Hashable {
    /// The leaf's index, from 0 and below the tree's size.
    package var leafIndex: UInt64
    /// The number of leaves of the tree.
    package var treeSize: UInt64
    /// The siblings of the nodes from the leaf up to the root; at most 64.
    package var path: [[UInt8]]

    /// Makes a proof, true or not, from its parts.
    package init(leafIndex: UInt64, treeSize: UInt64, path: [[UInt8]]) {
        self.leafIndex = leafIndex
        self.treeSize = treeSize
        self.path = path
    }

    /// Whether this proves that the tree under `head` has the leaf of hash `leafHash` at `leafIndex`.
    ///
    /// Source: RFC 9162, section 2.1.3.2. At most 64 hashes are computed, whatever the path.
    package func verifies(_ leafHash: [UInt8], in head: TreeHead, using hash: MerkleHash) -> Bool {
        guard self.treeSize == head.size, self.leafIndex < head.size, hash.isWellFormed(leafHash) else { return false }
        var climb = Climb(from: self.leafIndex, last: head.size &- 1)
        var root = leafHash
        for sibling in self.path {
            guard hash.isWellFormed(sibling), let side = climb.next() else { return false }
            switch side {
            case .left: root = hash.node(sibling, root)
            case .right: root = hash.node(root, sibling)
            }
        }
        return climb.isAtRoot && root == head.root
    }
}
