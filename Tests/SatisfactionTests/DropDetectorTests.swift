import CivilTime
import Testing

@testable import Satisfaction

@Suite("Alerts on a fall of the share of the satisfied")
struct DropDetectorTests {
    private func count(_ satisfied: UInt64, _ total: UInt64) throws -> ShareCount {
        try #require(ShareCount(satisfied: satisfied, total: total))
    }

    private func isNear(_ left: Double, _ right: Double, _ tolerance: Double = 1e-12) -> Bool {
        abs(left - right) <= tolerance
    }

    @Test(arguments: [
        (1.0, 0.0), (2, 0.6931471805599453), (10, 2.302585092994046), (0.1, -2.302585092994046),
        (2500, 7.824046010856292), (0.75, -0.2876820724517809), (1e-300, -690.7755278982137),
    ])
    func `Logarithms are those of the tables`(number: Double, logarithm: Double) {
        #expect(abs(naturalLogarithm(number) - logarithm) <= 4e-16 * max(1, abs(logarithm)))
    }

    @Test(arguments: [0, -1, Double.nan, .infinity])
    func `There is no logarithm of what is not above 0 and finite`(number: Double) {
        #expect(naturalLogarithm(number).isNaN)
    }

    @Test
    func `The shares are set by the baseline's interval and the fall that is looked for`() throws {
        // 340 of 400: Wilson's low bound 0.8116864; 0.85 - 0.1 is further below it than 0.05.
        let detector = try #require(DropDetector(baseline: try count(340, 400)))
        #expect(isNear(detector.reference, 0.8116863892693679) && isNear(detector.alternative, 0.75))
        #expect(isNear(detector.score(of: try count(1, 1)), -0.07904083891750935))
        #expect(isNear(detector.score(of: try count(0, 1)), 0.28335220265187827))
        // 28 of 40: low bound 0.545650; 0.7 - 0.1 is above it, so 0.05 below it.
        let small = try #require(DropDetector(baseline: try count(28, 40)))
        #expect(isNear(small.reference - small.alternative, 0.05))
        // 2 of 100: low bound 0.0055; half of it.
        let low = try #require(DropDetector(baseline: try count(2, 100)))
        #expect(isNear(low.alternative, low.reference / 2))
    }

    @Test
    func `An alert is raised and ended on the days worked out by hand`() throws {
        // With 340 of 400 a day of 10 of 20 weighs 2.04311, 12 of 20 1.31833, 17 of 20 -0.49364, 20 of 20 -1.58082; an
        // alert takes ln 2500 = 7.82405, an end ln 250 = 5.52146.
        let baseline = try count(340, 400)
        var detector = try #require(DropDetector(baseline: baseline))
        let days: [(UInt64, Double)] = [
            (17, 0), (10, 2.04311), (20, 0.46230), (12, 1.78062), (12, 3.09895), (12, 4.41728), (12, 5.73561),
            (12, 7.05393),
        ]
        for (index, (satisfied, evidence)) in days.enumerated() {
            #expect(detector.add(try count(satisfied, 20), on: Day(daysSinceEpoch: Int32(index))) == .none)
            #expect(isNear(detector.evidence, evidence, 1e-5))
        }
        #expect(detector.add(.zero, on: Day(daysSinceEpoch: 8)) == .none, "a holiday")
        let change = detector.add(try count(12, 20), on: Day(daysSinceEpoch: 9))
        let past = try #require(baseline.share)
        var expected = DropAlert(
            since: Day(daysSinceEpoch: 1),
            raised: Day(daysSinceEpoch: 9),
            count: try count(102, 160),
            fall: .difference(from: past, to: try #require(try count(102, 160).share))
        )
        #expect(change == .raised(expected) && detector.alert == expected)
        #expect(isNear(expected.fall.estimate, 0.6375 - 0.85) && expected.fall.high < 0)
        #expect(detector.add(try count(12, 20), on: Day(daysSinceEpoch: 10)) == .none)
        expected.count = try count(114, 180)
        expected.fall = .difference(from: past, to: try #require(expected.count.share))
        #expect(detector.alert == expected)
        for day in Int32(11)...13 {
            #expect(detector.add(try count(20, 20), on: Day(daysSinceEpoch: day)) == .none)
        }
        expected.ended = Day(daysSinceEpoch: 11)
        #expect(detector.add(try count(20, 20), on: Day(daysSinceEpoch: 14)) == .ended(expected))
        #expect(detector.alert == nil && detector.evidence == 0)
        #expect(detector.add(try count(0, 20), on: Day(daysSinceEpoch: 14)) == .refused)
    }

    @Test
    func `Few ratings raise no alert, however bad`() throws {
        var detector = try #require(DropDetector(baseline: try count(990, 1000)))
        #expect(detector.add(try count(0, 29), on: Day(daysSinceEpoch: 0)) == .none)
        guard case .raised = detector.add(try count(0, 1), on: Day(daysSinceEpoch: 1)) else {
            Issue.record("no alert")
            return
        }
    }

    @Test
    func `Without a past, or with rules out of range, nothing is watched`() throws {
        #expect(DropDetector(baseline: try count(29, 29)) == nil)
        #expect(DropDetector(baseline: try count(0, 100)) == nil)
        #expect(DropDetector(baseline: try count(80, 100), dispersion: 0.9) == nil)
        #expect(DropDetector(baseline: try count(80, 100), dispersion: .nan) == nil)
        var rules = DropRules(id: "x", version: 1)
        rules.fall = 0.6
        #expect(DropDetector(baseline: try count(80, 100), rules: rules) == nil)
        #expect(ShareCount(satisfied: 2, total: 1) == nil && ShareCount(satisfied: 0, total: .max) == nil)
        #expect(ShareCount(LevelTally(levelCount: 5), on: try faces()) == .zero)
        #expect(DropDetector(baseline: try count(1 << 32, 1 << 32)) != nil)
    }

    @Test
    func `Dispersion is Pearson's chi-squared over the degrees of freedom`() throws {
        // Ten days of 20 at a share of 0.8 (variance 3.2): five of 18 and five of 14, so 10 * 4 / 3.2 / 9.
        let days = try (0..<10).map { try count($0 < 5 ? 18 : 14, 20) }
        #expect(isNear(try #require(ShareCount.dispersion(of: days)), 40 / 3.2 / 9))
        #expect(ShareCount.dispersion(of: days.dropLast()) == nil)
        #expect(ShareCount.dispersion(of: try (0..<10).map { _ in try count(16, 20) }) == 1)
        #expect(ShareCount.dispersion(of: try (0..<10).map { _ in try count(20, 20) }) == 1)
        // Twice the dispersion: half the evidence, and the interval of half the ratings.
        let plain = try #require(DropDetector(baseline: try count(170, 200)))
        let wide = try #require(DropDetector(baseline: try count(340, 400), dispersion: 2))
        #expect(wide.reference == plain.reference)
        #expect(isNear(wide.score(of: try count(12, 20)), plain.score(of: try count(12, 20)) / 2))
    }
}
