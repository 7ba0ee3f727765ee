import AdministrativeRegister
import CivilTime
import FeedbackProtocol
import Satisfaction
import Testing

@Suite("Intervals, ranking and trend of satisfaction")
struct StatisticsTests {
    private let faces: SatisfactionScale

    init() throws {
        self.faces = try #require(
            SatisfactionScale("faces-5", levelCount: 5, satisfiedFrom: 4, dissatisfiedThrough: 2)
        )
    }

    private func tally(_ counts: [UInt64]) -> LevelTally {
        var tally = LevelTally(levelCount: counts.count)
        for (index, count) in counts.enumerated() { tally.add(index + 1, count: count) }
        return tally
    }

    private func isNear(_ left: Double?, _ right: Double, _ tolerance: Double = 1e-6) -> Bool {
        left.map { abs($0 - right) <= tolerance } ?? false
    }

    @Test(
        "Wilson's interval, worked by hand and found in tables",
        arguments: [
            // hits, all, low, high; Newcombe 1998, table I, method 3
            (UInt64(81), UInt64(263), 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718), (29, 29, 0.8830, 1.0),
        ]
    )
    func wilson(hits: UInt64, all: UInt64, low: Double, high: Double) throws {
        let interval = try #require(ConfidenceInterval.share(of: hits, in: all))
        #expect(isNear(interval.low, low, 5e-5) && isNear(interval.high, high, 5e-5))
        #expect(isNear(interval.estimate, Double(hits) / Double(all)))
    }

    @Test
    func `There is no share of nothing, nor of more than there is`() {
        #expect(ConfidenceInterval.share(of: 0, in: 0) == nil && ConfidenceInterval.share(of: 3, in: 2) == nil)
        #expect(ConfidenceInterval.mean(of: tally([0, 0, 1])) == nil, "one rating has no spread")
        #expect(ConfidenceInterval.mean(of: tally([0, 0, 0, 0, 5])) == nil, "nor have five of one level")
    }

    @Test
    func `A mean has Student's interval, cut to the scale`() throws {
        // 1, 2, 3, 4, 5: mean 3, deviation 1.5811, t(4) = 2.7764, half = 1.9633
        let even = try #require(ConfidenceInterval.mean(of: tally([1, 1, 1, 1, 1])))
        #expect(isNear(even.estimate, 3) && isNear(even.low, 1.036757, 1e-5) && isNear(even.high, 4.963243, 1e-5))
        let few = try #require(ConfidenceInterval.mean(of: tally([1, 0, 0, 0, 1])))
        #expect(few.low == 1 && few.high == 5)
        // 40 ratings: t(39) = 2.022691
        let many = tally([0, 0, 0, 20, 20])
        let half = 2.022691 * ((many.variance ?? 0) / 40).squareRoot()
        #expect(isNear(ConfidenceInterval.mean(of: many)?.low, 4.5 - half, 1e-5))
    }

    @Test
    func `The difference of two shares has Newcombe's interval`() throws {
        // Newcombe 1998, table II: 56/70 and 48/80, method 10: 0.0524 to 0.3339
        let first = try #require(ConfidenceInterval.share(of: 48, in: 80))
        let second = try #require(ConfidenceInterval.share(of: 56, in: 70))
        let difference = ConfidenceInterval.difference(from: first, to: second)
        #expect(isNear(difference.estimate, 0.2) && isNear(difference.low, 0.0524, 5e-5))
        #expect(isNear(difference.high, 0.3339, 5e-5))
    }

    @Test
    func `Nothing is ranked with too few answers, and who cannot be told apart shares places`() throws {
        func entry(_ unit: String, _ hits: UInt64, _ all: UInt64) throws -> UnitRanking.Entry {
            .init(unit: unit, count: all, figure: try #require(.share(of: hits, in: all)))
        }
        let ranking = UnitRanking([
            try entry("c", 50, 100), try entry("a", 95, 100), try entry("few", 29, 29), try entry("b", 93, 100),
            try entry("d", 10, 100),
        ])
        #expect(ranking.places.map(\.entry.unit) == ["a", "b", "c", "d"])
        #expect(ranking.places.map(\.best) == [1, 1, 3, 4] && ranking.places.map(\.worst) == [2, 2, 3, 4])
        #expect(ranking.unranked.map(\.unit) == ["few"] && ranking.minimumCount == 30)
    }

    @Test(arguments: 0..<200)
    func `A surely better unit never stands below, whatever the order they come in`(seed: Int) {
        var random = Seeded(UInt64(seed))
        let entries = (0..<Int.random(in: 0...12, using: &random)).compactMap { index -> UnitRanking.Entry? in
            let all = UInt64.random(in: 1...200, using: &random)
            let hits = UInt64.random(in: 0...all, using: &random)
            return ConfidenceInterval.share(of: hits, in: all)
                .map { UnitRanking.Entry(unit: "\(index)", count: all, figure: $0) }
        }
        let ranking = UnitRanking(entries)
        #expect(UnitRanking(entries.shuffled(using: &random)) == ranking)
        #expect(ranking.places.count + ranking.unranked.count == entries.count)
        #expect(ranking.unranked.allSatisfy { $0.count < 30 })
        for (index, place) in ranking.places.enumerated() {
            #expect(1 <= place.best && place.best <= place.worst && place.worst <= ranking.places.count)
            for lower in ranking.places[(index + 1)...] {
                #expect(!lower.entry.figure.isAbove(place.entry.figure), "seed \(seed)")
            }
        }
    }

    @Test
    func `A trend is told only where chance does not explain it`() {
        func trend(_ before: [UInt64], _ now: [UInt64]) -> Trend.Verdict {
            Trend(from: tally(before), to: tally(now), on: faces).verdict
        }
        #expect(trend([0, 0, 10, 80, 10], [0, 40, 10, 40, 10]) == .fallen)
        #expect(trend([0, 40, 10, 40, 10], [0, 0, 10, 80, 10]) == .risen)
        #expect(trend([0, 10, 0, 90, 0], [0, 12, 0, 88, 0]) == .notShown)
        #expect(trend([0, 0, 0, 29, 0], [60, 0, 0, 0, 0]) == .tooFew)
        #expect(trend([0, 0, 0, 60, 0], [29, 0, 0, 0, 0]) == .tooFew)
        #expect(trend([0, 0, 0, 0, 0], [50, 0, 0, 0, 0]) == .tooFew)
    }

    @Test
    func `Tallies add up in any order, and keep to their scale`() throws {
        var one = RatingTally(faces)
        let isCounted = one.add(
            level: 5,
            criteria: [("greets", true), ("greets", false)],
            reasons: ["other", "other"]
        )
        let isSixCounted = one.add(level: 6, criteria: [("greets", true)], reasons: [])
        #expect(isCounted && !isSixCounted)
        var two = RatingTally(faces)
        two.add(level: 1, criteria: [("greets", false)], reasons: ["not-the-officers-fault"])
        var left = one
        left.merge(two)
        var right = two
        right.merge(one)
        #expect(left == right && left.levels.counts == [1, 0, 0, 0, 1])
        #expect(left.criteria["greets"] == .init(met: 1, notMet: 1))
        #expect(left.reasons == ["other": 1, "not-the-officers-fault": 1])
        let three = try #require(
            SatisfactionScale("faces-3", levelCount: 3, satisfiedFrom: 3, dissatisfiedThrough: 1)
        )
        let before = left
        let isMerged = left.merge(RatingTally(three))
        #expect(!isMerged && left == before)
    }

    @Test
    func `A week's map begins on Monday at midnight in the province`() throws {
        // 2022-10-17 was a Monday; 00:30 there is 17:30 of Sunday in UTC.
        let monday = Timestamp(startOf: try #require(Day("2022-10-17")))
        #expect(WeekMap.place(of: monday) == 0 && WeekMap.place(of: monday.advanced(by: .seconds(30 * 60))) == 0)
        #expect(WeekMap.place(of: monday.advanced(by: .seconds(-1))) == 167)
        #expect(WeekMap.place(of: monday.advanced(by: .seconds(9 * 3600 + 24 * 3600))) == 33)
        #expect(WeekMap.place(of: Timestamp(microseconds: -1)) == 3 * 24 + 6, "Thursday 1970-01-01, 6:59:59")
        var map = WeekMap(faces)
        map.add(4, at: monday)
        map.add(5, at: monday.advanced(by: .seconds(3600)), count: 2)
        #expect(map.hours[0].counts == [0, 0, 0, 1, 0] && map.total.counts == [0, 0, 0, 1, 2])
    }

    @Test
    func `The register's scales are those that submissions may use, and each is in order`() throws {
        let scales = try ScaleList.bundled().items
        let known = Dictionary(uniqueKeysWithValues: SubmissionLimits.standard.scales.map { ($0.code, Int($0.levels)) })
        #expect(Dictionary(uniqueKeysWithValues: scales.map { ($0.id, $0.levelCount) }) == known)
        for scale in scales {
            #expect(
                SatisfactionScale(
                    scale.id,
                    levelCount: scale.levelCount,
                    satisfiedFrom: scale.satisfiedFrom,
                    dissatisfiedThrough: scale.dissatisfiedThrough
                ) != nil
            )
        }
        #expect(SatisfactionScale("x", levelCount: 5, satisfiedFrom: 2, dissatisfiedThrough: 2) == nil)
        #expect(SatisfactionScale("x", levelCount: 5, satisfiedFrom: 6, dissatisfiedThrough: 2) == nil)
        #expect(SatisfactionScale("x", levelCount: 5, satisfiedFrom: 0, dissatisfiedThrough: 0) == nil)
        #expect(SatisfactionScale("x", levelCount: 1, satisfiedFrom: 1, dissatisfiedThrough: 0) == nil)
    }
}

/// SplitMix64 (Steele, Lea and Flood, 2014): the same numbers for the same seed.
private struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { self.state = seed }

    mutating func next() -> UInt64 {
        self.state &+= 0x9E37_79B9_7F4A_7C15
        var word = self.state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
