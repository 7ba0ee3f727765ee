import CivilTime
package import Delivery
import GRDB

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A kiosk's outbox on its disk: SQLite with a write-ahead log, every write with fsync before it returns.
///
/// Only one process can have it open; calls are made one after the other, on the caller's thread. The methods carry
/// out the writes `KioskOutbox` asks for: ``append(_:epoch:firstSequence:)`` for `persist`, ``deleteThrough(_:epoch:lastID:rejected:)``
/// and ``startEpoch(_:replacing:)``.
package final class OutboxFile: Sendable {
    let queue: DatabaseQueue
    private let lock: ExclusiveFileLock
    private let limits: OutboxLimits

    /// Opens an outbox, making the file when there is none.
    ///
    /// - Parameters:
    ///   - path: The database file; `-wal`, `-shm` and `.lock` stand beside it.
    ///   - freshEpoch: The epoch of a new file, random and not 0; an existing file keeps its own.
    ///   - limits: How large it may be.
    /// - Throws: ``StoreError``: `in-use` when an agent has it open, `damaged`, `not-a-store`, `newer-version`.
    package init(
        path: String,
        freshEpoch: UInt64,
        limits: OutboxLimits = OutboxLimits()
    ) throws(StoreError) {
        guard freshEpoch != 0 else { throw StoreError(.wrongArgument, "An epoch is never 0. Draw another one.") }
        let lock = try ExclusiveFileLock(
            path: path + ".lock",
            inUse: "The kiosk's agent has the outbox open. Ask it through its socket, or stop it first."
        )
        let isUnclean = lock.wasLeftUnclean || SQLiteConnections.logSize(path: path) > 0
        self.queue = try storing {
            var configuration = SQLiteConnections.configuration()
            configuration.journalMode = .wal
            // Only has an effect on a fresh file, before its first page: what is removed gives its room back to the disk.
            configuration.prepareDatabase { try $0.execute(sql: "PRAGMA auto_vacuum = FULL") }
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.writeWithoutTransaction { database in
                try SQLiteConnections.makeDurable(database)
                if isUnclean { try SQLiteConnections.checkIntegrity(database) }
                try SQLiteConnections.migrate(
                    database,
                    by: OutboxSchema.migrations,
                    applicationID: OutboxSchema.applicationID
                )
                try database.inTransaction(.immediate) {
                    if try OutboxState(in: database) == nil { try OutboxState(epoch: freshEpoch).store(in: database) }
                    try OutboxTallies.coverWaiting(in: database)
                    return .commit
                }
            }
            return queue
        }
        self.lock = lock
        self.limits = limits
    }

    /// Closes the file.
    ///
    /// - Throws: ``StoreError`` when the disk fails.
    package func close() throws(StoreError) {
        try storing { try self.queue.close() }
        self.lock.release()
    }

    /// Reads the whole file's structure.
    ///
    /// - Throws: ``StoreError`` with `damaged` when it is broken or its counts are not those of its rows.
    package func checkIntegrity() throws(StoreError) {
        try storing {
            try self.queue.read { database in
                try SQLiteConnections.checkIntegrity(database)
                let isSound = try Bool.fetchOne(
                    database,
                    sql: """
                        SELECT waiting_count = (SELECT count(*) FROM waiting)
                            AND waiting_bytes = (SELECT coalesce(sum(length(bytes)), 0) FROM waiting)
                            AND rejected_count = (SELECT count(*) FROM rejected)
                            AND waiting_count = next_sequence - receipted_through - 1
                            AND coalesce((SELECT min(sequence) FROM waiting), next_sequence) = receipted_through + 1
                        FROM outbox
                        """
                )
                guard isSound == true else {
                    throw StoreError(
                        .damaged,
                        "The outbox's counts are not those of its rows. Copy the file away and report it."
                    )
                }
            }
        }
    }
}

extension OutboxFile {
    /// Reads one state of the file.
    func reading<Result>(_ work: (Database) throws -> Result) throws(StoreError) -> Result {
        try storing { try self.queue.read(work) }
    }

    /// Changes the file in one transaction, which is on the disk when this returns.
    func write<Result>(
        epoch: UInt64,
        _ work: (inout OutboxState, Database) throws -> Result
    ) throws(StoreError) -> Result {
        try storing {
            try self.queue.writeWithoutTransaction { database in
                var result: Result?
                try database.inTransaction(.immediate) {
                    guard var state = try OutboxState(in: database) else {
                        throw StoredValueProblem(table: "outbox")
                    }
                    guard state.epoch == epoch else {
                        throw StoreError(
                            .wrongArgument,
                            "The outbox has begun another epoch. Read its contents again."
                        )
                    }
                    result = try work(&state, database)
                    try state.store(in: database)
                    return .commit
                }
                guard let result else { throw StoreError(.database, "The transaction gave no result. Try again.") }
                return result
            }
        }
    }

