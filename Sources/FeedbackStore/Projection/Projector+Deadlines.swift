import CaseLifecycle
import CivilTime
import FeedbackProtocol
import GRDB

extension Projector {
    /// Stores the time limits of a case as they were counted when it changed; nothing is counted here.
    ///
    /// - Throws: The database's error, or ``ProjectionProblem`` when there is no such case.
    mutating func apply(
        _ deadlines: WireCaseDeadlinesSet,
        at position: UInt64,
        recordedAt: Timestamp,
        in database: Database
    ) throws {
        guard let file = try CaseTable.file(number: deadlines.caseNumber, in: database),
            file.version == deadlines.version, deadlines.deadlines.allSatisfy({ $0.deadline != nil }),
            DueDateChange.Cause(rawValue: deadlines.cause) != nil
        else { throw Self.misplaced("Time limits stand where there is no such case.") }
        let earlier = try DeadlineTable.deadlines(of: deadlines.caseNumber, in: database)
        try DueDateTable.note(deadlines, replacing: earlier, at: position, recordedAt: recordedAt, in: database)
        try LetterTimeTable.replace(deadlines.letterTimes, of: deadlines.caseNumber, in: database)
        try CaseTable.setAutomaticStep(deadlines.automaticStep, of: deadlines.caseNumber, in: database)
        try DeadlineTable.replace(deadlines.deadlines, of: deadlines.caseNumber, in: database)
    }

    /// Stores that somebody was told of a time limit.
    ///
    /// - Throws: The database's error, or ``ProjectionProblem`` when it was not to be told.
    mutating func apply(
        _ notice: WireDeadlineNoticeGiven,
        at position: UInt64,
        recordedAt: Timestamp,
        in database: Database
    ) throws {
        guard let level = EscalationLevel(rawValue: notice.level),
            let deadline = try DeadlineTable.stored(notice.rule, of: notice.caseNumber, in: database),
            deadline.run == notice.run, deadline.dueAt == notice.dueAt,
            try DeadlineTable.nextNotice(of: deadline, notice.caseNumber, in: database)?.id == notice.notice
        else { throw Self.misplaced("A notice stands where nobody was to be told.") }
        try DeadlineTable.insert(
            GivenNotice(
                caseNumber: notice.caseNumber,
                rule: DeadlineRuleID(rawValue: notice.rule),
                run: notice.run,
                notice: notice.notice,
                dueAt: Timestamp(microseconds: notice.dueAt),
                level: level,
                role: Role(rawValue: notice.role),
                unit: notice.unit,
                position: position,
                at: recordedAt
            ),
            in: database
        )
    }

    private static func misplaced(_ what: String) -> ProjectionProblem {
        ProjectionProblem(
            kind: .entryInvalid,
            explanation: "\(what) Restore the backup, or run the software that wrote it."
        )
    }
}

extension WireCaseDeadlinesSet {
    /// What the system does by itself from then on; `nil` for nothing.
    var automaticStep: AutomaticStep? {
        guard self.automaticAt != 0, !self.automaticEvent.isEmpty else { return nil }
        return AutomaticStep(
            CaseEventKind(rawValue: self.automaticEvent),
            at: Timestamp(microseconds: self.automaticAt)
        )
    }
}
