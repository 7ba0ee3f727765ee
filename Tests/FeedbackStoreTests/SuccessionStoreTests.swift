import CaseLifecycle
import CivilTime
import FeedbackProtocol
import FeedbackStore
import Foundation
import RuleFiles
import Testing

@Suite("Cases that go to the successors of their units, and what is counted")
struct SuccessionStoreTests {
    private static let successor = ["86", "29242"]

    private static func succession(
        _ number: UInt64,
        helpers: [String] = [],
        releasesOfficer: Bool = false
    ) -> WriteRequest {
        .caseSuccession(
            CaseSuccessionRequest(
                caseNumber: number,
                edition: "2025-07",
                unitPath: self.successor,
                coordinatingUnits: helpers,
                releasesOfficer: releasesOfficer,
                reason: "phường Trà Vinh kế thừa phường 3"
            )
        )
    }

    @Test
    func `An open case moves once, with its state, its officer and every due date`() throws {
        var office = try Office()
        let friday = try Office.time("2022-10-14", 10)
        _ = try office.command(2, "accept", version: 2, at: friday, key: 1)
        _ = try office.command(
            2,
            "assign-officer",
            version: 3,
            at: friday,
            key: 2,
            role: .leader,
            CaseEventDetails(officer: "hoa")
        )
        _ = try office.command(
            2,
            "invite-unit",
            version: 4,
            at: friday,
            key: 3,
            role: .leader,
            CaseEventDetails(coordinatingUnit: "29254")
        )
        let before = try #require(try office.store.caseDetail(number: 2))
        let time = try Office.time("2022-10-17", 9)
        #expect(try office.store.openCases(ofEditions: ["2022-10"], after: 0, limit: 10).map(\.number) == [2, 3])
        let moved = try office.store.commit(
            [Self.succession(2, helpers: ["29254"]), Self.succession(2)],
            at: time
        )
        guard case .caseSucceeded(isChanged: true) = moved.outcomes[0],
            case .caseSucceeded(isChanged: false) = moved.outcomes[1], moved.positions.count == 1
        else {
            Issue.record("\(moved.outcomes)")
            return
        }
        let after = try #require(try office.store.caseDetail(number: 2))
        #expect(after.file.unitPath == Self.successor && after.file.registerEdition == "2025-07")
        #expect(after.file.routing.editionID == "2022-10", "what routed it stays")
        #expect(after.file.state == before.file.state && after.file.officer == "hoa")
        #expect(after.file.coordinatingUnits == ["29254"])
        #expect(after.file.version == before.file.version + 1 && after.history.last?.event.kind == .succeed)
        #expect(after.deadlines == before.deadlines && after.file.dueAt == before.file.dueAt)
        #expect(after.file.former?.unitPath == SubmissionMaker.officePath)
        #expect(try office.store.openCases(ofEditions: ["2022-10"], after: 0, limit: 10).map(\.number) == [3])
        #expect(try office.store.cases(CaseQuery(unitPath: Self.successor)).total == 1)
        #expect(try office.store.cases(CaseQuery(unitPath: SubmissionMaker.officePath)).total == 1)
        let both = CaseQuery(unitPath: Self.successor, formerPaths: [SubmissionMaker.officePath], limit: 1)
        let page = try office.store.cases(both)
        #expect(page.total == 2 && page.elements.map(\.number) == [2] && page.next == 2)

        // A closure of the new unit moves nothing, also when all is counted anew at a start.
        let day = try #require(Day("2022-10-20"))
        let closure = LocalClosure(
            unit: "86",
            firstDay: day,
            lastDay: day,
            hours: nil,
            vietnameseReason: "Bàn giao",
            source: RuleSource("Thông báo 1/TB-UBND", confidence: .high)
        )
        try office.reopen(closures: [closure])
        let recount = try office.store.commit([.deadlineRecount(caseNumber: 2)], at: time)
        guard case .deadlinesRecounted(_, isChanged: false)? = recount.outcomes.first else {
            Issue.record("A due date moved with the unit")
            return
        }
        // A stale command gets the conflict; the next one goes on as before.
        guard
            case .caseRefused(.notApplied(.staleVersion, _)) =
                try office.command(2, "note", version: 5, at: time, key: 4)
        else {
            Issue.record("A stale command was taken")
            return
        }
        let answer = CaseEventDetails(answer: "Đã trả kết quả.", outcome: "feedback-done")
        _ = try office.command(2, "resolve", version: 6, at: time, key: 5, role: .leader, answer)
        #expect(try office.store.caseDetail(number: 2)?.file.state == "resolved")
        #expect(try office.store.verify { _ in true }.isSound)
        try office.store.close()
        let stored = try RawSQLite.projections(office.path)
        _ = try StoreRebuild.rebuild(path: office.path, configuration: try Office.configuration([closure])) { _ in true
        }
        #expect(try RawSQLite.projections(office.path) == stored)
    }

