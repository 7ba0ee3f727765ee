import CaseLifecycle
import GRDB

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Reads a store's file from another process, also while an aggregator writes it; never changes it.
package final class SQLiteFeedbackReader: SQLiteReading {
    let database: any DatabaseReader
    let law: CaseLaw

    /// Opens an existing file.
    ///
    /// - Parameters:
    ///   - path: The database file.
    ///   - configuration: How it behaves.
    /// - Throws: ``StoreError`` with `not-found`, `not-a-store`, `newer-version` or `damaged`.
    package init(
        path: String,
        configuration: SQLiteStoreConfiguration = SQLiteStoreConfiguration()
    ) throws(StoreError) {
        self.law = configuration.law
        self.database = try SQLiteSchema.kind.openReading(
            path,
            missing: "There is no store at the configured place. Start the aggregator once.",
            unfinished: StoreError(
                .notAStore,
                "The store was written by older software or never finished. Start the aggregator once."
            )
        )
    }

    /// Closes the connection.
    ///
    /// - Throws: ``StoreError`` when a read is under way.
    package func close() throws(StoreError) {
        try storing { try self.database.close() }
    }
}
