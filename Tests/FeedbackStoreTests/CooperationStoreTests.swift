import CaseLifecycle
import CivilTime
import FeedbackProtocol
import FeedbackStore
import Foundation
import RuleFiles
import Testing

@Suite("Parts of mixed entries, helping units and steps of the system in the store")
struct CooperationStoreTests {
    private static func routing(_ lane: WireLane, _ path: [String] = SubmissionMaker.officePath) -> WireRoutingDecided {
        var routing = SubmissionMaker.routing(0, path: path)
        switch lane {
        case .denunciation: routing.lifecycle = "denunciation-2022"
        case .complaint: routing.lifecycle = "complaint-2022"
        case .commendation: routing.lifecycle = "commendation-2022"
        default: routing.lifecycle = "feedback-2022"
        }
        routing.caseRules = "default-1"
        return routing
    }

    private static func part(_ lane: WireLane, _ text: String, path: [String]) -> CasePartRequest {
        CasePartRequest(
            submission: .make {
                $0.capturedAt = 1_665_700_000_000_000
                $0.office = "29242"
                if lane == .commendation {
                    $0.commendation = .make { $0.text = text }
                } else {
                    $0.entry = .make {
                        $0.lane = lane
                        $0.subject = "attitude"
                        $0.text = text
                    }
                }
            },
            routing: self.routing(lane, path)
        )
    }

    private static let parts = [
        part(.complaint, "Thu sai phí.", path: SubmissionMaker.officePath),
        part(.denunciation, "Nhận tiền.", path: ["84", "84TTPVHCC"]),
    ]
    private static let details = CaseEventDetails(parts: [
        CasePart(lane: .complaint, subject: "attitude", text: "Thu sai phí."),
        CasePart(lane: .denunciation, subject: "attitude", text: "Nhận tiền."),
    ])

    /// A case that is being screened on 2022-10-17, at version 3.
    private static func screened() throws -> Office {
        let office = try Office()
        _ = try office.command(2, "screen", version: 2, at: try Office.time("2022-10-17", 9), key: 1, role: .triage)
        return office
    }

    private static func split(
        _ office: Office,
        _ parts: [CasePartRequest] = parts,
        version: UInt32 = 3,
        key: UInt8 = 2
    ) throws -> CommitResult {
        let request = CaseCommandRequest(
            caseNumber: 2,
            event: "split",
            expectedVersion: version,
            details: self.details,
            parts: parts,
            actor: Actor(.officer, identifier: "lan", role: .triage),
            idempotencyKey: [UInt8](repeating: key, count: 16)
        )
        return try office.store.commit([.caseCommand(request)], at: try Office.time("2022-10-17", 10))
    }

