import CaseLifecycle
import DeliverySimulation
import Satisfaction
import ServiceIndices
import Testing

@Suite("Properties of the indices")
struct PropertyTests {
    private static let seeds: [UInt64] = Array(1...20) + (0..<8).map { _ in UInt64.random(in: .min ... .max) }

    private func cases(_ generator: inout SplitMix64) -> [IndexedCase] {
        (0..<UInt64.random(in: 0...60, using: &generator)).map { number in
            IndexedCase(
                number: number,
                outcome: HandlingOutcome.allCases.randomElement(using: &generator) ?? .doneInTime,
                isDisliked: .random(using: &generator),
                isRepeated: .random(using: &generator),
                isHarassmentReport: Int.random(in: 0..<12, using: &generator) == 0,
                finding: HarassmentFinding.allCases.randomElement(using: &generator) ?? .open
            )
        }
    }

    private func answers(_ generator: inout SplitMix64) -> [RatedCriterion] {
        ["time", "greets", "smiles", "contacts", "other", "greets"].map { code in
            let counts = (0..<3).map { _ in UInt64.random(in: 0...40, using: &generator) }
            return RatedCriterion(code, PointTally(none: counts[0], one: counts[1], two: counts[2]))
        }
    }

    private func settings(_ generator: inout SplitMix64) -> (circular: CircularSettings, decision: DecisionSettings) {
        var circular = CircularSettings.provisional
        circular.rounding = RoundingMode.allCases.randomElement(using: &generator) ?? .halfUp
        circular.harassment = HarassmentEffect.allCases.randomElement(using: &generator) ?? .wholeIndicator
        circular.uncountedReports = UncountedReports.allCases.randomElement(using: &generator) ?? .stand
        var decision = DecisionSettings.provisional
        decision.rounding = circular.rounding
        decision.overlap = FaultOverlap.allCases.randomElement(using: &generator) ?? .once
        let proRata = ScoreCurve.ProRata.allCases.randomElement(using: &generator) ?? .ofWhole
        decision.fileSatisfaction = ScoreCurve(fullFrom: .random(in: 0...110, using: &generator), proRata)
        return (circular, decision)
    }

    private func files(_ cases: [IndexedCase]) -> [IndexedFile] {
        cases.map {
            IndexedFile(
                number: $0.number,
                outcome: $0.outcome,
                isComplainedAbout: $0.isRepeated,
                isDisliked: $0.isDisliked
            )
        }
    }

    private func figures(
        _ cases: [IndexedCase],
        _ answers: [RatedCriterion],
        _ settings: (circular: CircularSettings, decision: DecisionSettings)
    ) -> [IndexFigure] {
        let mapping = Fixtures.mapping
        return [
            CircularIndices.first(answers, by: mapping, settings.circular),
            CircularIndices.third(answers, by: mapping, settings.circular),
            CircularIndices.fourth(answers, by: mapping, settings.circular),
            CircularIndices.seventh(answers, by: mapping, reports: cases, settings.circular),
            CircularIndices.eighth(cases), DecisionIndices.feedbackOnTime(cases, settings.decision),
            DecisionIndices.feedbackSatisfaction(cases, settings.decision),
            DecisionIndices.fileSatisfaction(self.files(cases), settings.decision),
        ]
    }

    @Test("The order of cases and answers never matters", arguments: Self.seeds)
    func permutation(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let (cases, answers) = (self.cases(&generator), self.answers(&generator))
        let settings = self.settings(&generator)
        let expected = self.figures(cases, answers, settings)
        for _ in 0..<5 {
            let (mixed, said) = (cases.shuffled(using: &generator), answers.shuffled(using: &generator))
            #expect(self.figures(mixed, said, settings) == expected, "seed \(seed)")
        }
    }

