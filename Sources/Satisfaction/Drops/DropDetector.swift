package import CivilTime

/// Watches a unit's share of the satisfied day by day against its own past, and alerts when it fell.
///
/// **Method.** A cumulative sum of log-likelihood ratios of Bernoulli trials (E. S. Page, "Continuous inspection
/// schemes", Biometrika 41 (1954); M. R. Reynolds and Z. G. Stoumbos, "A CUSUM chart for monitoring a proportion when
/// inspecting continuously", Journal of Quality Technology 31 (1999)), looked at once a day:
/// W = max(0, W + s ln(q/p) + (n - s) ln((1 - q)/(1 - p))) for s satisfied of n, where p is the ``reference`` share and
/// q the ``alternative``. An alert is raised when W reaches ln ``DropRules/daysToFalseAlarm``.
///
/// **False alarms.** Let A be that number of days. While the true share is p or more, the sum over all starting days
/// of the likelihood ratios since then (Shiryaev and Roberts), less the number of days, is a supermartingale,
/// whatever the numbers of ratings; and at an alarm that sum is e^W or more, so at least A. Hence the mean number of
/// days to a false alarm is at least A (G. Lorden, "Procedures for reacting to a change in distribution", Annals of
/// Mathematical Statistics 42 (1971); M. Pollak, "Optimal detection of a change in distribution", Annals of
/// Statistics 13 (1985)), and the chance of one within d days at most d/A, though it is looked at daily. The true
/// share of the past is not known: p is the lower bound of the baseline's interval of 95 %, which leaves one baseline
/// in forty as the exception, and makes the watch slow instead of rash where the baseline is small. So the bound holds
/// under two assumptions: that ratings are independent, and that the interval of the past holds the true share.
///
/// **Recovery.** While there is an alert, the same sum is taken the other way round, from q to p; when it reaches ln
/// ``DropRules/daysToFalseEnd``, the alert ends and the watch starts anew. Between p and q neither sum has much
/// drift, so alerts do not flap.
///
/// **Days that differ.** Ratings of one day are often good or bad together (a broken system, a queue), and then
/// chance alarms more often than the formula tells. So the evidence of each day is divided by the baseline's
/// ``dispersion``, which restores it for sums of many ratings (quasi-likelihood), and the intervals are widened
/// alike. Ratings flagged as misuse should be left out before.
///
/// **Measured** by simulation with the standard rules (4,000 years or falls a row, seed 1, one baseline of 60 days at
/// 0.85, 40 ratings a day; the bound for a year of 250 days is 10 %): a false alarm in 0.1 % of years; in up to 0.5 %
/// at 10 to 200 a day, at shares from 0.6 to 0.95 and after only five days of baseline; in up to 0.6 % where days are
/// up or down by 3 to 10 points (79 % without the dispersion). With the true share at p, the worst that is no fall,
/// 12,800 days to a false alarm on average, and at least that at other rates and shares. How soon falls are found as an
/// aggregator looks, with pasts that are taken anew, is told by ``DropWatch``. The interval of an alert held the true
/// fall in 92 to 97 % of falls of 10 or 20 points, but in 44 to 80 % of those of 5, which alarm only when they look
/// larger.
package struct DropDetector: Sendable, Hashable {
    package let rules: DropRules
    /// What the unit's past was.
    package let baseline: ShareCount
    /// How much more the shares of days differ than chance alone makes them; 1 or more.
    package let dispersion: Double
    /// The share that is still taken as no fall: the lower bound of the baseline's.
    package let reference: Double
    /// The share that the evidence is weighed for: the rules' fall below the baseline's share, or half of that below
    /// the reference if this is less; but half of the reference at least.
    package let alternative: Double
    /// The alert that holds; `nil` when there is none.
    package private(set) var alert: DropAlert?
    /// The evidence of a fall or, while there is an alert, of a recovery, in natural logarithms; 0 or more.
    package private(set) var evidence = 0.0

    /// The share of the baseline with its interval.
    private let past: ConfidenceInterval
    /// The ratings since there is evidence, and the day of the first.
    private var run = ShareCount.zero
    private var runStart: Day?
    /// The last day that was fed.
    private var lastDay: Day?

    /// Starts to watch a unit; `nil` when the rules or the dispersion are not usable, or the baseline has too few
    /// ratings or too few that were satisfied.
    ///
    /// - Parameters:
    ///   - baseline: The unit's past, such as its last quarter; it stays as it is until a new watch starts.
    ///   - dispersion: The dispersion of its days, as ``ShareCount/dispersion(of:)`` tells it; 1 to 1000.
    ///   - rules: What is worth an alert.
    package init?(baseline: ShareCount, dispersion: Double = 1, rules: DropRules = .standard) {
        guard rules.isUsable, (1...1000).contains(dispersion), baseline.total >= rules.minimumCount,
            let past = baseline.share(dispersion: dispersion), past.low > 0
        else { return nil }
        self.dispersion = dispersion
        self.rules = rules
        self.baseline = baseline
        self.past = past
        self.reference = past.low
        self.alternative = max(min(past.estimate - rules.fall, past.low - rules.fall / 2), past.low / 2)
    }

    /// Feeds a day's ratings; a day without any changes nothing.
    ///
    /// - Parameters:
    ///   - count: The ratings of the day.
    ///   - day: The day, later than the one before.
    /// - Returns: What changed.
    package mutating func add(_ count: ShareCount, on day: Day) -> DropChange {
        if let lastDay = self.lastDay, day <= lastDay { return .refused }
        self.lastDay = day
        guard count.total > 0 else { return .none }
        let score = self.score(of: count)
        self.evidence = max(0, self.evidence + (self.alert == nil ? score : -score))
        if self.runStart == nil { self.runStart = day }
        self.run.add(count)
        if self.alert != nil { return self.endAlert() }
        return self.raiseAlert(on: day)
    }

    /// Raises an alert when the evidence of a fall is enough.
    private mutating func raiseAlert(on day: Day) -> DropChange {
        guard self.evidence > 0, let since = self.runStart else {
            self.startRun()
            return .none
        }
        guard self.evidence >= naturalLogarithm(self.rules.daysToFalseAlarm),
            self.run.total >= self.rules.minimumCount, let fall = self.fall(to: self.run)
        else { return .none }
        let alert = DropAlert(since: since, raised: day, count: self.run, fall: fall)
        self.alert = alert
        self.startRun()
        return .raised(alert)
    }

    /// Ends the alert when the evidence of a recovery is enough.
    private mutating func endAlert() -> DropChange {
        guard var alert = self.alert else { return .none }
        if self.evidence == 0 {
            alert.count.add(self.run)
            alert.fall = self.fall(to: alert.count) ?? alert.fall
            self.alert = alert
            self.startRun()
        } else if self.evidence >= naturalLogarithm(self.rules.daysToFalseEnd) {
            alert.ended = self.runStart
            self.alert = nil
            self.startRun()
            return .ended(alert)
        }
        return .none
    }

    /// Forgets what evidence there is, and what it came from.
    private mutating func startRun() {
        self.evidence = 0
        self.run = .zero
        self.runStart = nil
    }

    /// The share of a count less that of the baseline.
    private func fall(to count: ShareCount) -> ConfidenceInterval? {
        count.share(dispersion: self.dispersion).map { .difference(from: self.past, to: $0) }
    }

    /// The logarithm of how much likelier a day is at the alternative than at the reference, over the dispersion.
    func score(of count: ShareCount) -> Double {
        let satisfied = Double(count.satisfied) * naturalLogarithm(self.alternative / self.reference)
        let others = Double(count.total - count.satisfied)
        return (satisfied + others * naturalLogarithm((1 - self.alternative) / (1 - self.reference))) / self.dispersion
    }
}
