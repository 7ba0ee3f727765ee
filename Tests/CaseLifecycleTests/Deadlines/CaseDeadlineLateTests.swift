import CaseLifecycle
import CivilTime
import Testing

@Suite("Whether a time limit was kept")
struct CaseDeadlineLateTests {
    private static let due = Timestamp(microseconds: 1_665_900_000_000_000)

    private static func deadline(
        _ state: CaseDeadline.State,
        endedAfterDue seconds: Int?,
        dueAt: Timestamp? = due
    ) -> CaseDeadline {
        CaseDeadline(
            rule: "feedback-resolution",
            kind: .duty,
            run: 1,
            state: state,
            startedAt: Timestamp(microseconds: 1_665_700_000_000_000),
            dueAt: dueAt,
            isProvisional: false,
            endedAt: seconds.map { self.due.advanced(by: .seconds($0)) },
            notices: []
        )
    }

    @Test(arguments: [CaseDeadline.State.fulfilled, .ended])
    func `What was over too late is late, whether it was done or came to nothing`(state: CaseDeadline.State) {
        let now = Timestamp(microseconds: .min)
        #expect(Self.deadline(state, endedAfterDue: 0).isLate(at: now), "the due date is the first that is too late")
        #expect(Self.deadline(state, endedAfterDue: 86_400).isLate(at: now))
        #expect(!Self.deadline(state, endedAfterDue: -1).isLate(at: now))
        #expect(!Self.deadline(state, endedAfterDue: 86_400, dueAt: nil).isLate(at: now))
    }

    @Test
    func `What runs is late from its due date on, and what stands still is not`() {
        let running = Self.deadline(.running, endedAfterDue: nil)
        #expect(running.isLate(at: Self.due) && !running.isLate(at: Self.due.advanced(by: .microseconds(-1))))
        #expect(!Self.deadline(.paused, endedAfterDue: nil).isLate(at: Self.due))
    }

    @Test(arguments: [true, false])
    func `A case that does not count is shielded, however late it was withdrawn`(isOpen: Bool) {
        #expect(
            HandlingOutcome(.notCounted, lane: .feedback, isOpen: isOpen, wasLate: true, isOverdue: true) == .notCounted
        )
    }
}
