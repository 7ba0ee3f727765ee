package import CaseLifecycle
package import FeedbackStore

/// Reads an aggregator's store beside it, from another process.
package enum JournalAudit {
    /// Opens the store of a data folder, calls a closure and closes it again.
    ///
    /// - Throws: ``OperatorError`` when there is no store or it cannot be read.
    package static func reading<Result>(
        _ folder: DataFolder,
        _ body: (SQLiteFeedbackReader) throws(StoreError) -> Result
    ) throws(OperatorError) -> Result {
        let configuration = try self.configuration(folder)
        do throws(StoreError) {
            let reader = try SQLiteFeedbackReader(path: folder.store, configuration: configuration)
            let result = try body(reader)
            try reader.close()
            return result
        } catch {
            throw self.explained(error, folder)
        }
    }

    /// How the store of a data folder behaves: with the rules of the folder, since cases are told again under them.
    ///
    /// - Throws: ``OperatorError`` when a rule file is wrong.
    package static func configuration(_ folder: DataFolder) throws(OperatorError) -> SQLiteStoreConfiguration {
        var configuration = SQLiteStoreConfiguration()
        configuration.law = try RuleCheck.law(folder)
        return configuration
    }

    /// An error of the store with the place that was looked at.
    package static func explained(_ error: StoreError, _ folder: DataFolder) -> OperatorError {
        guard error.code != .notFound else {
            return OperatorError(
                .badData,
                "There is no journal \(folder.store). Name the aggregator's data folder with --data; a new one has a "
                    + "journal once the aggregator has started.",
                cause: error
            )
        }
        return OperatorError(wrapping: error)
    }

    /// Compares published ids with the journal of a data folder.
    ///
    /// - Throws: ``OperatorError`` when the store cannot be read.
    package static func compare(
        _ published: [SubmissionID],
        _ folder: DataFolder
    ) throws(OperatorError) -> (JournalComparison, StoreCounts) {
        try self.reading(folder) { reader throws(StoreError) in
            (try JournalComparison(published: published, with: reader), try reader.counts())
        }
    }

    /// The entry at a position of a data folder's journal.
    ///
    /// - Throws: ``OperatorError`` when there is none or the store cannot be read.
    package static func entry(at position: UInt64, _ folder: DataFolder) throws(OperatorError) -> JournalEntryView {
        let batches = try self.reading(folder) { reader throws(StoreError) in
            try reader.journal(from: position, maximumBytes: 1)
        }
        guard position > 0, let batch = batches.first, batch.positions.contains(position) else {
            throw OperatorError(.negative, "The journal has no position \(position).")
        }
        return try JournalEntryView(position, in: batch)
    }
}
