package import CivilTime

/// One time a time limit of a case began, and what happened to it since.
package struct DeadlineRun: Sendable, Hashable {
    /// What moves a clock.
    private enum Step: Hashable {
        case pause(Timestamp, CaseClock.PauseReason)
        case resume(Timestamp)
        case extend(Timestamp, TimeLimit)
    }

    /// The rule.
    package let rule: DeadlineRule

    /// 1 for the first run of the rule.
    package let number: UInt32

    /// When it began.
    package let startedAt: Timestamp

    /// Where it stands.
    package private(set) var state = CaseDeadline.State.running

    /// When it was fulfilled or ended.
    package private(set) var endedAt: Timestamp?

    private var variant: DeadlineVariantID?
    private var steps: [Step] = []

    /// The runs of a rule that a history tells, oldest first.
    ///
    /// - Parameters:
    ///   - rule: The rule.
    ///   - history: The case's entries, oldest first.
    ///   - lifecycle: The life cycle the case lives under.
    /// - Returns: None when nothing in the history begins the limit.
    package static func runs(
        of rule: DeadlineRule,
        in history: [CaseEvent],
        under lifecycle: LifecycleDefinition
    ) -> [DeadlineRun] {
        var runs: [DeadlineRun] = []
        var variant: DeadlineVariantID?
        for event in history {
            if event.details.deadline == rule.id, let chosen = event.details.variant { variant = chosen }
            if !runs.isEmpty {
                runs[runs.count - 1].take(event, variant: variant, under: lifecycle)
            }
            guard rule.isStarted(by: event) else { continue }
            if !runs.isEmpty { runs[runs.count - 1].end(.ended, at: event.at) }
            runs.append(
                DeadlineRun(rule: rule, number: UInt32(clamping: runs.count + 1), startedAt: event.at, variant: variant)
            )
            // What starts it can also be where it stands still; a final state that starts it does not end it at once.
            runs[runs.count - 1].pauseOrResume(in: event.to, at: event.at, under: lifecycle)
        }
        return runs
    }

    private init(rule: DeadlineRule, number: UInt32, startedAt: Timestamp, variant: DeadlineVariantID?) {
        self.rule = rule
        self.number = number
        self.startedAt = startedAt
        self.variant = variant
    }

    private var isOpen: Bool { self.state == .running || self.state == .paused }

    private mutating func take(
        _ event: CaseEvent,
        variant: DeadlineVariantID?,
        under lifecycle: LifecycleDefinition
    ) {
        guard self.isOpen else { return }
        self.variant = variant
        if self.rule.fulfilledBy.contains(event.kind) { return self.end(.fulfilled, at: event.at) }
        if event.details.deadline == self.rule.id, event.details.variant == nil,
            let allowed = self.rule.extensionAllowed(variant: variant)
        {
            self.steps.append(.extend(event.at, allowed.limit))
        }
        self.enter(event.to, at: event.at, under: lifecycle)
    }

    private mutating func enter(_ state: CaseState, at time: Timestamp, under lifecycle: LifecycleDefinition) {
        guard self.isOpen, let definition = lifecycle.definition(of: state) else { return }
        if definition.phase == .final || definition.clock == .stopped { return self.end(.ended, at: time) }
        self.pauseOrResume(in: state, at: time, under: lifecycle)
    }

    private mutating func pauseOrResume(
        in state: CaseState,
        at time: Timestamp,
        under lifecycle: LifecycleDefinition
    ) {
        guard let definition = lifecycle.definition(of: state) else { return }
        if self.rule.pauses.contains(definition.clock), let reason = CaseClock.PauseReason(definition.clock) {
            guard self.state == .running else { return }
            self.state = .paused
            self.steps.append(.pause(time, reason))
        } else if self.state == .paused {
            self.state = .running
            self.steps.append(.resume(time))
        }
    }

    private mutating func end(_ state: CaseDeadline.State, at time: Timestamp) {
        guard self.isOpen else { return }
        if self.state == .paused { self.steps.append(.resume(time)) }
        self.state = state
        self.endedAt = time
    }

    /// The clock, with every pause and extension.
    package var clock: CaseClock {
        var clock = CaseClock(start: self.startedAt, limit: self.rule.limit(variant: self.variant))
        for step in self.steps {
            switch step {
            case .pause(let time, let reason): clock.pause(at: time, reason: reason)
            case .resume(let time): clock.resume(at: time)
            case .extend(let time, let limit): clock.extend(by: limit, at: time)
            }
        }
        return clock
    }

    /// The run counted over a calendar.
    ///
    /// - Parameter calendar: The calendar of the responsible unit.
    /// - Returns: The time limit as it stands, with whom to tell when.
    package func deadline(in calendar: UnitCalendar) -> CaseDeadline {
        let counted = self.clock.deadline(in: calendar)
        // A limit that was over before it stood still is over: asking the citizen makes nothing late in time.
        let state = self.state == .paused && counted != nil ? .running : self.state
        return CaseDeadline(
            rule: self.rule.id,
            kind: self.rule.kind,
            run: self.number,
            state: state,
            startedAt: self.startedAt,
            dueAt: counted?.due,
            isProvisional: counted?.isProvisional ?? false,
            endedAt: self.endedAt,
            notices: state == .running ? counted.map { self.notices(of: $0, in: calendar) } ?? [] : []
        )
    }

    private func notices(of deadline: Deadline, in calendar: UnitCalendar) -> [CaseDeadline.Notice] {
        let reminders = self.rule.reminders.enumerated().compactMap { index, reminder -> CaseDeadline.Notice? in
            let time = calendar.instant(reminder.before, before: deadline)
            // A limit shorter than the reminder's lead: those it binds hear of the case itself.
            guard time > self.startedAt else { return nil }
            return CaseDeadline.Notice(id: "reminder-\(index + 1)", at: time, level: .unit, role: reminder.role)
        }
        let escalations = self.rule.escalations.enumerated().map { index, step in
            CaseDeadline.Notice(
                id: "escalation-\(index + 1)",
                at: calendar.instant(step.after, after: deadline),
                level: step.level,
                role: step.role
            )
        }
        return (reminders + escalations).sorted { ($0.at, $0.id) < ($1.at, $1.id) }
    }
}

extension DeadlineRule {
    /// Whether an entry of a history begins the limit.
    func isStarted(by event: CaseEvent) -> Bool {
        self.starts.contains { start in
            switch start {
            case .event(let kind): kind == event.kind
            case .state(let state): state == event.to && event.from != event.to
            }
        }
    }
}

extension CaseClock.PauseReason {
    /// Why a clock stands still in a state with this clock; `nil` where it does not.
    init?(_ clock: StateClock) {
        switch clock {
        case .waitingForCitizen: self = .waitingForCitizen
        case .suspended: self = .suspended
        case .running, .stopped: return nil
        }
    }
}
