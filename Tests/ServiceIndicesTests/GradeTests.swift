import Satisfaction
import ServiceIndices
import Testing

@Suite("Circular 01/2018: grades of units and officers")
struct GradeTests {
    @Test(
        "Unit bands at their borders, all nine indicators given, in tenths of points",
        arguments: [
            ([UInt64](repeating: 20, count: 9), "18.0", UnitGrade.Band.excellent),
            ([20, 20, 20, 20, 20, 20, 20, 10, 0], "15.0", .excellent),  // 7 * 2 + 1 + 0
            ([20, 20, 20, 20, 20, 20, 20, 9, 0], "14.9", .good),
            ([20, 20, 20, 20, 20, 20, 0, 0, 0], "12.0", .good),
            ([20, 20, 20, 20, 20, 19, 0, 0, 0], "11.9", .fair), ([10, 10, 10, 10, 10, 10, 10, 10, 10], "9.0", .fair),
            ([10, 10, 10, 10, 10, 10, 10, 10, 9], "8.9", .average), ([20, 20, 20, 0, 0, 0, 0, 0, 0], "6.0", .average),
            ([20, 20, 19, 0, 0, 0, 0, 0, 0], "5.9", .weak), ([0, 0, 0, 0, 0, 0, 0, 0, 0], "0.0", .weak),
        ]
    )
    func unitBands(tenths: [UInt64], total: String, band: UnitGrade.Band) {
        for dropped in DroppedIndicators.allCases {
            var settings = Fixtures.settings
            settings.dropped = dropped
            let grade = UnitGrade(Fixtures.scores(tenths), settings)
            #expect(grade.figure.value?.description == total && grade.band == band)
            #expect(grade.figure.denominator == 180 && grade.figure[.dropped] == .indicators([]))
            #expect(grade.figure[.unknown] == .indicators([]))
        }
    }

    @Test
    func `Indicators that do not apply are stretched, or earn nothing`() {
        // Indicators 1, 3, 4, 7, 8: 1.8 + 1.5 + 1.7 + 1.4 + 2.0 = 8.4 of 10.
        // Stretched: 8.4 * 18 / 10 = 15.12 = 15.1, excellent. As it is: 8.4, average.
        let scores = Fixtures.scores([18, nil, 15, 17, nil, nil, 14, 20, nil])
        var settings = Fixtures.settings
        settings.notApplicable = [.second, .fifth, .sixth, .ninth]
        let scaled = UnitGrade(scores, settings)
        #expect(scaled.figure.value?.description == "15.1" && scaled.band == .excellent)
        #expect(scaled.figure.numerator == 84 && scaled.figure.denominator == 100 && scaled.figure.maximum == 18)
        #expect(scaled.figure[.present] == .indicators([.first, .third, .fourth, .seventh, .eighth]))
        #expect(scaled.figure[.dropped] == .indicators([.second, .fifth, .sixth, .ninth]))
        #expect(scaled.figure.settings.contains(.dropped(.scaledToFull)))
        #expect(scaled.figure.settings.contains { $0.description == "not-applicable: 2,5,6,9" })
        settings.dropped = .asSummed
        let summed = UnitGrade(scores, settings)
        #expect(summed.figure.value?.description == "8.4" && summed.band == .average)
        #expect(summed.figure.denominator == 180 && summed.figure.settings.contains(.dropped(.asSummed)))
    }

    @Test
    func `What is merely not known makes no band, and is not stretched away`() {
        // One case on time: 2.0 for indicator 8, and nothing of the others.
        let one = UnitGrade([.eighth: RoundedNumber(scaled: 20, decimals: 1)], Fixtures.settings)
        #expect(one.figure.value?.description == "2.0" && one.band == nil && one.figure.denominator == 180)
        #expect(one.figure[.unknown] == .indicators(CircularIndicator.allCases.filter { $0 != .eighth }))
        var settings = Fixtures.settings
        settings.notApplicable = Set(CircularIndicator.allCases).subtracting([.first])
        let nearly = UnitGrade([.eighth: RoundedNumber(scaled: 20, decimals: 1)], settings)
        // Of 1 and 8, what was measured though it was declared not applicable: 2.0 of 4.
        #expect(nearly.band == nil && nearly.figure.value?.description == "9.0")
        #expect(nearly.figure[.unknown] == .indicators([.first]))
        let officer = OfficerGrade(sumOf: [.first, .eighth], Fixtures.scores([20]), Fixtures.settings)
        #expect(officer.band == nil && officer.percent == nil)
    }

    @Test
    func `The bands take the number as told, or the exact one`() {
        // Eight with 13.3 of 16: 13.3 * 18 / 16 = 14.9625, told as 15.0.
        let scores = Fixtures.scores([20, 20, 20, 20, 20, 20, 13, 0, nil])
        var settings = Fixtures.settings
        settings.notApplicable = [.ninth]
        let exact = UnitGrade(scores, settings)
        settings.bandBasis = .rounded
        let told = UnitGrade(scores, settings)
        #expect(told.figure.value?.description == "15.0" && told.band == .excellent)
        #expect(exact.figure.value?.description == "15.0" && exact.band == .good)
        #expect(exact.figure.settings.contains(.bandBasis(.exact)))
    }

