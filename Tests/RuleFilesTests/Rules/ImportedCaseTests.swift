import CaseLifecycle
import CivilTime
import RuleFiles
import Testing

@Suite("Imported cases under the bundled rules")
struct ImportedCaseTests {
    private static let received = Timestamp(microseconds: 1_664_759_700_000_000)  // 2022-10-03T08:15:00+07:00
    private static let due = received.advanced(by: .seconds(11 * 86_400))

    private let law: CaseLaw
    private let procedure: CaseProcedure

    init() throws {
        self.law = try LawFolder(inFolder: "/nonexistent").load()
        let rules = try #require(self.law.ruleSet(on: Self.received.localDay))
        self.procedure = try #require(CaseProcedure(rules, lane: .feedback, receivedAt: Self.received))
    }

    private func imported(_ state: CaseState, dueAt: Timestamp?) throws -> Case {
        let reception = CaseReception(
            id: SubmissionID(high: 0x8000, low: 0x8000_0000_0000_0001),
            trackingCode: try #require(TrackingCode(rawValue: 7)),
            lane: .feedback,
            subject: "late-result",
            field: "land",
            officeCode: "29242",
            capturedAt: Self.received,
            receivedAt: Self.received
        )
        let made = Case.imported(
            reception,
            unit: "29242",
            routing: RoutingProvenance(ruleID: "import", ruleSetID: "so-cu", editionID: "2022-10"),
            state: state,
            since: Self.received,
            reason: "Nhập từ nguồn so-cu",
            details: CaseEventDetails(importedDueAt: dueAt),
            under: self.procedure.lifecycle
        )
        return try #require(made)
    }

    private func limits(_ subject: Case) -> [String] {
        self.law.deadlines(of: subject, under: self.procedure, unitPath: ["84", "842", "29242"])
            .map { "\($0.rule) \($0.state.rawValue)" }
    }

    private func apply(_ event: CaseEventKind, _ details: CaseEventDetails, to subject: inout Case) throws {
        _ = try subject.apply(
            CaseCommand(
                event: event,
                actor: Actor(.officer, identifier: "officer-29242", role: "leader"),
                at: Self.received.advanced(by: .seconds(5 * 86_400)),
                reason: nil,
                unit: nil,
                details: details,
                expectedVersion: subject.version,
                idempotencyKey: try #require(IdempotencyKey("key-\(subject.version)"))
            ),
            under: self.procedure
        )
    }

    @Test("The source's due date alone binds an open case until it is resolved; from then on the rules count")
    func due() throws {
        var subject = try self.imported("accepted", dueAt: Self.due)
        #expect(self.limits(subject) == ["imported_due running"])
        try self.apply(
            "resolve",
            CaseEventDetails(answer: "Đã giải quyết", outcome: "feedback-done"),
            to: &subject
        )
        let limits = self.limits(subject)
        #expect(limits.first == "imported_due fulfilled")
        #expect(limits.contains("feedback-publication running"))
        #expect(!limits.contains { $0.hasPrefix("feedback-resolution") || $0.hasPrefix("reception-notice") })
    }

    @Test("A closed case has no limits, and without a due date what is done here begins them")
    func withoutDueDate() throws {
        for state: CaseState in ["closed", "withdrawn"] {
            #expect(self.limits(try self.imported(state, dueAt: Self.due)).isEmpty)
        }
        var subject = try self.imported("accepted", dueAt: nil)
        #expect(self.limits(subject).isEmpty)
        try self.apply(
            "resolve",
            CaseEventDetails(answer: "Đã giải quyết", outcome: "feedback-done"),
            to: &subject
        )
        #expect(self.limits(subject) == ["feedback-publication running"])
    }
}
