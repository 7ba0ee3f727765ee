/// What a log commits to: how many leaves its tree has, and the root over them.
///
/// Source: RFC 6962, section 2.1. The root alone does not fix the size; whoever signs a head signs both.
package struct TreeHead: Sendable, Hashable {
    /// The number of leaves.
    package var size: UInt64
    /// The Merkle tree hash over them.
    package var root: [UInt8]

    /// Makes the head of a tree of `size` leaves under `root`.
    package init(size: UInt64, root: [UInt8]) {
        self.size = size
        self.root = root
    }
}
