import CaseLifecycle
import CivilTime
import FeedbackProtocol
import GRDB

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Drafting, signing and discarding letters of cases.
extension BatchWriter {
    /// Drafts the letters of an event, and discards drafts whose time limit is over.
    mutating func settleLetters(
        of file: CaseFile,
        after event: CaseEventKind,
        to batch: inout OpenBatch,
        in database: Database
    ) throws {
        let deadlines = try DeadlineTable.deadlines(of: file.number, in: database)
        for letter in try LetterTable.letters(of: file.number, in: database)
        where letter.state == .draft && !letter.drafted.deadline.isEmpty {
            let isOwed = deadlines.contains { deadline in
                deadline.rule.rawValue == letter.drafted.deadline && deadline.run == letter.drafted.run
                    && deadline.endedAt == nil
            }
            guard !isOwed else { continue }
            let discarded = WireLetterDiscarded.make {
                $0.caseNumber = file.number
                $0.letter = letter.letter
                $0.reason = "Thời hạn đã được thực hiện hoặc đã chấm dứt, không cần thư"
                $0.principal = PrincipalText.text(of: .timer)
            }
            try self.projector.apply(discarded, recordedAt: batch.recordedAt, in: database)
            try batch.append(.letterDiscarded(discarded), positions: 1)
        }
        for rule in self.projector.law.procedure(of: file)?.letters(with: event) ?? [] {
            _ = try self.draft(rule, of: file, actor: .timer, to: &batch, in: database)
        }
    }

    /// Drafts a letter that its time limit or a person asks for.
    mutating func draft(
        _ request: LetterDraftRequest,
        to batch: inout OpenBatch,
        in database: Database
    ) throws -> WriteOutcome {
        guard let file = try CaseTable.file(number: request.caseNumber, in: database) else {
            return .letterRefused(.unknownLetter)
        }
        guard (1...32).contains(request.idempotencyKey.count) else { return .letterRefused(.malformed) }
        let letters = try LetterTable.letters(of: file.number, in: database)
        if let earlier = letters.first(where: { Array($0.drafted.idempotencyKey) == request.idempotencyKey }) {
            return .letterChanged(earlier, isRepetition: true)
        }
        guard let rule = self.projector.law.procedure(of: file)?.letters.first(where: { $0.id == request.rule }) else {
            return .letterRefused(.unknownRule)
        }
        guard letters.count < Projector.mostLetters else {
            return .letterRefused(.full(limit: Projector.mostLetters))
        }
        var dueAt: Timestamp?
        if let deadline = request.deadline {
            let time = try LetterTimeTable.time(rule.id, deadline.id, run: deadline.run, of: file.number, in: database)
            let stored = try DeadlineTable.stored(deadline.id.rawValue, of: file.number, in: database)
            guard let time, time <= batch.recordedAt, let stored, stored.run == deadline.run, stored.dueAt != 0 else {
                return .letterRefused(.notDue)
            }
            dueAt = Timestamp(microseconds: stored.dueAt)
        } else if rule.occasion != .onDemand {
            return .letterRefused(.unknownRule)
        }
        let letter = try self.draft(
            rule,
            of: file,
            before: request.deadline.flatMap { deadline in dueAt.map { (deadline.id, deadline.run, $0) } },
            actor: request.actor,
            actorName: request.actorName,
            idempotencyKey: request.idempotencyKey,
            to: &batch,
            in: database
        )
        return .letterChanged(letter, isRepetition: false)
    }

    private mutating func draft(
        _ rule: LetterRule,
        of file: CaseFile,
        before limit: (deadline: DeadlineRuleID, run: UInt32, dueAt: Timestamp)? = nil,
        actor: Actor,
        actorName: String = "",
        idempotencyKey: [UInt8] = [],
        to batch: inout OpenBatch,
        in database: Database
    ) throws -> CaseLetter {
        let number = UInt32(try LetterTable.letters(of: file.number, in: database).count) + 1
        let drafted = WireLetterDrafted.make {
            $0.caseNumber = file.number
            $0.letter = number
            $0.rule = rule.id.rawValue
            $0.name = rule.vietnameseName
            $0.needsSignature = rule.needsSignature
            $0.version = file.version
            $0.actor = actorName
            $0.principal = PrincipalText.text(of: actor)
            $0.idempotencyKey = Data(idempotencyKey)
            guard let limit else { return }
            $0.deadline = limit.deadline.rawValue
            $0.run = limit.run
            $0.dueAt = limit.dueAt.microseconds
        }
        try self.projector.apply(drafted, at: batch.nextPosition, recordedAt: batch.recordedAt, in: database)
        try batch.append(.letterDrafted(drafted), positions: 1)
        guard let letter = try LetterTable.letter(number, of: file.number, in: database) else {
            throw StoredValueProblem(table: "case_letter")
        }
        return letter
    }

