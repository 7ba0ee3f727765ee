extension MerkleTree {
    /// The nodes in memory, to be read like those that are kept elsewhere.
    private var reader: MerkleReader<Never> {
        MerkleReader(size: self.size, hash: self.hash) { self.node($0) }
    }

    /// The head of the tree as it is.
    package var head: TreeHead {
        self.reader.head(size: self.size) ?? TreeHead(size: 0, root: self.hash.emptyRoot)
    }

    /// The head of the tree when it had `size` leaves, or `nil` when it never had.
    package func head(size: UInt64) -> TreeHead? {
        self.reader.head(size: size)
    }

    /// The proof that a leaf stands in this tree, as it is or as it was; see ``MerkleReader``.
    package func inclusionProof(leafIndex: UInt64, treeSize: UInt64) -> InclusionProof? {
        self.reader.inclusionProof(leafIndex: leafIndex, treeSize: treeSize)
    }

    /// The proof that this tree, as it is or as it was, begins with the leaves of an earlier one; see ``MerkleReader``.
    package func consistencyProof(firstSize: UInt64, secondSize: UInt64) -> ConsistencyProof? {
        self.reader.consistencyProof(firstSize: firstSize, secondSize: secondSize)
    }
}
