/// Where the root of a complete subtree stands: it covers the 2^level leaves from index · 2^level on.
///
/// Such a root never changes as the tree grows, and every tree of fewer leaves consists of some of them.
package struct MerkleNode: Sendable, Hashable {
    /// The subtree's height; 0 for a leaf.
    package let level: Int
    /// Its place among those of its level, from 0.
    package let index: UInt64

    /// Names a place.
    package init(level: Int, index: UInt64) {
        self.level = level
        self.index = index
    }
}
