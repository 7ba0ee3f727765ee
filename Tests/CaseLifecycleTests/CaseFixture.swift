import CaseLifecycle
import CivilTime
import Testing

/// Ready-made parts of cases.
enum CaseFixture {
    static let start = Timestamp(microseconds: 1_665_711_000_000_000)  // 2022-10-14T08:30:00+07:00
    static let officer = Actor(.officer, identifier: "desk-29242-1")
    static let kiosk = Actor(.citizen, identifier: "kiosk-29242-1")
    static let unit = "29242"
    static let routing = RoutingProvenance(ruleID: "office-itself", ruleSetID: "routing-2022", editionID: "2022-10")

    static func reception() throws -> CaseReception {
        CaseReception(
            id: SubmissionID(high: 0x017F_22E2_79B0_7CC3, low: 0x98C4_DC0C_0C07_398F),
            trackingCode: try #require(TrackingCode(rawValue: 1 << 20)),
            lane: .feedback,
            subject: "attitude",
            field: "civil-status",
            officeCode: Self.unit,
            capturedAt: Self.start.advanced(by: .seconds(-90)),
            receivedAt: Self.start
        )
    }

    static func opened(under definition: LifecycleDefinition = .smallest) throws -> Case {
        try Case.opening(
            Self.reception(),
            unit: Self.unit,
            routing: Self.routing,
            submittedBy: Self.kiosk,
            under: definition
        )
    }

    /// A new case brought to `state` of the smallest life cycle by an officer; for `received`, before its assignment.
    static func inState(_ state: CaseState) throws -> Case {
        var subject = try Self.opened()
        if state == .received {
            return try Case.replaying(
                subject.reception,
                routing: subject.routing,
                events: subject.history.prefix(1),
                under: .smallest
            )
        }
        for event: CaseEventKind in [.accept, .resolve] where subject.state != state {
            _ = try subject.apply(Self.command(event, on: subject, reason: "Đã xử lý"), under: .smallest)
        }
        try #require(subject.state == state)
        return subject
    }

    static func command(
        _ event: CaseEventKind,
        on subject: Case,
        by actor: Actor = Self.officer,
        after seconds: Int = 60,
        reason: String? = nil,
        unit: String? = nil,
        key: String? = nil
    ) throws -> CaseCommand {
        CaseCommand(
            event: event,
            actor: actor,
            at: subject.lastChangedAt.advanced(by: .seconds(seconds)),
            reason: reason,
            unit: unit,
            expectedVersion: subject.version,
            idempotencyKey: try #require(IdempotencyKey(key ?? "key-\(subject.version)"))
        )
    }
}
