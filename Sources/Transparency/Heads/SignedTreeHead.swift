package import CivilTime

/// A head of the tree as it was published (đầu cây đã ký): who has the tree, how large it was, its root and when.
///
/// What is signed, with Ed25519 (RFC 8032), is ``signedBytes``; ``publicKey`` is told along for convenience, and who
/// checks compares it with the one that the province published.
package struct SignedTreeHead: Sendable, Hashable {
    /// The aggregator whose tree it is, at most 255 bytes of UTF-8; see ``isWellFormed``.
    package var origin: String
    /// The size and the root.
    package var tree: TreeHead
    /// When it was signed.
    package var time: Timestamp
    /// 64 bytes.
    package var signature: [UInt8]
    /// 32 bytes.
    package var publicKey: [UInt8]

    /// Makes a head, signed or not, from its parts.
    package init(origin: String, tree: TreeHead, time: Timestamp, signature: [UInt8] = [], publicKey: [UInt8] = []) {
        self.origin = origin
        self.tree = tree
        self.time = time
        self.signature = signature
        self.publicKey = publicKey
    }

    /// What a signature of a tree head begins with, so that it can stand for nothing else.
    private static let label = Array("langnghe tree head 1".utf8)

    /// Whether the origin is no longer than it may be: of a longer one the signature would cover a part alone.
    package var isWellFormed: Bool { self.origin.utf8.count <= Int(UInt8.max) }

    /// The bytes that are signed, of a head that ``isWellFormed``: the label, the origin's length (1 byte) and the origin, the size and the time as
    /// 64-bit integers with the highest byte first (the time in microseconds since 1970-01-01 UTC, two's complement),
    /// the root.
    package var signedBytes: [UInt8] {
        let origin = Array(self.origin.utf8.prefix(Int(UInt8.max)))
        return Self.label + [UInt8(origin.count)] + origin + bigEndian(self.tree.size)
            + bigEndian(self.time.microseconds) + self.tree.root
    }
}

/// The bytes of an integer, the highest first.
func bigEndian(_ number: some FixedWidthInteger) -> [UInt8] {
    stride(from: type(of: number).bitWidth - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> $0) }
}
