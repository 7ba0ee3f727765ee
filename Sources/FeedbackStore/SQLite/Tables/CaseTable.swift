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
        let statement = try database.cachedStatement(sql: "SELECT * FROM case_file WHERE number = ?")
        return try Row.fetchOne(statement, arguments: [number.stored]).map(self.file)
    }

    /// The case with a tracking code, or `nil`.
    static func file(trackingCode: TrackingCode, in database: Database) throws -> CaseFile? {
        let statement = try database.cachedStatement(sql: "SELECT * FROM case_file WHERE tracking_code = ?")
        return try Row.fetchOne(statement, arguments: [trackingCode.symbols]).map(self.file)
    }

    /// A case's history, oldest first.
    static func history(of number: UInt64, in database: Database) throws -> [CaseHistoryRecord] {
        let statement = try database.cachedStatement(
            sql: "SELECT * FROM case_event WHERE case_number = ? ORDER BY version"
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

    static func file(_ row: Row) throws -> CaseFile {
        guard let id = SubmissionID(bytes: try row.bytes("submission_id")),
            let code = try? TrackingCode(parsing: try row.text("tracking_code")),
            let lane = Lane(rawValue: try row.text("lane"))
        else { throw StoredValueProblem(table: "case_file") }
        let rules = try row.text("case_rules")
        let unitPath = self.path(try row.text("unit_path"))
        let edition = try row.text("edition")
        let calendarPath = self.path(try row.text("calendar_path"))
        let former = FormerUnit(
            unitPath: self.path(try row.text("former_path")),
            registerEdition: try row.text("former_edition")
        )
        return CaseFile(
            number: try row.number("number"),
            reception: CaseReception(
                id: id,
                trackingCode: code,
                lane: lane,
                subject: try row.text("subject"),
                field: try row.text("field"),
                officeCode: try row.text("office"),
                capturedAt: Timestamp(microseconds: try row.decode(forColumn: "captured_at")),
                receivedAt: Timestamp(microseconds: try row.decode(forColumn: "received_at"))
            ),
            routing: RoutingProvenance(
                ruleID: try row.text("rule"),
                ruleSetID: try row.text("rule_set"),
                editionID: try row.text("register_edition")
            ),
            lifecycle: LifecycleID(rawValue: try row.text("lifecycle")),
            ruleSet: rules.isEmpty ? nil : CaseRuleSetID(rawValue: rules),
            state: CaseState(rawValue: try row.text("state")),
            isOpen: try row.decode(forColumn: "is_open"),
            version: UInt32(clamping: try row.decode(Int64.self, forColumn: "version")),
            changedAt: Timestamp(microseconds: try row.decode(forColumn: "changed_at")),
            unitPath: unitPath,
            registerEdition: edition.isEmpty ? try row.text("register_edition") : edition,
            calendarPath: calendarPath.isEmpty ? unitPath : calendarPath,
            former: former.unitPath.isEmpty ? nil : former,
            officer: try row.decode(String?.self, forColumn: "officer"),
            dueAt: try row.decode(Int64?.self, forColumn: "due_at").map(Timestamp.init(microseconds:)),
            isDueProvisional: try row.decode(forColumn: "due_provisional"),
            coordinatingUnits: try row.text("coordinating_units").split(separator: "/").map(String.init),
            automaticStep: try self.automaticStep(row),
            partOf: try row.decode(Int64?.self, forColumn: "part_of").map { UInt64(stored: $0) },
            counter: try row.text("counter"),
            language: try row.text("language"),
            unitConcerned: try row.text("unit_concerned"),
            kiosk: try row.text("kiosk"),
            epoch: try row.number("epoch"),
            sequence: try row.number("sequence")
        )
    }

    /// The codes of a stored path.
    private static func path(_ text: String) -> [String] {
        text.split(separator: "/").map(String.init)
    }

    private static func record(_ row: Row) throws -> CaseHistoryRecord {
        guard let kind = Actor.Kind(rawValue: try row.text("actor_kind")) else {
            throw StoredValueProblem(table: "case_event")
        }
        var details = CaseEventDetails.none
        if let bytes = try row.decode(Data?.self, forColumn: "details") {
            guard let known = (try? WireCaseEventDetails(decoding: bytes))?.details else {
                throw StoredValueProblem(table: "case_event")
            }
            details = known
        }
        let event = CaseEvent(
            version: UInt32(clamping: try row.decode(Int64.self, forColumn: "version")),
            kind: CaseEventKind(rawValue: try row.text("event")),
            from: try row.decode(String?.self, forColumn: "from_state").map(CaseState.init(rawValue:)),
            to: CaseState(rawValue: try row.text("to_state")),
            actor: Actor(
                kind,
                identifier: try row.text("actor_identifier"),
                role: Role(rawValue: try row.text("actor_role"))
            ),
            at: Timestamp(microseconds: try row.decode(forColumn: "at")),
            reason: try row.decode(String?.self, forColumn: "reason"),
            unit: try row.text("unit"),
            details: details,
            idempotencyKey: try row.decode(String?.self, forColumn: "idempotency_key").flatMap(IdempotencyKey.init)
        )
        return CaseHistoryRecord(
            event: event,
            actorName: try row.text("actor_name"),
            position: try row.number("position")
        )
    }
}
