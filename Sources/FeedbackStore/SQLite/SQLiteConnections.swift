import GRDB

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// How connections to our SQLite files are set up.
///
/// See <https://www.sqlite.org/wal.html> and <https://www.sqlite.org/pragma.html>.
enum SQLiteConnections {
    /// The pages of the write-ahead log after which a commit also moves them into the database: 16 MiB of 4 KiB.
    static let checkpointPages = 4096

    /// The most bytes the write-ahead log keeps on the disk once its pages are moved.
    static let journalSizeLimit = 64 * 1024 * 1024

    /// The settings all connections share.
    static func configuration(isReadOnly: Bool = false, readers: Int = 4) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = isReadOnly
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = readers
        configuration.persistentReadOnlyConnections = true
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA mmap_size = 0; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -16384")
        }
        return configuration
    }

    /// Makes a writing connection keep its promise: after a commit, the log is on the disk.
    static func makeDurable(_ database: Database) throws {
        try database.execute(
            sql: """
                PRAGMA synchronous = FULL;
                PRAGMA wal_autocheckpoint = \(self.checkpointPages);
                PRAGMA journal_size_limit = \(self.journalSizeLimit);
                """
        )
        let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode")
        let synchronous = try Int.fetchOne(database, sql: "PRAGMA synchronous")
        guard mode == "wal", synchronous == 2 else {
            throw StoreError(
                .inputOutput,
                "SQLite cannot keep a write-ahead log here. Put the file on a local file system."
            )
        }
    }

    /// Brings a file to the present form, or refuses one that is not ours or is newer.
    ///
    /// - Parameters:
    ///   - database: A writing connection outside a transaction.
    ///   - migrations: The steps since the first version.
    ///   - applicationID: What the file's header must say.
    ///   - complete: Does with a file of an earlier form what the steps cannot, in their transaction; gets the form.
    /// - Throws: ``StoreError`` with `not-a-store` or `newer-version`, the database's error or that of `complete`.
    static func migrate(
        _ database: Database,
        by migrations: [String],
        applicationID: Int32,
        complete: (_ earlier: Int) throws -> Void = { _ in }
    ) throws {
        try database.inTransaction(.immediate) {
            let version = try self.version(of: database, knownVersions: migrations.count, applicationID: applicationID)
            guard version < migrations.count else { return .commit }
            for migration in migrations[version...] { try database.execute(sql: migration) }
            try database.execute(
                sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(migrations.count)"
            )
            if version > 0 { try complete(version) }
            return .commit
        }
    }

    /// Refuses a file of newer software, or of another program, without a change to it; opening a pool writes.
    ///
    /// - Throws: ``StoreError`` with `not-a-store` or `newer-version`.
    static func checkVersion(ofFileAt path: String) throws {
        guard FileManager.default.fileExists(atPath: path) else { return }
        let queue = try DatabaseQueue(path: path, configuration: self.configuration(isReadOnly: true))
        try queue.read { database in
            _ = try self.version(
                of: database,
                knownVersions: SQLiteSchema.migrations.count,
                applicationID: SQLiteSchema.applicationID
            )
        }
        try queue.close()
    }

    /// The version of a file's form: 0 for an empty file.
    ///
    /// - Throws: ``StoreError`` with `not-a-store` or `newer-version`.
    static func version(of database: Database, knownVersions: Int, applicationID: Int32) throws -> Int {
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        let application = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
        if version == 0, application == 0, tables == 0 { return 0 }
        guard application == applicationID, version > 0 else {
            throw StoreError(
                .notAStore,
                "The file is a database of another program. Name the right file in the configuration."
            )
        }
        guard version <= knownVersions else {
            throw StoreError(
                .newerVersion,
                "The file was written by newer software (form \(version), known here: \(knownVersions)). "
                    + "Install that version."
            )
        }
        return version
    }

    /// Reads the whole file and fails when its structure is broken.
    static func checkIntegrity(_ database: Database) throws {
        let answer = try String.fetchOne(database, sql: "PRAGMA quick_check(1)")
        guard answer == "ok" else {
            throw StoreError(
                .damaged,
                "The database's structure is broken. Restore the backup, then run `langnghe journal verify`."
            )
        }
    }

    /// The bytes of the write-ahead log beside a file; more than 0 when its last user did not finish it.
    static func logSize(path: String) -> UInt64 {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path + "-wal") else { return 0 }
        return attributes[.size] as? UInt64 ?? 0
    }

    /// Moves the whole write-ahead log into the database and empties it, so that the file stands for itself.
    ///
    /// - Parameter database: A writing connection outside a transaction that is about to be closed.
    /// - Returns: `false` when another process still reads what is in the log; then the log stays, and nothing is lost.
    /// - Throws: The database's error.
    static func finishLog(_ database: Database) throws -> Bool {
        try database.execute(sql: "PRAGMA busy_timeout = 1000")
        let isBusy = try Bool.fetchOne(database, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
        return isBusy == false
    }
}
