import CaseLifecycle
import ServiceIndices
import Testing

@Suite("Decision 766: the satisfaction group")
struct DecisionTests {
    private let settings = DecisionSettings.provisional

    /// Ten cases that count and one that does not.
    private let cases = [
        IndexedCase(number: 11, outcome: .notCounted, isDisliked: true, isRepeated: true),
        IndexedCase(number: 10, outcome: .doneInTime),
        IndexedCase(number: 9, outcome: .doneLate, isDisliked: true),
        IndexedCase(number: 8, outcome: .doneInTime, isDisliked: true, isRepeated: true),
        IndexedCase(number: 7, outcome: .openOverdue), IndexedCase(number: 6, outcome: .doneInTime, isRepeated: true),
        IndexedCase(number: 5, outcome: .openInTime), IndexedCase(number: 4, outcome: .doneInTime),
        IndexedCase(number: 3, outcome: .doneInTime), IndexedCase(number: 2, outcome: .doneInTime),
        IndexedCase(number: 1, outcome: .openInTime),
    ]

    @Test
    func `Feedback on time, worked by hand`() {
        // Late: 7 and 9. 8 of 10 on time; 6 * 8 / 10 = 4.80
        let figure = DecisionIndices.feedbackOnTime(self.cases, self.settings)
        #expect(figure.value?.description == "4.80" && figure.numerator == 8 && figure.denominator == 10)
        #expect(figure.numbers(.late) == [7, 9] && figure.numbers(.onTime) == [1, 2, 3, 4, 5, 6, 8, 10])
        #expect(figure.maximum == 6 && figure.rule.source.confidence == .medium)
        #expect(figure.settings.first?.description == "score-curve: full from 100 %, else pro rata of-whole")
    }

    @Test
    func `Satisfaction with feedback, faults counted once and each`() {
        // Disliked 8 and 9, repeated 6 and 8, late 7 and 9.
        // Once: 10 - {6, 7, 8, 9} = 6 of 10, 6 * 0.6 = 3.60. Each: 10 - 2 - 2 - 2 = 4 of 10, 6 * 0.4 = 2.40
        var settings = self.settings
        settings.overlap = .once
        let once = DecisionIndices.feedbackSatisfaction(self.cases, settings)
        #expect(once.value?.description == "3.60" && once.numerator == 6 && once.denominator == 10)
        #expect(once.numbers(.disliked) == [8, 9] && once.numbers(.repeated) == [6, 8])
        #expect(once.numbers(.late) == [7, 9] && once.numbers(.faultless) == [1, 2, 3, 4, 5, 10])
        #expect(once.numbers(.notCounted) == [11], "its faults are not subtracted")
        let each = DecisionIndices.feedbackSatisfaction(self.cases, self.settings)
        #expect(each.value?.description == "2.40" && each.numerator == 4)
        #expect(each.groups == once.groups && each.settings.contains(.overlap(.eachFault)))
    }

    @Test
    func `What is left is never below nothing`() {
        // One case with three faults: 1 - 3 would be -2.
        let worst = [IndexedCase(number: 1, outcome: .doneLate, isDisliked: true, isRepeated: true)]
        for overlap in FaultOverlap.allCases {
            var settings = self.settings
            settings.overlap = overlap
            let figure = DecisionIndices.feedbackSatisfaction(worst, settings)
            #expect(figure.value?.description == "0.00" && figure.numerator == 0 && figure.denominator == 1)
        }
    }

    @Test(
        "Satisfaction with files around 90 %",
        arguments: [
            // faultless, late, complained or disliked, of 1000; points of the whole; of the threshold
            (900, 60, 40, "6.00", "6.00"),  // exactly 90 %: full marks
            (899, 61, 40, "5.39", "5.99"),  // 6 * 0.899 = 5.394; 6 * 0.899 / 0.9 = 5.9933…
            (1000, 0, 0, "6.00", "6.00"), (450, 300, 250, "2.70", "3.00"),  // 6 * 0.45; 6 * 0.45 / 0.9
            (0, 1000, 0, "0.00", "0.00"),
        ]
    )
    func files(faultless: Int, late: Int, disliked: Int, ofWhole: String, ofThreshold: String) {
        let files = (1...UInt64(faultless + late + disliked)).map { number -> IndexedFile in
            if number <= UInt64(faultless) { return IndexedFile(number: number, outcome: .doneInTime) }
            if number <= UInt64(faultless + late) { return IndexedFile(number: number, outcome: .openOverdue) }
            let isEven = number.isMultiple(of: 2)
            return IndexedFile(number: number, outcome: .doneInTime, isComplainedAbout: isEven, isDisliked: !isEven)
        }
        let figure = DecisionIndices.fileSatisfaction(files, self.settings)
        #expect(figure.value?.description == ofWhole && figure.numerator == UInt64(faultless))
        #expect(figure.denominator == 1000 && figure.numbers(.complainedOrDisliked).count == disliked)
        var settings = self.settings
        settings.fileSatisfaction = ScoreCurve(fullFrom: 90, .ofThreshold)
        #expect(DecisionIndices.fileSatisfaction(files, settings).value?.description == ofThreshold)
    }

    @Test
    func `A file late and disliked is subtracted once or twice, one disliked and complained about once`() {
        // 10 files: 1 late and disliked, 2 disliked and complained about.
        // Once: 8 of 10 = 80 %, 6 * 0.8 = 4.80. Each: 10 - 2 - 1 = 7 of 10, 6 * 0.7 = 4.20
        let files =
            [
                IndexedFile(number: 2, outcome: .doneInTime, isComplainedAbout: true, isDisliked: true),
                IndexedFile(number: 1, outcome: .doneLate, isDisliked: true),
            ] + (3...10).map { IndexedFile(number: $0, outcome: .openInTime) }
        var settings = self.settings
        settings.overlap = .once
        let once = DecisionIndices.fileSatisfaction(files, settings)
        #expect(once.value?.description == "4.80" && once.numerator == 8)
        #expect(once.numbers(.complainedOrDisliked) == [1, 2] && once.numbers(.late) == [1])
        let each = DecisionIndices.fileSatisfaction(files, self.settings)
        #expect(each.value?.description == "4.20" && each.numerator == 7)
    }

    @Test
    func `Without data there is no value`() {
        let idle = Fixtures.cases(2, .notCounted)
        #expect(DecisionIndices.feedbackOnTime([], self.settings).value == nil)
        #expect(DecisionIndices.feedbackOnTime(idle, self.settings).value == nil)
        #expect(DecisionIndices.feedbackSatisfaction(idle, self.settings).value == nil)
        #expect(DecisionIndices.fileSatisfaction([], self.settings).denominator == 0)
    }

    @Test
    func `Settings outside their range are brought inside`() {
        #expect(ScoreCurve(fullFrom: 0, .ofWhole).fullFrom == 1 && ScoreCurve(fullFrom: 500, .ofWhole).fullFrom == 100)
        var settings = self.settings
        settings.decimals = 40
        #expect(DecisionIndices.feedbackOnTime(self.cases, settings).value?.description == "4.8000")
        #expect(DecisionIndices.feedbackOnTime(self.cases, settings).settings.contains(.decimals(4)))
    }

    @Test
    func `Every rule names its source and what it says`() {
        for rule in IndexRule.allCases {
            #expect(!rule.source.legalSource.isEmpty && !rule.wording.isEmpty)
            #expect(rule.source.confidence != .low)
        }
    }
}
