package import CivilTime

extension KioskAlert {
    /// When a kiosk is silent.
    package struct SilenceRule: Sendable, Hashable {
        /// How much opening time may pass without a sign of life.
        package var limit: Duration = .seconds(30 * 60)
        /// How much opening time a kiosk must be heard of again, never out of sight for half of `limit`, to be fine.
        package var calm: Duration = .seconds(30 * 60)

        /// Makes the usual rule.
        package init() {}
    }

    /// Whether a kiosk is silent, counting only the time in which its office is open.
    ///
    /// To be called when the kiosk is heard of, and from time to time.
    ///
    /// - Parameters:
    ///   - previous: What the last call gave.
    ///   - lastSeen: When the kiosk was last heard of, by the server's clock.
    ///   - now: By the server's clock.
    ///   - hours: When its office is open.
    ///   - rule: The bounds.
    /// - Returns: An alert that began when the kiosk was last heard of and ends when it was heard of again; `nil` when
    ///   there is none.
    package static func afterSilence(
        _ previous: KioskAlert?,
        lastSeen: Timestamp,
        now: Timestamp,
        hours: OpeningHours,
        rule: SilenceRule = SilenceRule()
    ) -> KioskAlert? {
        let silence = hours.openTime(from: lastSeen, to: now, limit: rule.limit)
        guard var alert = KioskAlert.holding(previous, .silent) else {
            return silence >= rule.limit && rule.limit > .zero ? KioskAlert(.silent, start: lastSeen) : nil
        }
        guard lastSeen > alert.start, silence < rule.limit / 2 else {
            alert.calmSince = nil
            return alert
        }
        let calmSince = alert.calmSince ?? lastSeen
        alert.calmSince = calmSince
        guard hours.openTime(from: calmSince, to: now, limit: rule.calm) >= rule.calm else { return alert }
        return alert.ended(at: calmSince)
    }
}
