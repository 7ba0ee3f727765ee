import CaseLifecycle
import CivilTime
import FeedbackProtocol
import FeedbackStore
import Foundation
import RuleFiles
import Testing

@Suite("Time limits in the store")
struct CaseDeadlineStoreTests {
    /// A store with two feedback cases of 2022-10-14, at positions 2 and 3.
    private struct Office {
        let folder: TemporaryFolder
        var store: SQLiteFeedbackStore
        var path: String { self.folder.file("store.sqlite") }

        init(closures: [LocalClosure] = []) throws {
            self.folder = try TemporaryFolder()
            self.store = try SQLiteFeedbackStore(
                path: self.folder.file("store.sqlite"),
                configuration: try Office.configuration(closures)
            )
            var maker = SubmissionMaker()
            let routings = [0, 1].map { index in
                var routing = SubmissionMaker.routing(index)
                routing.lifecycle = "feedback-2022"
                routing.caseRules = "default-1"
                return routing
            }
            let entries = [try maker.entry(code: 1), try maker.entry(code: 2)]
            let run = SubmissionMaker.run(entries, from: 1, routings: routings)
            _ = try self.store.commit([.entries([SubmissionMaker.epoch(), run])], at: try Office.time("2022-10-14", 9))
        }

        static func configuration(_ closures: [LocalClosure] = []) throws -> SQLiteStoreConfiguration {
            let bundled = try WorkingCalendar(parsing: WorkingCalendar.bundledFile)
            var configuration = SQLiteStoreConfiguration()
            configuration.law = CaseLaw(
                ruleSets: try CaseRules.bundled().ruleSets,
                calendar: try WorkingCalendar(
                    years: bundled.years,
                    closures: closures,
                    officeHours: bundled.officeHours
                )
            )
            return configuration
        }

        static func time(_ day: String, _ hour: Int) throws -> Timestamp {
            Timestamp(startOf: try #require(Day(day))).advanced(by: .seconds(hour * 3600))
        }

        /// Closes the store and opens it again.
        mutating func reopen(closures: [LocalClosure] = []) throws {
            try self.store.close()
            self.store = try SQLiteFeedbackStore(path: self.path, configuration: try Office.configuration(closures))
        }

        /// Gives what is due at a time, and tells what was given.
        func giveDue(at time: Timestamp) throws -> [GivenNotice] {
            let due = try self.store.dueNotices(at: time, limit: 100)
            return try self.store.commit(due.map { .deadlineNotice($0) }, at: time).outcomes.compactMap { outcome in
                if case .noticeGiven(let notice) = outcome { notice } else { nil }
            }
        }

        func command(
            _ number: UInt64,
            _ event: CaseEventKind,
            version: UInt32,
            at time: Timestamp,
            key: UInt8,
            role: Role = .officer,
            _ details: CaseEventDetails = .none,
            unitPath: [String] = []
        ) throws -> WriteOutcome {
            let request = CaseCommandRequest(
                caseNumber: number,
                event: event,
                expectedVersion: version,
                reason: "Có lý do",
                details: details,
                unitPath: unitPath,
                actor: Actor(.officer, identifier: "hoa", role: role),
                actorName: "Hoa",
                idempotencyKey: [UInt8](repeating: key, count: 16)
            )
            return try #require(try self.store.commit([.caseCommand(request)], at: time).outcomes.first)
        }
    }

    @Test
    func `A case has its limits from the start, and the inbox what is due first`() throws {
        let office = try Office()
        let detail = try #require(try office.store.caseDetail(number: 2))
        #expect(detail.file.ruleSet == "default-1" && detail.file.isOpen)
        #expect(detail.file.dueAt == (try Office.time("2022-10-19", 0)))
        #expect(detail.deadlines.count == 4)
        _ = try office.command(3, "accept", version: 2, at: try Office.time("2022-10-14", 10), key: 1)
        let inbox = try office.store.cases(
            CaseQuery(unitPath: SubmissionMaker.officePath, isOpenOnly: true, order: .due)
        )
        #expect(inbox.elements.map(\.number) == [2, 3])
        #expect(inbox.elements[1].dueAt == (try Office.time("2022-11-05", 0)))
        let newest = try office.store.cases(CaseQuery(order: .newest, limit: 1))
        #expect(newest.elements.map(\.number) == [3] && newest.next == 3 && newest.total == 2)
        try office.store.close()
    }

