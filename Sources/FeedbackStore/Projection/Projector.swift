import CaseLifecycle
import CivilTime
import FeedbackProtocol
import GRDB

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Turns journal entries into ledger, quarantine, cases and counters; a commit and a rebuild do it with this alone,
/// which is why their tables are the same byte for byte.
struct Projector {
    /// The counters and marks so far.
    var state = ProjectionState()
    /// Whether entries are told that stand in the journal: what was allowed when it happened is not judged again by the
    /// rules as they are now, only by the life cycle, whose content never changes under its name.
    var isRetelling = false
    /// What the feed tells of the entries since the events were last taken.
    private(set) var events: [CommittedEvent] = []
    /// The cases opened since they were last taken.
    private var opened: [Opened] = []
    /// What cases are handled by.
    let law: CaseLaw

    /// Makes a projector that has told nothing yet.
    init(law: CaseLaw) {
        self.law = law
    }

    /// Gives the events since the last call, by ascending position.
    mutating func takeEvents() -> [CommittedEvent] {
        defer { self.events = [] }
        return self.events
    }

    /// A case that an entry opened.
    struct Opened {
        let file: CaseFile
        let `case`: Case
        let procedure: CaseProcedure
    }

    /// Gives the cases opened since the last call, in their order; a replay never asks.
    mutating func takeOpened() -> [Opened] {
        guard !self.opened.isEmpty else { return [] }
        defer { self.opened = [] }
        return self.opened
    }

    /// Tells one entry of the intake or of the journal.
    ///
    /// - Returns: How many positions it takes.
    /// - Throws: ``ProjectionProblem`` when it does not follow what came before, or the database's error.
    mutating func apply(
        _ content: WireJournalEntry.OneOf_Content,
        at position: UInt64,
        recordedAt: Timestamp,
        in database: Database
    ) throws -> UInt64 {
        switch content {
        case .submissions(let run):
            try self.apply(run, at: position, recordedAt: recordedAt, in: database)
            return UInt64(run.submissions.count)
        case .epochStarted(let started):
            let key = LedgerBook.Key(kiosk: started.kiosk, epoch: started.epoch)
            guard self.state.ledger.mark(key) == nil else {
                throw EntriesRefusal.epochKnown(kiosk: key.kiosk, epoch: key.epoch).problem
            }
            self.state.ledger.begin(key, previousEpoch: started.previousEpoch, at: position)
        case .quarantined(let quarantined):
            try self.apply(quarantined, at: position, recordedAt: recordedAt, in: database)
        case .quarantineDecided(let decision):
            if case .failure = try self.apply(decision, at: position, recordedAt: recordedAt, in: database) {
                throw ProjectionProblem(
                    kind: .entryInvalid,
                    explanation: "A decision about a quarantined submission could not have been made here. "
                        + "Restore the backup."
                )
            }
        case .caseCommand(let command):
            if case .failure = try self.apply(command, at: position, recordedAt: recordedAt, in: database) {
                throw ProjectionProblem(
                    kind: .entryInvalid,
                    explanation: "A case command stands where the case's life cycle does not allow it. "
                        + "Restore the backup, or run the software that wrote it."
                )
            }
        case .deadlines(let deadlines):
            try self.apply(deadlines, at: position, recordedAt: recordedAt, in: database)
        case .caseSucceeded(let succession):
            try self.apply(succession, at: position, recordedAt: recordedAt, in: database)
        case .letterDrafted(let drafted):
            try self.apply(drafted, at: position, recordedAt: recordedAt, in: database)
        case .letterSigned(let signed): try self.apply(signed, recordedAt: recordedAt, in: database)
        case .letterDiscarded(let discarded): try self.apply(discarded, recordedAt: recordedAt, in: database)
        case .casePartOpened(let part):
            try self.apply(part, at: position, recordedAt: recordedAt, in: database)
        case .caseImported(let imported):
            guard try self.apply(imported, at: position, recordedAt: recordedAt, in: database) != nil else {
                throw ProjectionProblem(
                    kind: .entryInvalid,
                    explanation: "An imported case stands where it could not have been made. Restore the backup, or "
                        + "run the software that wrote it with the rule files of that time."
                )
            }
        case .caseRead(let read): try self.apply(read, at: position, recordedAt: recordedAt, in: database)
        case .deadlineNotice(let notice):
            try self.apply(notice, at: position, recordedAt: recordedAt, in: database)
        }
        return 1
    }

