import CaseLifecycle
import CivilTime
import FeedbackProtocol
import FeedbackStore
import Foundation
import RuleFiles
import Testing

@Suite("Time limits in the store")
struct CaseDeadlineStoreTests {
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
    func `A desk can ask what its unit and role were told since a position, after a restart too`() throws {
        var office = try Office()
        var told: [GivenNotice] = []
        while true {
            let more = try office.giveDue(at: try Office.time("2022-10-28", 8))
            if more.isEmpty { break }
            told += more
        }
        let first = try #require(told.first { $0.unit == "29242" && $0.role == .officer })
        for _ in 0..<2 {
            let all = try office.store.noticesGiven(toUnit: "29242", role: nil, after: 0, limit: 100)
            #expect(all == told.filter { $0.unit == "29242" }.sorted { $0.position < $1.position })
            let later = try office.store.noticesGiven(
                toUnit: "29242",
                role: .officer,
                after: first.position,
                limit: 100
            )
            #expect(later == all.filter { $0.role == .officer && $0.position > first.position })
            #expect(try office.store.noticesGiven(toUnit: "29242", role: nil, after: 0, limit: 1) == [all[0]])
            #expect(try office.store.noticesGiven(toUnit: "29242", role: nil, after: .max, limit: 9).isEmpty)
            try office.reopen()
        }
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
    func `When the due date moves a little nobody hears the same again, and at night nobody hears anything`() throws {
        var office = try Office()
        let night = try Office.time("2022-10-17", 20)
        #expect(!(try office.store.dueNotices(at: night, limit: 10)).isEmpty)
        #expect(try office.giveDue(at: night).isEmpty)
        let told = try office.giveDue(at: try Office.time("2022-10-18", 8)).filter { $0.caseNumber == 2 }
        #expect(told.map(\.notice) == ["reminder-1"])
        let day = try #require(Day("2022-10-18"))
        let closure = LocalClosure(
            unit: "29242",
            firstDay: day,
            lastDay: day,
            hours: nil,
            vietnameseReason: "Mất điện",
            source: RuleSource("Thông báo 13/TB-UBND", confidence: .high)
        )
        try office.reopen(closures: [closure])
        let time = try Office.time("2022-10-18", 9)
        let moved = try office.store.commit([.deadlineRecount(caseNumber: 2)], at: time)
        guard case .deadlinesRecounted(let file, isChanged: true)? = moved.outcomes.first else {
            Issue.record("The limits did not move")
            return
        }
        #expect(file.dueAt == (try Office.time("2022-10-20", 0)))
        let next = try office.giveDue(at: try Office.time("2022-10-20", 8)).filter { $0.caseNumber == 2 }
        #expect(next.map(\.notice) == ["escalation-1"])
        try office.store.close()
    }

    @Test
    func `A case is merged into another open one alone, and what is overdue is not extended`() throws {
        let office = try Office()
        let time = try Office.time("2022-10-14", 10)
        func merge(_ number: UInt64, into other: UInt64, key: UInt8) throws -> WriteOutcome {
            let into = CaseEventDetails(relatedCase: other)
            return try office.command(number, "merge", version: 2, at: time, key: key, into)
        }
        for (other, key) in [(UInt64(2), UInt8(1)), (99, 2)] {
            guard case .caseRefused(.relatedCaseUnfit) = try merge(2, into: other, key: key) else {
                Issue.record("Case 2 was merged into \(other)")
                return
            }
        }
        guard case .caseChanged = try merge(2, into: 3, key: 3),
            case .caseRefused(.relatedCaseUnfit) = try merge(3, into: 2, key: 4),
            case .caseChanged(_, let again) = try merge(2, into: 3, key: 3)
        else {
            Issue.record("A circle was possible, or the first answer was not given again")
            return
        }
        #expect(again.isRepetition)
        _ = try office.command(3, "accept", version: 2, at: time, key: 5)
        let late = try Office.time("2022-11-07", 8)
        let extending = CaseEventDetails(deadline: "feedback-resolution")
        let outcome = try office.command(3, "extend", version: 3, at: late, key: 6, role: .leader, extending)
        guard case .caseRefused(.deadlinePassed) = outcome else {
            Issue.record("An overdue limit was extended")
            return
        }
        // Nor does asking the citizen now make it disappear.
        _ = try office.command(3, "ask-citizen", version: 3, at: late, key: 7)
        #expect(try office.store.caseDetail(number: 3)?.file.dueAt == (try Office.time("2022-11-05", 0)))
        try office.store.close()
    }

    @Test
    func `What was allowed when it happened is not judged again by rules that changed since`() throws {
        let office = try Office()
        let monday = try Office.time("2022-10-17", 9)
        let answer = CaseEventDetails(answer: "Đã trả kết quả.", outcome: "feedback-explained")
        _ = try office.command(2, "accept", version: 2, at: monday, key: 1)
        _ = try office.command(2, "resolve", version: 3, at: monday, key: 2, role: .leader, answer)
        _ = try office.command(2, "publish", version: 4, at: monday, key: 3, role: .leader)
        let ninth = try Office.time("2022-10-26", 9)
        let reopened = try office.command(2, "report-not-solved", version: 5, at: ninth, key: 4, role: .citizen)
        guard case .caseChanged = reopened else {
            Issue.record("It was refused")
            return
        }
        try office.store.close()
        let rules = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/RuleFiles/Resources/case-rules.yaml").standardized
        let changed = try String(contentsOf: rules, encoding: .utf8)
            .replacing("reopen_window_days: 10", with: "reopen_window_days: 5")
            .replacing("feedback-explained", with: "feedback-told")
        var configuration = try Office.configuration()
        configuration.law = CaseLaw(
            ruleSets: try CaseRules(parsing: [YAMLFile(name: "case-rules.yaml", text: changed)]).ruleSets,
            calendar: configuration.law.calendar
        )
        let before = try RawSQLite.projections(office.path)
        _ = try StoreRebuild.rebuild(path: office.path, configuration: configuration) { _ in true }
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
        for table in [
            "case_change", "case_read", "letter_register", "letter_time", "case_letter", "due_date_change",
            "case_coordination",
            "import_ledger",
        ] {
            try RawSQLite.execute(path, "DROP TABLE \(table)")
        }
        try RawSQLite.execute(path, "DROP TABLE case_deadline")
        try RawSQLite.execute(path, "DROP TABLE deadline_notice")
        for index in ["case_file_inbox", "case_file_part", "case_file_automatic", "case_file_open_edition"] {
            try RawSQLite.execute(path, "DROP INDEX \(index)")
        }
        for column in [
            "edition", "calendar_path", "former_edition", "former_path", "was_late", "part_of", "coordinating_units",
            "automatic_at", "automatic_event", "case_rules", "is_open", "officer",
            "due_at", "due_provisional",
        ] {
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
