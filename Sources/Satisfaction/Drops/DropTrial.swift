import CivilTime

/// Seeded trials of the drop detector: how often it alarms for nothing, and how soon it finds a fall.
package struct DropTrial: Sendable {
    /// How many ratings a day has.
    package var perDay = 40
    /// How many days the baseline has: a quarter's where nothing else is said.
    package var baselineDays = 60
    /// The true share before any fall.
    package var share = 0.85
    /// By how much the share of a day is up or down, each on half of the days.
    package var dayShift = 0.0
    /// Whether the dispersion of the baseline's days is taken into account where one detector is tried alone.
    package var isDispersed = true
    package var rules = DropRules.standard

    /// Makes the usual trial: a quarter of working days as the past, and forty ratings a day.
    package init(
        perDay: Int = 40,
        baselineDays: Int = 60,
        share: Double = 0.85,
        dayShift: Double = 0,
        rules: DropRules = .standard
    ) {
        self.perDay = perDay
        self.baselineDays = baselineDays
        self.share = share
        self.dayShift = dayShift
        self.rules = rules
    }

    /// What trials of a fall found.
    package struct Found: Sendable {
        /// The days from the fall to the alert, those found within the trial, in order.
        package internal(set) var delays: [Int] = []
        /// How many trials had no alert in time.
        package internal(set) var missed = 0
        /// How many of the intervals held the true fall.
        package internal(set) var covered = 0
        /// The days by which `since` missed the day of the fall, in order.
        package internal(set) var sinceErrors: [Int] = []

        /// The value below which a part of the trials found it; `nil` when it is among those that did not.
        package func delay(at part: Double) -> Int? {
            let index = Int(part * Double(self.delays.count + self.missed))
            return index < self.delays.count ? self.delays[index] : nil
        }
    }

    /// Whether a watch with a baseline drawn at the share alarms within some days of no fall, so often of so many.
    package func falseAlarms(in trials: Int, days: Int, using random: inout some RandomNumberGenerator) -> Int {
        let sampler = DaySampler(self.perDay, self.share, shift: self.dayShift)
        var alarms = 0
        for _ in 0..<trials {
            guard var detector = self.detector(baselineOf: sampler, using: &random) else { continue }
            for day in 0..<days {
                if case .raised = detector.add(sampler.draw(using: &random), on: Day(daysSinceEpoch: Int32(day))) {
                    alarms += 1
                    break
                }
            }
        }
        return alarms
    }

    /// How many of so many years of 250 working days have an alert though the share never fell, as an aggregator looks:
    /// with a past of ninety calendar days that is taken anew after as many, and from the year before.
    package func falseYears(in trials: Int, using random: inout some RandomNumberGenerator) -> Int {
        let sampler = DaySampler(self.perDay, self.share, shift: self.dayShift)
        var rules = DropWatch.Rules()
        rules.drop = self.rules
        var alarms = 0
        for _ in 0..<trials {
            var watch = DropWatch(rules: rules)
            // The year is what follows the days that make the first past.
            for day in 0..<(self.baselineDays + 250) {
                let date = Self.date(ofWorkingDay: day)
                watch.add(DropWatch.RatedDay(day: date, count: sampler.draw(using: &random)))
                if watch.standing != nil {
                    alarms += 1
                    break
                }
            }
        }
        return alarms
    }

    /// The mean number of days to an alarm when the true share is the reference itself, the worst that is no fall.
    package func runLength(in trials: Int, longest: Int, using random: inout some RandomNumberGenerator) -> Double {
        let total = Double(self.perDay * self.baselineDays)
        let baseline = ShareCount(satisfied: UInt64((self.share * total).rounded()), total: UInt64(total))
        guard let detector = baseline.flatMap({ DropDetector(baseline: $0, rules: self.rules) }) else { return .nan }
        let sampler = DaySampler(self.perDay, detector.reference)
        var sum = 0
        for _ in 0..<trials {
            var detector = detector
            for day in 0..<longest {
                sum += 1
                if case .raised = detector.add(sampler.draw(using: &random), on: Day(daysSinceEpoch: Int32(day))) {
                    break
                }
            }
        }
        return Double(sum) / Double(trials)
    }

    /// Lets the share fall for good on a random day of a watch, as an aggregator looks, and waits for the alert.
    ///
    /// - Parameters:
    ///   - fall: By how much the share falls.
    ///   - trials: How many offices.
    ///   - longest: For how many working days after the fall the alert is waited for.
    ///   - random: Where chance comes from.
    /// - Returns: What was found; a trial with a false alert before the fall is one that missed it.
    package func falls(
        by fall: Double,
        in trials: Int,
        longest: Int,
        using random: inout some RandomNumberGenerator
    ) -> Found {
        let quiet = DaySampler(self.perDay, self.share, shift: self.dayShift)
        let fallen = DaySampler(self.perDay, self.share - fall, shift: self.dayShift)
        var rules = DropWatch.Rules()
        rules.drop = self.rules
        let watchDays = max(1, Self.workingDay(of: Day(daysSinceEpoch: Int32(clamping: rules.watchDays))))
        var found = Found()
        for _ in 0..<trials {
            // The first past has ten days only; the watch that the fall begins in has a whole one.
            let offset = Int(random.next() % UInt64(watchDays))
            let quietDays = self.baselineDays + ShareCount.minimumDispersionDays + offset
            var watch = DropWatch(rules: rules)
            var isFound = false
            for day in 0..<(quietDays + longest) where !isFound {
                let count = (day < quietDays ? quiet : fallen).draw(using: &random)
                watch.add(DropWatch.RatedDay(day: Self.date(ofWorkingDay: day), count: count))
                guard let alert = watch.standing?.alert else { continue }
                guard day >= quietDays else { break }
                isFound = true
                found.delays.append(day - quietDays + 1)
                found.sinceErrors.append(abs(Self.workingDay(of: alert.since) - quietDays))
                if alert.fall.low <= -fall, -fall <= alert.fall.high { found.covered += 1 }
            }
            if !isFound { found.missed += 1 }
        }
        found.delays.sort()
        found.sinceErrors.sort()
        return found
    }

    /// The date of a working day, five of them a week.
    private static func date(ofWorkingDay number: Int) -> Day {
        Day(daysSinceEpoch: Int32(clamping: number / 5 * 7 + number % 5))
    }

    /// How many working days are before a date, five of them a week.
    private static func workingDay(of date: Day) -> Int {
        let days = Int(date.daysSinceEpoch)
        return days / 7 * 5 + min(days % 7, 5)
    }

    private func detector(
        baselineOf sampler: DaySampler,
        using random: inout some RandomNumberGenerator
    ) -> DropDetector? {
        let days = (0..<self.baselineDays).map { _ in sampler.draw(using: &random) }
        let satisfied = days.reduce(0) { $0 + $1.satisfied }
        let dispersion = self.isDispersed ? ShareCount.dispersion(of: days) : nil
        return ShareCount(satisfied: satisfied, total: UInt64(self.perDay * self.baselineDays))
            .flatMap { DropDetector(baseline: $0, dispersion: dispersion ?? 1, rules: self.rules) }
    }
}

