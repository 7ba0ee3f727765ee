/// Batches of the journal that follow a mark, for what is made of it behind the writer.
package struct JournalPiece: Sendable {
    /// How much of the journal is one piece: about 20,000 ratings.
    package static let size = 4 * 1024 * 1024

    /// At least one batch.
    package let batches: [JournalBatchRecord]
    /// Where the piece ends.
    package let end: JournalMark

    /// Reads the piece behind a mark; `nil` when the journal has no more.
    ///
    /// - Parameters:
    ///   - mark: Where the piece before it ended.
    ///   - store: Where the journal is.
    ///   - last: The last position that may be in it; batches that go beyond are left out.
    /// - Throws: ``StoreError`` when the journal cannot be read.
    package init?(
        after mark: JournalMark,
        in store: any FeedbackStoreReading,
        through last: UInt64 = .max
    ) throws(StoreError) {
        guard try store.newestNumbers().position > mark.position else { return nil }
        let batches = try store.journal(from: mark.position + 1, maximumBytes: Self.size)
        self.batches = Array(batches.prefix { $0.newestPosition <= last })
        guard let newest = self.batches.last else { return nil }
        self.end = JournalMark(position: newest.newestPosition, hash: newest.hash)
    }
}

extension JournalBatchRecord {
    /// The position of its last entry.
    var newestPosition: UInt64 { self.positions.upperBound - 1 }
}

extension JournalMark {
    /// Whether what was counted is the beginning of a journal, and not of one that a backup replaced.
    ///
    /// - Parameter store: Where the journal is.
    /// - Returns: Whether the batch at the mark has the mark's hash; a mark of nothing is every journal's.
    /// - Throws: ``StoreError`` when the journal cannot be read.
    package func isOfJournal(in store: any FeedbackStoreReading) throws(StoreError) -> Bool {
        guard self.position > 0 else { return true }
        guard let batch = try store.journal(from: self.position, maximumBytes: 1).first else { return false }
        return batch.newestPosition == self.position && batch.hash == self.hash
    }
}
