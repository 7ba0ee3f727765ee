import CaseLifecycle
import GRDB

/// Makes ledger, quarantine, cases and counters anew from the journal alone.
package enum StoreRebuild {
    /// Rebuilds the projections of a store in one transaction: at the end all of it is new, or nothing is.
    ///
    /// - Parameters:
    ///   - path: The database file; no other process may have it open for writing.
    ///   - configuration: How it behaves.
    ///   - progress: Called after every batch; gives `false` to give up, which leaves everything as it was.
    /// - Returns: The newest position told, or `nil` when given up.
    /// - Throws: ``StoreError`` with `in-use` while an aggregator runs, `damaged` when the journal itself is broken.
    package static func rebuild(
        path: String,
        configuration: SQLiteStoreConfiguration = SQLiteStoreConfiguration(),
        progress: (MaintenanceProgress) -> Bool
    ) throws(StoreError) -> UInt64? {
        // Says that there is no store before a lock file is made beside it.
        try SQLiteFeedbackReader(path: path, configuration: configuration).close()
        let lock = try ExclusiveFileLock(path: path + ".lock", inUse: SQLiteFeedbackStore.inUse)
        let position = try storing {
            let queue = try DatabaseQueue(path: path, configuration: SQLiteConnections.configuration())
            let position = try queue.writeWithoutTransaction { database in
                try SQLiteConnections.makeDurable(database)
                return try self.rebuild(database, configuration.law, progress)
            }
            try queue.close()
            return position
        }
        lock.release()
        return position
    }

    private static func rebuild(
        _ database: Database,
        _ law: CaseLaw,
        _ progress: (MaintenanceProgress) -> Bool
    ) throws -> UInt64? {
        var told: UInt64?
        try database.inTransaction(.immediate) {
            told = try self.retell(database, law, progress: progress)
            return told == nil ? .rollback : .commit
        }
        return told
    }

    /// Makes the projections of an earlier form anew inside a transaction, or leaves them as they are where the journal
    /// does not allow it: a store that served yesterday serves today, and `journal verify` tells what is wrong.
    static func retold(_ database: Database, _ law: CaseLaw) throws -> SQLiteFeedbackStore.Upgrade {
        do {
            try database.inSavepoint {
                _ = try self.retell(database, law, progress: { _ in true })
                return .commit
            }
            return .retold
        } catch let error as StoreError {
            return .notRetold(error.description)
        }
    }

    /// Makes the projections anew inside a transaction.
    ///
    /// - Returns: The newest position told, or `nil` when given up half-way: then the transaction must be rolled back.
    static func retell(
        _ database: Database,
        _ law: CaseLaw,
        progress: (MaintenanceProgress) -> Bool
    ) throws -> UInt64? {
        for projection in SQLiteSchema.projections {
            try database.execute(sql: "DELETE FROM \(projection.table)")
        }
        let head = try JournalTable.head(in: database)
        var told: UInt64? = 0
        var replay = JournalReplay(law: law)
        var previous = JournalChain.genesis
        var next: UInt64 = 1
        try JournalTable.forEachBatch(from: 0, in: database) { batch in
            guard batch.firstPosition == next, batch.previousHash == previous, batch.hash == batch.computedHash
            else {
                throw StoreError(
                    .damaged,
                    "The journal is broken at position \(batch.firstPosition); nothing was changed. "
                        + "Run `langnghe journal verify` and restore the backup."
                )
            }
            do {
                try replay.tell(batch, in: database)
            } catch let located as LocatedProblem {
                throw StoreError(
                    .damaged,
                    "Position \(located.position): \(located.problem.explanation) Nothing was changed."
                )
            }
            next = batch.positions.upperBound
            previous = batch.hash
            guard progress(MaintenanceProgress(position: next - 1, through: head.position)) else {
                told = nil
                return false
            }
            told = next - 1
            return true
        }
        return told
    }
}