    @Test
    func `Each notice is given once, whoever asks how often, across a restart and a clock set back`() throws {
        var office = try Office()
        let before = try Office.time("2022-10-17", 6)
        #expect(try office.giveDue(at: before).isEmpty)
        let due = try Office.time("2022-10-17", 8)
        let wish = try #require(try office.store.dueNotices(at: due, limit: 1).first)
        let twice = try office.store.commit([.deadlineNotice(wish), .deadlineNotice(wish)], at: due)
        let given = twice.outcomes.count { if case .noticeGiven = $0 { true } else { false } }
        #expect(given == 1)
        try office.reopen()
        // The clock is an hour back; the other case's reminder is due by the store's own time.
        let rest = try office.giveDue(at: due)
        #expect(rest.map(\.caseNumber) == [3])
        #expect(rest.allSatisfy { $0.notice == "reminder-1" && $0.role == .officer && $0.unit == "29242" })
        #expect(try office.giveDue(at: before).isEmpty)
        #expect(try office.giveDue(at: due).isEmpty)

        // A week of silence: every level of both cases, each once.
        let later = try Office.time("2022-10-28", 8)
        var told: [GivenNotice] = []
        while true {
            let more = try office.giveDue(at: later)
            if more.isEmpty { break }
            told += more
        }
        let acceptance = told.filter { $0.rule == "feedback-acceptance" && $0.caseNumber == 2 }
        #expect(acceptance.map(\.notice) == ["escalation-1", "escalation-2", "escalation-3"])
        #expect(acceptance.map(\.unit) == ["29242", "842", "84"])
        #expect(Set(told.map { "\($0.caseNumber) \($0.rule) \($0.notice)" }).count == told.count)
        #expect(try office.store.caseDetail(number: 2)?.notices.count == told.count { $0.caseNumber == 2 } + 1)
        try office.store.close()
    }

    @Test
    func `What was fulfilled or stands still is not told of`() throws {
        let office = try Office()
        let morning = try Office.time("2022-10-17", 6)
        _ = try office.command(2, "accept", version: 2, at: morning, key: 1)
        let stale = DueNotice(
            caseNumber: 2,
            rule: "feedback-acceptance",
            run: 1,
            notice: "reminder-1",
            dueAt: try Office.time("2022-10-19", 0)
        )
        let outcome = try office.store.commit([.deadlineNotice(stale)], at: try Office.time("2022-10-17", 9))
        guard case .noticeNotDue? = outcome.outcomes.first, outcome.positions.isEmpty else {
            Issue.record("A notice of a fulfilled limit was given")
            return
        }
        _ = try office.command(2, "ask-citizen", version: 3, at: try Office.time("2022-10-17", 10), key: 2)
        let told = try office.giveDue(at: try Office.time("2022-12-30", 9))
        #expect(!told.contains { $0.caseNumber == 2 && $0.rule == "feedback-resolution" })
        #expect(try office.store.caseDetail(number: 2)?.file.dueAt == nil)
        try office.store.close()
    }

