import CaseLifecycle
import CivilTime
import Testing

/// A larger life cycle, made of data alone: suspension, return, reopening, withdrawal, a leader's approval.
enum RichLifecycle {
    static let events: [CaseEventKind] = [
        .receive, .assign, .accept, .resolve, "return", "suspend", "resume", "withdraw", "reopen", "invented",
    ]

    static func make() throws -> LifecycleDefinition {
        let staff: Set<Role> = [.officer, .operator]
        let lastDay: Day = try #require(Day("2026-06-30"))
        return try LifecycleDefinition(
            id: "rich-test",
            validFrom: #require(Day("2025-07-01")),
            validThrough: lastDay,
            initialState: .received,
            states: LifecycleDefinition.smallest.states + [
                StateDefinition("suspended", vietnameseLabel: "Tạm đình chỉ", phase: .open),
                StateDefinition("withdrawn", vietnameseLabel: "Đã rút", phase: .final),
            ],
            transitions: LifecycleDefinition.smallest.transitions + [
                TransitionDefinition(
                    "return",
                    vietnameseLabel: "Chuyển trả",
                    from: .assigned,
                    to: .assigned,
                    roles: staff,
                    requiresReason: true,
                    namesUnit: true
                ),
                TransitionDefinition(
                    "suspend",
                    vietnameseLabel: "Tạm đình chỉ",
                    from: .accepted,
                    to: "suspended",
                    roles: ["leader"],
                    requiresReason: true
                ),
                TransitionDefinition(
                    "resume",
                    vietnameseLabel: "Tiếp tục",
                    from: "suspended",
                    to: .accepted,
                    roles: staff
                ),
                TransitionDefinition(
                    "withdraw",
                    vietnameseLabel: "Rút",
                    from: .accepted,
                    to: "withdrawn",
                    roles: [.citizen, .officer],
                    requiresReason: true
                ),
                TransitionDefinition(
                    "reopen",
                    vietnameseLabel: "Mở lại",
                    from: .resolved,
                    to: .accepted,
                    roles: [.citizen, "leader"],
                    requiresReason: true
                ),
            ]
        )
    }
}
