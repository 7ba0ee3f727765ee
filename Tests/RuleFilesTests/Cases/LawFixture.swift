import CaseLifecycle
import CivilTime
import RuleFiles
import Testing

/// The bundled law, and a case that lives under it.
struct LawFixture {
    let law: CaseLaw
    let procedure: CaseProcedure
    private(set) var subject: Case
    private var serial = 0

    /// Opens a case received on 2022-10-14 (a Friday) at 08:30.
    init(_ lane: Lane = .feedback) throws {
        let received = try Self.time("2022-10-14", 8, 30)
        let law = CaseLaw(
            ruleSets: try CaseRules.bundled().ruleSets,
            calendar: try WorkingCalendar(parsing: WorkingCalendar.bundledFile)
        )
        let set = try #require(law.ruleSet(on: received.localDay))
        let procedure = try #require(CaseProcedure(set, lane: lane, receivedAt: received))
        self.law = law
        self.procedure = procedure
        self.subject = try Case.opening(
            CaseReception(
                id: SubmissionID(high: 0x017F_22E2_79B0_7CC3, low: 0x98C4_DC0C_0C07_398F),
                trackingCode: try #require(TrackingCode(rawValue: 1 << 20)),
                lane: lane,
                subject: "attitude",
                field: "civil-status",
                officeCode: "29242",
                capturedAt: received,
                receivedAt: received
            ),
            unit: "29242",
            routing: RoutingProvenance(ruleID: "feedback-unit", ruleSetID: "default-1", editionID: "2022-10"),
            submittedBy: Actor(.citizen, identifier: "kiosk-1"),
            under: procedure.lifecycle
        )
    }

    /// An instant on the province's clocks.
    static func time(_ day: String, _ hour: Int, _ minute: Int = 0) throws -> Timestamp {
        Timestamp(startOf: try #require(Day(day))).advanced(by: .seconds(hour * 3600 + minute * 60))
    }

    /// Applies an event at an instant, as a role.
    @discardableResult
    mutating func apply(
        _ event: CaseEventKind,
        at time: Timestamp,
        as role: Role = .officer,
        reason: String? = "Có lý do",
        unit: String? = nil,
        _ details: CaseEventDetails = .none
    ) throws -> CaseCommandOutcome {
        self.serial += 1
        return try self.subject.apply(
            CaseCommand(
                event: event,
                actor: Actor(.officer, identifier: "hoa", role: role),
                at: time,
                reason: reason,
                unit: unit,
                details: details,
                expectedVersion: self.subject.version,
                idempotencyKey: try #require(IdempotencyKey("key-\(self.serial)"))
            ),
            under: self.procedure
        )
    }

    /// The error an event ends with.
    mutating func refusal(
        _ event: CaseEventKind,
        at time: Timestamp,
        as role: Role = .officer,
        reason: String? = "Có lý do",
        _ details: CaseEventDetails = .none
    ) throws -> CaseCommandError? {
        do {
            try self.apply(event, at: time, as: role, reason: reason, details)
            return nil
        } catch let error as CaseCommandError {
            return error
        }
    }

    /// The time limits as they stand.
    var deadlines: [CaseDeadline] {
        self.law.deadlines(of: self.subject, under: self.procedure, unitPath: ["84", "842", "29242"])
    }

    /// One time limit as it stands.
    func deadline(_ rule: DeadlineRuleID) throws -> CaseDeadline {
        try #require(self.deadlines.first { $0.rule == rule })
    }

    /// The last day of a time limit.
    func lastDay(_ rule: DeadlineRuleID) throws -> String {
        let due = try #require(try self.deadline(rule).dueAt)
        return due.advanced(by: .microseconds(-1)).localDay.description
    }
}