    @Test
    func `Another calendar moves what runs, says so once in the journal, and a rebuild never counts again`() throws {
        var office = try Office()
        let source = RuleSource("Thông báo 12/TB-UBND", confidence: .high)
        let day = try #require(Day("2022-10-17"))
        let closure = LocalClosure(
            unit: "29242",
            firstDay: day,
            lastDay: day,
            hours: nil,
            vietnameseReason: "Mất điện",
            source: source
        )
        try office.reopen(closures: [closure])
        let time = try Office.time("2022-10-14", 11)
        let first = try office.store.commit([.deadlineRecount(caseNumber: 2)], at: time)
        guard case .deadlinesRecounted(let file, isChanged: true)? = first.outcomes.first else {
            Issue.record("The limits did not move")
            return
        }
        #expect(file.dueAt == (try Office.time("2022-10-20", 0)))
        let second = try office.store.commit([.deadlineRecount(caseNumber: 2)], at: time)
        guard case .deadlinesRecounted(_, isChanged: false)? = second.outcomes.first, second.positions.isEmpty else {
            Issue.record("Counting again changed something")
            return
        }
        #expect(try office.store.casesWithRunningDeadlines(after: 0, limit: 10) == [2, 3])
        #expect(try office.store.casesWithRunningDeadlines(after: 2, limit: 10) == [3])
        _ = try office.giveDue(at: try Office.time("2022-10-28", 8))
        let answer = CaseEventDetails(answer: "Đã trả kết quả.", outcome: "feedback-done")
        _ = try office.command(3, "accept", version: 2, at: try Office.time("2022-10-28", 9), key: 1)
        _ = try office.command(
            3,
            "resolve",
            version: 3,
            at: try Office.time("2022-10-28", 9),
            key: 2,
            role: .leader,
            answer
        )
        let back = ["84", "84TTPVHCC"]
        _ = try office.command(2, "return", version: 2, at: try Office.time("2022-10-28", 9), key: 3, unitPath: back)
        #expect(try office.store.caseDetail(number: 2)?.file.unitPath == back)
        #expect(try office.store.cases(CaseQuery(unitPath: SubmissionMaker.officePath)).total == 1)
        #expect(try office.store.verify { _ in true }.isSound)
        try office.store.close()

        let before = try RawSQLite.projections(office.path)
        #expect(before["case_deadline"]?.isEmpty == false && before["deadline_notice"]?.isEmpty == false)
        // With the calendar of before: what is in the journal counts, not what would be counted now.
        _ = try StoreRebuild.rebuild(path: office.path, configuration: try Office.configuration()) { _ in true }
        #expect(try RawSQLite.projections(office.path) == before)
    }

    @Test
    func `A store of before the rules opens, and its cases go on under their own life cycle`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        let old = try SQLiteFeedbackStore(path: path)
        var maker = SubmissionMaker()
        let run = SubmissionMaker.run([try maker.entry(code: 1)], from: 1, routings: [SubmissionMaker.routing(0)])
        _ = try old.commit([.entries([SubmissionMaker.epoch(), run])], at: .at(0))
        try old.close()
        // As the version before left it.
        try RawSQLite.execute(path, "DROP TABLE case_deadline")
        try RawSQLite.execute(path, "DROP TABLE deadline_notice")
        try RawSQLite.execute(path, "DROP INDEX case_file_inbox")
        for column in ["case_rules", "is_open", "officer", "due_at", "due_provisional"] {
            try RawSQLite.execute(path, "ALTER TABLE case_file DROP COLUMN \(column)")
        }
        try RawSQLite.execute(path, "ALTER TABLE case_event DROP COLUMN details")
        try RawSQLite.execute(path, "PRAGMA user_version = 1")

        let store = try SQLiteFeedbackStore(path: path, configuration: try Office.configuration())
        let accept = try store.commit([SubmissionMaker.command(2, .accept, version: 2, key: 1)], at: .at(1))
        guard case .caseChanged(let file, _)? = accept.outcomes.first else {
            Issue.record("The old case was refused")
            return
        }
        #expect(file.ruleSet == nil && file.isOpen && file.dueAt == nil)
        #expect(accept.positions.count == 1, "no time limits")
        #expect(try store.verify { _ in true }.isSound)
        try store.close()
    }
}
