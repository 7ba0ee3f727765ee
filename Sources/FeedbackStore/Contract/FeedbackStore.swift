package import CaseLifecycle
package import CivilTime
package import Delivery

/// The newest journal position (0 while the journal is empty) and every unit's newest sequences at it.
package typealias NewestNumbers = (position: UInt64, counters: ScopeCounters)

/// A journal position and every unit's counts of all that stands up to it.
package typealias ScopeCheckpoint = (position: UInt64, counters: ScopeCounters)

/// What any process may ask of a store, on any thread, while another one writes.
///
/// Every answer is a state between two commits, never the middle of one.
package protocol FeedbackStoreReading: Sendable {
    /// How many there are of everything.
    func counts() throws(StoreError) -> StoreCounts

    /// What is durable of each kiosk, oldest epoch first, each with its most recent rejections.
    ///
    /// - Parameter rejectionLimit: The most rejections for one epoch.
    /// - Returns: The marks by kiosk.
    /// - Throws: ``StoreError`` when the database cannot be read.
    func epochMarks(rejectionLimit: Int) throws(StoreError) -> [String: [EpochMark]]

    /// The newest sequence of every unit in both feed streams.
    func scopeCounters() throws(StoreError) -> ScopeCounters

    /// The newest position and the counters at it, in one snapshot; cheap enough for every heartbeat.
    func newestNumbers() throws(StoreError) -> NewestNumbers

    /// The last stored copy of the counters in which a unit has not reached a number yet; position 0 for none.
    ///
    /// - Parameters:
    ///   - stream: The stream that is counted.
    ///   - unitPath: The codes from the root to the unit.
    ///   - sequence: The number, from 1.
    /// - Returns: The copy: whatever brought the number stands after its position.
    /// - Throws: ``StoreError`` when the database cannot be read.
    func scopeCheckpoint(
        of stream: ScopeCounters.Stream,
        unitPath: [String],
        before sequence: UInt64
    ) throws(StoreError) -> ScopeCheckpoint

    /// Changes of cases that a unit or one below it was told of, by ascending position.
    ///
    /// - Parameters:
    ///   - position: Only those after it.
    ///   - unitPath: The codes from the root to the unit.
    ///   - limit: The most, at least 1.
    /// - Returns: At most `limit` changes, and the position through which there are no others; `nil` for it when there
    ///   are no changes at all after `position`.
    /// - Throws: ``StoreError`` when the database cannot be read.
    func caseChanges(
        after position: UInt64,
        in unitPath: [String],
        limit: Int
    ) throws(StoreError) -> (records: [CaseChangeRecord], through: UInt64?)

    /// The cases of a unit and below it as they stood at a position, each by its newest change.
    ///
    /// - Parameters:
    ///   - query: Where and when.
    ///   - limit: The most, at least 1.
    /// - Returns: At most `limit` changes, by path and case.
    /// - Throws: ``StoreError`` when the database cannot be read.
    func standingCases(_ query: StandingCaseQuery, limit: Int) throws(StoreError) -> [CaseChangeRecord]

    /// One page of cases.
    func cases(_ query: CaseQuery) throws(StoreError) -> StorePage<CaseFile>

    /// The case with a number, or `nil`.
    func caseDetail(number: UInt64) throws(StoreError) -> CaseDetail?

    /// The case with a tracking code, or `nil`.
    func caseDetail(trackingCode: TrackingCode) throws(StoreError) -> CaseDetail?

    /// One page of quarantined submissions.
    func quarantine(_ query: QuarantineQuery) throws(StoreError) -> StorePage<QuarantinedRecord>

    /// The quarantined submission with a number and its bytes, or `nil`.
    func quarantined(number: UInt64) throws(StoreError) -> QuarantinedDetail?

    /// One page of the rows of a source that are cases already, by the numbers of the cases.
    ///
    /// - Parameters:
    ///   - source: The source's name.
    ///   - number: Only rows of cases with greater numbers.
    ///   - limit: 1 to 10,000; values outside are brought inside.
    /// - Returns: The page.
    /// - Throws: ``StoreError`` when the database cannot be read.
    func importLedger(
        of source: String,
        after number: UInt64,
        limit: Int
    ) throws(StoreError) -> StorePage<ImportedRowRecord>

    /// What somebody is to be told at a time or was to be before, what waits longest first.
    ///
    /// - Parameters:
    ///   - time: Now.
    ///   - limit: The most notices, at least 1.
    /// - Returns: At most one for each time limit.
    /// - Throws: ``StoreError`` when the database cannot be read.
    func dueNotices(at time: Timestamp, limit: Int) throws(StoreError) -> [DueNotice]

    /// Who of a unit was told of time limits, by ascending journal position.
    ///
    /// - Parameters:
    ///   - unit: The register code of the unit whose people were told.
    ///   - role: Only what this role was told; `nil` for all.
    ///   - position: Only what was told after it.
    ///   - limit: The most notices, at least 1.
    /// - Returns: At most `limit` notices.
    /// - Throws: ``StoreError`` when the database cannot be read.
    func noticesGiven(
        toUnit unit: String,
        role: Role?,
        after position: UInt64,
        limit: Int
    ) throws(StoreError) -> [GivenNotice]

    /// When somebody is to be told next, or `nil` when nobody is.
    func nextNoticeTime() throws(StoreError) -> Timestamp?

    /// The steps that the system is to make by itself at a time or was to make before, what waits longest first.
    ///
    /// - Parameters:
    ///   - time: Now.
    ///   - limit: The most steps, at least 1.
    /// - Returns: At most one for each case.
    /// - Throws: ``StoreError`` when the database cannot be read.
    func dueSteps(at time: Timestamp, limit: Int) throws(StoreError) -> [DueStep]

    /// The letters of a case, in their order.
    func letters(ofCase number: UInt64) throws(StoreError) -> [CaseLetter]

    /// A unit's drafts that wait to be signed, those that wait longest first.
    func drafts(ofUnit unit: String, limit: Int) throws(StoreError) -> [CaseLetter]

    /// Drafts that need no signature and so can be issued at once, oldest first.
    func draftsWithoutSignature(limit: Int) throws(StoreError) -> [CaseLetter]

    /// Letters that are to be drafted at a time or were to be before, what waits longest first.
    ///
    /// - Parameters:
    ///   - time: Now.
    ///   - limit: The most, at least 1.
    /// - Returns: The cases and what is to be drafted in each.
    /// - Throws: ``StoreError`` when the database cannot be read.
    func dueLetters(at time: Timestamp, limit: Int) throws(StoreError) -> [(caseNumber: UInt64, time: LetterTime)]

    /// A unit's register of one year, by ascending number, and the last number given.
    func letterRegister(
        ofUnit unit: String,
        series: LetterRegisterName,
        year: Int,
        after number: UInt32,
        limit: Int
    ) throws(StoreError) -> (lines: [LetterRegisterLine], last: UInt32)

    /// Open cases whose unit is of one of some register editions, by number.
    ///
    /// - Parameters:
    ///   - editions: The ids of the editions.
    ///   - number: Only greater numbers.
    ///   - limit: The most, at least 1.
    /// - Returns: At most `limit` cases.
    /// - Throws: ``StoreError`` when the database cannot be read.
    func openCases(ofEditions editions: [String], after number: UInt64, limit: Int) throws(StoreError) -> [CaseFile]

    /// How many cases there are of each sort that were received in a time.
    ///
    /// - Parameters:
    ///   - received: From the first instant to before the second.
    ///   - time: Now: what is due at it or before is overdue.
    /// - Returns: The sorts in no order.
    /// - Throws: ``StoreError`` when the database cannot be read.
    func caseCounts(received: Range<Timestamp>, overdueAt time: Timestamp) throws(StoreError) -> [CaseCount]

    /// How many open cases of each sort there are, without denunciations, and the newest numbers of the same state.
    ///
    /// - Parameter time: Now: what is due at it or before is overdue.
    /// - Returns: The sorts in no order.
    /// - Throws: ``StoreError`` when the database cannot be read.
    func openCaseCounts(
        overdueAt time: Timestamp
    ) throws(StoreError) -> (counts: [OpenCaseCount], newest: NewestNumbers)

    /// Shows every case received in a time, and those received before it that are open or changed since it began, by
    /// number, with what figures need of them, until `body` gives `false`.
    ///
    /// - Parameters:
    ///   - period: From the first instant to before the second.
    ///   - time: Now: what is due at it or before is overdue.
    ///   - events: Which entries of the histories are shown; of cases received before, all are.
    ///   - body: Called for each case, while the store is read.
    /// - Throws: ``StoreError`` when the database cannot be read.
    func forEachCase(
        in period: Range<Timestamp>,
        overdueAt time: Timestamp,
        events: Set<CaseEventKind>,
        _ body: (CountedCase) -> Bool
    ) throws(StoreError)

    /// One case with what figures need of it, and the numbers of the cases it was split into, ascending.
    ///
    /// - Parameters:
    ///   - number: The case's number.
    ///   - time: Now: what is due at it or before is overdue.
    ///   - events: Which entries of its history are shown.
    /// - Returns: The case, or `nil` when there is none of that number.
    /// - Throws: ``StoreError`` when the database cannot be read.
    func countedCase(
        _ number: UInt64,
        overdueAt time: Timestamp,
        events: Set<CaseEventKind>
    ) throws(StoreError) -> (counted: CountedCase, partNumbers: [UInt64])?

    /// The numbers of cases that have a running time limit, ascending.
    ///
    /// - Parameters:
    ///   - number: Only greater ones.
    ///   - limit: The most, at least 1.
    /// - Returns: At most `limit` numbers.
    /// - Throws: ``StoreError`` when the database cannot be read.
    func casesWithRunningDeadlines(after number: UInt64, limit: Int) throws(StoreError) -> [UInt64]

    /// The journal's batches from the one that holds `position`, as far as they fit into `maximumBytes`; at least one
    /// unless the journal ends before. Go on with the last one's `positions.upperBound`.
    func journal(from position: UInt64, maximumBytes: Int) throws(StoreError) -> [JournalBatchRecord]

    /// Shows every accepted submission from a position on, in the journal's order, until `body` gives `false`.
    func forEachSubmission(from position: UInt64, _ body: (SubmissionRecord) -> Bool) throws(StoreError)

    /// Checks the whole journal and the projections' marks against it, and reports every problem.
    ///
    /// - Parameter progress: Called now and then; gives `false` to stop early, which the report then says.
    /// - Returns: What was read and what is wrong with it.
    /// - Throws: ``StoreError`` when the database cannot be read.
    func verify(progress: (MaintenanceProgress) -> Bool) throws(StoreError) -> VerificationReport
}

/// The aggregator's store: one writer, any number of readers.
package protocol FeedbackStore: FeedbackStoreReading {
    /// Makes all requests durable in one transaction with one fsync, on the caller's thread.
    ///
    /// - Parameters:
    ///   - requests: What to write, in this order.
    ///   - recordedAt: The aggregator's time; one before the newest batch's is replaced by that one's.
    /// - Returns: When it returns, everything it says is durable.
    /// - Throws: ``StoreError``; nothing of the requests was kept then (after `input-output`: none of it is promised).
    func commit(_ requests: [WriteRequest], at recordedAt: Timestamp) throws(StoreError) -> CommitResult

    /// Closes all connections; calls afterwards throw `closed`.
    func close() throws(StoreError)
}
