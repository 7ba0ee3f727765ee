package import CivilTime

extension KioskAlert {
    /// When a kiosk's clock is wrong.
    package struct ClockRule: Sendable, Hashable {
        /// How far it may be off, either way.
        package var limit: Duration = .seconds(120)
        /// How near it must be for the alert to end.
        package var calm: Duration = .seconds(60)

        /// Makes the usual rule.
        package init() {}
    }

    /// Whether a kiosk's clock is wrong.
    ///
    /// - Parameters:
    ///   - previous: What the last call gave.
    ///   - offset: How far the kiosk's clock is ahead of the server's; negative when it is behind.
    ///   - time: When that was found, by the server's clock.
    ///   - rule: The bounds.
    /// - Returns: An alert that began with the first offset beyond the limit and ends with the first that is calm;
    ///   `nil` when there is none.
    package static func afterClock(
        _ previous: KioskAlert?,
        offset: Duration,
        at time: Timestamp,
        rule: ClockRule = ClockRule()
    ) -> KioskAlert? {
        func isBeyond(_ bound: Duration) -> Bool { offset > bound || offset < .zero - bound }
        if let alert = KioskAlert.holding(previous, .clockError) {
            return isBeyond(min(rule.calm, rule.limit)) ? alert : alert.ended(at: time)
        }
        return isBeyond(rule.limit) ? KioskAlert(.clockError, start: time) : nil
    }
}