    @Test("Values keep their bounds, and the parts make the whole", arguments: Self.seeds)
    func bounds(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let (cases, answers) = (self.cases(&generator), self.answers(&generator))
        for figure in self.figures(cases, answers, self.settings(&generator)) {
            #expect((figure.value?.double ?? 0) <= Double(figure.maximum), "seed \(seed)")
            let isForcedZero = !figure.numbers(.harassmentReports).isEmpty
            #expect((figure.value == nil) == (figure.denominator == 0) || isForcedZero, "seed \(seed)")
            for case .numbers(let numbers) in figure.groups.map(\.members) {
                #expect(numbers == numbers.sorted(), "seed \(seed)")
            }
            #expect(Set(figure.groups.map(\.part)).count == figure.groups.count, "seed \(seed)")
            guard figure[.late] != nil else { continue }
            let counted = Set(figure.numbers(.counted))
            #expect(counted.count == Int(figure.denominator), "seed \(seed)")
            #expect(counted.isDisjoint(with: figure.numbers(.notCounted)), "seed \(seed)")
            #expect(counted.union(figure.numbers(.notCounted)).count == cases.count, "seed \(seed)")
            let parts: [IndexGroup.Part] = [.late, .disliked, .repeated, .complainedOrDisliked, .onTime, .faultless]
            #expect(Set(parts.flatMap { figure.numbers($0) }) == counted, "seed \(seed)")
        }
    }

    @Test("Counting each fault never gives more than counting once", arguments: Self.seeds)
    func overlap(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let cases = self.cases(&generator)
        var settings = DecisionSettings.provisional
        settings.overlap = .once
        let once = DecisionIndices.feedbackSatisfaction(cases, settings)
        settings.overlap = .eachFault
        let each = DecisionIndices.feedbackSatisfaction(cases, settings)
        #expect(each.numerator <= once.numerator && each.denominator == once.denominator, "seed \(seed)")
        #expect(once.numerator == UInt64(once.numbers(.faultless).count), "seed \(seed)")
    }

    @Test("A dismissed report changes nothing but its own group", arguments: Self.seeds)
    func slander(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let (cases, answers) = (self.cases(&generator), self.answers(&generator))
        let settings = self.settings(&generator).circular
        let before = CircularIndices.seventh(answers, by: Fixtures.mapping, reports: cases, settings)
        for finding in [HarassmentFinding.foundFalse, .slanderous] {
            let more = cases + [Fixtures.report(1000, finding)]
            let after = CircularIndices.seventh(answers, by: Fixtures.mapping, reports: more, settings)
            #expect(after.value == before.value && after.numerator == before.numerator, "seed \(seed)")
            #expect(after.numbers(.harassmentReports) == before.numbers(.harassmentReports), "seed \(seed)")
            #expect(after.numbers(.dismissedReports) == before.numbers(.dismissedReports) + [1000], "seed \(seed)")
        }
    }

    @Test("Rounding is within one unit of the exact value, and halves go where they should", arguments: Self.seeds)
    func rounding(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        for _ in 0..<50 {
            let denominator = UInt64.random(in: 1...400, using: &generator)
            let numerator = UInt64.random(in: 0...1000, using: &generator)
            func rounded(_ mode: RoundingMode) throws -> UInt64 {
                try #require(RoundedNumber(numerator, over: denominator, decimals: 1, mode)).scaled
            }
            let (down, up) = (try rounded(.down), try rounded(.up))
            #expect(down * denominator <= numerator * 10 && numerator * 10 <= up * denominator, "seed \(seed)")
            #expect(up - down <= 1, "seed \(seed)")
            let twice = 2 * (numerator * 10 - down * denominator)
            #expect(try rounded(.halfUp) == (twice >= denominator ? up : down), "seed \(seed)")
            let even = down.isMultiple(of: 2) ? down : up
            let expected = twice == denominator ? even : twice > denominator ? up : down
            #expect(try rounded(.halfEven) == expected, "seed \(seed)")
        }
    }
}
