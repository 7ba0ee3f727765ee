import CaseLifecycle
import CivilTime
import Testing

@Suite("Time limits of a case")
struct CaseDeadlineTests {
    @Test("A new case has the limits of its lane, counted from its assignment")
    func opened() throws {
        let fixture = try LawFixture()
        // Received on a Friday: Monday is the first day that counts.
        #expect(try fixture.lastDay("feedback-acceptance") == "2022-10-18")
        #expect(try fixture.lastDay("reception-notice") == "2022-10-28")
        #expect(try fixture.lastDay("feedback-resolution") == "2022-11-04")
        #expect(fixture.deadlines.next?.rule == "feedback-acceptance")
        #expect(fixture.deadlines.allSatisfy { $0.state == .running && $0.run == 1 && !$0.isProvisional })
    }

    @Test("Who is told when lies in office hours, first those who work, then level by level")
    func notices() throws {
        let notices = try LawFixture().deadline("feedback-resolution").notices
        #expect(notices.map(\.id) == ["reminder-1", "reminder-2", "escalation-1", "escalation-2", "escalation-3"])
        #expect(notices.map(\.level) == [.unit, .unit, .unit, .parent, .province])
        #expect(notices.map(\.at) == notices.map(\.at).sorted())
        for notice in notices {
            let hour = notice.at.localTimeOfDay.components.seconds / 3600
            #expect((7..<17).contains(hour))
        }
        // Five working days before Friday 2022-11-04, and the opening after it.
        let (first, third) = (try LawFixture.time("2022-10-28", 7), try LawFixture.time("2022-11-07", 7))
        #expect(notices[0].at == first)
        #expect(notices[2].at == third)
    }

    @Test("While the citizen is waited for nothing is due; afterwards as much is left as before")
    func pause() throws {
        var fixture = try LawFixture()
        try fixture.apply("accept", at: LawFixture.time("2022-10-17", 9))
        #expect(try fixture.deadline("feedback-acceptance").state == .fulfilled)
        try fixture.apply("ask-citizen", at: LawFixture.time("2022-10-19", 9))
        let paused = try fixture.deadline("feedback-resolution")
        #expect(paused.state == .paused && paused.dueAt == nil && paused.notices.isEmpty)
        #expect(fixture.deadlines.next == nil)
        try fixture.apply("citizen-answered", at: LawFixture.time("2022-10-26", 9))
        // Twelve working days were left after 2022-10-19.
        #expect(try fixture.lastDay("feedback-resolution") == "2022-11-11")
        #expect(try fixture.deadline("feedback-resolution").run == 1)
    }

    @Test("An answer fulfils, and what is owed next begins")
    func fulfilment() throws {
        var fixture = try LawFixture()
        try fixture.apply("accept", at: LawFixture.time("2022-10-17", 9))
        let answer = CaseEventDetails(answer: "Đã trả kết quả.", outcome: "feedback-done")
        try fixture.apply("resolve", at: LawFixture.time("2022-11-08", 9), as: .leader, reason: nil, answer)
        let resolution = try fixture.deadline("feedback-resolution")
        let later = try LawFixture.time("2022-11-08", 10)
        #expect(resolution.state == .fulfilled && resolution.isLate(at: later))
        #expect(try fixture.lastDay("feedback-publication") == "2022-11-10")
        try fixture.apply("publish", at: LawFixture.time("2022-11-09", 9), as: .leader)
        #expect(fixture.deadlines.next == nil)
        #expect(fixture.deadlines.allSatisfy { $0.state == .fulfilled || $0.state == .ended })
    }

    @Test("A return ends the unit's limits; a new assignment begins them anew")
    func returned() throws {
        var fixture = try LawFixture()
        try fixture.apply("return", at: LawFixture.time("2022-10-17", 9), unit: "84TTPVHCC")
        #expect(try fixture.deadline("reassignment").state == .running)
        try fixture.apply("assign", at: LawFixture.time("2022-10-18", 9), as: .triage, unit: "29245")
        let resolution = try fixture.deadline("feedback-resolution")
        #expect(resolution.run == 2)
        #expect(try fixture.lastDay("feedback-resolution") == "2022-11-08")
        #expect(fixture.subject.responsibleUnit == "29245")
    }

    @Test("An extension is added once, by the role that approves it")
    func extension_() throws {
        var fixture = try LawFixture()
        let extending = CaseEventDetails(deadline: "feedback-resolution")
        try fixture.apply("accept", at: LawFixture.time("2022-10-17", 9))
        let byOfficer = try fixture.refusal("extend", at: LawFixture.time("2022-11-01", 9), extending)
        #expect(byOfficer?.code == "role-not-allowed")
        let other = CaseEventDetails(deadline: "reception-notice")
        let unknown = try fixture.refusal("extend", at: LawFixture.time("2022-11-01", 9), as: .leader, other)
        #expect(unknown?.code == "detail-unknown")
        try fixture.apply("extend", at: LawFixture.time("2022-11-01", 9), as: .leader, extending)
        #expect(try fixture.lastDay("feedback-resolution") == "2022-11-18")
        let again = try fixture.refusal("extend", at: LawFixture.time("2022-11-02", 9), as: .leader, extending)
        #expect(again?.code == "extensions-used-up")
    }

    @Test("A complex complaint has the longer limit from its beginning on")
    func variant() throws {
        var fixture = try LawFixture(.complaint)
        try fixture.apply("accept", at: LawFixture.time("2022-10-17", 9))
        #expect(try fixture.lastDay("complaint-resolution") == "2022-11-16")
        let complex = CaseEventDetails(deadline: "complaint-resolution", variant: "complex")
        try fixture.apply("choose-variant", at: LawFixture.time("2022-10-20", 9), as: .leader, complex)
        #expect(try fixture.lastDay("complaint-resolution") == "2022-12-01")
        let odd = CaseEventDetails(deadline: "complaint-resolution", variant: "odd")
        let refused = try fixture.refusal("choose-variant", at: LawFixture.time("2022-10-20", 9), as: .leader, odd)
        #expect(refused?.code == "detail-unknown")
    }

    @Test("A window that begins with a final state stays open after it")
    func window() throws {
        var fixture = try LawFixture(.complaint)
        try fixture.apply("accept", at: LawFixture.time("2022-10-17", 9))
        let decision = CaseEventDetails(answer: "Bác khiếu nại.", outcome: "complaint-wrong")
        try fixture.apply("resolve", at: LawFixture.time("2022-10-20", 9), as: .leader, decision)
        try fixture.apply("send-decision", at: LawFixture.time("2022-10-21", 9), as: .leader)
        let filing = try fixture.deadline("complaint-second-filing")
        #expect(filing.state == .running && filing.kind == .window)
        #expect(try fixture.lastDay("complaint-second-filing") == "2022-11-21")
        #expect(fixture.deadlines.next == nil, "nobody owes anything")
    }
}
