import CaseLifecycle
package import CivilTime
import GRDB
import NIOConcurrencyHelpers

/// The store in one SQLite file with a write-ahead log: one writer, readers on their own connections.
///
/// Only one process can have it open for writing; ``SQLiteFeedbackReader`` reads beside it.
package final class SQLiteFeedbackStore: FeedbackStore, SQLiteReading {
    private let path: String
    private let pool: DatabasePool
    private let lock: ExclusiveFileLock
    private let writer: NIOLockedValueBox<BatchWriter>
    let law: CaseLaw

    /// What became of a file of an earlier form.
    package enum Upgrade: Sendable, Hashable {
        /// There was nothing to do.
        case none
        /// What the earlier form lacked was told anew from the journal.
        case retold
        /// It could not be, for the reason given; cases are as they were, and some figures may lack what was late.
        case notRetold(String)
    }

    /// What was done with a file of an earlier form when it was opened.
    package let upgrade: Upgrade

    /// Whether the structure was checked because the last process did not close the file.
    package let wasRecovered: Bool

    var database: any DatabaseReader { self.pool }

    /// Opens a store, making the file when there is none.
    ///
    /// - Parameters:
    ///   - path: The database file; `-wal`, `-shm` and `.lock` stand beside it.
    ///   - configuration: How it behaves.
    /// - Throws: ``StoreError``: `in-use` when another process has it, `damaged`, `not-a-store`, `newer-version`.
    package init(
        path: String,
        configuration: SQLiteStoreConfiguration = SQLiteStoreConfiguration()
    ) throws(StoreError) {
        let lock = try ExclusiveFileLock(path: path + ".lock", inUse: SQLiteFeedbackStore.inUse)
        let isUnclean = lock.wasLeftUnclean || SQLiteConnections.logSize(path: path) != lock.numberLeft
        let law = configuration.law
        var upgrade = Upgrade.none
        (self.pool, self.writer) = try storing {
            if !isUnclean { try SQLiteConnections.checkVersion(ofFileAt: path) }
            let pool = try DatabasePool(
                path: path,
                configuration: SQLiteConnections.configuration(readers: max(1, configuration.readers))
            )
            let writer = try pool.writeWithoutTransaction { database in
                try SQLiteConnections.makeDurable(database)
                if configuration.integrityCheck == .always
                    || (isUnclean && configuration.integrityCheck == .afterUncleanEnd)
                {
                    try SQLiteConnections.checkIntegrity(database)
                }
                try SQLiteConnections.migrate(
                    database,
                    by: SQLiteSchema.migrations,
                    applicationID: SQLiteSchema.applicationID
                ) { earlier in
                    guard earlier < SQLiteSchema.firstComplete else { return }
                    upgrade = try StoreRebuild.retold(database, law)
                }
                if let limit = configuration.maximumFileSize {
                    let pageSize = try Int.fetchOne(database, sql: "PRAGMA page_size") ?? 4096
                    try database.execute(sql: "PRAGMA max_page_count = \(max(1, limit / pageSize))")
                }
                try JournalTail.check(in: database)
                return try BatchWriter(
                    law: law,
                    maximumIdentifiers: configuration.maximumIdentifiers,
                    loadingFrom: database
                )
            }
            return (pool, NIOLockedValueBox(writer))
        }
        self.path = path
        self.lock = lock
        self.upgrade = upgrade
        self.wasRecovered = isUnclean
        self.law = law
    }

    static let inUse =
        "Another process (an aggregator or `langnghe journal rebuild`) has the store open. End it first, or use "
        + "another file."

    package func commit(
        _ requests: [WriteRequest],
        at recordedAt: Timestamp
    ) throws(StoreError) -> CommitResult {
        try storing {
            try self.writer.withLockedValue { writer in
                try self.pool.writeWithoutTransaction { database in
                    try writer.commit(requests, at: recordedAt, in: database)
                }
            }
        }
    }

    package func close() throws(StoreError) {
        // The pool closes its writer first, and its readers cannot finish the log.
        let isFinished = try? self.pool.writeWithoutTransaction { try SQLiteConnections.finishLog($0) }
        try storing { try self.pool.close() }
        // A log that a reader of another process holds back is noted, so that the next start does not take it for one
        // that was left by a crash. After a failure nothing is noted.
        self.lock.release(leaving: isFinished == false ? SQLiteConnections.logSize(path: self.path) : 0)
    }
}
