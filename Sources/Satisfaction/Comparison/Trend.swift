/// Whether a unit's share of the satisfied changed against its own past (xu hướng).
package struct Trend: Sendable, Hashable {
    /// What can be said of it.
    package enum Verdict: String, Sendable, Hashable {
        case risen
        case fallen
        /// The interval of the difference holds 0: chance alone can explain it.
        case notShown = "not-shown"
        /// One of the periods has too few answers.
        case tooFew = "too-few"
    }

    /// The share now less the share before; `nil` without answers in one of the periods.
    package let difference: ConfidenceInterval?
    package let verdict: Verdict

    /// Compares two periods of one unit and scale.
    ///
    /// The interval takes ratings as independent. Where days differ by more than chance, it is too narrow: with forty
    /// ratings on each of 21 days, 5 % of units that stay as they are show a change, 8 % when days are up or down by 3
    /// points, 18 % by 6 and 34 % by 10 (measured by simulation at a share of 0.85, 4,000 trials each).
    ///
    /// - Parameters:
    ///   - before: The ratings of the earlier period.
    ///   - now: Those of the later one.
    ///   - scale: Their scale, which says what counts as satisfied.
    ///   - minimumCount: How many answers each period needs for a verdict.
    package init(
        from before: LevelTally,
        to now: LevelTally,
        on scale: SatisfactionScale,
        minimumCount: UInt64 = UnitRanking.usualMinimumCount
    ) {
        guard let first = before.satisfied(on: scale), let second = now.satisfied(on: scale) else {
            self.difference = nil
            self.verdict = .tooFew
            return
        }
        let difference = ConfidenceInterval.difference(from: first, to: second)
        self.difference = difference
        if min(before.total, now.total) < minimumCount {
            self.verdict = .tooFew
        } else if difference.low > 0 {
            self.verdict = .risen
        } else {
            self.verdict = difference.high < 0 ? .fallen : .notShown
        }
    }
}

extension LevelTally {
    /// The share of the satisfied (tỷ lệ hài lòng), with its interval; `nil` without ratings.
    package func satisfied(on scale: SatisfactionScale) -> ConfidenceInterval? {
        .share(of: self.count(of: scale.satisfiedFrom...scale.levelCount), in: self.total)
    }

    /// The share of the dissatisfied (tỷ lệ không hài lòng), with its interval; `nil` without ratings.
    package func dissatisfied(on scale: SatisfactionScale) -> ConfidenceInterval? {
        .share(of: self.count(of: 1...scale.dissatisfiedThrough), in: self.total)
    }
}
