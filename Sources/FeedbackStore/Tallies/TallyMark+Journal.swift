extension TallyMark {
    /// Whether what was counted is the beginning of a journal, and not of one that a backup replaced.
    ///
    /// - Parameter store: Where the journal is.
    /// - Returns: Whether the batch at the mark has the mark's hash; a mark of nothing is every journal's.
    /// - Throws: ``StoreError`` when the journal cannot be read.
    package func isOfJournal(in store: any FeedbackStoreReading) throws(StoreError) -> Bool {
        guard self.position > 0 else { return true }
        guard let batch = try store.journal(from: self.position, maximumBytes: 1).first else { return false }
        return batch.positions.upperBound - 1 == self.position && batch.hash == self.hash
    }
}
