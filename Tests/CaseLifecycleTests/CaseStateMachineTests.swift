import CaseLifecycle
import Testing

@Suite("Every state and every event of the smallest life cycle")
struct CaseStateMachineTests {
    static let states: [CaseState] = [.received, .assigned, .accepted, .resolved]
    static let events: [CaseEventKind] = [.receive, .assign, .accept, .resolve, "reopen"]

    /// What leads where; every pair not listed is refused.
    private static func expected(_ state: CaseState, _ event: CaseEventKind) -> CaseState? {
        switch (state, event) {
        case (.received, .assign): .assigned
        case (.assigned, .accept): .accepted
        case (.accepted, .resolve): .resolved
        default: nil
        }
    }

    private static let allowed: [CaseState: [CaseEventKind]] = [
        .received: [.assign], .assigned: [.accept], .accepted: [.resolve], .resolved: [],
    ]

    @Test("The interpreter's answer", arguments: states, events)
    func step(state: CaseState, event: CaseEventKind) throws {
        switch CaseStateMachine.step(.smallest, from: state, on: event) {
        case .transition(let transition):
            #expect(transition.to == Self.expected(state, event))
            #expect(transition.from == state)
            #expect(transition.event == event)
        case .notAllowed(let found, let allowed):
            #expect(Self.expected(state, event) == nil)
            #expect(found.state == state)
            #expect(allowed.map(\.event) == Self.allowed[state])
        case .unknownState:
            Issue.record("the state is defined")
        }
    }

    @Test("The case's answer", arguments: states, events)
    func apply(state: CaseState, event: CaseEventKind) throws {
        let before = try CaseFixture.inState(state)
        var after = before
        let command = try CaseFixture.command(
            event,
            on: before,
            by: Actor(.operator, identifier: "centre-1"),
            reason: "Theo quy định",
            unit: CaseFixture.unit
        )
        guard let target = Self.expected(state, event) else {
            let stateDefinition = try #require(LifecycleDefinition.smallest.definition(of: state))
            let allowed = CaseStateMachine.transitions(.smallest, from: state)
            #expect(throws: CaseCommandError.notAllowed(in: stateDefinition, allowed: allowed)) {
                try after.apply(command, under: .smallest)
            }
            #expect(after == before)
            return
        }
        let outcome = try after.apply(command, under: .smallest)
        #expect(after.state == target)
        #expect(after.version == before.version + 1)
        #expect(after.history == before.history + [outcome.event])
        #expect(outcome.event.from == state)
        #expect(outcome.event.to == target)
        #expect(!outcome.isRepetition)
    }

    @Test("A state of another definition has a defined answer", arguments: events)
    func unknownState(event: CaseEventKind) {
        #expect(CaseStateMachine.step(.smallest, from: "suspended", on: event) == .unknownState)
        #expect(CaseStateMachine.transitions(.smallest, from: "suspended") == [])
    }
}