/// Draws days.
private struct DaySampler {
    private let perDay: Int
    private let up: Binomial
    private let down: Binomial

    init(_ perDay: Int, _ share: Double, shift: Double = 0) {
        self.perDay = perDay
        self.up = Binomial(perDay, share + shift)
        self.down = shift == 0 ? self.up : Binomial(perDay, share - shift)
    }

    func draw(using random: inout some RandomNumberGenerator) -> ShareCount {
        let satisfied = (random.next() & 1 == 0 ? self.up : self.down).draw(using: &random)
        return ShareCount(satisfied: UInt64(satisfied), total: UInt64(self.perDay)) ?? .zero
    }
}

/// The binomial distribution, drawn by its inverse.
private struct Binomial {
    private var cumulative: [Double] = []

    init(_ count: Int, _ share: Double) {
        // Upward from the mode in ratios, so that no term underflows before it matters.
        let share = min(max(share, 1e-9), 1 - 1e-9)
        let mode = Int(Double(count + 1) * share)
        var terms = Array(repeating: 0.0, count: count + 1)
        terms[min(mode, count)] = 1
        let odds = share / (1 - share)
        for k in stride(from: mode + 1, through: count, by: 1) {
            terms[k] = terms[k - 1] * odds * Double(count - k + 1) / Double(k)
        }
        for k in stride(from: min(mode, count) - 1, through: 0, by: -1) {
            terms[k] = terms[k + 1] / odds * Double(k + 1) / Double(count - k)
        }
        let total = terms.reduce(0, +)
        var sum = 0.0
        for term in terms {
            sum += term / total
            self.cumulative.append(sum)
        }
    }

    func draw(using random: inout some RandomNumberGenerator) -> Int {
        let point = Double(random.next() >> 11) * 0x1p-53
        var (low, high) = (0, self.cumulative.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if self.cumulative[middle] > point { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