    /// Keeps submissions; when this returns they are on the disk.
    ///
    /// - Parameters:
    ///   - rows: The submissions, in order.
    ///   - epoch: The present epoch.
    ///   - firstSequence: The number of the first one; must be the next.
    /// - Throws: ``StoreError``: `outbox-full` or `disk-full` when they do not fit; none of them was kept then.
    package func append(_ rows: [OutboxRow], epoch: UInt64, firstSequence: UInt64) throws(StoreError) {
        let limit = self.limits.maximumBytes
        try self.write(epoch: epoch) { state, database in
            guard firstSequence == state.nextSequence else {
                throw StoreError(
                    .wrongArgument,
                    "The next number is \(state.nextSequence), not \(firstSequence). Read the outbox's contents again."
                )
            }
            let bytes = rows.reduce(0) { $0 + $1.bytes.count }
            guard state.waitingBytes + bytes <= limit else {
                throw StoreError(
                    .outboxFull,
                    "The outbox is full; nothing was kept. Restore the connection to the province, or raise its limit."
                )
            }
            try OutboxTallies.give(rows, from: firstSequence, epoch: epoch, in: database)
            for row in rows {
                try database.run(
                    "INSERT INTO waiting (sequence, submission_id, captured_at, kind, bytes) VALUES (?, ?, ?, ?, ?)",
                    [
                        state.nextSequence.stored, Data(row.id.bytes), row.capturedAt.microseconds, row.kind.rawValue,
                        row.bytes,
                    ]
                )
                state.nextSequence += 1
            }
            state.waitingCount += rows.count
            state.waitingBytes += bytes
        }
    }

    /// Removes what is receipted, and moves what was rejected to where it is kept for showing.
    ///
    /// - Parameters:
    ///   - sequence: The last number to remove; one before the oldest removes nothing.
    ///   - epoch: The present epoch.
    ///   - lastID: The submission with that number, to be remembered.
    ///   - rejected: Which of them the aggregator keeps in quarantine.
    /// - Throws: ``StoreError``; nothing was removed then.
    package func deleteThrough(
        _ sequence: UInt64,
        epoch: UInt64,
        lastID: SubmissionID?,
        rejected: [Rejection]
    ) throws(StoreError) {
        let limit = self.limits.maximumRejected
        try self.write(epoch: epoch) { state, database in
            guard sequence > state.receiptedThrough else { return }
            guard sequence < state.nextSequence else {
                throw StoreError(
                    .wrongArgument,
                    "The outbox never gave out number \(sequence). Read its contents again."
                )
            }
            try Self.keepRejected(rejected.filter { $0.sequence <= sequence }, &state, limit, database)
            let removed = try Row.fetchOne(
                database,
                sql:
                    "SELECT count(*) AS count, coalesce(sum(length(bytes)), 0) AS bytes FROM waiting WHERE sequence <= ?",
                arguments: [sequence.stored]
            )
            guard let removed else { throw StoredValueProblem(table: "waiting") }
            try OutboxTallies.receive(through: sequence, epoch: epoch, in: database)
            try database.run("DELETE FROM waiting WHERE sequence <= ?", [sequence.stored])
            state.waitingCount -= try removed.decode(Int.self, forColumn: "count")
            state.waitingBytes -= try removed.decode(Int.self, forColumn: "bytes")
            state.receiptedThrough = sequence
            state.receiptedID = lastID
        }
    }

    private static func keepRejected(
        _ rejected: [Rejection],
        _ state: inout OutboxState,
        _ limit: Int,
        _ database: Database
    ) throws {
        for rejection in rejected {
            try database.run(
                """
                INSERT INTO rejected (epoch, sequence, code, submission_id, captured_at, kind, bytes)
                SELECT ?, sequence, ?, submission_id, captured_at, kind, bytes FROM waiting WHERE sequence = ?
                """,
                [state.epoch.stored, Int64(rejection.code), rejection.sequence.stored]
            )
        }
        guard !rejected.isEmpty else { return }
        try database.run(
            "DELETE FROM rejected WHERE number <= (SELECT max(number) FROM rejected) - ?",
            [max(0, limit)]
        )
        let kept = try Row.fetchOne(
            database,
            sql: "SELECT count(*) AS count, coalesce(sum(length(bytes)), 0) AS bytes FROM rejected"
        )
        guard let kept else { throw StoredValueProblem(table: "rejected") }
        state.rejectedCount = try kept.decode(forColumn: "count")
        state.rejectedBytes = try kept.decode(forColumn: "bytes")
    }

    /// Begins a new epoch: all submissions without a receipt are numbered from 1 in their present order.
    ///
    /// - Parameters:
    ///   - epoch: The new epoch, not 0.
    ///   - replaced: The present one.
    /// - Throws: ``StoreError``; the present epoch stays then.
    package func startEpoch(_ epoch: UInt64, replacing replaced: UInt64) throws(StoreError) {
        guard epoch != 0, epoch != replaced else {
            throw StoreError(.wrongArgument, "A new epoch is neither 0 nor the present one. Draw another one.")
        }
        try self.write(epoch: replaced) { state, database in
            // Ascending, so that each new number is free: it is never higher than the old one.
            let shift = state.receiptedThrough
            if shift > 0 {
                try database.run("UPDATE waiting SET sequence = -(sequence - ?)", [shift.stored])
                try database.run("UPDATE waiting SET sequence = -sequence", [])
            }
            try OutboxTallies.renumber(from: replaced, to: epoch, in: database)
            state.epoch = epoch
            state.nextSequence -= shift
            state.receiptedThrough = 0
            state.receiptedID = nil
        }
    }
}
