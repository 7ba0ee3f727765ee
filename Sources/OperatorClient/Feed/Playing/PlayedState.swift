import CivilTime
import FeedSubscriber
import FeedbackProtocol

extension PlayedFeed {
    /// A case and the event that was its newest.
    struct StandingCase: Sendable {
        let path: [String]
        let number: UInt64
        /// The event in the bytes it was told in.
        let bytes: [UInt8]
    }

    /// The cases in a unit and below it after its event of a number, by path and case number.
    func cases(in path: [String], through sequence: UInt64) -> [StandingCase] {
        let beginning = self.beginnings[self.scope(.cases, self.unitPath)]?.cases ?? []
        var cases: [UInt64: StandingCase] = [:]
        func take(_ event: WireFeedEvent, _ bytes: [UInt8]) {
            switch event.content {
            case .caseChanged(let change):
                cases[change.caseNumber] = StandingCase(
                    path: event.unitPath,
                    number: change.caseNumber,
                    bytes: bytes
                )
            case .caseLeft(let left): cases[left.caseNumber] = nil
            default: break
            }
        }
        for (event, bytes) in beginning where event.unitPath.starts(with: path) { take(event, bytes) }
        for step in self.steps(of: self.scope(.cases, path), through: sequence) {
            if case .event(_, let event) = step.content { take(event, step.frames[1]) }
        }
        return cases.values.sorted { $0.isBefore($1.path, $1.number) }
    }

    /// What every office in a unit and below it was given, after its rating of a number.
    ///
    /// - Parameters:
    ///   - path: The unit's.
    ///   - sequence: The number of the last rating that counts.
    ///   - firstDay: Only days from this one on; criteria and reasons are of all days.
    /// - Returns: The offices, by path, edition and scale.
    func ratings(in path: [String], through sequence: UInt64, from firstDay: Int32?) -> [WireRatedOffice] {
        var sums = RatingSums()
        for office in self.beginnings[self.scope(.ratings, self.unitPath)]?.ratings ?? []
        where office.unitPath.starts(with: path) {
            sums.add(office)
        }
        for step in self.steps(of: self.scope(.ratings, path), through: sequence) {
            if case .event(_, let event) = step.content, case .ratingGiven(let rating) = event.content {
                sums.add(rating, of: event)
            }
        }
        return sums.offices(from: firstDay)
    }

    /// The steps of a scope's events through a number.
    private func steps(of scope: PlayedScope, through sequence: UInt64) -> [PlayedStep] {
        guard let track = self.tracks[scope], sequence > track.initial else { return [] }
        let count = Int(clamping: sequence - track.initial)
        return track.steps.prefix(count).map { self.steps[$0] }
    }
}

extension PlayedFeed.StandingCase {
    /// Whether it stands before a place in the order of a snapshot.
    func isBefore(_ path: [String], _ number: UInt64) -> Bool {
        self.path == path ? self.number < number : self.path.lexicographicallyPrecedes(path)
    }
}

/// Ratings by office, edition and scale, as the aggregator's own tallies count them.
struct RatingSums: Sendable {
    private struct Office: Hashable {
        let path: [String]
        let edition: String
        let scale: String
    }

    private struct Counts {
        var days: [Int32: [UInt64]] = [:]
        var met: [String: UInt64] = [:]
        var notMet: [String: UInt64] = [:]
        var reasons: [String: UInt64] = [:]
    }

    /// The levels that any scale has.
    private static let levels = 1...10

    private var sums: [Office: Counts] = [:]

    /// Adds what an office was given before.
    mutating func add(_ office: WireRatedOffice) {
        let key = Office(path: office.unitPath, edition: office.registerEdition, scale: office.scale)
        var counts = self.sums[key] ?? Counts()
        for day in office.days {
            for (index, count) in day.levels.enumerated() {
                Self.add(count, level: index + 1, on: day.day, to: &counts)
            }
        }
        for answer in office.criteria {
            counts.met[answer.criterion, default: 0] &+= answer.met
            counts.notMet[answer.criterion, default: 0] &+= answer.notMet
        }
        for reason in office.reasons { counts.reasons[reason.reason, default: 0] &+= reason.count }
        self.sums[key] = counts
    }

    /// Adds one rating: each criterion's first answer and each reason count once; of another level it counts nowhere.
    mutating func add(_ rating: WireRatingGiven, of event: WireFeedEvent) {
        guard let level = Int(exactly: rating.level), Self.levels.contains(level) else { return }
        let key = Office(path: event.unitPath, edition: event.registerEdition, scale: rating.scale)
        var counts = self.sums[key] ?? Counts()
        let day = Timestamp(microseconds: rating.capturedAt).localDay.daysSinceEpoch
        Self.add(1, level: level, on: day, to: &counts)
        var answered: Set<String> = []
        for answer in rating.criteria where answered.insert(answer.criterion).inserted {
            counts.met[answer.criterion, default: 0] &+= answer.met ? 1 : 0
            counts.notMet[answer.criterion, default: 0] &+= answer.met ? 0 : 1
        }
        for reason in Set(rating.reasons) { counts.reasons[reason, default: 0] &+= 1 }
        self.sums[key] = counts
    }

    private static func add(_ count: UInt64, level: Int, on day: Int32, to counts: inout Counts) {
        var levels = counts.days[day] ?? []
        while levels.count < level { levels.append(0) }
        levels[level - 1] &+= count
        counts.days[day] = levels
    }

    /// The offices by path, edition and scale, each with its days from one on.
    func offices(from firstDay: Int32?) -> [WireRatedOffice] {
        let offices = self.sums.map { Self.office($0.key, $0.value, from: firstDay ?? .min) }
        return offices.filter { !$0.days.isEmpty || !$0.criteria.isEmpty || !$0.reasons.isEmpty }.sorted {
            $0.unitPath == $1.unitPath
                ? ($0.registerEdition, $0.scale) < ($1.registerEdition, $1.scale)
                : $0.unitPath.lexicographicallyPrecedes($1.unitPath)
        }
    }

    private static func office(_ office: Office, _ counts: Counts, from firstDay: Int32) -> WireRatedOffice {
        let days = counts.days.filter { $0.key >= firstDay }.sorted { $0.key < $1.key }
        // The most frequent first, as the aggregator has them.
        let reasons = counts.reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return .make {
            $0.unitPath = office.path
            $0.registerEdition = office.edition
            $0.scale = office.scale
            $0.days = days.map { day in
                WireRatedDay.make {
                    $0.day = day.key
                    $0.levels = day.value
                }
            }
            $0.criteria = counts.met.keys.sorted().map { code in
                WireCriterionCount.make {
                    $0.criterion = code
                    $0.met = counts.met[code] ?? 0
                    $0.notMet = counts.notMet[code] ?? 0
                }
            }
            $0.reasons = reasons.map { reason in
                WireReasonCount.make {
                    $0.reason = reason.key
                    $0.count = reason.value
                }
            }
        }
    }
}
