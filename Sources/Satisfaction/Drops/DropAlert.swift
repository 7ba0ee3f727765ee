package import CivilTime

/// That a unit's share of the satisfied fell below its own past (cảnh báo sụt giảm mức độ hài lòng).
package struct DropAlert: Sendable, Hashable {
    /// The day from which the evidence adds up: where the fall began, as far as can be told.
    package let since: Day
    /// The day on whose ratings the alert was raised; `since` or later.
    package let raised: Day
    /// The first day of the recovery, as far as can be told, once it is shown; until then `nil`.
    package internal(set) var ended: Day?
    /// The ratings from `since` on, up to the end or as far as no recovery is in sight.
    package internal(set) var count: ShareCount
    /// The share in `count` less that of the baseline, so below 0 when it fell, with Newcombe's interval of 95 %.
    ///
    /// Of 95 % before it was picked: chosen because it is low, the estimate is too low at first: ``DropDetector`` tells how often the interval holds
    /// the true fall.
    package internal(set) var fall: ConfidenceInterval
}
