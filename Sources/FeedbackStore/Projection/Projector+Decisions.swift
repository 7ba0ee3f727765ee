import CaseLifecycle
import CivilTime
import FeedbackProtocol
import GRDB

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension Projector {
    /// Applies a case command, or says why not and changes nothing; a repetition changes nothing either.
    ///
    /// - Returns: The case after it and the entry of its history.
    /// - Throws: The database's error, or ``ProjectionProblem`` when the stored case is damaged.
    mutating func apply(
        _ command: WireCaseCommandApplied,
        at position: UInt64,
        recordedAt: Timestamp,
        in database: Database
    ) throws -> Result<(CaseFile, CaseCommandOutcome), CaseRefusal> {
        guard let key = IdempotencyKey(keyBytes: command.idempotencyKey) else { return .failure(.badIdempotencyKey) }
        guard let file = try CaseTable.file(number: command.caseNumber, in: database) else {
            return .failure(.unknownCase)
        }
        guard let procedure = self.law.procedure(of: file), let actor = PrincipalText.actor(of: command.principal),
            let details = command.details.details
        else {
            throw ProjectionProblem(
                kind: .entryInvalid,
                explanation: "A case's rules or a command's principal are unknown here. "
                    + "Give this program the rule files the case was received under, or update it."
            )
        }
        let judged = self.isRetelling ? procedure.withoutRuleSet : procedure
        var known = try CaseTable.replayed(file, under: procedure.lifecycle, in: database)
        let outcome: CaseCommandOutcome
        do {
            outcome = try known.apply(
                CaseCommand(
                    event: CaseEventKind(rawValue: command.event),
                    actor: actor,
                    at: recordedAt,
                    reason: command.reason.isEmpty ? nil : command.reason,
                    unit: command.unitPath.last,
                    details: details,
                    expectedVersion: command.expectedVersion,
                    idempotencyKey: key
                ),
                under: judged
            )
        } catch {
            return .failure(.notApplied(error, current: file))
        }
        guard !outcome.isRepetition else { return .success((file, outcome)) }
        let isNamed = outcome.event.unit != file.responsibleUnit
        guard !isNamed || command.unitPath.last == outcome.event.unit else {
            throw ProjectionProblem(
                kind: .entryInvalid,
                explanation: "A case command names a unit without its path. Restore the backup."
            )
        }
        let changed = file.after(
            outcome.event,
            of: known,
            unitPath: isNamed ? command.unitPath : nil,
            under: procedure
        )
        try CaseTable.update(
            file,
            to: changed,
            with: CaseHistoryRecord(event: outcome.event, actorName: command.actor, position: position),
            in: database
        )
        try self.tellChange(of: changed, after: file, by: outcome.event, number: position, in: database)
        return .success((changed, outcome))
    }

    /// What a decision about a quarantined submission led to.
    struct DecisionResult {
        let record: QuarantinedRecord
        let opened: CaseFile?
        let isRepetition: Bool
    }

    /// Applies a decision about a quarantined submission, or says why not and changes nothing.
    ///
    /// - Throws: The database's error.
    mutating func apply(
        _ decision: WireQuarantineDecided,
        at position: UInt64,
        recordedAt: Timestamp,
        in database: Database
    ) throws -> Result<DecisionResult, QuarantineRefusal> {
        guard IdempotencyKey(keyBytes: decision.idempotencyKey) != nil else { return .failure(.badIdempotencyKey) }
        guard let (record, key) = try QuarantineTable.record(number: decision.number, in: database) else {
            return .failure(.unknownNumber)
        }
        let wanted: QuarantinedRecord.State = decision.released ? .released : .discarded
        if record.state != .held {
            guard key == decision.idempotencyKey, record.state == wanted else {
                return .failure(.alreadyDecided(record))
            }
            let opened = try record.decision.flatMap { try CaseTable.file(number: $0.position, in: database) }
            return .success(DecisionResult(record: record, opened: opened, isRepetition: true))
        }
        guard decision.reason.contains(where: { !$0.isWhitespace }) else { return .failure(.reasonMissing) }
        let released = try self.release(decision, of: record, at: position, recordedAt: recordedAt, in: database)
        if case .failure(let refusal) = released { return .failure(refusal) }
        let principal = PrincipalText.actor(of: decision.principal)?.identifier ?? decision.principal
        let decided = record.decided(
            wanted,
            QuarantinedRecord.Decision(
                position: position,
                decidedBy: decision.actor.isEmpty ? principal : decision.actor,
                decidedAt: recordedAt,
                reason: decision.reason
            )
        )
        try QuarantineTable.update(decided, idempotencyKey: decision.idempotencyKey, in: database)
        self.state.quarantined -= min(1, self.state.quarantined)
        return .success(DecisionResult(record: decided, opened: try released.get(), isRepetition: false))
    }

    /// Accepts the submission of a releasing decision; a discarding one accepts nothing.
    private mutating func release(
        _ decision: WireQuarantineDecided,
        of record: QuarantinedRecord,
        at position: UInt64,
        recordedAt: Timestamp,
        in database: Database
    ) throws -> Result<CaseFile?, QuarantineRefusal> {
        guard decision.released else { return .success(nil) }
        let routing = decision.routing
        guard decision.hasRouting, !routing.unitPath.isEmpty,
            !JournalScanner.identifier(of: decision.submission).isEmpty,
            let submission = try? WireSubmission(decoding: decision.submission)
        else { return .failure(.malformed) }
        if case .rating? = submission.content {
            // Ratings have no index of identifiers: what was held as a repetition stays one.
            guard record.reason != .alreadyReceived else { return .failure(.alreadyReceived) }
            self.tellRatings(
                [decision.submission],
                0..<1,
                firstNumber: position,
                recordedAt: recordedAt,
                unitPath: routing.unitPath,
                registerEdition: routing.registerEdition
            )
            self.state.submissions += 1
            return .success(nil)
        }
        let opening = CaseOpening(
            submission: decision.submission,
            routing: routing,
            kiosk: record.kiosk,
            receivedAt: recordedAt,
            law: self.law
        )
        guard let opening else { return .failure(.malformed) }
        switch try CaseTable.conflict(with: opening.opened.reception, in: database) {
        case .alreadyReceived?: return .failure(.alreadyReceived)
        case .some: return .failure(.trackingCodeTaken)
        case nil: break
        }
        let source = CaseSource(kiosk: record.kiosk, epoch: record.epoch, sequence: record.sequence)
        self.state.submissions += 1
        return .success(try self.open(opening, number: position, source: source, in: database))
    }
}

extension IdempotencyKey {
    /// The key for the bytes of the wire, 1 to 32 of them: their hexadecimal digits.
    init?(keyBytes: Data) {
        guard (1...32).contains(keyBytes.count) else { return nil }
        let digits = keyBytes.map { byte in
            let text = String(byte, radix: 16)
            return byte < 16 ? "0" + text : text
        }
        self.init(digits.joined())
    }
}
