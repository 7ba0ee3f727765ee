import CaseLifecycle
import CivilTime
import RuleFiles
import Testing

@Suite("What a citizen sees of the case")
struct CitizenViewTests {
    private static func view(_ fixture: LawFixture, at time: Timestamp) -> CitizenView {
        CitizenView(fixture.subject, under: fixture.procedure, deadlines: fixture.deadlines, at: time)
    }

    private static func events(_ view: CitizenView) -> Set<CaseEventKind> {
        Set((view.details?.choices ?? []).map(\.event))
    }

    @Test("State, unit, due date; then the question, the answer, the time to object and the rating")
    func life() throws {
        var fixture = try LawFixture()
        let monday = try LawFixture.time("2022-10-17", 9)
        var seen = Self.view(fixture, at: monday)
        #expect(seen.stateLabel == "Đã phân công, chuyển xử lý" && seen.isOpen)
        #expect(seen.details?.unit == "29242" && seen.details?.dueAt != nil && seen.details?.answer == nil)
        #expect(Self.events(seen) == ["withdraw", "withdraw-part"])

        try fixture.apply("accept", at: monday, reason: "Nội bộ")
        try fixture.apply("ask-citizen", at: monday, reason: "Xin cho biết số biên nhận.")
        seen = Self.view(fixture, at: monday)
        #expect(seen.details?.question == "Xin cho biết số biên nhận.")
        #expect(seen.details?.isPaused == true && seen.details?.dueAt == nil)
        #expect(Self.events(seen).contains("citizen-answered"))
        try fixture.apply("citizen-answered", at: monday, as: .citizen, reason: "Số 15.")
        #expect(Self.view(fixture, at: monday).details?.question == nil)

        try fixture.apply("draft-answer", at: monday, reason: nil, CaseEventDetails(answer: "Bản nháp."))
        seen = Self.view(fixture, at: monday)
        #expect(seen.details?.answer == nil && seen.stateLabel == "Đang giải quyết", "a draft is not told")
        let answer = CaseEventDetails(answer: "Đã trả kết quả.", outcome: "feedback-done")
        try fixture.apply("resolve", at: monday, as: .leader, reason: nil, answer)
        try fixture.apply("publish", at: monday, reason: nil)
        seen = Self.view(fixture, at: monday)
        #expect(seen.details?.answer == "Đã trả kết quả." && seen.details?.outcomeLabel == "Đã xử lý xong")
        #expect(seen.details?.answeredAt == monday && seen.details?.reopenUntil == Day("2022-10-27"))
        #expect(Self.events(seen) == ["rate", "confirm-solved", "report-not-solved", "appeal"])

        let late = try LawFixture.time("2022-10-28", 9)
        #expect(Self.events(Self.view(fixture, at: late)) == ["rate", "confirm-solved"])
        #expect(Self.view(fixture, at: late).details?.reopenUntil == nil)
        try fixture.apply("rate", at: late, as: .citizen, reason: nil, CaseEventDetails(rating: 2))
        #expect(Self.view(fixture, at: late).details?.rating == 2)
        #expect(fixture.subject.state == "published", "a rating changes nothing else")
        for rating in [UInt32(0), 6] {
            let refused = try fixture.refusal(
                "rate",
                at: late,
                as: .citizen,
                reason: nil,
                CaseEventDetails(rating: rating)
            )
            #expect(refused != nil)
        }
        #expect(try fixture.refusal("rate", at: late, as: .officer, reason: nil, CaseEventDetails(rating: 5)) != nil)
    }

    @Test("'Not solved' comes back to the unit with a clock of its own")
    func notSolved() throws {
        var fixture = try LawFixture()
        let monday = try LawFixture.time("2022-10-17", 9)
        try fixture.apply("accept", at: monday)
        let answer = CaseEventDetails(answer: "Đã xong.", outcome: "feedback-done")
        try fixture.apply("resolve", at: monday, as: .leader, answer)
        try fixture.apply("publish", at: monday)
        try fixture.apply("report-not-solved", at: monday, as: .citizen, reason: nil)
        #expect(fixture.subject.responsibleUnit == "29242")
        #expect(try fixture.lastDay("feedback-reopening") == "2022-10-20")
        let seen = Self.view(fixture, at: monday)
        #expect(seen.isOpen && seen.details?.dueAt != nil)
        #expect(seen.stateLabel == "Đã nhận ý kiến chưa giải quyết xong của ông/bà")
    }

    @Test("Of a refusal the citizen reads the legal ground, of a denunciation that it is looked at")
    func refusalAndDenunciation() throws {
        var fixture = try LawFixture()
        let monday = try LawFixture.time("2022-10-17", 9)
        try fixture.apply("refuse", at: monday, as: .leader, CaseEventDetails(legalGround: "feedback-unclear"))
        let seen = Self.view(fixture, at: monday)
        #expect(seen.details?.outcomeLabel == "Nội dung không rõ, không thể kiểm tra")
        #expect(seen.details?.answer == nil && !seen.isOpen)
        let sealed = Self.view(try LawFixture(.denunciation), at: monday)
        #expect(sealed.details == nil && sealed.stateLabel == "Đang xem xét")
    }

    @Test("Whatever happens, nothing internal is told", arguments: 0..<40 as Range<UInt64>)
    func nothingInternal(seed: UInt64) throws {
        let secret = "7QX41ZK"
        for lane in Lane.allCases {
            var fixture = try LawFixture(lane)
            var random = CaseRandom(seed: seed)
            var time = try LawFixture.time("2022-10-17", 9)
            for _ in 0..<12 {
                time = time.advanced(by: .seconds(Int.random(in: 60...90_000, using: &random)))
                let steps = CaseStateMachine.transitions(fixture.procedure.lifecycle, from: fixture.subject.state)
                guard let step = steps.randomElement(using: &random), let role = step.roles.sorted().first else {
                    break
                }
                let isQuestion = step.event == "ask-citizen"
                var details = CaseEventDetails.none
                if step.requirements.contains(.officer) { details.officer = secret }
                if step.requirements.contains(.answer) {
                    details.answer = step.requirements.contains(.outcome) ? "Trả lời." : secret
                }
                if step.requirements.contains(.outcome) {
                    details.outcome = fixture.procedure.outcomes(for: step.event).first?.id
                }
                if step.requirements.contains(.legalGround) {
                    details.legalGround = fixture.procedure.legalGrounds(for: step.event).first?.id
                }
                if step.requirements.contains(.rating) { details.rating = 3 }
                _ = try? fixture.apply(
                    step.event,
                    at: time,
                    as: role,
                    reason: isQuestion ? "Hỏi." : secret,
                    unit: step.namesUnit ? "29245" : nil,
                    details
                )
                let shown = String(describing: Self.view(fixture, at: time))
                #expect(!shown.contains(secret), "seed \(seed), \(lane), after \(step.event)")
            }
        }
    }
}
