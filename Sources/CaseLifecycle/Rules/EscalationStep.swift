/// Who is told before a time limit is due (nhắc việc).
package struct DeadlineReminder: Sendable, Hashable {
    /// How long before.
    package let before: TimeLimit

    /// The role that is told, in the responsible unit.
    package let role: Role

    /// Makes a reminder.
    package init(before: TimeLimit, to role: Role) {
        self.before = before
        self.role = role
    }
}

/// How far up a reminder of an overdue limit goes.
package enum EscalationLevel: String, Sendable, Hashable, CaseIterable, Comparable {
    /// The responsible unit.
    case unit = "unit"

    /// The unit above it.
    case parent = "parent"

    /// The province.
    case province = "province"

    package static func < (left: EscalationLevel, right: EscalationLevel) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int {
        switch self {
        case .unit: 0
        case .parent: 1
        case .province: 2
        }
    }
}

/// Who is told when a time limit is overdue (báo cáo vượt cấp).
package struct EscalationStep: Sendable, Hashable {
    /// How long after the limit was due, or `nil` for at once.
    package let after: TimeLimit?

    /// How far up; each step of a rule goes further than the one before.
    package let level: EscalationLevel

    /// The role that is told at that level.
    package let role: Role

    /// Makes a step.
    package init(after: TimeLimit?, level: EscalationLevel, to role: Role) {
        self.after = after
        self.level = level
        self.role = role
    }
}
