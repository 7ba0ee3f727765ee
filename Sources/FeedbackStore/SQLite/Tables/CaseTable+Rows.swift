import CaseLifecycle
import CivilTime
import FeedbackProtocol
import GRDB

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The columns of `case_file` that make a case.
enum CaseColumn: Int, CaseIterable, StoredColumn {
    case submissionID, trackingCode, lane, caseRules, unitPath, edition, calendarPath, formerPath,
        formerEdition, number, subject, field, office, rule, ruleSet, registerEdition, lifecycle, state,
        coordinatingUnits, counter, language, unitConcerned, kiosk, epoch, sequence, version, officer, dueAt,
        partOf, capturedAt, receivedAt, isOpen, changedAt, dueProvisional, automaticAt, automaticEvent

    /// All columns, for a SELECT.
    static let list = Self.names
}

/// The columns of `case_event` that make an entry of a history.
enum CaseEventColumn: Int, CaseIterable, StoredColumn {
    case actorKind, event, toState, actorIdentifier, actorRole, unit, actorName, position, details, version,
        fromState, reason, idempotencyKey, at

    /// All columns, for a SELECT.
    static let list = Self.names
}

/// Cases and entries of their histories, as rows.
extension CaseTable {
    /// The case of a row of ``CaseColumn``.
    static func file(_ row: Row) throws -> CaseFile {
        guard let id = SubmissionID(bytes: try row.bytes(CaseColumn.submissionID)),
            let code = try? TrackingCode(parsing: try row.text(CaseColumn.trackingCode)),
            let lane = Lane(rawValue: try row.text(CaseColumn.lane))
        else { throw StoredValueProblem(table: "case_file") }
        var automaticStep: AutomaticStep?
        if let at = try row.value(CaseColumn.automaticAt, as: Int64?.self),
            let event = try row.value(CaseColumn.automaticEvent, as: String?.self)
        {
            automaticStep = AutomaticStep(CaseEventKind(rawValue: event), at: Timestamp(microseconds: at))
        }
        let rules = try row.text(CaseColumn.caseRules)
        let unitPath = self.path(try row.text(CaseColumn.unitPath))
        let edition = try row.text(CaseColumn.edition)
        let calendarPath = self.path(try row.text(CaseColumn.calendarPath))
        let former = FormerUnit(
            unitPath: self.path(try row.text(CaseColumn.formerPath)),
            registerEdition: try row.text(CaseColumn.formerEdition)
        )
        return CaseFile(
            number: try row.number(CaseColumn.number),
            reception: CaseReception(
                id: id,
                trackingCode: code,
                lane: lane,
                subject: try row.text(CaseColumn.subject),
                field: try row.text(CaseColumn.field),
                officeCode: try row.text(CaseColumn.office),
                capturedAt: Timestamp(microseconds: try row.value(CaseColumn.capturedAt)),
                receivedAt: Timestamp(microseconds: try row.value(CaseColumn.receivedAt))
            ),
            routing: RoutingProvenance(
                ruleID: try row.text(CaseColumn.rule),
                ruleSetID: try row.text(CaseColumn.ruleSet),
                editionID: try row.text(CaseColumn.registerEdition)
            ),
            lifecycle: LifecycleID(rawValue: try row.text(CaseColumn.lifecycle)),
            ruleSet: rules.isEmpty ? nil : CaseRuleSetID(rawValue: rules),
            state: CaseState(rawValue: try row.text(CaseColumn.state)),
            isOpen: try row.value(CaseColumn.isOpen),
            version: UInt32(clamping: try row.value(CaseColumn.version, as: Int64.self)),
            changedAt: Timestamp(microseconds: try row.value(CaseColumn.changedAt)),
            unitPath: unitPath,
            registerEdition: edition.isEmpty ? try row.text(CaseColumn.registerEdition) : edition,
            calendarPath: calendarPath.isEmpty ? unitPath : calendarPath,
            former: former.unitPath.isEmpty ? nil : former,
            officer: try row.value(CaseColumn.officer, as: String?.self),
            dueAt: try row.value(CaseColumn.dueAt, as: Int64?.self).map(Timestamp.init(microseconds:)),
            isDueProvisional: try row.value(CaseColumn.dueProvisional),
            coordinatingUnits: try row.text(CaseColumn.coordinatingUnits).split(separator: "/").map(String.init),
            automaticStep: automaticStep,
            partOf: try row.value(CaseColumn.partOf, as: Int64?.self).map { UInt64(stored: $0) },
            counter: try row.text(CaseColumn.counter),
            language: try row.text(CaseColumn.language),
            unitConcerned: try row.text(CaseColumn.unitConcerned),
            kiosk: try row.text(CaseColumn.kiosk),
            epoch: try row.number(CaseColumn.epoch),
            sequence: try row.number(CaseColumn.sequence)
        )
    }

    /// The codes of a stored path.
    static func path(_ text: String) -> [String] {
        text.split(separator: "/").map(String.init)
    }

    /// The entry of a row of ``CaseEventColumn``.
    static func record(_ row: Row) throws -> CaseHistoryRecord {
        guard let kind = Actor.Kind(rawValue: try row.text(CaseEventColumn.actorKind)) else {
            throw StoredValueProblem(table: "case_event")
        }
        var details = CaseEventDetails.none
        if let bytes = try row.value(CaseEventColumn.details, as: Data?.self) {
            guard let known = (try? WireCaseEventDetails(decoding: bytes))?.details else {
                throw StoredValueProblem(table: "case_event")
            }
            details = known
        }
        let event = CaseEvent(
            version: UInt32(clamping: try row.value(CaseEventColumn.version, as: Int64.self)),
            kind: CaseEventKind(rawValue: try row.text(CaseEventColumn.event)),
            from: try row.value(CaseEventColumn.fromState, as: String?.self).map(CaseState.init(rawValue:)),
            to: CaseState(rawValue: try row.text(CaseEventColumn.toState)),
            actor: Actor(
                kind,
                identifier: try row.text(CaseEventColumn.actorIdentifier),
                role: Role(rawValue: try row.text(CaseEventColumn.actorRole))
            ),
            at: Timestamp(microseconds: try row.value(CaseEventColumn.at)),
            reason: try row.value(CaseEventColumn.reason, as: String?.self),
            unit: try row.text(CaseEventColumn.unit),
            details: details,
            idempotencyKey: try row.value(CaseEventColumn.idempotencyKey, as: String?.self).flatMap(IdempotencyKey.init)
        )
        return CaseHistoryRecord(
            event: event,
            actorName: try row.text(CaseEventColumn.actorName),
            position: try row.number(CaseEventColumn.position)
        )
    }
}
