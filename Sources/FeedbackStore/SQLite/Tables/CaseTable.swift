import CaseLifecycle
import CivilTime
import FeedbackProtocol
import GRDB

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The cases in SQLite: `case_file`, `case_event` and `case_scope`.
enum CaseTable {
    /// Adds a new case and its first entries.
    static func insert(
        _ file: CaseFile,
        history: [CaseEvent],
        actorName: String = "",
        in database: Database
    ) throws {
        let reception = file.reception
        try database.run(
            """
            INSERT INTO case_file (
                number, submission_id, tracking_code, lane, subject, field, office, counter, language,
                unit_concerned, kiosk, epoch, sequence, captured_at, received_at, rule, rule_set,
                register_edition, lifecycle, unit_path, state, version, changed_at, case_rules, is_open, part_of
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                file.number.stored, storedBytes(reception.id), reception.trackingCode.symbols,
                reception.lane.rawValue, reception.subject, reception.field, reception.officeCode, file.counter,
                file.language, file.unitConcerned, file.kiosk, file.epoch.stored, file.sequence.stored,
                reception.capturedAt.microseconds, reception.receivedAt.microseconds, file.routing.ruleID,
                file.routing.ruleSetID, file.routing.editionID, file.lifecycle.rawValue,
                ScopeCounters.key(file.unitPath), file.state.rawValue, Int64(file.version),
                file.changedAt.microseconds, file.ruleSet?.rawValue ?? "", file.isOpen, file.partOf?.stored,
            ]
        )
        for event in history {
            try self.insert(
                CaseHistoryRecord(event: event, actorName: actorName, position: file.number),
                of: file.number,
                in: database
            )
        }
        try self.insertScopes(of: file, in: database)
    }

    private static func insertScopes(of file: CaseFile, in database: Database) throws {
        for depth in file.unitPath.indices {
            try database.run(
                "INSERT INTO case_scope (scope, case_number) VALUES (?, ?)",
                [ScopeCounters.key(file.unitPath[...depth]), file.number.stored]
            )
        }
    }

    /// Stores a case after one more entry, and the entry.
    static func update(
        _ earlier: CaseFile,
        to file: CaseFile,
        with record: CaseHistoryRecord,
        in database: Database
    ) throws {
        try database.run(
            """
            UPDATE case_file SET state = ?, version = ?, changed_at = ?, is_open = ?, officer = ?, unit_path = ?,
                coordinating_units = ?, automatic_at = ?, automatic_event = ?, edition = ?, calendar_path = ?,
                former_edition = ?, former_path = ?
            WHERE number = ?
            """,
            [
                file.state.rawValue, Int64(file.version), file.changedAt.microseconds, file.isOpen, file.officer,
                ScopeCounters.key(file.unitPath), ScopeCounters.key(file.coordinatingUnits),
                file.automaticStep?.at.microseconds, file.automaticStep?.event.rawValue,
                file.registerEdition == file.routing.editionID ? "" : file.registerEdition,
                file.calendarPath == file.unitPath ? "" : ScopeCounters.key(file.calendarPath),
                file.former?.registerEdition ?? "", ScopeCounters.key(file.former?.unitPath ?? []), file.number.stored,
            ]
        )
        try CoordinationTable.update(earlier, to: file, in: database)
        if file.responsibleUnit != earlier.responsibleUnit {
            try LetterTable.hand(draftsOf: file.number, to: file.responsibleUnit, in: database)
        }
        if file.unitPath != earlier.unitPath {
            for depth in earlier.unitPath.indices {
                try database.run(
                    "DELETE FROM case_scope WHERE scope = ? AND case_number = ?",
                    [ScopeCounters.key(earlier.unitPath[...depth]), file.number.stored]
                )
            }
            try self.insertScopes(of: file, in: database)
        }
        try self.insert(record, of: file.number, in: database)
    }

    private static func insert(_ record: CaseHistoryRecord, of number: UInt64, in database: Database) throws {
        let event = record.event
        try database.run(
            """
            INSERT INTO case_event (
                case_number, version, position, event, from_state, to_state, actor_kind, actor_identifier,
                actor_role, actor_name, at, reason, unit, idempotency_key, details
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                number.stored, Int64(event.version), record.position.stored, event.kind.rawValue,
                event.from?.rawValue, event.to.rawValue, event.actor.kind.rawValue, event.actor.identifier,
                event.actor.role.rawValue, record.actorName, event.at.microseconds, event.reason, event.unit,
                event.idempotencyKey?.rawValue,
                event.details == .none ? nil : try WireCaseEventDetails(event.details).encodedData(),
            ]
        )
    }

    /// Whether a command with a key changed a case before.
    static func hasKey(_ key: [UInt8], of number: UInt64, in database: Database) throws -> Bool {
        guard let key = IdempotencyKey(keyBytes: Data(key)) else { return false }
        let statement = try database.cachedStatement(
            sql: "SELECT 1 FROM case_event WHERE case_number = ? AND idempotency_key = ?"
        )
        return try Row.fetchOne(statement, arguments: [number.stored, key.rawValue]) != nil
    }

    /// Why a submission cannot be another case: a case has its identifier or its tracking code; `nil` when it can.
    static func conflict(with reception: CaseReception, in database: Database) throws -> WireRejectionReason? {
        let sameSubmission = try database.cachedStatement(sql: "SELECT 1 FROM case_file WHERE submission_id = ?")
        if try Row.fetchOne(sameSubmission, arguments: [storedBytes(reception.id)]) != nil {
            return .alreadyReceived
        }
        let sameCode = try database.cachedStatement(sql: "SELECT 1 FROM case_file WHERE tracking_code = ?")
        return try Row.fetchOne(sameCode, arguments: [reception.trackingCode.symbols]) == nil ? nil : .trackingCode
    }
}

extension CaseTable {
    /// The case with a number, or `nil`.
    static func file(number: UInt64, in database: Database) throws -> CaseFile? {
        let statement = try database.cachedStatement(sql: "SELECT \(CaseColumn.list) FROM case_file WHERE number = ?")
        return try Row.fetchOne(statement, arguments: [number.stored]).map(self.file)
    }

    /// The case with a tracking code, or `nil`.
    static func file(trackingCode: TrackingCode, in database: Database) throws -> CaseFile? {
        let statement = try database.cachedStatement(
            sql: "SELECT \(CaseColumn.list) FROM case_file WHERE tracking_code = ?"
        )
        return try Row.fetchOne(statement, arguments: [trackingCode.symbols]).map(self.file)
    }

    /// A case's history, oldest first.
    static func history(of number: UInt64, in database: Database) throws -> [CaseHistoryRecord] {
        let statement = try database.cachedStatement(
            sql: "SELECT \(CaseEventColumn.list) FROM case_event WHERE case_number = ? ORDER BY version"
        )
        return try Row.fetchAll(statement, arguments: [number.stored]).map(self.record)
    }

    /// A case told again from its history.
    ///
    /// - Throws: The database's error, or ``ProjectionProblem`` when the stored history does not fit.
    static func replayed(
        _ file: CaseFile,
        under definition: LifecycleDefinition,
        in database: Database
    ) throws -> Case {
        do {
            return try Case.replaying(
                file.reception,
                routing: file.routing,
                events: self.history(of: file.number, in: database).map(\.event),
                under: definition
            )
        } catch let error as CaseReplayError {
            throw ProjectionProblem(kind: .projectionMismatch, explanation: error.description)
        }
    }
}