    @Test
    func `A mixed entry becomes cases of their own, received with it and assigned when it was split`() throws {
        let office = try Self.screened()
        let outcome = try Self.split(office)
        guard case .caseChanged(let whole, _)? = outcome.outcomes.first else {
            Issue.record("It was refused: \(outcome.outcomes)")
            return
        }
        #expect(whole.state == "split" && !whole.isOpen && whole.dueAt == nil)
        let numbers = try #require(try office.store.caseDetail(number: 2)).partNumbers
        #expect(numbers.count == 2)
        let parts = try numbers.map { try #require(try office.store.caseDetail(number: $0)) }
        #expect(parts.map(\.file.partOf) == [2, 2])
        #expect(parts.map(\.file.reception.lane) == [.complaint, .denunciation])
        #expect(parts.map(\.file.responsibleUnit) == ["29242", "84TTPVHCC"])
        let received = try Office.time("2022-10-14", 9)
        #expect(parts.allSatisfy { $0.file.reception.receivedAt == received && $0.file.isOpen })
        #expect(parts.allSatisfy { $0.history.map(\.event.kind) == [.receive, .assign] })
        #expect(parts.allSatisfy { $0.history.last?.event.at == (try? Office.time("2022-10-17", 10)) })
        #expect(parts[0].history.last?.event.reason?.hasPrefix("Tách từ vụ việc số 2. ") == true)
        // What the citizen is owed counts from reception, what the unit owes from when it got the case.
        let notice = parts[0].deadlines.first { $0.rule == "reception-notice" }
        let acceptance = parts[0].deadlines.first { $0.rule == "complaint-acceptance" }
        #expect(notice?.startedAt == received)
        #expect(acceptance?.startedAt == (try Office.time("2022-10-17", 10)))
        let codes = Set(
            try [2, numbers[0], numbers[1]].map { number in
                try #require(try office.store.caseDetail(number: number)).file.reception.trackingCode
            }
        )
        #expect(codes.count == 3)
        let text = try WireSubmission(decoding: parts[0].submission).entry.text
        #expect(text == "Thu sai phí.")
        #expect(parts[0].contactSubmissionID == whole.reception.id, "the contact was sealed for the whole")
        let told = outcome.events.compactMap { event -> UInt64? in
            if case .caseChanged(let change) = event { change.file.number } else { nil }
        }
        #expect(told == [2] + numbers)

        // Told twice, done once.
        let again = try Self.split(office)
        guard case .caseChanged(_, let repetition)? = again.outcomes.first, again.positions.isEmpty else {
            Issue.record("The second time was refused or written")
            return
        }
        #expect(repetition.isRepetition)
        #expect(try office.store.counts().cases == 4)
        #expect(try office.store.verify { _ in true }.isSound)
        try office.store.close()
        let before = try RawSQLite.projections(office.path)
        _ = try StoreRebuild.rebuild(path: office.path, configuration: try Office.configuration()) { _ in true }
        #expect(try RawSQLite.projections(office.path) == before)
    }

    @Test
    func `Parts that cannot be cases leave the entry whole`() throws {
        let office = try Self.screened()
        var unknown = Self.parts
        unknown[1].routing.lifecycle = "unknown-1"
        for (parts, number) in [(unknown, 2), ([], 0), ([Self.parts[0]], 1)] {
            let outcome = try Self.split(office, parts)
            guard case .caseRefused(.partUnfit(number))? = outcome.outcomes.first, outcome.positions.isEmpty else {
                Issue.record("It was split: \(outcome.outcomes)")
                return
            }
        }
        guard case .caseRefused(.notApplied(.staleVersion, _))? = try Self.split(office, version: 2).outcomes.first
        else {
            Issue.record("A stale version was split")
            return
        }
        #expect(try office.store.caseDetail(number: 2)?.file.state == "screening")
        #expect(try office.store.counts().cases == 2)
        try office.store.close()
    }

    /// Case 2, answered and published on 2022-10-17: version 5.
    private static func published() throws -> Office {
        let office = try Office()
        let monday = try Office.time("2022-10-17", 9)
        let answer = CaseEventDetails(answer: "Đã trả kết quả.", outcome: "feedback-done")
        _ = try office.command(2, "accept", version: 2, at: monday, key: 1)
        _ = try office.command(2, "resolve", version: 3, at: monday, key: 2, role: .leader, answer)
        _ = try office.command(2, "publish", version: 4, at: monday, key: 3, role: .leader)
        return office
    }

    private static func close(_ step: DueStep, _ office: Office, at time: Timestamp) throws -> WriteOutcome {
        let request = CaseCommandRequest(
            caseNumber: step.caseNumber,
            event: step.step.event,
            expectedVersion: step.version,
            actor: .timer,
            idempotencyKey: [UInt8](repeating: 9, count: 16)
        )
        return try #require(try office.store.commit([.caseCommand(request)], at: time).outcomes.first)
    }

    @Test
    func `An answered case is closed by the system the day after it could last be reopened, once`() throws {
        let office = try Self.published()
        let midnight = try Office.time("2022-10-28", 0)
        #expect(try office.store.caseDetail(number: 2)?.file.automaticStep == AutomaticStep("close", at: midnight))
        #expect(try office.store.dueSteps(at: midnight.advanced(by: .seconds(-1)), limit: 10).isEmpty)
        let step = try #require(try office.store.dueSteps(at: midnight, limit: 10).first)
        #expect(step.caseNumber == 2 && step.version == 5)
        guard
            case .caseRefused(.notApplied(.reopenWindowOpen, _)) =
                try Self.close(step, office, at: try Office.time("2022-10-27", 23))
        else {
            Issue.record("It was closed before its time")
            return
        }
        guard case .caseChanged(let file, _) = try Self.close(step, office, at: midnight),
            case .caseChanged(_, let again) = try Self.close(step, office, at: midnight)
        else {
            Issue.record("It was not closed")
            return
        }
        #expect(file.state == "closed" && file.automaticStep == nil && again.isRepetition)
        #expect(try office.store.dueSteps(at: try Office.time("2023-01-01", 0), limit: 10).isEmpty)
        try office.store.close()
        let before = try RawSQLite.projections(office.path)
        _ = try StoreRebuild.rebuild(path: office.path, configuration: try Office.configuration()) { _ in true }
        #expect(try RawSQLite.projections(office.path) == before)
    }

    @Test
    func `What is reopened in time is not closed`() throws {
        let office = try Self.published()
        let late = try Office.time("2022-10-28", 0)
        let step = try #require(try office.store.dueSteps(at: late, limit: 10).first)
        _ = try office.command(
            2,
            "report-not-solved",
            version: 5,
            at: try Office.time("2022-10-26", 9),
            key: 4,
            role: .citizen
        )
        #expect(try office.store.dueSteps(at: late, limit: 10).isEmpty)
        guard case .caseRefused(.notApplied(.staleVersion, _)) = try Self.close(step, office, at: late) else {
            Issue.record("A case that had moved on was closed")
            return
        }
        try office.store.close()
    }

    @Test
    func `Every time a due date moves the case says from where to where and why`() throws {
        var office = try Office()
        let friday = try Office.time("2022-10-14", 10)
        _ = try office.command(2, "accept", version: 2, at: friday, key: 1)
        let extending = CaseEventDetails(deadline: "feedback-resolution")
        _ = try office.command(2, "extend", version: 3, at: friday, key: 2, role: .leader, extending)
        _ = try office.command(2, "ask-citizen", version: 4, at: try Office.time("2022-10-17", 9), key: 3)
        _ = try office.command(2, "citizen-answered", version: 5, at: try Office.time("2022-10-19", 9), key: 4)
        let first = try Office.time("2022-11-05", 0)
        let extended = try Office.time("2022-11-19", 0)
        let moved = try #require(try office.store.caseDetail(number: 2)).dueDateChanges
        let resolution = moved.filter { $0.rule == "feedback-resolution" }
        #expect(resolution.map(\.from) == [first, extended, nil])
        #expect(resolution.map(\.to) == [extended, nil, try Office.time("2022-11-23", 0)])
        #expect(resolution.map(\.version) == [4, 5, 6])
        #expect(resolution.allSatisfy { $0.cause == .event })

        let day = try #require(Day("2022-11-21"))
        let closure = LocalClosure(
            unit: "29242",
            firstDay: day,
            lastDay: day,
            hours: nil,
            vietnameseReason: "Mất điện",
            source: RuleSource("Thông báo 14/TB-UBND", confidence: .high)
        )
        try office.reopen(closures: [closure])
        _ = try office.store.commit([.deadlineRecount(caseNumber: 2)], at: try Office.time("2022-10-19", 10))
        let last = try #require(try office.store.caseDetail(number: 2)).dueDateChanges.last
        #expect(last?.cause == .calendar)
        #expect(last?.to == (try Office.time("2022-11-24", 0)))
        #expect(last?.from == resolution.last?.to)
        #expect(try office.store.verify { _ in true }.isSound)
        try office.store.close()
        let before = try RawSQLite.projections(office.path)
        #expect(before["due_date_change"]?.isEmpty == false)
        _ = try StoreRebuild.rebuild(path: office.path, configuration: try Office.configuration()) { _ in true }
        #expect(try RawSQLite.projections(office.path) == before)
    }

    @Test
    func `A unit that is asked for help has the case in its list, until it is released or another unit leads`() throws {
        let office = try Office()
        let time = try Office.time("2022-10-14", 10)
        func helped(by unit: String) throws -> [UInt64] {
            let query = CaseQuery(unitPath: ["84", "842", unit], isCoordinated: true, order: .due)
            return try office.store.cases(query).elements.map(\.number)
        }
        func invite(_ unit: String, version: UInt32, key: UInt8) throws -> WriteOutcome {
            let helper = CaseEventDetails(coordinatingUnit: unit)
            return try office.command(2, "invite-unit", version: version, at: time, key: key, role: .leader, helper)
        }
        _ = try invite("29245", version: 2, key: 1)
        _ = try invite("29248", version: 3, key: 2)
        #expect(try helped(by: "29245") == [2])
        #expect(try helped(by: "29248") == [2])
        #expect(try office.store.caseDetail(number: 2)?.file.coordinatingUnits == ["29245", "29248"])
        #expect(try office.store.cases(CaseQuery(unitPath: SubmissionMaker.officePath, order: .due)).total == 2)
        for (unit, key) in [("29245", UInt8(3)), ("29242", 4)] {
            guard case .caseRefused(.notApplied(.unitTakesPartAlready, _)) = try invite(unit, version: 4, key: key)
            else {
                Issue.record("\(unit) was asked again")
                return
            }
        }
        let released = CaseEventDetails(releasedUnit: "29245")
        _ = try office.command(2, "release-unit", version: 4, at: time, key: 5, role: .leader, released)
        #expect(try helped(by: "29245").isEmpty)
        #expect(try helped(by: "29248") == [2])
        let back = ["84", "84TTPVHCC"]
        _ = try office.command(2, "return", version: 5, at: time, key: 6, unitPath: back)
        #expect(try helped(by: "29248").isEmpty)
        #expect(try office.store.verify { _ in true }.isSound)
        try office.store.close()
    }
}
