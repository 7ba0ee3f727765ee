/// How far the journal is in the tree, and with which secret.
package struct TreeMark: Sendable, Hashable {
    /// The newest position, and the hash of the batch that ends there.
    package var journal: JournalMark
    /// Tells which secret the leaves' commitments were made with; empty for none.
    package var secret: [UInt8]

    /// Makes a mark.
    package init(journal: JournalMark = JournalMark(), secret: [UInt8] = []) {
        self.journal = journal
        self.secret = secret
    }
}

/// A leaf as it is kept: whose it is, and its hash.
package struct TreeLeaf: Sendable, Hashable {
    package let caseNumber: UInt64
    package let hash: [UInt8]

    /// Makes a leaf.
    package init(caseNumber: UInt64, hash: [UInt8]) {
        self.caseNumber = caseNumber
        self.hash = hash
    }
}
