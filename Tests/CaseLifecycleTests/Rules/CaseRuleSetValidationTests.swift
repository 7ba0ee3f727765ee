import CaseLifecycle
import CivilTime
import Testing

@Suite("Rule sets are checked as a whole")
struct CaseRuleSetValidationTests {
    typealias Kind = CaseRuleSetError.Kind

    /// The problems of the small rule set after a change, without their entries.
    private func kinds(_ change: (inout CaseRuleSetDraft) throws -> Void) throws -> [Kind] {
        var draft = try RuleSetFixture.draft()
        try change(&draft)
        return RuleSetFixture.problems(draft).map(\.kind)
    }

    @Test("The small rule set is sound")
    func sound() throws {
        #expect(try self.kinds { _ in } == [])
    }

    @Test("Names, labels, sources and dates of every sort of entry are checked")
    func entries() throws {
        let nowhere = RuleSource(" ", confidence: .high)
        let backwards = try RuleSetFixture.period("2025-01-02", "2025-01-01")
        let period = try RuleSetFixture.period()
        #expect(try self.kinds { $0.id = "Not good" } == [.badName("Not good")])
        #expect(try self.kinds { $0.source = nowhere } == [.noLegalSource])
        #expect(
            try self.kinds { $0.roles.append(RoleDefinition("Boss", vietnameseLabel: "")) } == [
                .badName("Boss"), .noLabel,
            ]
        )
        #expect(
            try self.kinds { $0.roles.append(RoleDefinition(.officer, vietnameseLabel: "Hai")) } == [.duplicate(of: 2)]
        )
        #expect(try self.kinds { $0.lanes[1] = RuleSetFixture.lane(.complaint, source: nowhere) } == [.noLegalSource])
        #expect(
            try self.kinds { draft in
                draft.deadlines.append(
                    try RuleSetFixture.deadline("Bad", name: "", period: backwards, source: nowhere)
                )
            } == [.badName("Bad"), .noLabel, .noLegalSource, .endsBeforeItBegins]
        )
        #expect(
            try self.kinds {
                $0.grounds = [
                    LegalGround("G", vietnameseLabel: "", lanes: [], events: [], period: backwards, source: nowhere)
                ]
            } == [
                .badName("G"), .noLabel, .noLegalSource, .endsBeforeItBegins, .nothingGiven("lanes"),
                .nothingGiven("events"),
            ]
        )
        #expect(
            try self.kinds { $0.outcomes = [CaseOutcome("O", vietnameseLabel: "", lanes: [], events: [])] } == [
                .badName("O"), .noLabel, .nothingGiven("lanes"), .nothingGiven("events"),
            ]
        )
        #expect(
            try self.kinds {
                $0.switches = [
                    PolicySwitch("S", vietnameseLabel: "", lanes: [], isOn: true, period: period, source: nowhere)
                ]
            } == [.badName("S"), .noLabel, .noLegalSource, .nothingGiven("lanes")]
        )
        #expect(
            try self.kinds { draft in
                draft.letters = [
                    LetterRule(
                        "L",
                        vietnameseName: "",
                        lanes: [],
                        occasion: .onDemand,
                        template: "T",
                        needsSignature: true,
                        signers: ["nobody"],
                        register: "R",
                        onlyIf: nil,
                        period: backwards,
                        source: nowhere
                    )
                ]
            } == [
                .badName("L"), .badName("T"), .badName("R"), .noLabel, .noLegalSource, .endsBeforeItBegins,
                .nothingGiven("lanes"), .unknownName("role", "nobody"),
            ]
        )
        #expect(
            try self.kinds { $0.visibility.append(VisibilityRule(lanes: [], roles: [], level: .number)) } == [
                .nothingGiven("lanes"), .nothingGiven("roles"),
            ]
        )
    }

    @Test("A rule set that ends before it begins is refused once")
    func backwards() throws {
        #expect(
            try self.kinds {
                $0.period = try RuleSetFixture.period("2026-12-31", "2024-01-01")
                $0.deadlines = []
            } == [.endsBeforeItBegins]
        )
    }

    @Test("An empty draft names the lanes that are missing and nothing traps")
    func empty() throws {
        let draft = try CaseRuleSetDraft(id: "empty", period: RuleSetFixture.period(), source: RuleSetFixture.source)
        #expect(RuleSetFixture.problems(draft).map(\.kind) == Lane.allCases.map { .laneMissing($0) })
    }

    @Test("Numbers out of range are refused, whoever made the draft")
    func ranges() throws {
        let limit = try #require(TimeLimit("1 working-day"))
        let extensionRule = DeadlineRule.Extension(maximumCount: 0, limit: limit, approver: .officer)
        #expect(
            try self.kinds { $0.lanes[0] = RuleSetFixture.lane(.feedback, reopenWindowDays: 366) } == [
                .outOfRange("reopen_window_days", 366, 1...365)
            ]
        )
        #expect(
            try self.kinds { $0.deadlines = [try RuleSetFixture.deadline(extensionRule: extensionRule)] } == [
                .outOfRange("times of an extension", 0, 1...10), .approverCannotExtend(.officer, .feedback),
            ]
        )
    }

    @Test("The reopen window is said once")
    func reopenWindowTwice() throws {
        #expect(
            try self.kinds { $0.lanes.append(RuleSetFixture.lane(.feedback, reopenWindowDays: 30)) } == [
                .duplicate(of: 1), .reopenWindowGivenTwice(.feedback),
            ]
        )
        let rule = try DeadlineRule(
            "reopening",
            vietnameseName: "Mở lại",
            lanes: [.feedback],
            kind: .window,
            starts: [.event("publish")],
            fulfilledBy: [.reopen],
            limit: #require(TimeLimit("10 calendar-days")),
            period: RuleSetFixture.period(),
            source: RuleSetFixture.source
        )
        #expect(try self.kinds { $0.deadlines.append(rule) } == [.reopenWindowGivenTwice(.feedback)])
    }

    @Test("Secrets stay sealed: others see the number at most, and an open lane seals nothing")
    func secrecy() throws {
        #expect(
            try self.kinds { $0.lanes[0] = RuleSetFixture.lane(.feedback, othersSee: .text) } == [
                .othersSeeTooMuch(.text)
            ]
        )
        #expect(
            try self.kinds { $0.lanes[0] = RuleSetFixture.lane(.feedback, sealedTo: [.officer]) } == [.sealDoesNotFit]
        )
        let lane = RuleSetFixture.lane(
            .denunciation,
            confidentiality: .sealed,
            sealedTo: [.officer, .inspectorate],
            othersSee: .number
        )
        #expect(
            try self.kinds { draft in
                draft.lanes = draft.lanes.filter { $0.lane != .denunciation } + [lane]
            }
                == [
                    .sealedLaneShown(.denunciation, .operator),
                    .mayActButMayNotSee(.operator, .denunciation, sees: .number),
                    .mayActButMayNotSee(.operator, .denunciation, sees: .number),
                    .mayActButMayNotSee(.operator, .denunciation, sees: .number),
                ]
        )
    }

    @Test("Gaps are found wherever they are: before, between, after, and where rules only touch")
    func gaps() throws {
        func firstGap(_ periods: [(String, String?)]) throws -> Day? {
            let kinds = try self.kinds { draft in
                draft.lanes[0] = RuleSetFixture.lane(.feedback, requiredDeadlines: ["answering"])
                draft.deadlines = try periods.map { first, last in
                    try RuleSetFixture.deadline(period: RuleSetFixture.period(first, last))
                }
            }
            for case .gap(_, _, let day) in kinds { return day }
            #expect(kinds == [])
            return nil
        }
        #expect(try firstGap([("2024-01-01", "2026-12-31")]) == nil)
        #expect(try firstGap([("2025-01-01", "2026-12-31"), ("2024-01-01", "2024-12-31")]) == nil)
        #expect(try firstGap([("2024-01-02", "2026-12-31")]) == Day("2024-01-01"))
        #expect(try firstGap([("2024-01-01", "2026-12-30")]) == Day("2026-12-31"))
        #expect(try firstGap([("2024-01-01", "2024-12-30"), ("2025-01-01", "2026-12-31")]) == Day("2024-12-31"))
        #expect(try firstGap([("2025-01-01", "2026-12-31"), ("2024-01-01", "2024-12-30")]) == Day("2024-12-31"))
    }

    @Test("An open rule set needs an open rule")
    func openEnd() throws {
        let kinds = try self.kinds { draft in
            draft.period = try RuleSetFixture.period("2024-01-01", nil)
            draft.lanes[0] = RuleSetFixture.lane(.feedback, requiredDeadlines: ["answering"])
        }
        let next = try #require(Day("2027-01-01"))
        #expect(kinds == [.gap("answering", .feedback, from: next)])
    }

    @Test("A time limit begins with its events, and with coming into its states from another one")
    func starts() throws {
        let rule = try DeadlineRule(
            "returned",
            vietnameseName: "Phân công lại",
            lanes: [.feedback],
            kind: .duty,
            starts: [.event(.receive), .state("returned")],
            fulfilledBy: [.assign],
            limit: #require(TimeLimit("1 working-day")),
            period: RuleSetFixture.period(),
            source: RuleSetFixture.source
        )
        #expect(rule.isStarted(by: .receive, from: nil, to: .received))
        #expect(rule.isStarted(by: .return, from: .assigned, to: "returned"))
        #expect(!rule.isStarted(by: "note", from: "returned", to: "returned"))
        #expect(!rule.isStarted(by: .assign, from: "returned", to: .assigned))
    }

    @Test("Clocks that are pauses have the reason a case's clock keeps")
    func pauseReasons() {
        #expect(
            StateClock.allCases.filter(\.isPause).map(\.pauseReason?.rawValue) == ["waiting-for-citizen", "suspended"]
        )
        #expect(StateClock.allCases.filter { !$0.isPause }.allSatisfy { $0.pauseReason == nil })
    }

    @Test("Every kind of problem says something of its own and what to do")
    func texts() throws {
        let day = try #require(Day("2024-01-01"))
        let limit = try #require(TimeLimit("1 working-day"))
        let kinds: [Kind] = [
            .badName("X"), .noLabel, .noLegalSource, .endsBeforeItBegins,
            .outsideRuleSet(RulePeriod(from: day, through: nil)), .duplicate(of: 1), .duplicateVariant("complex"),
            .overlap(with: 1, .feedback), .nothingGiven("lanes"), .outOfRange("days", 0, 1...2),
            .unknownName("role", "x"), .laneMissing(.feedback), .unusedLifecycle, .lifecycle(.endsBeforeItBegins),
            .gap("a", .feedback, from: day), .neverStarts(.feedback), .neverFulfilled(.feedback), .nobodyIsTold,
            .reminderTooEarly(limit, limit: limit), .toldButMayNotSee(.officer, .feedback), .escalationDoesNotRise,
            .approverCannotExtend(.leader, .feedback), .variantCannotBeChosen(.feedback), .notAPause(.running),
            .mayActButMayNotSee(.officer, .feedback, sees: .number), .sealedLaneShown(.denunciation, .officer),
            .othersSeeTooMuch(.text), .sealDoesNotFit, .noGround("refuse", .feedback), .noOutcome("resolve", .feedback),
            .reopenWindowGivenTwice(.feedback), .reopenWindowMissing, .reopenWindowUnused,
        ]
        #expect(Set(kinds.map(\.description)).count == kinds.count)
        #expect(kinds.allSatisfy { $0.description.contains(";") && !$0.description.hasSuffix(".") })
    }

    @Test("The error lists every problem with its entry")
    func errorText() throws {
        var draft = try RuleSetFixture.draft()
        draft.deadlines = [try RuleSetFixture.deadline(reminders: [])]
        draft.lifecycles[0].initialState = "begun"
        let error = try #require(throws: CaseRuleSetError.self) { try CaseRuleSet(draft) }
        #expect(
            error.description == """
                Rule set 'test-1' is refused:
                  life cycle 'feedback-test', the definition's head: there is no state 'begun'; add it or correct the name
                  deadline 1 ('answering'): nobody is told of it; add a reminder or an escalation with its addressee
                """
        )
    }
}
