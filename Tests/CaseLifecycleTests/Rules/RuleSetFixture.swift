import CaseLifecycle
import CivilTime
import Testing

/// A small sound rule set, to be broken in one place at a time.
enum RuleSetFixture {
    static let source = RuleSource("Luật thử, Điều 1", confidence: .low)

    static func period(_ first: String = "2024-01-01", _ last: String? = "2026-12-31") throws -> RulePeriod {
        try RulePeriod(from: #require(Day(first)), through: last.map { try #require(Day($0)) })
    }

    static func lane(
        _ lane: Lane,
        lifecycle: LifecycleID = "feedback-test",
        confidentiality: LaneRule.Confidentiality = .open,
        sealedTo: [Role] = [],
        othersSee: VisibilityLevel = .nothing,
        reopenWindowDays: Int? = 10,
        requiredDeadlines: [DeadlineRuleID] = [],
        source: RuleSource = Self.source
    ) -> LaneRule {
        LaneRule(
            lane,
            vietnameseName: lane.vietnameseName,
            lifecycle: lifecycle,
            confidentiality: confidentiality,
            sealedTo: sealedTo,
            othersSee: othersSee,
            reopenWindowDays: reopenWindowDays,
            requiredDeadlines: requiredDeadlines,
            source: source
        )
    }

    static var lifecycle: LifecycleDraft {
        LifecycleDraft(
            id: "feedback-test",
            initialState: .received,
            states: LifecycleDefinition.smallest.states,
            transitions: LifecycleDefinition.smallest.transitions + [
                TransitionDefinition(
                    .reopen,
                    vietnameseLabel: "Mở lại",
                    from: .resolved,
                    to: .accepted,
                    roles: [.citizen],
                    requirements: [],
                    reopenWindow: .within
                ),
                TransitionDefinition(
                    "publish",
                    vietnameseLabel: "Công khai",
                    from: .resolved,
                    to: .resolved,
                    roles: [.officer],
                    requirements: [],
                    reopenWindow: .opens
                ),
            ]
        )
    }

    static func deadline(
        _ id: DeadlineRuleID = "answering",
        name: String = "Trả lời",
        lanes: [Lane] = [.feedback],
        kind: DeadlineRule.Kind = .duty,
        limit: String = "10 working-days",
        variants: [DeadlineRule.Variant] = [],
        extensionRule: DeadlineRule.Extension? = nil,
        reminders: [DeadlineReminder]? = nil,
        period: RulePeriod? = nil,
        source: RuleSource = Self.source
    ) throws -> DeadlineRule {
        let before = try #require(TimeLimit("2 working-days"))
        return try DeadlineRule(
            id,
            vietnameseName: name,
            lanes: lanes,
            kind: kind,
            starts: [.event(.assign)],
            fulfilledBy: [.resolve],
            limit: #require(TimeLimit(limit)),
            variants: variants,
            extensionRule: extensionRule,
            reminders: reminders ?? [DeadlineReminder(before: before, to: .officer)],
            period: period ?? Self.period(),
            source: source
        )
    }

    static func draft() throws -> CaseRuleSetDraft {
        var draft = try CaseRuleSetDraft(id: "test-1", period: self.period(), source: self.source)
        let roles = [Role.citizen, .officer, .inspectorate, .operator, .system]
        draft.roles = roles.map { RoleDefinition($0, vietnameseLabel: "Vai trò") }
        draft.lanes = Lane.allCases.map { self.lane($0) }
        draft.lifecycles = [self.lifecycle]
        draft.deadlines = [try self.deadline()]
        draft.visibility = [
            VisibilityRule(lanes: Lane.allCases, roles: [.citizen, .system], level: .number),
            VisibilityRule(lanes: Lane.allCases, roles: [.officer, .inspectorate, .operator], level: .text),
        ]
        return draft
    }

    /// The problems of a draft, or none.
    static func problems(_ draft: CaseRuleSetDraft) -> [CaseRuleSetError.Problem] {
        do throws(CaseRuleSetError) {
            _ = try CaseRuleSet(draft)
            return []
        } catch {
            #expect(error.ruleSet == draft.id)
            return error.problems
        }
    }
}
