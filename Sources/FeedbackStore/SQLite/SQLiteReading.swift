import CaseLifecycle
import CivilTime
import Delivery
import FeedbackProtocol
import GRDB

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Everything that is read from a store's file; each call is one snapshot on a connection of its own.
protocol SQLiteReading: FeedbackStoreReading {
    /// The connections to read with.
    var database: any DatabaseReader { get }
    /// What cases in the store are handled by.
    var law: CaseLaw { get }
}

extension SQLiteReading {
    /// Reads one snapshot.
    func reading<Result>(_ work: (Database) throws -> Result) throws(StoreError) -> Result {
        try storing { try self.database.read(work) }
    }

    package func counts() throws(StoreError) -> StoreCounts {
        try self.reading { database in
            let state = try ProjectionTables.load(in: database)
            var counts = StoreCounts()
            counts.newestPosition = state.throughPosition
            counts.submissions = state.submissions
            counts.cases = state.cases
            counts.quarantined = state.quarantined
            counts.feedEvents = state.feedEvents
            counts.unitsWithCases =
                try UInt64.fetchOne(database, sql: "SELECT count(DISTINCT unit_path) FROM case_file") ?? 0
            return counts
        }
    }

    package func scopeCounters() throws(StoreError) -> ScopeCounters {
        try self.reading { try ProjectionTables.load(in: $0).scopes }
    }

    package func newestNumbers() throws(StoreError) -> NewestNumbers {
        try self.reading { try ProjectionTables.newestNumbers(in: $0) }
    }

    package func epochMarks(rejectionLimit: Int) throws(StoreError) -> [String: [EpochMark]] {
        try self.reading { database in
            var marks: [String: [EpochMark]] = [:]
            for mark in try ProjectionTables.marks(in: database) {
                let rejections = try QuarantineTable.rejections(
                    kiosk: mark.key.kiosk,
                    epoch: mark.key.epoch,
                    limit: rejectionLimit,
                    in: database
                )
                marks[mark.key.kiosk, default: []].append(
                    EpochMark(
                        epoch: mark.key.epoch,
                        throughSequence: mark.throughSequence,
                        throughSubmissionID: mark.throughIdentifier,
                        recentRejections: rejections
                    )
                )
            }
            return marks
        }
    }

    package func cases(_ query: CaseQuery) throws(StoreError) -> StorePage<CaseFile> {
        try self.reading { try CaseTable.page(query, in: $0) }
    }

    package func caseDetail(number: UInt64) throws(StoreError) -> CaseDetail? {
        try self.reading { database in
            try CaseTable.file(number: number, in: database).map { try self.detail(of: $0, in: database) }
        }
    }

    package func caseDetail(trackingCode: TrackingCode) throws(StoreError) -> CaseDetail? {
        try self.reading { database in
            try CaseTable.file(trackingCode: trackingCode, in: database).map { try self.detail(of: $0, in: database) }
        }
    }

    private func detail(of file: CaseFile, in database: Database) throws -> CaseDetail {
        let given = try JournalLookUp.submission(at: file.number, in: database)
        return CaseDetail(
            file: file,
            history: try CaseTable.history(of: file.number, in: database),
            deadlines: try DeadlineTable.deadlines(of: file.number, in: database),
            notices: try DeadlineTable.notices(of: file.number, in: database),
            dueDateChanges: try DueDateTable.changes(of: file.number, in: database),
            partNumbers: try CaseTable.partNumbers(of: file.number, in: database),
            letters: try LetterTable.letters(of: file.number, in: database),
            submission: given.submission,
            contactSubmissionID: given.contactSubmissionID ?? file.reception.id,
            reads: try CaseReadTable.reads(of: file.number, in: database)
        )
    }

    package func dueSteps(at time: Timestamp, limit: Int) throws(StoreError) -> [DueStep] {
        try self.reading { try CaseTable.dueSteps(at: time, limit: max(1, limit), in: $0) }
    }

    package func importLedger(
        of source: String,
        after number: UInt64,
        limit: Int
    ) throws(StoreError) -> StorePage<ImportedRowRecord> {
        try self.reading { try ImportLedgerTable.page(of: source, after: number, limit: limit, in: $0) }
    }

    package func dueNotices(at time: Timestamp, limit: Int) throws(StoreError) -> [DueNotice] {
        try self.reading { try DeadlineTable.dueNotices(at: time, limit: max(1, limit), in: $0) }
    }

    package func noticesGiven(
        toUnit unit: String,
        role: Role?,
        after position: UInt64,
        limit: Int
    ) throws(StoreError) -> [GivenNotice] {
        try self.reading {
            try DeadlineTable.notices(toUnit: unit, role: role, after: position, limit: max(1, limit), in: $0)
        }
    }

    package func nextNoticeTime() throws(StoreError) -> Timestamp? {
        try self.reading { try DeadlineTable.nextNoticeTime(in: $0) }
    }

    package func casesWithRunningDeadlines(after number: UInt64, limit: Int) throws(StoreError) -> [UInt64] {
        try self.reading { try DeadlineTable.casesWithRunningDeadlines(after: number, limit: max(1, limit), in: $0) }
    }

    package func quarantine(_ query: QuarantineQuery) throws(StoreError) -> StorePage<QuarantinedRecord> {
        try self.reading { try QuarantineTable.page(query, in: $0) }
    }

    package func quarantined(number: UInt64) throws(StoreError) -> QuarantinedDetail? {
        try self.reading { database in
            guard let (record, _) = try QuarantineTable.record(number: number, in: database) else { return nil }
            return QuarantinedDetail(
                record: record,
                submission: try JournalLookUp.submission(at: number, in: database).submission
            )
        }
    }

    package func journal(
        from position: UInt64,
        maximumBytes: Int
    ) throws(StoreError) -> [JournalBatchRecord] {
        try self.reading { try JournalLookUp.batches(from: position, maximumBytes: maximumBytes, in: $0) }
    }

    package func forEachSubmission(
        from position: UInt64,
        _ body: (SubmissionRecord) -> Bool
    ) throws(StoreError) {
        var next = position
        while true {
            let batches = try self.journal(from: next, maximumBytes: JournalLookUp.chunkSize)
            guard let last = batches.last else { return }
            for batch in batches {
                var goesOn = true
                let isWhole = JournalScanner.forEachSubmission(in: batch.body.span) { submission in
                    guard batch.firstPosition &+ submission.offset >= position else { return true }
                    goesOn = body(SubmissionRecord(submission, in: batch))
                    return goesOn
                }
                guard isWhole else { throw StoreError(wrapping: StoredValueProblem(table: "journal_batch")) }
                guard goesOn else { return }
            }
            next = last.positions.upperBound
        }
    }
}

extension SubmissionRecord {
    /// The record of a submission found in a batch.
    init(_ submission: JournalScanner.Submission, in batch: JournalBatchRecord) {
        let start = batch.body.startIndex
        let identifier = JournalScanner.identifier(in: batch.body.span, submission.bytes)
        let kiosk = submission.kiosk ?? 0..<0
        self.init(
            position: batch.firstPosition &+ submission.offset,
            kiosk: String(decoding: batch.body[(start + kiosk.lowerBound)..<(start + kiosk.upperBound)], as: UTF8.self),
            epoch: submission.epoch,
            sequence: submission.sequence,
            identifier: Data(batch.body[(start + identifier.lowerBound)..<(start + identifier.upperBound)])
        )
    }
}
