import CaseLifecycle
import CivilTime
import Testing

@Suite("Commands under the province's rules")
struct CaseRulesInUseTests {
    private let answer = CaseEventDetails(answer: "Đã trả kết quả.", outcome: "feedback-done")

    @Test("What an event needs is asked for, and what it has no use for is refused")
    func details() throws {
        var fixture = try LawFixture()
        let noon = try LawFixture.time("2022-10-17", 12)
        try fixture.apply("accept", at: noon)
        func refusal(_ details: CaseEventDetails) throws -> CaseCommandError? {
            var copy = fixture
            return try copy.refusal("resolve", at: noon, as: .leader, reason: nil, details)
        }
        #expect(try refusal(.none)?.code == "detail-missing")
        #expect(try refusal(CaseEventDetails(answer: "  ", outcome: "feedback-done"))?.code == "detail-missing")
        let long = String(repeating: "a", count: CaseEventDetails.maximumAnswerLength + 1)
        #expect(try refusal(CaseEventDetails(answer: long, outcome: "feedback-done"))?.code == "detail-missing")
        #expect(try refusal(CaseEventDetails(answer: "Xong.", outcome: "complaint-right"))?.code == "detail-unknown")
        var extra = self.answer
        extra.officer = "hoa"
        #expect(try refusal(extra)?.code == "detail-not-expected")
        #expect(try refusal(self.answer) == nil)
        var copy = fixture
        let someone = CaseEventDetails(officer: String(repeating: "a", count: 65))
        let named = try copy.refusal("assign-officer", at: noon, as: .leader, someone)
        #expect(named?.code == "detail-missing")
        let ground = CaseEventDetails(legalGround: "complaint-unsigned")
        let refused = try fixture.refusal("refuse", at: noon, as: .leader, ground)
        #expect(refused?.code == "detail-unknown")
    }

    @Test("After two returns the parent decides, and not before")
    func pingPong() throws {
        var fixture = try LawFixture()
        var day = try #require(Day("2022-10-17"))
        func morning() -> Timestamp { Timestamp(startOf: day).advanced(by: .seconds(9 * 3600)) }
        let early = try fixture.refusal("refer-to-parent", at: morning())
        #expect(early?.code == "prerequisite-missing")
        for _ in 0..<2 {
            try fixture.apply("return", at: morning(), unit: "84TTPVHCC")
            try fixture.apply("assign", at: morning(), as: .triage, unit: "29245")
            day = day.advanced(byDays: 1)
        }
        let third = try fixture.refusal("return", at: morning())
        #expect(third?.code == "times-used-up")
        try fixture.apply("refer-to-parent", at: morning(), unit: "842")
        #expect(fixture.subject.state == "parent-decides" && fixture.subject.responsibleUnit == "842")
        try fixture.apply("decide-unit", at: morning(), as: .leader, unit: "29245")
        #expect(fixture.subject.state == .assigned && fixture.subject.responsibleUnit == "29245")
    }

