import CaseLifecycle
import Satisfaction
import ServiceIndices
import Testing

@Suite("Circular 01/2018: indicators 1, 3, 4 and 7")
struct CircularIndicatorTests {
    private let settings = Fixtures.settings
    private let mapping = Fixtures.mapping

    @Test
    func `A mean of points, worked by hand`() throws {
        // Five faces earn 0, 0, 1, 2, 2. Faces 1 to 5 were pressed 2, 1, 4, 3, 2 times, 12 in all:
        // nothing 2 + 1 = 3, one point 4, two points 3 + 2 = 5; points 4 + 2 * 5 = 14; 14 / 12 = 1.166… = 1.2
        let points = try #require(LevelPoints([.none, .none, .one, .two, .two]))
        let faces = try #require(LevelTally(counts: [2, 1, 4, 3, 2]))
        let tally = try #require(PointTally(faces, by: points))
        let answers = [RatedCriterion("time", tally), RatedCriterion("greets", PointTally(none: 90))]
        let figure = CircularIndices.first(answers, by: self.mapping, self.settings)
        #expect(figure.value?.description == "1.2" && figure.maximum == 2)
        #expect(figure.numerator == 14 && figure.denominator == 12)
        #expect(figure[.criteria] == .codes(["time"]), "the other criterion is of another indicator")
        #expect(figure.answers(.twoPoints) == 5 && figure.answers(.onePoint) == 4 && figure.answers(.noPoints) == 3)
        #expect(figure.answers(.counted) == 12)
        #expect(figure.settings == [.rounding(.halfUp)] && figure.settings.first?.description == "rounding: half-up")
        var down = self.settings
        down.rounding = .down
        #expect(CircularIndices.first(answers, by: self.mapping, down).value?.description == "1.1")
    }

    @Test
    func `Without data an indicator is dropped`() {
        let elsewhere = [RatedCriterion("unknown", PointTally(two: 5))]
        for figure in [
            CircularIndices.first([], by: self.mapping, self.settings),
            CircularIndices.third(elsewhere, by: self.mapping, self.settings),
            CircularIndices.fourth([RatedCriterion("agencies", PointTally())], by: self.mapping, self.settings),
            CircularIndices.fourth(elsewhere, by: CriterionMapping([:]), self.settings),
            CircularIndices.seventh([], by: self.mapping, reports: [], self.settings),
            CircularIndices.eighth([]),
        ] {
            #expect(figure.value == nil && figure.numerator == 0 && figure.denominator == 0)
        }
    }

    @Test
    func `Criteria of one indicator are pooled, and those that were met earn their points`() {
        // "greets" was met 6 times (2 points) and not 2 times (0); "smiles" met once (2) and not once (1):
        // points 12 + 0 + 2 + 1 = 15 of 10 answers = 1.5
        let answers = [
            RatedCriterion("smiles", PointTally(.init(met: 1, notMet: 1), met: .two, notMet: .one)),
            RatedCriterion("greets", PointTally(.init(met: 6, notMet: 2), met: .two, notMet: .none)),
        ]
        let figure = CircularIndices.seventh(answers, by: self.mapping, reports: [], self.settings)
        #expect(figure.value?.description == "1.5" && figure.numerator == 15 && figure.denominator == 10)
        #expect(figure[.criteria] == .codes(["greets", "smiles"]))
    }

    @Test
    func `Points are of the scale's own levels, and better levels never earn less`() throws {
        let four = try #require(LevelTally(counts: [1, 1, 1, 1]))
        let five = try #require(LevelPoints([.none, .none, .one, .two, .two]))
        #expect(PointTally(four, by: five) == nil)
        #expect(LevelPoints([]) == nil && LevelPoints([.two, .one]) == nil)
        #expect(LevelPoints([.one, .one]) != nil)
    }

    @Test(
        "A report of harassment sets indicator 7 to 0 unless it is found false or slanderous",
        arguments: [
            (HarassmentFinding.open, true), (.upheld, true), (.foundFalse, false), (.slanderous, false),
        ]
    )
    func harassment(finding: HarassmentFinding, isZero: Bool) {
        let answers = [RatedCriterion("greets", PointTally(none: 1, one: 2, two: 5))]  // 12 / 8 = 1.5
        let cases = Fixtures.cases(3, from: 50, .doneInTime) + [Fixtures.report(7, finding)]
        let figure = CircularIndices.seventh(answers, by: self.mapping, reports: cases, self.settings)
        #expect(figure.value?.description == (isZero ? "0.0" : "1.5"))
        #expect(figure.numerator == (isZero ? 0 : 12) && figure.denominator == 8)
        #expect(figure.numbers(.harassmentReports) == (isZero ? [7] : []))
        #expect(figure.numbers(.dismissedReports) == (isZero ? [] : [7]))
        #expect(figure.settings.map(\.name) == ["rounding", "harassment-effect", "uncounted-reports"])
        // Without ratings, a report that stands is data, and one that is dismissed is none.
        let bare = CircularIndices.seventh([], by: self.mapping, reports: cases, self.settings)
        #expect(bare.value?.description == (isZero ? "0.0" : nil))
    }

    @Test
    func `A slander does not hide a true report, and a finding of another kind of case means nothing`() {
        let answers = [RatedCriterion("greets", PointTally(two: 4))]
        let mixed = [Fixtures.report(9, .slanderous), Fixtures.report(3, .open), Fixtures.report(5, .foundFalse)]
        let figure = CircularIndices.seventh(answers, by: self.mapping, reports: mixed, self.settings)
        #expect(figure.value?.description == "0.0" && figure.numbers(.harassmentReports) == [3])
        #expect(figure.numbers(.dismissedReports) == [5, 9])
        let other = [IndexedCase(number: 1, outcome: .doneLate, isDisliked: true, finding: .upheld)]
        #expect(
            CircularIndices.seventh(answers, by: self.mapping, reports: other, self.settings).value?.description
                == "2.0"
        )
    }

    @Test
    func `A report may count as one answer of nothing, and a withdrawn one may be left out`() {
        let answers = [RatedCriterion("greets", PointTally(two: 8))]
        let cases = [Fixtures.report(2, .upheld), Fixtures.report(1, .open), Fixtures.report(3, .open, .notCounted)]
        var each = self.settings
        each.harassment = .oneAnswerEach
        // Three reports: 16 points of 8 + 3 = 11 answers = 1.4545… = 1.5
        let three = CircularIndices.seventh(answers, by: self.mapping, reports: cases, each)
        #expect(three.value?.description == "1.5" && three.denominator == 11 && three.answers(.noPoints) == 3)
        each.uncountedReports = .areLeftOut
        // Two reports: 16 / 10 = 1.6
        let two = CircularIndices.seventh(answers, by: self.mapping, reports: cases, each)
        #expect(two.value?.description == "1.6" && two.denominator == 10)
        #expect(two.numbers(.harassmentReports) == [1, 2] && two.numbers(.leftOutReports) == [3])
    }

    @Test
    func `Tallies stay within what their sums can hold`() throws {
        let most = PointTally.maximumCount
        var tally = PointTally(none: .max, one: .max, two: .max)
        tally.add(.two, count: .max)
        tally.merge(tally)
        #expect(tally == PointTally(none: most, one: most, two: most) && tally.points == 3 * most)
        let figure = CircularIndices.third([RatedCriterion("contacts", tally)], by: self.mapping, self.settings)
        #expect(figure.value?.description == "1.0")
    }
}
