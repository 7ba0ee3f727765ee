import CaseLifecycle
import CivilTime
import RuleFiles
import Testing

@Suite("The province's default rules")
struct BundledRulesTests {
    private func ruleSet() throws -> CaseRuleSet {
        try BundledRules.ruleSet()
    }

    private static func day(_ text: String) throws -> Day {
        try #require(Day(text))
    }

    @Test("The bundled file is one sound rule set for every day from 2022")
    func sound() throws {
        let rules = try CaseRules.bundled()
        #expect(rules.ruleSets.map(\.id) == ["default-1"])
        #expect(rules.ruleSet("default-1") != nil)
        #expect(rules.ruleSet("default-2") == nil)
        #expect(rules.ruleSet(on: try Self.day("2021-01-01")).id == "default-1")
        #expect(
            rules.ruleSet(on: try Self.day("2026-07-01")).period
                == RulePeriod(from: try Self.day("2022-01-01"), through: nil)
        )
        #expect(rules.lifecycles.count == 5)
        #expect(!rules.lifecycles.contains { $0.id == LifecycleDefinition.smallest.id })
    }

    /// Lane, rule, first and last day of reception it is looked for on, limit in words.
    static let limits: [(Lane, DeadlineRuleID, String, String)] = [
        (.feedback, "reception-notice", "2022-01-01", "10 working-days"),
        (.complaint, "reception-notice", "2025-12-31", "10 working-days"),
        (.denunciation, "reception-notice", "2026-07-01", "10 working-days"),
        (.outOfScope, "reception-notice", "2024-02-29", "10 working-days"),
        (.feedback, "feedback-acceptance", "2024-05-06", "2 working-days"),
        (.feedback, "feedback-asking", "2024-05-06", "5 working-days"),
        (.feedback, "feedback-resolution", "2024-05-06", "15 working-days"),
        (.feedback, "feedback-publication", "2024-05-06", "2 working-days"),
        (.complaint, "complaint-acceptance", "2022-01-01", "10 calendar-days"),
        (.complaint, "complaint-acceptance", "2026-06-30", "10 calendar-days"),
        (.complaint, "complaint-acceptance", "2026-07-01", "7 working-days"),
        (.complaint, "complaint-resolution", "2026-06-30", "30 calendar-days"),
        (.complaint, "complaint-resolution", "2026-07-01", "30 calendar-days"),
        (.complaint, "complaint-decision-sending", "2024-05-06", "3 working-days"),
        (.complaint, "complaint-second-filing", "2024-05-06", "30 calendar-days"),
        (.complaint, "complaint-second-resolution", "2026-07-01", "45 calendar-days"),
        (.denunciation, "denunciation-registration", "2024-05-06", "7 working-days"),
        (.denunciation, "denunciation-forwarding", "2024-05-06", "5 working-days"),
        (.denunciation, "denunciation-acceptance-notice", "2024-05-06", "5 working-days"),
        (.denunciation, "denunciation-resolution", "2024-05-06", "30 calendar-days"),
        (.denunciation, "denunciation-publication", "2024-05-06", "7 working-days"),
    ]

    @Test("The limits of the law on their days", arguments: limits)
    func limit(lane: Lane, id: DeadlineRuleID, day: String, limit: String) throws {
        let day = try Self.day(day)
        let ruleSet = try self.ruleSet()
        let rules = ruleSet.deadlineRules(lane: lane, receivedOn: day).filter { $0.id == id }
        #expect(rules.map(\.limit.description) == [limit])
        #expect(ruleSet.deadlineRule(id, lane: lane, receivedOn: day) == rules.first)
    }

    /// Rule, variant, limit in words; complaints received in 2026, denunciations with their extension.
    static let variants: [(Lane, DeadlineRuleID, DeadlineVariantID, String, Int?)] = [
        (.complaint, "complaint-resolution", "complex", "45 calendar-days", nil),
        (.complaint, "complaint-resolution", "remote", "45 calendar-days", nil),
        (.complaint, "complaint-resolution", "remote-complex", "60 calendar-days", nil),
        (.complaint, "complaint-second-filing", "remote", "45 calendar-days", nil),
        (.complaint, "complaint-second-resolution", "complex", "60 calendar-days", nil),
        (.complaint, "complaint-second-resolution", "remote", "60 calendar-days", nil),
        (.complaint, "complaint-second-resolution", "remote-complex", "70 calendar-days", nil),
        (.denunciation, "denunciation-registration", "more-verification", "10 working-days", nil),
        (.denunciation, "denunciation-resolution", "complex", "30 calendar-days", 1),
        (.denunciation, "denunciation-resolution", "very-complex", "30 calendar-days", 2),
        (.denunciation, "denunciation-resolution", "no-such-variant", "30 calendar-days", nil),
        (.feedback, "feedback-resolution", "complex", "15 working-days", 1),
    ]

    @Test("The limits of special cases, before and after the law changed", arguments: variants)
    func variant(
        lane: Lane,
        id: DeadlineRuleID,
        variant: DeadlineVariantID,
        limit: String,
        extensions: Int?
    ) throws {
        for day in ["2022-01-01", "2026-07-01"] {
            let rule = try #require(self.ruleSet().deadlineRule(id, lane: lane, receivedOn: Self.day(day)))
            #expect(rule.limit(variant: variant).description == limit)
            #expect(rule.extensionAllowed(variant: variant)?.maximumCount == extensions)
        }
    }

    @Test("Suspending a complaint stops its clock only from the day the law says so")
    func suspension() throws {
        let ruleSet = try self.ruleSet()
        let before = try Self.day("2026-06-30")
        let after = try Self.day("2026-07-01")
        let id: DeadlineRuleID = "complaint-resolution"
        #expect(ruleSet.deadlineRule(id, lane: .complaint, receivedOn: before)?.pauses == [])
        #expect(ruleSet.deadlineRule(id, lane: .complaint, receivedOn: after)?.pauses == [.suspended])
        #expect(ruleSet.legalGrounds(for: "suspend", lane: .complaint, receivedOn: before) == [])
        #expect(ruleSet.legalGrounds(for: "suspend", lane: .complaint, receivedOn: after).count == 1)
        #expect(ruleSet.legalGrounds(for: "refuse", lane: .complaint, receivedOn: before).count == 9)
    }

    @Test("Nobody but the inspectorate sees more of a denunciation than its number")
    func sealed() throws {
        let ruleSet = try self.ruleSet()
        let definition = try #require(ruleSet.lifecycle(for: .denunciation))
        #expect(ruleSet.roles.count == 8)
        for state in definition.states.map(\.state) {
            for role in ruleSet.roles.map(\.role) {
                let level = ruleSet.visibility(of: .denunciation, in: state, for: role)
                #expect(level == (role == .inspectorate ? .contact : .number), "\(role) in \(state)")
            }
        }
        for rule in ruleSet.deadlines where rule.lanes.contains(.denunciation) {
            let told = Set(rule.reminders.map(\.role) + rule.escalations.map(\.role))
            #expect(told.isSubset(of: [.inspectorate]), "\(rule.id)")
        }
    }

    @Test("Who sees what of feedback")
    func visibility() throws {
        let ruleSet = try self.ruleSet()
        func level(_ role: Role, _ state: CaseState) -> VisibilityLevel {
            ruleSet.visibility(of: .feedback, in: state, for: role)
        }
        #expect(level(.officer, .assigned) == .text)
        #expect(level(.officer, .accepted) == .contact)
        #expect(level(.officer, "published") == .text)
        #expect(level(.citizen, .accepted) == .summary)
        #expect(level(.auditor, .accepted) == .text)
        #expect(level(.inspectorate, .accepted) == .nothing)
        #expect(level("stranger", .accepted) == .nothing)
        #expect(level(.triage, "screening") == .contact)
        #expect(level(.triage, .assigned) == .text)
    }

    @Test("Apologies are policy: on for feedback, off for complaints, and so are their letters")
    func apologies() throws {
        let ruleSet = try self.ruleSet()
        let day = try Self.day("2024-05-06")
        #expect(ruleSet.isOn("apology-applies", lane: .feedback, receivedOn: day))
        #expect(!ruleSet.isOn("apology-applies", lane: .complaint, receivedOn: day))
        #expect(!ruleSet.isOn("apology-applies", lane: .feedback, receivedOn: try Self.day("2021-12-31")))
        #expect(!ruleSet.isOn("no-such-switch", lane: .feedback, receivedOn: day))
        let feedback = ruleSet.letters(lane: .feedback, receivedOn: day).map(\.id)
        #expect(
            feedback == [
                "feedback-acceptance", "feedback-refusal", "extension-notice", "feedback-apology", "congratulations",
            ]
        )
        #expect(!ruleSet.letters(lane: .complaint, receivedOn: day).contains { $0.id == "complaint-apology" })
        let apology = try #require(ruleSet.letters.first { $0.id == "feedback-apology" })
        let oneDay = try #require(TimeLimit("1 working-day"))
        #expect(apology.occasion == .beforeDue("feedback-resolution", oneDay))
    }

    @Test("The reopen window ends so many days after the one it opened on, in the lanes that have one")
    func reopenWindow() throws {
        let ruleSet = try self.ruleSet()
        let opened = try Self.day("2024-02-20")
        #expect(ruleSet.rule(for: .feedback)?.lastDayToReopen(openedOn: opened) == Day("2024-03-01"))
        for lane in [Lane.complaint, .denunciation, .commendation, .outOfScope] {
            #expect(ruleSet.rule(for: lane)?.lastDayToReopen(openedOn: opened) == nil)
        }
    }

    @Test("Every rule names its source; what rests on policy alone is marked weak")
    func sources() throws {
        let ruleSet = try self.ruleSet()
        for rule in ruleSet.deadlines where rule.source.legalSource.hasPrefix("Chính sách") {
            #expect(rule.source.confidence == .low, "\(rule.id)")
        }
        #expect(ruleSet.outcomes(for: .resolve, lane: .complaint).map(\.id).count == 3)
        #expect(ruleSet.outcomes(for: "refuse", lane: .complaint) == [])
        #expect(ruleSet.vietnameseLabel(of: .leader) == "Lãnh đạo đơn vị")
        #expect(ruleSet.vietnameseLabel(of: "stranger") == "stranger")
    }
}

/// The bundled rules, read once for all tests.
enum BundledRules {
    private static let loaded = Result { () throws(RuleFileError) in try CaseRules.bundled() }

    static func ruleSet() throws -> CaseRuleSet {
        try #require(self.loaded.get().ruleSets.first)
    }
}
