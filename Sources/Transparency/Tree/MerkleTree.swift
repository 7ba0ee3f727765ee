/// An append-only Merkle tree that remembers every tree it has been.
///
/// Source: RFC 6962, section 2.1.
package struct MerkleTree: Sendable {
    /// The hashing of leaves and nodes.
    package let hash: MerkleHash

    /// The roots of the complete subtrees: at `[level][index]`, of the 2^level leaves from index * 2^level on.
    ///
    /// They never change as the tree grows, and every tree of fewer leaves consists of some of them.
    private var levels: [[[UInt8]]] = [[]]

    /// Makes a tree without leaves.
    package init(hash: MerkleHash) {
        self.hash = hash
    }

    /// The number of leaves.
    package var size: UInt64 { UInt64(self.levels[0].count) }

    /// Adds the leaf that holds `entry`, after all others.
    package mutating func append(_ entry: [UInt8]) {
        self.append(node: self.hash.leaf(entry))
    }

    /// Adds a leaf by its hash, as a store gives it back; or refuses, when the hash has a wrong length.
    ///
    /// - Parameter leafHash: What `MerkleHash.leaf(_:)` gave for the entry.
    /// - Returns: Whether the leaf was added.
    package mutating func append(leafHash: [UInt8]) -> Bool {
        guard self.hash.isWellFormed(leafHash) else { return false }
        self.append(node: leafHash)
        return true
    }

    /// Adds a leaf and the roots of the subtrees it completes: one hash on average, log2(size) at most.
    private mutating func append(node leafHash: [UInt8]) {
        var node = leafHash
        for level in 0... {
            if level == self.levels.count { self.levels.append([]) }
            self.levels[level].append(node)
            let index = self.levels[level].count - 1
            guard index % 2 == 1 else { return }
            node = self.hash.node(self.levels[level][index - 1], node)
        }
    }

    /// The root of a complete subtree that the tree has.
    func node(_ place: MerkleNode) -> [UInt8] {
        self.levels[place.level][Int(place.index)]
    }
}
