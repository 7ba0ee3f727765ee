/// A hash function as the Merkle tree uses it: entries and nodes told apart by the first byte.
///
/// Source: RFC 6962, section 2.1.
package struct MerkleHash: Sendable {
    /// The root of the tree without leaves: the hash of no bytes.
    package let emptyRoot: [UInt8]

    private let function: @Sendable ([UInt8]) -> [UInt8]

    /// Makes the tree's hashing from a collision-resistant function whose results all have one length.
    package init(_ function: @escaping @Sendable ([UInt8]) -> [UInt8]) {
        self.function = function
        self.emptyRoot = function([])
    }

    /// The hash of bytes as they are, for what is not of the tree.
    package func digest(_ bytes: [UInt8]) -> [UInt8] {
        self.function(bytes)
    }

    /// The hash of the leaf that holds `entry`: HASH(0x00 || entry).
    package func leaf(_ entry: [UInt8]) -> [UInt8] {
        self.function([0x00] + entry)
    }

    /// The hash of an inner node: HASH(0x01 || left || right).
    package func node(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
        self.function([0x01] + left + right)
    }

    /// Whether `bytes` are as long as this function's results.
    ///
    /// A node's hash covers its halves joined, so halves of other lengths could stand for the same node.
    package func isWellFormed(_ bytes: [UInt8]) -> Bool {
        bytes.count == self.emptyRoot.count
    }
}
