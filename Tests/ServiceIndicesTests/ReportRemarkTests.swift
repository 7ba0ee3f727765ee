import CaseLifecycle
import CivilTime
import Satisfaction
import Testing

@testable import ServiceIndices

@Suite("What is told beside the indices, and what comes of reports")
struct ReportRemarkTests {
    private typealias Made = ReportTests

    @Test("A report that was merged or split stands or falls with the cases that go on with it")
    func continuedReports() throws {
        let merged = Made.facts(
            9,
            .notCounted,
            subject: "harassment",
            [Made.event("merge", relatedCase: 20)]
        )
        let split = CaseFacts(
            number: 10,
            lane: .feedback,
            subject: "harassment",
            outcome: .notCounted,
            parts: [21, 22],
            history: [Made.event("split")]
        )
        #expect(merged.continuedBy == [20] && split.continuedBy == [21, 22] && split.wasSplit)
        func standing(_ report: CaseFacts, _ known: [CaseFacts]) throws -> [UInt64] {
            let byNumber = Dictionary(uniqueKeysWithValues: known.map { ($0.number, $0) })
            let inputs = IndexInputs(casesAbout: [report], continuations: byNumber)
            return try Made.entry(.seventhIndicator, inputs).figure.numbers(.harassmentReports)
        }
        let refuted = [Made.event("resolve", outcome: "feedback-not-confirmed")]
        let upheld = [Made.event("resolve", outcome: "feedback-done")]
        func end(_ number: UInt64, _ history: [CaseEvent], subject: String = "harassment") -> CaseFacts {
            Made.facts(number, .doneInTime, subject: subject, history)
        }
        #expect(try standing(merged, []) == [9], "what is not known refutes nothing")
        #expect(try standing(merged, [end(20, refuted)]).isEmpty)
        #expect(try standing(merged, [end(20, upheld)]) == [9])
        #expect(try standing(split, [end(21, refuted)]) == [10], "the other part is not known")
        #expect(try standing(split, [end(21, refuted), end(22, upheld)]) == [10])
        #expect(try standing(split, [end(21, refuted), end(22, upheld, subject: "late-result")]).isEmpty)
        let circle = Made.facts(20, .notCounted, subject: "harassment", [Made.event("merge", relatedCase: 20)])
        #expect(try standing(merged, [circle]) == [9], "no circle is followed for ever")
    }

    @Test("Which limits count is told beside what is on time, and how many imported cases have none")
    func onTimeRemarks() throws {
        let imported = [
            Made.facts(11, .doneInTime, [Made.event("import")]), Made.facts(12, .doneLate, [Made.event("import")]),
            Made.facts(
                13,
                .doneInTime,
                [Made.event("import", importedDueAt: Timestamp(microseconds: 1_665_900_000_000_000))]
            ),
        ]
        for rule in [IndexRule.eighthIndicator, .feedbackOnTime] {
            let entry = try Made.entry(rule, IndexInputs(cases: Made.cases + imported))
            #expect(entry.remarks.contains { $0.contains("feedback-asking") && $0.contains("extension moves") })
            #expect(entry.remarks.last == "1 imported cases have no due date and count as in time.")
            #expect(try Made.entry(rule, IndexInputs(cases: Made.cases)).remarks.count == entry.remarks.count - 1)
        }
    }

    @Test("Flagged ratings are told where they cannot be left out")
    func flagged() throws {
        let inputs = IndexInputs(criteria: ["greets": .init(met: 13, notMet: 7)], flagged: 29)
        for rule in [IndexRule.firstIndicator, .thirdIndicator, .fourthIndicator, .seventhIndicator] {
            let entry = try Made.entry(rule, inputs)
            #expect(entry.remarks.first?.hasPrefix("29 of the ratings are flagged as misuse") == true)
            #expect(try Made.entry(rule, IndexInputs()).remarks.contains { $0.contains("flagged") } == false)
        }
    }
}
