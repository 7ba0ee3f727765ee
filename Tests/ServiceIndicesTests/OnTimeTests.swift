import CaseLifecycle
import ServiceIndices
import Testing

@Suite("Circular 01/2018, indicator 8: feedback on time")
struct OnTimeTests {
    @Test(
        "Tables worked by hand",
        arguments: [
            // open in time, open overdue, done in time, done late, not counted; value; numerator / denominator
            ([2, 0, 8, 0, 5], "2.0", UInt64(10), UInt64(10)),  // 10 / 10 = 100 %
            ([0, 0, 9, 1, 0], "1.0", 9, 10),  // exactly 90 %
            ([3, 1, 6, 0, 7], "1.0", 9, 10),  // exactly 90 %, the late one is still open
            ([100, 100, 799, 0, 0], "0.0", 899, 999),  // 89.99 %
            ([0, 1, 998, 0, 0], "1.0", 998, 999),  // 99.9 % is not 100 %
            ([0, 1, 0, 0, 0], "0.0", 0, 1),  // nothing on time
        ]
    )
    func tables(counts: [Int], value: String, onTime: UInt64, all: UInt64) {
        let outcomes: [HandlingOutcome] = [.openInTime, .openOverdue, .doneInTime, .doneLate, .notCounted]
        var cases: [IndexedCase] = []
        var figures = HandlingFigures()
        for (count, outcome) in zip(counts, outcomes) {
            cases += Fixtures.cases(count, from: UInt64(cases.count) + 1, outcome)
            figures.add(outcome, UInt64(count))
        }
        let figure = CircularIndices.eighth(cases)
        #expect(figure.value?.description == value && figure.numerator == onTime && figure.denominator == all)
        #expect(figure.numbers(.onTime).count == Int(onTime) && figure.numbers(.counted).count == Int(all))
        #expect(figures.onTimeShare == Double(onTime) / Double(all), "the handling figures agree")
    }

    @Test
    func `Each part tells its cases, the least number first`() {
        let cases = [
            IndexedCase(number: 40, outcome: .doneLate), IndexedCase(number: 7, outcome: .openInTime),
            IndexedCase(number: 30, outcome: .notCounted), IndexedCase(number: 2, outcome: .openOverdue),
            IndexedCase(number: 5, outcome: .doneInTime),
        ]
        let figure = CircularIndices.eighth(cases)
        #expect(figure.numbers(.counted) == [2, 5, 7, 40] && figure.numbers(.onTime) == [5, 7])
        #expect(figure.numbers(.late) == [2, 40] && figure.numbers(.notCounted) == [30])
        #expect(figure.value?.description == "0.0" && figure.rule.source.confidence == .high)
    }

    @Test
    func `What was received before the period counts like the rest, and is told apart`() {
        let cases = [
            IndexedCase(number: 4, outcome: .openOverdue, isCarriedOver: true),
            IndexedCase(number: 2, outcome: .doneInTime, isCarriedOver: true),
            IndexedCase(number: 9, outcome: .notCounted, isCarriedOver: true),
            IndexedCase(number: 7, outcome: .doneInTime),
        ]
        let figure = CircularIndices.eighth(cases)
        #expect(figure.numerator == 2 && figure.denominator == 3 && figure.numbers(.late) == [4])
        #expect(figure.numbers(.carriedOver) == [2, 4], "what does not count is not carried over either")
        let content = DecisionIndices.feedbackSatisfaction(cases, .provisional)
        #expect(content.numbers(.carriedOver) == [2, 4] && content.denominator == 3)
    }

    @Test
    func `When no case counts there is no value`() {
        let figure = CircularIndices.eighth(Fixtures.cases(3, .notCounted))
        #expect(figure.value == nil && figure.denominator == 0 && figure.numbers(.notCounted) == [1, 2, 3])
    }
}