    @Test
    func `Without any indicator there is no grade, and no indicator has more than 2 points`() {
        for dropped in DroppedIndicators.allCases {
            var settings = Fixtures.settings
            settings.dropped = dropped
            let none = UnitGrade([:], settings)
            #expect(none.figure.value == nil && none.band == nil && none.figure.denominator == 0)
            #expect(OfficerGrade(sumOf: [], [:], settings).band == nil)
        }
        let wild = UnitGrade([.first: RoundedNumber(scaled: .max, decimals: 0)], Fixtures.settings)
        #expect(wild.figure.value?.description == "2.0" && wild.figure.numerator == 20)
    }

    @Test(
        "Officer bands, mean of five levels, worked by hand",
        arguments: [
            // ratings at levels 1 to 5; mean; band; percentage = 20 * mean
            ([UInt64]([0, 0, 0, 0, 30]), "5.0", OfficerGrade.Band.full, "100.0"),
            ([0, 0, 15, 15, 0], "3.5", .partial, "70.0"),  // (3 + 4) / 2 = 3.5 exactly
            ([0, 0, 0, 12, 28], "4.7", .partial, "94.0"),  // (12 + 35) / 10
            ([0, 0, 0, 4, 36], "4.9", .partial, "98.0"),  // (4 + 45) / 10
            ([0, 0, 24, 16, 0], "3.4", .below, nil),  // (18 + 16) / 10
            ([30, 0, 0, 0, 0], "1.0", .below, nil), ([0, 0, 0, 0, 0], nil, nil, nil),
            ([0, 0, 0, 0, 29], "5.0", nil, nil),  // too few to judge anybody by
        ] as [([UInt64], String?, OfficerGrade.Band?, String?)]
    )
    func officerBands(counts: [UInt64], mean: String?, band: OfficerGrade.Band?, percent: String?) throws {
        let tally = try #require(LevelTally(counts: counts))
        let grade = try #require(OfficerGrade(ratings: tally, Fixtures.settings))
        #expect(grade.figure.value?.description == mean && grade.band == band)
        #expect(grade.percent?.description == percent)
        #expect(grade.figure.settings.contains(.officerBasis(.meanOfFiveLevels)))
        #expect(grade.figure.answers(.levelFour) == counts[3] && grade.figure.answers(.counted) == counts.reduce(0, +))
    }

    @Test
    func `Rounding decides at the border of a band, and less than all never reads 100 %`() throws {
        // 22 * 3 + 18 * 4 = 138 of 40 = 3.45; told as 3.5
        let tally = try #require(LevelTally(counts: [0, 0, 22, 18, 0]))
        var settings = Fixtures.settings
        settings.bandBasis = .rounded
        #expect(OfficerGrade(ratings: tally, settings)?.band == .partial)
        settings.rounding = .halfEven  // 3.4
        #expect(OfficerGrade(ratings: tally, settings)?.band == .below)
        settings.rounding = .halfUp
        settings.bandBasis = .exact
        #expect(OfficerGrade(ratings: tally, settings)?.band == .below)
        // (4 + 4999 * 5) / 5000 = 4.9998; 20 * 4.9998 = 99.996 %
        let almost = try #require(LevelTally(counts: [0, 0, 0, 1, 4999]))
        let grade = try #require(OfficerGrade(ratings: almost, settings))
        #expect(grade.band == .partial && grade.percent?.description == "99.9")
        let four = try #require(LevelTally(counts: [1, 1, 1, 1]))
        #expect(OfficerGrade(ratings: four, settings) == nil)
        let most = try #require(LevelTally(counts: [.max, .max, .max, .max, .max]))
        #expect(OfficerGrade(ratings: most, settings)?.figure.value?.description == "3.0")
    }

    @Test
    func `Officer bands by the sum of indicators`() {
        // Indicators 1, 3, 4, 7: 1.5 + 1.0 + 1.5 + 1.0 = 5.0 of 8
        let asked: Set<CircularIndicator> = [.first, .third, .fourth, .seventh]
        let full = OfficerGrade(sumOf: asked, Fixtures.scores([15, 20, 10, 15, nil, nil, 10]), Fixtures.settings)
        #expect(full.figure.value?.description == "5.0" && full.band == .full && full.figure.maximum == 8)
        #expect(full.figure.numerator == 50 && full.figure.settings.contains(.officerBasis(.sumOfIndicators)))
        // Without indicator 4: 3.5 of 6, stretched 3.5 * 8 / 6 = 4.666… = 4.7, 93.3 %; as it is 3.5, 70 %
        let part = Fixtures.scores([15, nil, 10, nil, nil, nil, 10])
        var settings = Fixtures.settings
        settings.notApplicable = [.fourth]
        let scaled = OfficerGrade(sumOf: asked, part, settings)
        #expect(scaled.figure.value?.description == "4.7" && scaled.percent?.description == "93.3")
        settings.dropped = .asSummed
        let summed = OfficerGrade(sumOf: asked, part, settings)
        #expect(summed.figure.value?.description == "3.5" && summed.percent?.description == "70.0")
        #expect(summed.figure[.dropped] == .indicators([.fourth]))
    }
}
