package import FeedbackProtocol

extension JournalBatchRecord {
    /// The batch's entries.
    ///
    /// - Throws: ``StoreError`` with `damaged` when the body is no batch of this version's journal.
    package func entries() throws(StoreError) -> [WireJournalEntry] {
        guard let entries = try? WireJournalBatch(decoding: self.body).entries else {
            throw StoreError(
                .damaged,
                "The batch at position \(self.firstPosition) cannot be read. Run `langnghe journal verify`."
            )
        }
        return entries
    }
}