    @Test("A published answer can be reopened for ten days, and is closed by the system after them")
    func reopenWindow() throws {
        var fixture = try LawFixture()
        let start = try LawFixture.time("2022-10-17", 9)
        try fixture.apply("accept", at: start)
        try fixture.apply("resolve", at: start, as: .leader, reason: nil, self.answer)
        try fixture.apply("publish", at: start, as: .leader)
        let lastDay = try LawFixture.time("2022-10-27", 23, 59)
        let after = try LawFixture.time("2022-10-28", 0)
        let tooSoon = try fixture.refusal("close", at: lastDay, as: .system)
        #expect(tooSoon?.code == "reopen-window-open")
        var late = fixture
        let tooLate = try late.refusal("report-not-solved", at: after, as: .citizen)
        #expect(tooLate?.code == "reopen-window-closed")
        #expect(
            fixture.procedure.allowed(late.subject, for: .citizen, at: after).map(\.event) == [
                "rate", "confirm-solved",
            ]
        )
        try late.apply("close", at: after, as: .system)
        #expect(late.subject.state == "closed")
        try fixture.apply("report-not-solved", at: lastDay, as: .citizen)
        #expect(fixture.subject.state == "reopening-requested")
        #expect(try fixture.deadline("feedback-reopening").state == .running)
    }

    @Test("Whatever people do, one unit is responsible, no clock runs backwards and the history tells the case again")
    func randomLives() throws {
        for seed in [1, 2, 3, 4, 5, UInt64.random(in: .min ... .max)] {
            print("CaseRulesInUseTests seed \(seed)")
            var random = CaseRandom(seed: seed)
            for lane in [Lane.feedback, .complaint, .denunciation, .commendation, .outOfScope] {
                var fixture = try LawFixture(lane)
                var time = try LawFixture.time("2022-10-14", 9)
                for _ in 0..<60 {
                    time = time.advanced(by: .seconds(Int.random(in: 0...200_000, using: &random)))
                    try Self.step(&fixture, at: time, using: &random)
                    try Self.check(fixture, "seed \(seed), \(lane)")
                }
            }
        }
    }

    private static func step(_ fixture: inout LawFixture, at time: Timestamp, using random: inout CaseRandom) throws {
        let steps = CaseStateMachine.transitions(fixture.procedure.lifecycle, from: fixture.subject.state)
        guard let step = steps.randomElement(using: &random),
            let role = step.roles.sorted().randomElement(using: &random)
        else { return }
        let event = step.event
        var details = CaseEventDetails.none
        if step.requirements.contains(.officer) { details.officer = "hoa" }
        if step.requirements.contains(.answer) { details.answer = "Đã trả lời." }
        if step.requirements.contains(.outcome) {
            details.outcome = fixture.procedure.outcomes(for: event).randomElement(using: &random)?.id
        }
        if step.requirements.contains(.legalGround) {
            details.legalGround = fixture.procedure.legalGrounds(for: event).randomElement(using: &random)?.id
        }
        if step.requirements.contains(.relatedCase) { details.relatedCase = 7 }
        if step.requirements.contains(.parts) {
            details.parts = [Lane.feedback, .complaint].map { CasePart(lane: $0, subject: "other", text: "Một phần.") }
        }
        if step.requirements.contains(.variant) || step.requirements.contains(.limitExtension) {
            let rule = fixture.procedure.deadlineRules.randomElement(using: &random)
            details.deadline = rule?.id
            if step.requirements.contains(.variant) {
                details.variant = rule?.variants.randomElement(using: &random)?.id
            }
        }
        let before = fixture.subject
        let unit = step.namesUnit ? ["29242", "29245", "842"].randomElement(using: &random) : nil
        do {
            try fixture.apply(event, at: time, as: role, unit: unit, details)
        } catch is CaseCommandError {
            #expect(fixture.subject == before, "a refused command changes nothing")
        }
    }

    private static func check(_ fixture: LawFixture, _ what: String) throws {
        let subject = fixture.subject
        #expect(!subject.responsibleUnit.isEmpty, "\(what)")
        #expect(Int(subject.version) == subject.history.count, "\(what)")
        let told = try Case.replaying(
            subject.reception,
            routing: subject.routing,
            events: subject.history,
            under: fixture.procedure.lifecycle
        )
        #expect(told == subject, "\(what)")
        for deadline in fixture.deadlines {
            #expect(deadline.dueAt.map { $0 >= deadline.startedAt } ?? true, "\(what): \(deadline.rule)")
            #expect(deadline.endedAt.map { $0 >= deadline.startedAt } ?? true, "\(what): \(deadline.rule)")
            #expect((deadline.state == .paused) == (deadline.dueAt == nil), "\(what): \(deadline.rule)")
            #expect(deadline.notices.allSatisfy { $0.at > deadline.startedAt }, "\(what): \(deadline.rule)")
        }
        let isFinal = fixture.procedure.lifecycle.definition(of: subject.state)?.phase == .final
        if isFinal { #expect(fixture.deadlines.next == nil, "\(what): nothing is owed in \(subject.state)") }
    }
}

/// A small generator with memory of its own (SplitMix64; Steele, Lea, Flood 2014).
struct CaseRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        self.state = seed
    }

    mutating func next() -> UInt64 {
        self.state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = self.state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
