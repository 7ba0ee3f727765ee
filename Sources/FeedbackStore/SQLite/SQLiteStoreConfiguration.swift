package import CaseLifecycle

/// How a store on SQLite behaves.
package struct SQLiteStoreConfiguration: Sendable {
    /// When the structure of the whole file is checked at the start; costs one reading of the file.
    package enum IntegrityCheck: String, Sendable, CaseIterable {
        /// Always.
        case always
        /// When the last process that had it open did not close it.
        case afterUncleanEnd = "after-unclean-end"
        /// Never; the newest batches are still checked.
        case never
    }

    /// When the structure is checked.
    package var integrityCheck = IntegrityCheck.afterUncleanEnd

    /// What cases are handled by: every rule set and life cycle that one in the store may live under.
    package var law = CaseLaw.smallest

    /// How many readers can read at the same time, at least 1.
    package var readers = 4

    /// The most bytes the file may take, or `nil` for as many as the disk has.
    package var maximumFileSize: Int?

    /// The most identifiers of accepted submissions held for kiosks with several epochs, at about 32 bytes each; where
    /// they need more, the journal is walked again and again.
    package var maximumIdentifiers = 16_000_000

    /// Makes the default configuration.
    package init() {}
}
