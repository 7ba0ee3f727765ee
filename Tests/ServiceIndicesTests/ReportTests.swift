import CaseLifecycle
import CivilTime
import Satisfaction
import Testing

@testable import ServiceIndices

@Suite("The indices from what is recorded")
struct ReportTests {
    private static let time = Timestamp(microseconds: 1_665_700_000_000_000)

    /// An entry of a history.
    static func event(
        _ kind: CaseEventKind,
        rating: UInt32? = nil,
        outcome: CaseOutcomeID? = nil,
        relatedCase: UInt64? = nil,
        importedDueAt: Timestamp? = nil
    ) -> CaseEvent {
        CaseEvent(
            version: 3,
            kind: kind,
            from: nil,
            to: "published",
            actor: Actor(.officer, identifier: "hoa", role: "officer"),
            at: self.time,
            reason: nil,
            unit: "29242",
            details: CaseEventDetails(
                outcome: outcome,
                relatedCase: relatedCase,
                importedDueAt: importedDueAt,
                rating: rating
            ),
            idempotencyKey: nil
        )
    }

    static func facts(
        _ number: UInt64,
        _ outcome: HandlingOutcome,
        lane: Lane = .feedback,
        subject: String = "late-result",
        _ history: [CaseEvent] = []
    ) -> CaseFacts {
        CaseFacts(number: number, lane: lane, subject: subject, outcome: outcome, history: history)
    }

    /// Worked by hand: of 1 to 5, which count, 3 are in time; 3 and 4 were disliked, 4 and 5 came again.
    static let cases = [
        facts(1, .openInTime),
        facts(2, .doneInTime, [event("rate", rating: 1), event("rate", rating: 5)]),
        facts(3, .doneLate, [event("rate", rating: 1)]),
        facts(
            4,
            .doneInTime,
            [event("resolve", outcome: "feedback-done"), event("report-not-solved"), event("rate", rating: 2)]
        ),
        facts(5, .openOverdue, [event("appeal")]),
        facts(6, .notCounted),
        facts(7, .doneInTime, lane: .complaint),
        facts(8, .doneInTime, lane: .outOfScope),
    ]

    private static func choices(_ made: [String: String] = [:]) throws -> IndexChoices {
        var choices = IndexChoices()
        for (name, value) in made { try choices.set(name, to: value) }
        return choices
    }

    static func entry(
        _ rule: IndexRule,
        _ inputs: IndexInputs,
        _ made: [String: String] = [:]
    ) throws -> IndexEntry {
        let report = IndexReport(IndexLaw.allCases, from: inputs, try self.choices(made))
        return try #require(report.entries.first { $0.figure.rule == rule })
    }

    @Test(
        "Cases become figures as the table by hand says",
        arguments: [
            (IndexRule.eighthIndicator, [:], "0.0", 3, 5), (.feedbackOnTime, [:], "3.60", 3, 5),
            (.feedbackOnTime, ["counted-lanes": "out-of-scope-too"], "4.00", 4, 6),
            (.feedbackOnTime, ["feedback-on-time-curve": "60:of-threshold", "decimals": "1"], "6.0", 3, 5),
            (.feedbackSatisfaction, ["fault-overlap": "once"], "2.40", 2, 5),
            (.feedbackSatisfaction, [:], "0.00", 0, 5),
            (.feedbackSatisfaction, ["disliked-through": "1"], "0.00", 0, 5),
            (.feedbackSatisfaction, ["disliked-through": "1", "fault-overlap": "once"], "2.40", 2, 5),
        ] as [(IndexRule, [String: String], String, UInt64, UInt64)]
    )
    func byHand(rule: IndexRule, made: [String: String], value: String, above: UInt64, below: UInt64) throws {
        let figure = try Self.entry(rule, IndexInputs(cases: Self.cases), made).figure
        #expect(figure.value?.description == value)
        #expect(figure.numerator == above && figure.denominator == below)
    }