    /// Numbers, prints and keeps a letter.
    mutating func sign(
        _ request: LetterSigningRequest,
        to batch: inout OpenBatch,
        in database: Database
    ) throws -> WriteOutcome {
        guard let file = try CaseTable.file(number: request.caseNumber, in: database),
            let letter = try LetterTable.letter(request.letter, of: request.caseNumber, in: database)
        else { return .letterRefused(.unknownLetter) }
        guard (1...32).contains(request.idempotencyKey.count) else { return .letterRefused(.malformed) }
        guard letter.state == .draft else {
            let isSame = letter.signed.map { Array($0.idempotencyKey) == request.idempotencyKey } ?? false
            return isSame ? .letterChanged(letter, isRepetition: true) : .letterRefused(.ended(letter))
        }
        guard file.version == request.version else { return .letterRefused(.staleVersion) }
        if request.isOncePerCase {
            let letters = try LetterTable.letters(of: file.number, in: database)
            let rules = self.projector.law.procedure(of: file)?.letters ?? []
            let template = rules.first { $0.id.rawValue == letter.drafted.rule }?.template
            let isGiven = letters.contains { $0.state == .signed && $0.signed?.content.kind == template?.rawValue }
            guard !isGiven else { return .letterRefused(.givenBefore) }
        }
        let day = batch.recordedAt.localDay
        var number: UInt32?
        if let series = request.series {
            let year = day.civilDate.year
            let last = try LetterTable.last(
                unit: file.responsibleUnit,
                series: series.rawValue,
                year: year,
                in: database
            )
            number = (last?.number ?? 0) + 1
        }
        guard let printed = request.print(number, day), printed.content.unit == file.responsibleUnit,
            number == nil || printed.content.series == request.series?.rawValue
        else { return .letterRefused(.notPrintable) }
        let signed = WireLetterSigned.make {
            $0.caseNumber = request.caseNumber
            $0.letter = request.letter
            $0.content = printed.content
            $0.day = day.description
            $0.number = number ?? 0
            $0.printedNumber = printed.number
            $0.html = printed.html
            $0.text = printed.text
            $0.actor = request.actorName
            $0.principal = PrincipalText.text(of: request.actor)
            $0.idempotencyKey = Data(request.idempotencyKey)
        }
        try self.projector.apply(signed, recordedAt: batch.recordedAt, in: database)
        try batch.append(.letterSigned(signed), positions: 1)
        return try self.changed(request.letter, of: request.caseNumber, in: database)
    }

    /// Keeps that a draft will not be signed.
    mutating func discard(
        _ request: LetterDiscardRequest,
        to batch: inout OpenBatch,
        in database: Database
    ) throws -> WriteOutcome {
        guard let letter = try LetterTable.letter(request.letter, of: request.caseNumber, in: database) else {
            return .letterRefused(.unknownLetter)
        }
        guard (1...32).contains(request.idempotencyKey.count),
            request.reason.contains(where: { !$0.isWhitespace }),
            request.reason.unicodeScalars.count <= CaseCommand.maximumReasonLength
        else { return .letterRefused(.malformed) }
        guard letter.state == .draft else {
            let isSame = letter.discarded.map { Array($0.idempotencyKey) == request.idempotencyKey } ?? false
            return isSame ? .letterChanged(letter, isRepetition: true) : .letterRefused(.ended(letter))
        }
        let discarded = WireLetterDiscarded.make {
            $0.caseNumber = request.caseNumber
            $0.letter = request.letter
            $0.reason = request.reason
            $0.actor = request.actorName
            $0.principal = PrincipalText.text(of: request.actor)
            $0.idempotencyKey = Data(request.idempotencyKey)
        }
        try self.projector.apply(discarded, recordedAt: batch.recordedAt, in: database)
        try batch.append(.letterDiscarded(discarded), positions: 1)
        return try self.changed(request.letter, of: request.caseNumber, in: database)
    }

    private func changed(_ letter: UInt32, of number: UInt64, in database: Database) throws -> WriteOutcome {
        guard let letter = try LetterTable.letter(letter, of: number, in: database) else {
            return .letterRefused(.unknownLetter)
        }
        return .letterChanged(letter, isRepetition: false)
    }
}
