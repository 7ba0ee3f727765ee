/// The growing end of a tree whose nodes are kept elsewhere: all that adding a leaf needs, at most 64 hashes.
package struct MerkleEdge: Sendable {
    /// The hashing of leaves and nodes.
    package let hash: MerkleHash
    /// The number of leaves.
    package private(set) var size: UInt64
    /// The roots of the complete subtrees that all leaves make up, the largest first.
    private var peaks: [[UInt8]]

    /// The end of a tree, or `nil` when these cannot be its peaks.
    ///
    /// - Parameters:
    ///   - size: The number of leaves.
    ///   - peaks: What stands at ``peaks(ofSize:)``, in that order.
    ///   - hash: The hashing of leaves and nodes.
    package init?(size: UInt64, peaks: [[UInt8]], hash: MerkleHash) {
        guard peaks.count == size.nonzeroBitCount, peaks.allSatisfy(hash.isWellFormed) else { return nil }
        self.hash = hash
        self.size = size
        self.peaks = peaks
    }

    /// Where the complete subtrees are that the leaves of a tree make up, the largest first: one for each bit of the
    /// size.
    package static func peaks(ofSize size: UInt64) -> [MerkleNode] {
        (0..<UInt64.bitWidth).reversed().compactMap { level in
            guard size >> level & 1 == 1 else { return nil }
            return MerkleNode(level: level, index: (size >> level) ^ 1)
        }
    }

    /// The root over all leaves.
    package var root: [UInt8] {
        guard let last = self.peaks.last else { return self.hash.emptyRoot }
        return self.peaks.dropLast().reversed().reduce(last) { self.hash.node($1, $0) }
    }

    /// Adds a leaf by its hash.
    ///
    /// - Parameter leafHash: What `MerkleHash.leaf(_:)` gave for the entry.
    /// - Returns: The leaf and the roots of the subtrees that it completes, to be kept; `nil`, and nothing is added,
    ///   when the hash has a wrong length.
    package mutating func append(leafHash: [UInt8]) -> [(node: MerkleNode, hash: [UInt8])]? {
        guard self.hash.isWellFormed(leafHash) else { return nil }
        var made = [(node: MerkleNode(level: 0, index: self.size), hash: leafHash)]
        var root = leafHash
        var level = 0
        while self.size >> level & 1 == 1, let left = self.peaks.popLast() {
            root = self.hash.node(left, root)
            level += 1
            made.append((MerkleNode(level: level, index: self.size >> level), root))
        }
        self.peaks.append(root)
        self.size += 1
        return made
    }
}
