package import CivilTime

/// A time limit of one case as it stands (thời hạn của vụ việc).
package struct CaseDeadline: Sendable, Hashable {
    /// Where a time limit of a case stands.
    package enum State: String, Sendable, Hashable, CaseIterable {
        /// It runs.
        case running = "running"

        /// It stands still: the citizen is waited for, or the case is suspended.
        case paused = "paused"

        /// It was fulfilled, in time or not.
        case fulfilled = "fulfilled"

        /// It ended without being fulfilled: nothing is owed any more, or it began anew.
        case ended = "ended"
    }

    /// Somebody who is to be told (nhắc việc, báo cáo vượt cấp).
    package struct Notice: Sendable, Hashable {
        /// Unique in the rule, such as `reminder-1` or `escalation-2`, in the rule's order.
        package let id: String

        /// From when on they are told; within the unit's office hours.
        package let at: Timestamp

        /// How far up.
        package let level: EscalationLevel

        /// The role that is told there.
        package let role: Role

        /// Makes a notice.
        package init(id: String, at: Timestamp, level: EscalationLevel, role: Role) {
            self.id = id
            self.at = at
            self.level = level
            self.role = role
        }
    }

    /// The rule of the case's rule set.
    package let rule: DeadlineRuleID

    /// What it means for those it binds.
    package let kind: DeadlineRule.Kind

    /// 1 for the first time it began, one more each time it began anew.
    package let run: UInt32

    /// Where it stands.
    package let state: State

    /// When this run began.
    package let startedAt: Timestamp

    /// The first instant that is too late, or `nil` while it stands still.
    package let dueAt: Timestamp?

    /// Whether a day it was counted over lies in a year whose calendar is not known yet.
    package let isProvisional: Bool

    /// When it was fulfilled or ended, or `nil` before.
    package let endedAt: Timestamp?

    /// Who is told when, in the order of time; empty unless it runs.
    package let notices: [Notice]

    /// Makes a time limit from stored parts.
    package init(
        rule: DeadlineRuleID,
        kind: DeadlineRule.Kind,
        run: UInt32,
        state: State,
        startedAt: Timestamp,
        dueAt: Timestamp?,
        isProvisional: Bool,
        endedAt: Timestamp?,
        notices: [Notice]
    ) {
        self.rule = rule
        self.kind = kind
        self.run = run
        self.state = state
        self.startedAt = startedAt
        self.dueAt = dueAt
        self.isProvisional = isProvisional
        self.endedAt = endedAt
        self.notices = notices
    }

    /// Whether somebody is late at an instant, or was when it was fulfilled or ended.
    ///
    /// What ended overdue stays late: that nothing is owed any more makes nothing late in time. (A run that began anew is
    /// no longer one of the case's limits: those count from the last transfer.)
    package func isLate(at instant: Timestamp) -> Bool {
        guard let dueAt = self.dueAt else { return false }
        switch self.state {
        case .running: return instant >= dueAt
        case .fulfilled, .ended: return self.endedAt.map { $0 >= dueAt } ?? false
        case .paused: return false
        }
    }
}

extension Sequence<CaseDeadline> {
    /// What is owed next: the duty that runs and is due first, or `nil` when nothing is owed or all stands still.
    package var next: CaseDeadline? {
        self.filter { $0.kind == .duty && $0.state == .running && $0.dueAt != nil }
            .min { ($0.dueAt ?? $0.startedAt, $0.rule) < ($1.dueAt ?? $1.startedAt, $1.rule) }
    }
}
