package import CivilTime

extension KioskAlert {
    /// What a kiosk reported of its outbox.
    package struct OutboxReport: Sendable, Hashable {
        /// When, by the server's clock.
        package let time: Timestamp
        /// How many submissions wait.
        package let depth: UInt64

        /// Makes a report.
        package init(time: Timestamp, depth: UInt64) {
            self.time = time
            self.depth = depth
        }
    }

    /// When an outbox grows too much.
    package struct OutboxRule: Sendable, Hashable {
        /// How many reports in a row may not fall, 2 at least.
        package var reportCount = 4
        /// How many submissions may wait.
        package var limit: UInt64 = 50
        /// At how many, or fewer, the alert ends.
        package var calm: UInt64 = 10

        /// Makes the usual rule.
        package init() {}
    }

    /// Whether a kiosk's outbox only grows: over the last reports it never fell, it rose, and it is beyond the limit.
    ///
    /// - Parameters:
    ///   - previous: What the last call gave.
    ///   - reports: The last reports, in order; as many as the rule asks for are enough.
    ///   - rule: The bounds.
    /// - Returns: An alert that began with the first of those reports and ends with the first that is calm; `nil` when
    ///   there is none.
    package static func afterOutbox(
        _ previous: KioskAlert?,
        reports: some BidirectionalCollection<OutboxReport>,
        rule: OutboxRule = OutboxRule()
    ) -> KioskAlert? {
        let alert = KioskAlert.holding(previous, .outboxGrows)
        guard let last = reports.last else { return alert }
        if let alert { return last.depth <= min(rule.calm, rule.limit) ? alert.ended(at: last.time) : alert }
        let run = reports.suffix(max(2, rule.reportCount))
        guard run.count == max(2, rule.reportCount), let first = run.first, last.depth > rule.limit,
            last.depth > first.depth, zip(run, run.dropFirst()).allSatisfy({ $0.depth <= $1.depth })
        else { return nil }
        return KioskAlert(.outboxGrows, start: first.time)
    }
}
