import GRDB

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// One of our kinds of files: how it is told from others, and brought to the present form.
struct SQLiteFileKind {
    /// What SQLite's header says such a file is.
    let applicationID: Int32
    /// The steps from an empty file to the present form.
    let migrations: [String]
    /// Looked into when a file is opened; the whole of a large file would take too long.
    let tables: [String]

    /// Opens a file beside the store to write it, making it when there is none.
    ///
    /// - Parameters:
    ///   - path: The file; only one aggregator may have it.
    ///   - isDurable: Whether a commit is on the disk; not needed where the journal has all of it.
    /// - Returns: The open file.
    /// - Throws: ``StoreError`` with `damaged`, `not-a-store` or `newer-version`.
    func openWriting(_ path: String, isDurable: Bool) throws(StoreError) -> DatabasePool {
        try storing {
            let pool = try DatabasePool(path: path, configuration: SQLiteConnections.configuration(readers: 2))
            try pool.writeWithoutTransaction { database in
                if isDurable {
                    try SQLiteConnections.makeDurable(database)
                } else {
                    try database.execute(sql: "PRAGMA synchronous = NORMAL")
                }
                try SQLiteConnections.migrate(database, by: self.migrations, applicationID: self.applicationID)
                for table in self.tables {
                    _ = try Row.fetchOne(database, sql: "SELECT * FROM \(table)")
                }
            }
            return pool
        }
    }

    /// Opens an existing file to read it, also while an aggregator writes it; never changes it.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - missing: What to say when there is none.
    ///   - unfinished: What is thrown when it is of an earlier form, or has none yet.
    /// - Returns: The open file.
    /// - Throws: ``StoreError`` with `not-found`, `not-a-store`, `newer-version` or `damaged`, or `unfinished`.
    func openReading(_ path: String, missing: String, unfinished: StoreError) throws(StoreError) -> DatabaseQueue {
        guard FileManager.default.fileExists(atPath: path) else { throw StoreError(.notFound, missing) }
        return try storing {
            let queue = try DatabaseQueue(path: path, configuration: SQLiteConnections.configuration(isReadOnly: true))
            try queue.read { database in
                let version = try SQLiteConnections.version(
                    of: database,
                    knownVersions: self.migrations.count,
                    applicationID: self.applicationID
                )
                guard version == self.migrations.count else { throw unfinished }
            }
            return queue
        }
    }
}