    @Test("The cases behind a figure are those that it was made of, each with its parts")
    func drillDown() throws {
        let figure = try Self.entry(.feedbackSatisfaction, IndexInputs(cases: Self.cases)).figure
        let members = IndexDrillDown(figure).members
        #expect(members.map(\.number) == [1, 2, 3, 4, 5, 6])
        #expect(members[2].parts == [.counted, .disliked, .late] && members[5].parts == [.notCounted])
        #expect(members[3].parts == [.counted, .disliked, .repeated])
        #expect(IndexDrillDown(figure, part: .faultless).members.map(\.number) == [1, 2])
        let only = try Self.entry(.feedbackSatisfaction, IndexInputs(cases: Self.cases), ["disliked-through": "1"])
        #expect(IndexDrillDown(only.figure, part: .disliked).members.map(\.number) == [3])
    }

    @Test("An answer that the citizen did not accept is none until the unit leaves it at that or answers again")
    func results() {
        let done = Self.event("resolve", outcome: "feedback-not-confirmed")
        func result(_ history: [CaseEvent]) -> CaseOutcomeID? { Self.facts(1, .doneInTime, history).result }
        #expect(result([done]) == "feedback-not-confirmed")
        #expect(result([done, Self.event("report-not-solved")]) == nil)
        #expect(
            result([done, Self.event("report-not-solved"), Self.event("decline-reopening")]) == "feedback-not-confirmed"
        )
        #expect(
            result([done, Self.event("reopen"), Self.event("resolve", outcome: "feedback-done")]) == "feedback-done"
        )
        #expect(result([]) == nil)
    }

    @Test("A report of harassment stands until it was found false, and praise or other subjects are none")
    func harassment() throws {
        let criteria: [String: RatingTally.Criterion] = [
            "greets": .init(met: 8, notMet: 2), "thanks": .init(met: 5, notMet: 5),
            "unknown": .init(met: 99, notMet: 0),
        ]
        func entry(_ outcome: CaseOutcomeID?, _ made: [String: String] = [:]) throws -> IndexEntry {
            let report = Self.facts(9, .doneInTime, subject: "harassment", [Self.event("resolve", outcome: outcome)])
            return try Self.entry(
                .seventhIndicator,
                IndexInputs(cases: [], casesAbout: [report], criteria: criteria, reasons: ["harassment": 4]),
                made
            )
        }
        // 13 of 20 answers met, 2 points each.
        #expect(try entry("feedback-not-confirmed").figure.value?.description == "1.3")
        #expect(try entry("feedback-not-confirmed").figure.numbers(.dismissedReports) == [9])
        let standing = try entry("feedback-done")
        #expect(standing.figure.value?.description == "0.0" && standing.figure.numbers(.harassmentReports) == [9])
        #expect(try entry("feedback-done", ["false-outcomes": "feedback-done"]).figure.value?.description == "1.3")
        #expect(try entry("feedback-done", ["harassment-subjects": "none"]).figure.value?.description == "1.3")
        #expect(
            try entry("feedback-done", ["criterion-points": "1,0", "false-outcomes": "feedback-done"])
                .figure.value?.description == "0.7",
            "13 of 20 is 0.65"
        )
        #expect(
            standing.remarks.contains { $0.contains("4 ratings") }
                && standing.remarks.contains { $0.contains("sealed") }
        )
    }

    @Test("Levels of a scale feed the attitude when that is chosen, and only of a scale with as many levels")
    func levels() throws {
        let inputs = IndexInputs(levels: ["faces-5": LevelTally(counts: [1, 1, 1, 1, 6]) ?? LevelTally(levelCount: 5)])
        let none = try Self.entry(.seventhIndicator, inputs)
        #expect(none.missing == "Nobody answered these criteria in the period." && none.figure.denominator == 0)
        let chosen = try Self.entry(.seventhIndicator, inputs, ["level-points": "faces-5:0,0,1,2,2"])
        #expect(chosen.figure.value?.description == "1.5" && chosen.figure.numerator == 15)
        #expect(chosen.figure[.criteria] == .codes(["level:faces-5"]))
        #expect(try Self.entry(.seventhIndicator, inputs, ["level-points": "faces-5:0,1,2"]).missing != nil)
    }

    @Test("What is not recorded is told as not measured, with what is missing, and never as zero")
    func notMeasured() throws {
        let report = IndexReport(IndexLaw.allCases, from: IndexInputs(), IndexChoices())
        #expect(report.entries.count == 10)
        for entry in report.entries {
            #expect(entry.figure.value == nil && entry.missing?.isEmpty == false && entry.band == nil)
        }
        let with = IndexReport(IndexLaw.allCases, from: IndexInputs(cases: Self.cases), IndexChoices())
        let missing = with.entries.filter { $0.missing != nil }.map(\.figure.rule)
        #expect(
            missing == [
                .firstIndicator, .thirdIndicator, .fourthIndicator, .seventhIndicator, .officerGrade, .fileSatisfaction,
            ]
        )
    }

    @Test("A unit's grade rests on what was measured and what is given, and says on how many")
    func grade() throws {
        let inputs = IndexInputs(cases: Self.cases, criteria: ["greets": .init(met: 13, notMet: 7)])
        let grade = try Self.entry(.unitGrade, inputs)
        // Indicators 7 and 8 have 1.3 and 0.0 points; nothing is known of the others.
        #expect(grade.figure.value?.description == "1.3" && grade.band == nil)
        #expect(grade.remarks.first == "Rests on 2 of 9 indicators; measured here: 7, 8.")
        #expect(grade.remarks.contains { $0.contains("No band") && $0.contains("1, 2, 3, 4, 5, 6, 9") })
        // With 2.0 more, and all others declared not applicable, 3.3 of 6.
        let given = try Self.entry(
            .unitGrade,
            inputs,
            ["given-2": "2", "given-1": "none", "not-applicable": "1,3,4,5,6,9"]
        )
        #expect(given.figure.value?.description == "9.9" && given.band?.vietnameseName == "khá")
        #expect(given.figure.choices.contains { $0.name == "given-2" && $0.value == "2.0" })
        #expect(given.figure.choices.contains { $0.name == "not-applicable" && $0.value == "1,3,4,5,6,9" })
        #expect(given.remarks == ["Rests on 3 of 9 indicators; measured here: 7, 8."])
    }

    @Test("Officers are counters of one office, graded on five levels alone")
    func officers() throws {
        func tally(_ counts: [UInt64]) throws -> LevelTally { try #require(LevelTally(counts: counts)) }
        let inputs = IndexInputs(
            flagged: 4,
            counters: [
                .init("2", office: "29242", scale: "faces-5", levels: try tally([0, 0, 0, 24, 6])),
                .init("3", office: "29242", scale: "faces-3", levels: try tally([0, 0, 9])),
                .init("2", office: "29245", scale: "faces-5", levels: try tally([0, 0, 0, 0, 1])),
            ]
        )
        let report = IndexReport([.circular], from: inputs, IndexChoices())
        let officers = report.entries.filter { $0.figure.rule == .officerGrade }
        #expect(officers.compactMap(\.counter?.office) == ["29242", "29245"])
        #expect(officers[0].figure.value?.description == "4.2")
        #expect(officers[0].band?.name == "partial" && officers[0].percent?.description == "84.0")
        #expect(officers[1].figure.value?.description == "5.0", "one press is told")
        #expect(officers[1].band == nil && officers[1].percent == nil, "and makes no grade")
        #expect(officers[1].remarks.last?.contains("too few") == true)
        #expect(officers.allSatisfy { $0.remarks.first?.hasPrefix("4 of the ratings are flagged") == true })
        #expect(try Self.entry(.officerGrade, IndexInputs()).missing?.contains("no officer") == true)
    }

    @Test(
        "A choice that cannot be made says what can be",
        arguments: [
            ("rounding", "up-half"), ("decimals", "5"), ("decimals", "-1"), ("disliked-through", "5"),
            ("feedback-on-time-curve", "90"), ("feedback-on-time-curve", "0:of-whole"), ("given-2", "2.1"),
            ("given-2", "1.55"), ("given-2", "x"), ("level-points", "faces-5:2,0"), ("level-points", "0,1,2"),
            ("criterion-points", "0,2"), ("criterion-points", "2"), ("criteria-7", "Greets"), ("criteria-7", "a,,b"),
            ("false-outcomes", ""), ("not-applicable", "0"), ("not-applicable", "2,,5"), ("not-applicable", ""),
            ("nonsense", "1"),
        ]
    )
    func refusedChoices(name: String, value: String) throws {
        var choices = IndexChoices()
        let problem = #expect(throws: IndexChoiceProblem.self) { try choices.set(name, to: value) }
        #expect(problem?.description.contains(name == "nonsense" ? "there are" : "takes") == true)
        #expect(choices == IndexChoices())
    }

    @Test("Every choice is told as it can be made again")
    func choicesAreRead() throws {
        var made = try Self.choices([
            "rounding": "down", "level-points": "faces-4:0,1,2,2", "given-9": "1.5", "criteria-1": "greets",
            "feedback-satisfaction-curve": "80:of-threshold", "slander-outcomes": "complaint-wrong",
            "not-applicable": "2,5",
        ])
        for choice in IndexChoice.allCases {
            let value = choice.value(in: made)
            try made.set(choice.rawValue, to: value)
            #expect(choice.value(in: made) == value, "\(choice)")
        }
        let report = IndexReport(IndexLaw.allCases, from: IndexInputs(cases: Self.cases), made)
        for entry in report.entries {
            for choice in entry.figure.choices where choice.name != "officer-basis" {
                let known = try #require(IndexChoice(rawValue: choice.name), "\(choice)")
                #expect(known.value(in: made) == choice.value)
            }
        }
    }

    @Test("The period says which version of a law applies, and a text that was not read is named as such")
    func versions() throws {
        func days(_ first: String, _ last: String) throws -> ClosedRange<Day> {
            try #require(Day(first))...(try #require(Day(last)))
        }
        let old = IndexLaw.circular.versions(in: try days("2022-10-01", "2025-06-30"))
        #expect(old.map(\.id) == ["circular-01-2018"] && old[0].wasRead)
        let across = IndexLaw.circular.versions(in: try days("2025-06-30", "2025-07-01"))
        #expect(across.map(\.id) == ["circular-01-2018", "circular-03-2025"] && !across[1].wasRead)
        #expect(IndexLaw.circular.versions(in: try days("2026-01-01", "2026-03-31")).map(\.id) == ["circular-03-2025"])
        #expect(IndexLaw.decision.versions(in: try days("2022-01-01", "2022-06-22")).isEmpty)
        #expect(IndexLaw.decision.versions(in: try days("2022-04-01", "2022-06-30")).count == 1)
        #expect(IndexRule.allCases.allSatisfy { $0.law.rules.contains($0) })
        #expect(
            IndexRule(named: "8") == .eighthIndicator
                && IndexRule(named: "decision-766-2022/file-satisfaction") == .fileSatisfaction
        )
        #expect(IndexRule(named: "x") == nil && IndexRule(named: "") == nil)
    }

    @Test("Without days the quarter of today is meant, and one end alone is completed")
    func periods() throws {
        func day(_ text: String) throws -> Day { try #require(Day(text)) }
        let today = try day("2026-11-25")
        func days(_ first: Day?, _ last: Day?) -> String {
            IndexPeriod.days(from: first, through: last, today: today).map { "\($0.lowerBound) \($0.upperBound)" }
                ?? "none"
        }
        #expect(days(nil, nil) == "2026-10-01 2026-12-31")
        #expect(days(try day("2026-02-03"), nil) == "2026-02-03 2026-11-25")
        #expect(days(nil, try day("2026-05-09")) == "2026-04-01 2026-05-09")
        #expect(days(try day("2026-12-01"), nil) == "none")
        #expect(IndexPeriod.quarter(of: try day("2024-02-29")).upperBound == (try day("2024-03-31")))
    }
}
