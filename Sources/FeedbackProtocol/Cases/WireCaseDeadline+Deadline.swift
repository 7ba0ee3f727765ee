package import CaseLifecycle
import CivilTime

extension WireCaseDeadline {
    /// The time limit on the wire.
    package init(_ deadline: CaseDeadline) {
        self = .make {
            $0.rule = deadline.rule.rawValue
            $0.kind = deadline.kind.rawValue
            $0.run = deadline.run
            $0.state = WireDeadlineState(deadline.state)
            $0.startedAt = deadline.startedAt.microseconds
            $0.dueAt = deadline.dueAt?.microseconds ?? 0
            $0.provisional = deadline.isProvisional
            $0.endedAt = deadline.endedAt?.microseconds ?? 0
            $0.notices = deadline.notices.map { notice in
                .make {
                    $0.id = notice.id
                    $0.at = notice.at.microseconds
                    $0.level = notice.level.rawValue
                    $0.role = notice.role.rawValue
                }
            }
        }
    }

    /// The time limit as the case knows it; `nil` when it is not of a form this version knows.
    package var deadline: CaseDeadline? {
        guard let kind = DeadlineRule.Kind(rawValue: self.kind), let state = self.state.deadlineState else {
            return nil
        }
        var notices: [CaseDeadline.Notice] = []
        for notice in self.notices {
            guard let level = EscalationLevel(rawValue: notice.level) else { return nil }
            notices.append(
                CaseDeadline.Notice(
                    id: notice.id,
                    at: Timestamp(microseconds: notice.at),
                    level: level,
                    role: Role(rawValue: notice.role)
                )
            )
        }
        return CaseDeadline(
            rule: DeadlineRuleID(rawValue: self.rule),
            kind: kind,
            run: self.run,
            state: state,
            startedAt: Timestamp(microseconds: self.startedAt),
            dueAt: self.dueAt == 0 ? nil : Timestamp(microseconds: self.dueAt),
            isProvisional: self.provisional,
            endedAt: self.endedAt == 0 ? nil : Timestamp(microseconds: self.endedAt),
            notices: notices
        )
    }
}

extension WireDeadlineState {
    /// The state on the wire.
    package init(_ state: CaseDeadline.State) {
        switch state {
        case .running: self = .running
        case .paused: self = .paused
        case .fulfilled: self = .fulfilled
        case .ended: self = .ended
        }
    }

    /// The state as the case knows it; `nil` when this version does not know it.
    package var deadlineState: CaseDeadline.State? {
        switch self {
        case .running: .running
        case .paused: .paused
        case .fulfilled: .fulfilled
        case .ended: .ended
        case .unspecified, .UNRECOGNIZED: nil
        }
    }
}