    private mutating func apply(
        _ run: WireSubmissionRun,
        at first: UInt64,
        recordedAt: Timestamp,
        in database: Database
    ) throws {
        guard let last = run.submissions.last else { throw EntriesRefusal.malformed.problem }
        let refusal = self.state.ledger.advance(
            LedgerBook.Key(run),
            from: run.firstSequence,
            count: run.submissions.count,
            identifier: submissionIdentifier(of: last)
        )
        if let refusal { throw refusal.problem }
        var next = 0
        for routing in run.routings {
            let index = Int(routing.index)
            guard index >= next, index < run.submissions.count,
                let opening = CaseOpening(
                    submission: run.submissions[index],
                    routing: routing,
                    kiosk: run.kiosk,
                    receivedAt: recordedAt,
                    law: self.law
                )
            else { throw EntriesRefusal.malformed.problem }
            self.tellRatings(of: run, next..<index, at: first, recordedAt: recordedAt)
            try self.open(
                opening,
                number: first + UInt64(index),
                source: CaseSource(kiosk: run.kiosk, epoch: run.epoch, sequence: run.firstSequence + UInt64(index)),
                in: database
            )
            next = index + 1
        }
        self.tellRatings(of: run, next..<run.submissions.count, at: first, recordedAt: recordedAt)
        self.state.submissions += UInt64(run.submissions.count)
    }

    private mutating func tellRatings(
        of run: WireSubmissionRun,
        _ indices: Range<Int>,
        at first: UInt64,
        recordedAt: Timestamp
    ) {
        guard !indices.isEmpty else { return }
        self.tellRatings(
            run.submissions,
            indices,
            firstNumber: first + UInt64(indices.lowerBound),
            recordedAt: recordedAt,
            unitPath: run.officePath,
            registerEdition: run.registerEdition
        )
    }

    private mutating func apply(
        _ quarantined: WireSubmissionQuarantined,
        at position: UInt64,
        recordedAt: Timestamp,
        in database: Database
    ) throws {
        let refusal = self.state.ledger.advance(
            LedgerBook.Key(kiosk: quarantined.kiosk, epoch: quarantined.epoch),
            from: quarantined.sequence,
            count: 1,
            identifier: submissionIdentifier(of: quarantined.submission)
        )
        if let refusal { throw refusal.problem }
        try QuarantineTable.insert(quarantined, number: position, recordedAt: recordedAt, in: database)
        self.state.quarantined += 1
    }
}

extension Projector {
    /// Counts and tells consecutive ratings of one office.
    mutating func tellRatings(
        _ submissions: [Data],
        _ indices: Range<Int>,
        firstNumber: UInt64,
        recordedAt: Timestamp,
        unitPath: [String],
        registerEdition: String
    ) {
        var ratings = CommittedRatings(
            submissions: submissions,
            indices: indices,
            firstNumber: firstNumber,
            recordedAt: recordedAt,
            unitPath: unitPath,
            registerEdition: registerEdition
        )
        ratings.count(in: &self.state.scopes)
        self.state.feedEvents += UInt64(indices.count)
        self.events.append(.ratings(ratings))
    }

    /// Stores, counts and tells a new case.
    ///
    /// - Returns: The case as it is listed.
    @discardableResult
    mutating func open(
        _ opening: CaseOpening,
        number: UInt64,
        source: CaseSource,
        in database: Database
    ) throws -> CaseFile {
        let file = CaseFile(opening, number: number, source: source)
        try CaseTable.insert(file, history: opening.opened.history, in: database)
        self.state.cases += 1
        if opening.procedure.ruleSet != nil {
            self.opened.append(Opened(file: file, case: opening.opened, procedure: opening.procedure))
        }
        if let event = opening.opened.history.last {
            try self.tellChange(of: file, by: event, number: number, in: database)
        }
        return file
    }

    /// Takes note of a case whose time limits are to be counted.
    mutating func noteOpened(_ opened: Opened) {
        self.opened.append(opened)
    }

    /// Stores, counts and tells a change of a case.
    ///
    /// - Parameters:
    ///   - file: The case after it.
    ///   - earlier: The case before it; `nil` for a new one.
    ///   - event: The newest entry of its history.
    ///   - number: The journal position that made it.
    ///   - recordedAt: When, for an entry older than its record; the entry's time when left out.
    ///   - database: Where the projections are.
    /// - Throws: The database's error.
    mutating func tellChange(
        of file: CaseFile,
        after earlier: CaseFile? = nil,
        by event: CaseEvent,
        number: UInt64,
        recordedAt: Timestamp? = nil,
        in database: Database
    ) throws {
        var record = CaseChangeRecord(file, after: earlier, number: number, recordedAt: recordedAt ?? event.at)
        record.count(in: &self.state.scopes)
        self.state.feedEvents += record.departure == nil ? 1 : 2
        try CaseChangeTable.insert(record, in: database)
        self.events.append(.caseChanged(CommittedCaseChange(record: record, file: file, event: event)))
    }
}
