import GRDB

/// How far something behind the writer has come in the journal.
package struct JournalMark: Sendable, Hashable {
    /// The newest position taken; 0 for none.
    package var position: UInt64
    /// The hash of the batch that ends there; empty for none.
    package var hash: [UInt8]

    /// Makes a mark.
    package init(position: UInt64 = 0, hash: [UInt8] = []) {
        self.position = position
        self.hash = hash
    }
}

extension JournalMark {
    /// Reads the columns `position` and `hash`.
    init(_ row: Row) throws {
        self.init(position: try row.number("position"), hash: try row.bytes("hash"))
    }
}
