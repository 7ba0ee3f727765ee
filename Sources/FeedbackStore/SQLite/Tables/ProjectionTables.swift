import Delivery
import GRDB

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The writer's memory in SQLite: `projection_state`, `scope_checkpoint` and `kiosk_ledger`.
enum ProjectionTables {
    /// Stores what a batch changed; the batch ends at `through`.
    static func store(_ state: inout ProjectionState, through: UInt64, in database: Database) throws {
        state.throughPosition = through
        for mark in state.ledger.takeChanged() { try self.store(mark, in: database) }
        let counters = Data(state.scopes.encoded)
        if through - state.checkpointPosition >= ProjectionState.checkpointInterval {
            state.checkpointPosition = through
            try database.run(
                "INSERT INTO scope_checkpoint (through_position, scope_counters) VALUES (?, ?)",
                [through.stored, counters]
            )
        }
        try database.run(
            """
            INSERT OR REPLACE INTO projection_state (
                id, through_position, submissions, cases, quarantined, feed_events, checkpoint_position,
                scope_counters
            ) VALUES (1, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                through.stored, state.submissions.stored, state.cases.stored, state.quarantined.stored,
                state.feedEvents.stored, state.checkpointPosition.stored, counters,
            ]
        )
    }

    private static func store(_ mark: LedgerBook.Mark, in database: Database) throws {
        let update = try database.cachedStatement(
            sql: """
                UPDATE kiosk_ledger SET through_sequence = ?, through_submission_id = ?
                WHERE started_position = ?
                """
        )
        try update.execute(
            arguments: [mark.throughSequence.stored, mark.storedIdentifier, mark.startedPosition.stored]
        )
        guard database.changesCount == 0 else { return }
        try database.run(
            """
            INSERT INTO kiosk_ledger (
                started_position, kiosk, epoch, previous_epoch, through_sequence, through_submission_id
            ) VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                mark.startedPosition.stored, mark.key.kiosk, mark.key.epoch.stored, mark.previousEpoch.stored,
                mark.throughSequence.stored, mark.storedIdentifier,
            ]
        )
    }

    /// Reads everything back.
    static func load(in database: Database) throws -> ProjectionState {
        var state = ProjectionState()
        for mark in try self.marks(in: database) { state.ledger.restore(mark) }
        guard let row = try Row.fetchOne(database, sql: "SELECT * FROM projection_state WHERE id = 1") else {
            return state
        }
        state.throughPosition = try row.number("through_position")
        state.submissions = try row.number("submissions")
        state.cases = try row.number("cases")
        state.quarantined = try row.number("quarantined")
        state.feedEvents = try row.number("feed_events")
        state.checkpointPosition = try row.number("checkpoint_position")
        // Each counts positions, or some of them; a case that moves makes two events.
        let counts = [
            state.submissions, state.cases, state.quarantined, state.feedEvents / 2, state.checkpointPosition,
        ]
        guard counts.allSatisfy({ $0 <= state.throughPosition }) else {
            throw StoredValueProblem(table: "projection_state")
        }
        guard let scopes = ScopeCounters(encoded: try row.bytes("scope_counters")) else {
            throw StoredValueProblem(table: "projection_state")
        }
        state.scopes = scopes
        return state
    }

    /// The newest position and the counters at it; one row is read.
    static func newestNumbers(in database: Database) throws -> NewestNumbers {
        let statement = try database.cachedStatement(
            sql: "SELECT through_position, scope_counters FROM projection_state WHERE id = 1"
        )
        guard let row = try Row.fetchOne(statement) else { return (0, ScopeCounters()) }
        guard let counters = ScopeCounters(encoded: try row.bytes("scope_counters")) else {
            throw StoredValueProblem(table: "projection_state")
        }
        return (try row.number("through_position"), counters)
    }

    /// The last copy of the counters in which a unit has had fewer events than `sequence`; `nil` when there is none.
    static func checkpoint(
        of stream: ScopeCounters.Stream,
        unitPath: [String],
        before sequence: UInt64,
        in database: Database
    ) throws -> ScopeCheckpoint? {
        let statement = try database.cachedStatement(
            sql: """
                SELECT through_position, scope_counters FROM scope_checkpoint
                WHERE through_position > ? AND through_position <= ? ORDER BY through_position DESC LIMIT 1
                """
        )
        let newest = try Int64.fetchOne(database, sql: "SELECT max(through_position) FROM scope_checkpoint")
        var found: (position: UInt64, counters: [UInt8])?
        // Counts never shrink. All copies up to `low` are known to be early enough, all after `high` to be too late.
        var low: UInt64 = 0
        var high = newest.map { UInt64(stored: $0) } ?? 0
        while low < high {
            let middle = high - (high - low) / 2
            guard let row = try Row.fetchOne(statement, arguments: [low.stored, middle.stored]) else {
                low = middle
                continue
            }
            let position = try row.number("through_position")
            let counters = try row.bytes("scope_counters")
            guard let count = ScopeCounters.count(stream, unitPath: unitPath, inEncoded: counters) else {
                throw StoredValueProblem(table: "scope_checkpoint")
            }
            if count < sequence {
                found = (position, counters)
                low = middle
            } else {
                high = position - 1
            }
        }
        guard let found else { return nil }
        guard let counters = ScopeCounters(encoded: found.counters) else {
            throw StoredValueProblem(table: "scope_checkpoint")
        }
        return (found.position, counters)
    }

    /// The marks of all epochs in the order in which they began.
    static func marks(in database: Database) throws -> [LedgerBook.Mark] {
        let rows = try Row.fetchAll(database, sql: "SELECT * FROM kiosk_ledger ORDER BY started_position")
        return try rows.map { row in
            var mark = LedgerBook.Mark(
                key: LedgerBook.Key(kiosk: try row.text("kiosk"), epoch: try row.number("epoch")),
                startedPosition: try row.number("started_position"),
                previousEpoch: try row.number("previous_epoch")
            )
            mark.throughSequence = try row.number("through_sequence")
            mark.throughIdentifier = Delivery.SubmissionID(bytes: try row.bytes("through_submission_id"))
            return mark
        }
    }
}

extension LedgerBook.Mark {
    /// The identifier's 16 bytes, or none.
    fileprivate var storedIdentifier: Data {
        Data(self.throughIdentifier?.bytes ?? [])
    }
}
