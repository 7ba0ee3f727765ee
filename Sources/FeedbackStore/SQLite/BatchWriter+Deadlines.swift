import CaseLifecycle
import CivilTime
import FeedbackProtocol
import GRDB

/// The times of a case as they follow from its history.
private struct Counted {
    let deadlines: [CaseDeadline]
    /// What the system does by itself.
    let step: AutomaticStep?
    /// The letters that are drafted before a due date.
    let letters: [LetterTime]

    var isEmpty: Bool { self.deadlines.isEmpty && self.step == nil }
}

/// Counting time limits when a case changes, and telling people of them.
extension BatchWriter {
    /// Counts the time limits of a case that was opened in this batch.
    mutating func setDeadlines(
        of file: CaseFile,
        _ subject: Case,
        _ procedure: CaseProcedure,
        to batch: inout OpenBatch,
        in database: Database
    ) throws {
        let deadlines = self.projector.law.deadlines(of: subject, under: procedure, unitPath: file.calendarPath)
        let counted = Counted(
            deadlines: deadlines,
            step: subject.automaticStep(under: procedure),
            letters: self.projector.law.letterTimes(of: subject, under: procedure, unitPath: file.calendarPath)
        )
        guard !counted.isEmpty else { return }
        try self.set(counted, of: file, .event, to: &batch, in: database)
    }

    /// Counts the time limits of a case after a command.
    ///
    /// - Returns: The case with what is owed next.
    mutating func setDeadlines(
        of file: CaseFile,
        to batch: inout OpenBatch,
        in database: Database
    ) throws -> CaseFile {
        guard let counted = try self.counted(file, in: database), !counted.isEmpty else { return file }
        try self.set(counted, of: file, .event, to: &batch, in: database)
        return file.with(counted.deadlines)
    }

    /// Counts the time limits of a case anew; writes nothing when none of them changed.
    mutating func recount(
        _ number: UInt64,
        to batch: inout OpenBatch,
        in database: Database
    ) throws -> WriteOutcome {
        guard let file = try CaseTable.file(number: number, in: database) else { return .caseRefused(.unknownCase) }
        let recounted: Counted?
        do {
            recounted = try self.counted(file, in: database)
        } catch is ProjectionProblem {
            // A damaged case keeps what it has, and does not keep the others from being counted.
            recounted = nil
        }
        guard let counted = recounted else { return .deadlinesRecounted(file, isChanged: false) }
        let earlier = try DeadlineTable.deadlines(of: number, in: database)
        guard counted.deadlines.sorted(by: { $0.rule < $1.rule }) != earlier || counted.step != file.automaticStep
        else { return .deadlinesRecounted(file, isChanged: false) }
        try self.set(counted, of: file, .calendar, to: &batch, in: database)
        return .deadlinesRecounted(file.with(counted.deadlines), isChanged: true)
    }

    /// The time limits of a stored case by the calendar as it is now; `nil` for a case without rules.
    private func counted(_ file: CaseFile, in database: Database) throws -> Counted? {
        let law = self.projector.law
        guard let procedure = law.procedure(of: file), procedure.ruleSet != nil else { return nil }
        let subject = try CaseTable.replayed(file, under: procedure.lifecycle, in: database)
        let earlier = try DeadlineTable.deadlines(of: file.number, in: database)
        let deadlines = law.deadlines(of: subject, under: procedure, unitPath: file.calendarPath).map { counted in
            // What is over stays as it was: another unit's calendar makes nobody late afterwards.
            let same = earlier.first { $0.rule == counted.rule && $0.run == counted.run && $0.state == counted.state }
            return counted.endedAt == nil ? counted : same ?? counted
        }
        return Counted(
            deadlines: deadlines,
            step: subject.automaticStep(under: procedure),
            letters: law.letterTimes(of: subject, under: procedure, unitPath: file.calendarPath)
        )
    }

    private mutating func set(
        _ counted: Counted,
        of file: CaseFile,
        _ cause: DueDateChange.Cause,
        to batch: inout OpenBatch,
        in database: Database
    ) throws {
        let entry = WireCaseDeadlinesSet.make {
            $0.caseNumber = file.number
            $0.version = file.version
            $0.cause = cause.rawValue
            $0.deadlines = counted.deadlines.map { WireCaseDeadline($0) }
            $0.letterTimes = counted.letters.map { letter in
                .make {
                    $0.rule = letter.letter.rawValue
                    $0.deadline = letter.deadline.rawValue
                    $0.run = letter.run
                    $0.at = letter.at.microseconds
                }
            }
            guard let step = counted.step else { return }
            $0.automaticAt = step.at.microseconds
            $0.automaticEvent = step.event.rawValue
        }
        try self.projector.apply(entry, at: batch.nextPosition, recordedAt: batch.recordedAt, in: database)
        try batch.append(.deadlines(entry), positions: 1)
    }

    /// Tells somebody of a time limit, unless that was done before or is no longer to be done.
    mutating func give(
        _ wish: DueNotice,
        to batch: inout OpenBatch,
        in database: Database
    ) throws -> WriteOutcome {
        guard let file = try CaseTable.file(number: wish.caseNumber, in: database),
            let deadline = try DeadlineTable.stored(wish.rule.rawValue, of: wish.caseNumber, in: database),
            deadline.run == wish.run, deadline.dueAt == wish.dueAt.microseconds,
            let notice = try DeadlineTable.nextNotice(of: deadline, wish.caseNumber, in: database),
            notice.id == wish.notice, notice.at <= batch.recordedAt.microseconds,
            self.isOfficeTime(batch.recordedAt, for: file)
        else { return .noticeNotDue }
        let entry = WireDeadlineNoticeGiven.make {
            $0.caseNumber = wish.caseNumber
            $0.rule = deadline.rule
            $0.run = deadline.run
            $0.notice = notice.id
            $0.dueAt = deadline.dueAt
            $0.level = notice.level
            $0.role = notice.role
            $0.unit = Self.unit(told: notice.level, of: file.unitPath)
        }
        let position = batch.nextPosition
        try self.projector.apply(entry, at: position, recordedAt: batch.recordedAt, in: database)
        try batch.append(.deadlineNotice(entry), positions: 1)
        return .noticeGiven(
            GivenNotice(
                caseNumber: wish.caseNumber,
                rule: wish.rule,
                run: wish.run,
                notice: notice.id,
                dueAt: wish.dueAt,
                level: EscalationLevel(rawValue: notice.level) ?? .unit,
                role: Role(rawValue: notice.role),
                unit: entry.unit,
                position: position,
                at: batch.recordedAt
            )
        )
    }

    /// Whether people of the responsible unit are at work, so that nobody is told at night or on a holiday.
    private func isOfficeTime(_ time: Timestamp, for file: CaseFile) -> Bool {
        guard let calendar = self.projector.law.calendar(ofUnitPath: file.unitPath) else { return true }
        return calendar.officeInstant(atOrAfter: time) == time
    }

    /// The unit whose people are told at a level; the province where there is none above.
    private static func unit(told level: String, of path: [String]) -> String {
        switch EscalationLevel(rawValue: level) {
        case .unit?, nil: path.last ?? ""
        case .parent?: path.dropLast().last ?? path.first ?? ""
        case .province?: path.first ?? ""
        }
    }
}