    @Test
    func `Units that help are those of the new edition, and who handled it stays with its own unit alone`() throws {
        let office = try Office()
        let time = try Office.time("2022-10-17", 9)
        let officer = CaseEventDetails(officer: "hoa")
        _ = try office.command(2, "accept", version: 2, at: time, key: 1)
        _ = try office.command(2, "assign-officer", version: 3, at: time, key: 2, role: .leader, officer)
        for (key, unit) in [(3, "29245"), (4, "29254"), (5, "29257"), (6, "842")] {
            let helper = CaseEventDetails(coordinatingUnit: unit)
            let version = UInt32(key) + 1
            _ = try office.command(2, "invite-unit", version: version, at: time, key: UInt8(key), role: .leader, helper)
        }
        // One went to the responsible unit itself, two to one unit, and one has no successor.
        _ = try office.store.commit(
            [Self.succession(2, helpers: ["29242", "29254", "29254"], releasesOfficer: true)],
            at: time
        )
        let moved = try #require(try office.store.caseDetail(number: 2))
        #expect(moved.file.coordinatingUnits == ["29254"] && moved.file.officer == nil)
        let helped = CaseQuery(unitPath: ["86", "29254"], isCoordinated: true, order: .due)
        #expect(try office.store.cases(helped).elements.map(\.number) == [2])
        let note = CaseEventDetails(releasedUnit: "29254")
        _ = try office.command(2, "release-unit", version: 9, at: time, key: 7, role: .leader, note)
        #expect(try office.store.caseDetail(number: 2)?.file.coordinatingUnits == [])
        // No person's command brings them.
        let forged = CaseEventDetails(coordinatingUnits: ["29254"])
        _ = try office.command(2, "note", version: 10, at: time, key: 8, forged)
        #expect(try office.store.caseDetail(number: 2)?.file.coordinatingUnits == [])
        #expect(try office.store.verify { _ in true }.isSound)
        try office.store.close()
    }

    /// Takes from a store's file what the form before successions did not have.
    private static func makeEarlier(_ path: String) throws {
        try RawSQLite.execute(path, "DROP TABLE case_change")
        try RawSQLite.execute(path, "DROP INDEX case_file_open_edition")
        for column in ["edition", "calendar_path", "former_edition", "former_path", "was_late"] {
            try RawSQLite.execute(path, "ALTER TABLE case_file DROP COLUMN \(column)")
        }
        try RawSQLite.execute(path, "PRAGMA user_version = 6")
    }

    @Test
    func `A store of before what was late was kept is told anew when it is opened`() throws {
        let office = try Office()
        let late = try Office.time("2022-12-01", 9)
        let answer = CaseEventDetails(answer: "Đã trả kết quả.", outcome: "feedback-done")
        _ = try office.command(2, "accept", version: 2, at: try Office.time("2022-10-17", 9), key: 1)
        _ = try office.command(2, "resolve", version: 3, at: late, key: 2, role: .leader, answer)
        try office.store.close()
        let before = try RawSQLite.projections(office.path)
        try Self.makeEarlier(office.path)
        let store = try SQLiteFeedbackStore(path: office.path, configuration: try Office.configuration())
        #expect(store.upgrade == .retold)
        let all = Timestamp(microseconds: 0)..<Timestamp(microseconds: .max)
        #expect(try store.caseCounts(received: all, overdueAt: late).contains { $0.wasLate })
        #expect(try store.verify { _ in true }.isSound)
        try store.close()
        #expect(try RawSQLite.projections(office.path) == before)
    }

