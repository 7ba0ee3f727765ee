package import CivilTime

/// Looks for falls in the whole history of an office's days (theo dõi sụt giảm).
///
/// **Which past.** A watch compares with the ``Rules/baselineDays`` days before it began, of which ten at least must
/// have ratings, and begins anew with a newer past after ``Rules/watchDays``; not while an alert holds or there is
/// evidence of a fall, so that a fall does not become its own past. The days of an alert are left out of the pasts that
/// follow it. An alert that held for ``Rules/longestAlert`` days ends all the same: what was low for a year is how the
/// office is. After a pause of more than ``Rules/longestPause`` days nothing is known of the office, and its history
/// begins anew.
///
/// **Measured** by simulation (`langnghe-bench drops` prints such a table), 600 to 1,000 trials a row with these pasts,
/// at a share of 0.85 where nothing else is said, falls beginning on any day of a watch: of years of 250 working days
/// without a fall, 0.0 to 0.4 % have an alert at 10 to 200 ratings a day and shares from 0.6 to 0.95, and 0.6 to 1.7 %
/// where days are up or down by 3 to 10 points, since a first past may have ten days only; the bound of
/// ``DropDetector`` is 10 %. A fall of 10 points at 40 a day was found on the 9th day in half of the trials, by the
/// 17th in nine of ten, and in all but 0.1 % within a year; at 200 a day on the 2nd (3rd); at 10 a day on the 50th
/// (166th), and in 8 % not within a year, nor in 6 % at 40 a day where days are up or down by 10 points. A fall of 20
/// points at 10 a day was found on the 15th (27th); one of 5 points on the 10th (38th, 6 % not) at 200 a day, and in 52
/// % not at 40. Were pasts taken anew whatever the evidence, 59 % of the falls of 10 points at 10 a day would be
/// missed.
///
/// What comes out depends on the days alone: who looks again at the same days finds the same, and late ratings of past
/// days are judged as if they had been there in time.
package struct DropWatch: Sendable {
    /// What is worth an alert, and what it is compared with.
    package struct Rules: Sendable, Hashable {
        package var drop = DropRules.standard
        /// How many days back the past reaches that a fall is measured from; 10 to 365.
        package var baselineDays = 90
        /// After how many days that past is taken anew.
        package var watchDays = 90
        /// After how many days an alert ends though nothing recovered.
        package var longestAlert = 365
        /// How many days an office may be without ratings.
        package var longestPause = 90

        /// Makes the usual rules.
        package init() {}
    }

    /// The ratings of a day.
    package struct RatedDay: Sendable, Hashable {
        package let day: Day
        package let count: ShareCount

        /// Makes a day.
        package init(day: Day, count: ShareCount) {
            self.day = day
            self.count = count
        }
    }

    /// An alert with what it was measured from.
    package struct Finding: Sendable, Hashable {
        package let alert: DropAlert
        /// The ratings of the past, and their share with the interval widened for days that differ.
        package let before: ShareCount
        package let beforeShare: ConfidenceInterval
    }

    private let rules: Rules
    /// The alert that holds after the last day; `nil` when there is none.
    package private(set) var standing: Finding?
    /// The last alert that ended; `nil` when none did.
    package private(set) var lastEnded: Finding?
    /// The last day with ratings; `nil` when there was none.
    package private(set) var lastDay: Day?

    private var detector: DropDetector?
    private var watchStart: Day?
    /// The days that a past can be made of.
    private var past: [RatedDay] = []

    /// Begins a history.
    package init(rules: Rules) {
        self.rules = rules
    }

    /// The alert that holds on a day: none when the office had no ratings for too long.
    package func standing(on day: Day) -> Finding? { self.isRated(on: day) ? self.standing : nil }

    /// Whether the office had ratings lately, as seen on a day: none for too long, and its history begins anew.
    package func isRated(on day: Day) -> Bool {
        self.lastDay.map { day.days(since: $0) <= self.rules.longestPause } ?? false
    }

    /// Whether a fall would be found, as seen on a day: not while the past has too few days or ratings.
    package func isWatching(on day: Day) -> Bool { self.detector != nil && self.isRated(on: day) }

    /// Feeds a day with ratings, later than the one before; others are left out.
    package mutating func add(_ rated: RatedDay) {
        guard rated.count.total > 0, self.lastDay.map({ $0 < rated.day }) ?? true else { return }
        if let lastDay = self.lastDay, rated.day.days(since: lastDay) > self.rules.longestPause {
            self.past = []
            self.stop()
        }
        self.lastDay = rated.day
        if let alert = self.detector?.alert {
            if rated.day.days(since: alert.raised) >= self.rules.longestAlert { self.stop() }
        } else if let start = self.watchStart, rated.day.days(since: start) >= self.rules.watchDays,
            self.detector?.evidence == 0
        {
            self.stop()
        }
        if self.detector == nil { self.start(on: rated.day) }
        if let change = self.detector?.add(rated.count, on: rated.day) { self.note(change) }
        self.past.append(rated)
    }

    private mutating func stop() {
        self.detector = nil
        self.watchStart = nil
        self.standing = nil
    }

    /// Begins a watch, if the past has enough days.
    private mutating func start(on day: Day) {
        let baselineDays = self.rules.baselineDays
        self.past.removeAll { day.days(since: $0.day) > baselineDays }
        guard let dispersion = ShareCount.dispersion(of: self.past.lazy.map(\.count)) else { return }
        var baseline = ShareCount.zero
        for rated in self.past { baseline.add(rated.count) }
        self.detector = DropDetector(baseline: baseline, dispersion: min(dispersion, 1000), rules: self.rules.drop)
        self.watchStart = self.detector == nil ? nil : day
    }

    private mutating func note(_ change: DropChange) {
        if case .ended(let alert) = change {
            self.lastEnded = self.finding(alert)
            let end = alert.ended ?? alert.raised
            self.past.removeAll { $0.day >= alert.since && $0.day < end }
        }
        self.standing = self.detector?.alert.flatMap { self.finding($0) }
    }

    private func finding(_ alert: DropAlert) -> Finding? {
        guard let detector = self.detector,
            let share = detector.baseline.share(dispersion: detector.dispersion)
        else { return nil }
        return Finding(alert: alert, before: detector.baseline, beforeShare: share)
    }
}
