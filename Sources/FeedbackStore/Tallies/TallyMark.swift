/// How far the journal was counted.
package struct TallyMark: Sendable, Hashable {
    /// The newest position counted; 0 for none.
    package var position: UInt64
    /// The hash of the batch that ends there; empty for none.
    package var hash: [UInt8]

    /// Makes a mark.
    package init(position: UInt64 = 0, hash: [UInt8] = []) {
        self.position = position
        self.hash = hash
    }
}