    @Test
    func `A store of before that cannot be told anew opens as it was`() throws {
        let office = try Office()
        try office.store.close()
        let before = try RawSQLite.projections(office.path)
        try Self.makeEarlier(office.path)
        // Without the rules of its cases.
        let store = try SQLiteFeedbackStore(path: office.path)
        guard case .notRetold(let reason) = store.upgrade else {
            Issue.record("It was told anew without its rules: \(store.upgrade)")
            return
        }
        #expect(reason.contains("Position"))
        #expect(try store.counts().cases == 2)
        // What was told of cases before it was kept is not told again, least of all with wrong numbers.
        var replay = FeedReplay(.caseChanges, unitPath: ["84"], from: 1)
        #expect(try replay.next(through: 9, limit: 9, from: store).isEmpty)
        var after = try RawSQLite.projections(office.path)
        after["case_change"] = before["case_change"]
        #expect(after == before)
        var maker = SubmissionMaker()
        let run = SubmissionMaker.run(
            [try (0..<10).map { _ in try maker.entry(code: 99) }[9]],
            kiosk: "kiosk-2",
            from: 1,
            routings: [SubmissionMaker.routing(0)]
        )
        _ = try store.commit([.entries([SubmissionMaker.epoch(kiosk: "kiosk-2"), run])], at: .at(0))
        replay = FeedReplay(.caseChanges, unitPath: ["84"], from: 1)
        #expect(throws: StoreError.self) { try replay.next(through: 9, limit: 9, from: store) }
        replay = FeedReplay(.caseChanges, unitPath: ["84"], from: 3)
        #expect(try replay.next(through: 9, limit: 9, from: store).count == 1)
        try store.close()
    }

    @Test
    func `A closed case stays, and another unit by hand brings its own calendar`() throws {
        let office = try Office()
        let time = try Office.time("2022-10-14", 10)
        let ground = CaseEventDetails(legalGround: "feedback-unclear")
        _ = try office.command(2, "refuse", version: 2, at: time, key: 1, role: .leader, ground)
        let outcomes = try office.store.commit([Self.succession(2), Self.succession(3)], at: time).outcomes
        guard case .caseSucceeded(isChanged: false) = outcomes[0], case .caseSucceeded(isChanged: true) = outcomes[1]
        else {
            Issue.record("\(outcomes)")
            return
        }
        #expect(try office.store.caseDetail(number: 3)?.file.calendarPath == SubmissionMaker.officePath)
        let centre = ["86", "86TTPVHCC"]
        _ = try office.command(3, "return", version: 3, at: time, key: 2, unitPath: centre)
        let returned = try #require(try office.store.caseDetail(number: 3)).file
        #expect(returned.calendarPath == centre && returned.unitPath == centre)
        try office.store.close()
    }

    @Test
    func `What the store counts is what the pure rule says of each case`() throws {
        let office = try Office()
        let rules = try CaseRules.bundled().ruleSets[0]
        let monday = try Office.time("2022-10-17", 9)
        let late = try Office.time("2022-12-01", 9)
        let answer = CaseEventDetails(answer: "Đã trả kết quả.", outcome: "feedback-done")
        _ = try office.command(2, "accept", version: 2, at: monday, key: 1)
        _ = try office.command(2, "resolve", version: 3, at: late, key: 2, role: .leader, answer)
        _ = try office.command(2, "publish", version: 4, at: late, key: 3, role: .leader)
        func figures(at time: Timestamp) throws -> HandlingFigures {
            var figures = HandlingFigures()
            let all = Timestamp(microseconds: 0)..<Timestamp(microseconds: .max)
            for count in try office.store.caseCounts(received: all, overdueAt: time) {
                let category = try #require(rules.lifecycle(count.lifecycle)?.definition(of: count.state))
                    .nationalCategory
                figures.add(
                    HandlingOutcome(
                        category,
                        lane: count.lane,
                        isOpen: count.isOpen,
                        wasLate: count.wasLate,
                        isOverdue: count.isOverdue
                    ),
                    count.count
                )
            }
            return figures
        }
        let early = try figures(at: monday)
        #expect(early[.doneLate] == 1 && early[.openInTime] == 1 && early.received == 2)
        let now = try figures(at: late)
        #expect(now[.doneLate] == 1 && now[.openOverdue] == 1 && now.onTimeShare == 0)
        _ = try office.command(3, "withdraw", version: 2, at: late, key: 4)
        let end = try figures(at: late)
        #expect(end[.notCounted] == 1 && end.onTimeShare == 0 && end.received == 2)
        try office.store.close()
    }
}
