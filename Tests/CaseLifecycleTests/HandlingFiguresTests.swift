import CaseLifecycle
import Testing

@Suite("How cases count")
struct HandlingFiguresTests {
    @Test("Every category, open or not, late or not")
    func table() {
        for category in NationalCategory.allCases {
            for isOpen in [true, false] {
                for (wasLate, isOverdue) in [(false, false), (true, false), (false, true), (true, true)] {
                    func outcome(_ lane: Lane) -> HandlingOutcome {
                        HandlingOutcome(category, lane: lane, isOpen: isOpen, wasLate: wasLate, isOverdue: isOverdue)
                    }
                    let expected: HandlingOutcome =
                        category == .notCounted
                        ? .notCounted
                        : isOpen
                            ? (wasLate || isOverdue ? .openOverdue : .openInTime) : (wasLate ? .doneLate : .doneInTime)
                    #expect(outcome(.feedback) == expected)
                    #expect(outcome(.commendation) == .notCounted, "praise asks for nothing")
                }
            }
        }
    }

    @Test("The share leaves out what is not counted, and is none of nothing")
    func share() {
        var figures = HandlingFigures()
        #expect(figures.onTimeShare == nil)
        figures.add(.notCounted, 5)
        #expect(figures.onTimeShare == nil && figures.received == 5)
        figures.add(.doneInTime, 2)
        figures.add(.openInTime)
        figures.add(.openOverdue)
        #expect(figures.onTimeShare == 0.75)
        var sum = HandlingFigures()
        sum.add(figures)
        sum.add(figures)
        #expect(sum.received == 18 && sum.onTimeShare == 0.75)
    }
}
