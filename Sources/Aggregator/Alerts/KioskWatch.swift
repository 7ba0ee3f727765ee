import CivilTime
import FeedbackProtocol
import Satisfaction

/// What is known of one kiosk's alerts between two looks; pure.
struct KioskWatch: Sendable {
    /// What a look found.
    enum Finding: Sendable {
        case holds(AlertFacts.Figures, since: Timestamp, [AlertFacts.Setting])
        case ended(Timestamp)
        case nothing
    }

    /// The office it stood at when it was last looked at.
    let place: AlertPlace
    /// When it was first looked for there: what it did before is not known.
    private let start: Timestamp
    private var silent: KioskAlert?
    private var outbox: KioskAlert?
    private var clock: KioskAlert?
    /// The report that was last looked at.
    private var lastReport: Timestamp?
    /// How many waited when the outbox began to grow.
    private var depthAtFirst: UInt64 = 0

    init(at place: AlertPlace, since start: Timestamp) {
        self.place = place
        self.start = start
    }

    /// Whether the kiosk is silent.
    ///
    /// - Parameters:
    ///   - lastSeen: When it was heard of; `nil` for never since it is looked for.
    ///   - now: The time.
    ///   - hours: When its office is open.
    ///   - rules: The rules.
    /// - Returns: What is so.
    mutating func lookForSilence(
        lastSeen: Timestamp?,
        at now: Timestamp,
        hours: OpeningHours,
        rules: AlertRules
    ) -> Finding {
        let seen = lastSeen ?? self.start
        self.silent = KioskAlert.afterSilence(
            self.silent,
            lastSeen: seen,
            now: now,
            hours: hours,
            rule: rules.silence
        )
        guard let alert = self.silent else { return .nothing }
        if let end = alert.end { return .ended(end) }
        let figures = AlertFacts.Figures.silence(
            lastHeard: seen,
            neverHeard: lastSeen == nil,
            heardAgain: alert.calmSince
        )
        return .holds(figures, since: alert.start, rules.silenceSettings)
    }

    /// Whether its outbox grows and its clock is wrong.
    ///
    /// - Parameters:
    ///   - health: What the kiosk reported of itself; `nil` for nothing yet.
    ///   - rules: The rules.
    /// - Returns: What is so of the outbox and of the clock; `nil` when nothing was reported since the last look.
    mutating func lookAtReports(
        _ health: KioskHealth?,
        rules: AlertRules
    ) -> (outbox: Finding, clock: Finding)? {
        guard let health, let newest = health.reports.last, newest.time != self.lastReport else { return nil }
        self.lastReport = newest.time
        return (self.lookAtOutbox(health, newest, rules), self.lookAtClock(health, newest.time, rules))
    }

    private mutating func lookAtOutbox(
        _ health: KioskHealth,
        _ newest: KioskAlert.OutboxReport,
        _ rules: AlertRules
    ) -> Finding {
        let wasOpen = self.outbox?.end == nil && self.outbox != nil
        self.outbox = KioskAlert.afterOutbox(self.outbox, reports: health.reports, rule: rules.outbox)
        guard let alert = self.outbox else { return .nothing }
        if let end = alert.end { return .ended(end) }
        if !wasOpen { self.depthAtFirst = health.reports.first { $0.time == alert.start }?.depth ?? newest.depth }
        let figures = AlertFacts.Figures.outbox(
            depth: newest.depth,
            reportedAt: newest.time,
            depthAtFirst: self.depthAtFirst
        )
        return .holds(figures, since: alert.start, rules.outboxSettings)
    }

    private mutating func lookAtClock(_ health: KioskHealth, _ time: Timestamp, _ rules: AlertRules) -> Finding {
        self.clock = KioskAlert.afterClock(self.clock, offset: health.clockOffset, at: time, rule: rules.clock)
        guard let alert = self.clock else { return .nothing }
        if let end = alert.end { return .ended(end) }
        return .holds(
            .clock(offset: health.clockOffset, reportedAt: time),
            since: alert.start,
            rules.clockSettings
        )
    }
}
