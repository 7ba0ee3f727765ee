import CaseLifecycle
import CivilTime
import Testing

@Suite("Life cycles as data")
struct LifecycleDefinitionTests {
    typealias Problem = LifecycleDefinitionError.Problem

    /// The problems found when the smallest definition is changed in one part.
    private func problems(
        id: LifecycleID = "changed",
        validFrom: Day = LifecycleDefinition.smallest.validFrom,
        validThrough: Day? = nil,
        initialState: CaseState = .received,
        states: [StateDefinition] = LifecycleDefinition.smallest.states,
        transitions: [TransitionDefinition] = LifecycleDefinition.smallest.transitions
    ) -> [Problem] {
        do {
            _ = try LifecycleDefinition(
                id: id,
                validFrom: validFrom,
                validThrough: validThrough,
                initialState: initialState,
                states: states,
                transitions: transitions
            )
            return []
        } catch {
            #expect(error.definition == id)
            return error.problems
        }
    }

    private func step(
        _ event: CaseEventKind,
        _ from: CaseState,
        _ to: CaseState,
        label: String = "Nhãn",
        roles: Set<Role> = [.officer]
    ) -> TransitionDefinition {
        TransitionDefinition(event, vietnameseLabel: label, from: from, to: to, roles: roles)
    }

    private var smallest: LifecycleDefinition { .smallest }

    @Test("The smallest definition is sound and in force from 2022")
    func smallestIsSound() throws {
        #expect(self.problems(id: self.smallest.id) == [])
        #expect(self.smallest.validFrom == Day("2022-01-01"))
        #expect(!self.smallest.isInForce(on: try #require(Day("2021-12-31"))))
        #expect(self.smallest.isInForce(on: try #require(Day("2022-01-01"))))
        #expect(self.smallest.isInForce(on: try #require(Day("2099-01-01"))))
        #expect(self.smallest.states.map(\.state) == [.received, .assigned, .accepted, .resolved])
        #expect(self.smallest.states.map(\.phase) == [.open, .open, .open, .final])
    }

    @Test("A definition ends on its last valid day")
    func validity() throws {
        let definition = try RichLifecycle.make()
        #expect(definition.isInForce(on: try #require(Day("2026-06-30"))))
        #expect(!definition.isInForce(on: try #require(Day("2026-07-01"))))
    }

    @Test("Names, labels, roles and dates are checked entry by entry")
    func entries() throws {
        #expect(self.problems(id: "Not good") == [.badName(.definition)])
        #expect(self.problems(id: "") == [.badName(.definition)])
        let tooEarly = try #require(Day("2021-12-31"))
        #expect(self.problems(validThrough: tooEarly) == [.endsBeforeItBegins])
        let states = self.smallest.states + [StateDefinition("Ả", vietnameseLabel: " ", phase: .final)]
        #expect(self.problems(states: states) == [.badName(.state(number: 5, "Ả")), .noLabel(.state(number: 5, "Ả"))])
        let place = LifecycleDefinitionError.Entry.transition(number: 4, "close", from: .accepted)
        let transitions = self.smallest.transitions
        #expect(
            self.problems(transitions: transitions + [self.step("close", .accepted, .resolved, label: "", roles: [])])
                == [.noLabel(place), .noRole(place)]
        )
        #expect(
            self.problems(transitions: transitions + [self.step("close", .accepted, .resolved, roles: ["Ông A"])])
                == [.badName(place)]
        )
    }

    @Test("Unknown states are named with the entry that speaks of them")
    func unknownStates() {
        #expect(self.problems(initialState: "begun") == [.unknownState("begun", in: .definition)])
        let place = LifecycleDefinitionError.Entry.transition(number: 4, "lose", from: "nowhere")
        #expect(
            self.problems(transitions: self.smallest.transitions + [self.step("lose", "nowhere", "elsewhere")])
                == [.unknownState("nowhere", in: place), .unknownState("elsewhere", in: place)]
        )
    }

    @Test("Nothing is defined twice, and neither receiving nor importing is a transition")
    func duplicates() {
        let states = self.smallest.states + [StateDefinition(.assigned, vietnameseLabel: "Lại", phase: .open)]
        #expect(self.problems(states: states) == [.duplicate(.state(number: 5, .assigned))])
        let transitions = self.smallest.transitions
        #expect(
            self.problems(transitions: transitions + [self.step(.accept, .assigned, .resolved)])
                == [.duplicate(.transition(number: 4, .accept, from: .assigned))]
        )
        #expect(
            self.problems(transitions: transitions + [self.step(.receive, .resolved, .received)])
                == [.reservedEvent(.transition(number: 4, .receive, from: .resolved))]
        )
        #expect(
            self.problems(transitions: transitions + [self.step(.import, .received, .resolved)])
                == [.reservedEvent(.transition(number: 4, .import, from: .received))]
        )
    }

    @Test("A state nobody can reach is refused")
    func unreachable() {
        let states = self.smallest.states + [StateDefinition("lost", vietnameseLabel: "Lạc", phase: .final)]
        #expect(self.problems(states: states) == [.unreachable(.state(number: 5, "lost"))])
    }

    @Test("An open state without a way to a final one is refused, also when it only turns in a circle")
    func noWayOut() {
        let states =
            self.smallest.states + [
                StateDefinition("waiting", vietnameseLabel: "Chờ", phase: .open),
                StateDefinition("asking", vietnameseLabel: "Hỏi", phase: .open),
            ]
        let transitions = self.smallest.transitions + [self.step("wait", .accepted, "waiting")]
        let circle = [self.step("ask", "waiting", "asking"), self.step("wait", "asking", "waiting")]
        let trapped: [Problem] = [.noWayOut(.state(number: 5, "waiting")), .noWayOut(.state(number: 6, "asking"))]
        #expect(self.problems(states: states, transitions: transitions + circle) == trapped)
        let exit = [self.step(.resolve, "asking", .resolved)]
        #expect(self.problems(states: states, transitions: transitions + circle + exit) == [])
    }

    @Test("Routing must be able to assign what was received")
    func automaticAssignment() {
        var transitions = self.smallest.transitions
        transitions[0] = self.step("screen", .received, .assigned, roles: [.system])
        #expect(self.problems(transitions: transitions) == [.noAutomaticAssignment(.received)])
        transitions[0] = TransitionDefinition(
            .assign,
            vietnameseLabel: "Phân công",
            from: .received,
            to: .assigned,
            roles: [.operator],
            namesUnit: true
        )
        #expect(self.problems(transitions: transitions) == [.noAutomaticAssignment(.received)])
    }

    @Test("An empty definition is refused, not trapped on")
    func empty() {
        #expect(self.problems(states: [], transitions: []) == [.unknownState(.received, in: .definition)])
    }

    @Test("The error lists every problem with its entry")
    func errorText() throws {
        let error = try #require(throws: LifecycleDefinitionError.self) {
            try LifecycleDefinition(
                id: "broken",
                validFrom: self.smallest.validFrom,
                validThrough: nil,
                initialState: .received,
                states: self.smallest.states,
                transitions: self.smallest.transitions + [self.step("lose", .accepted, "nowhere", roles: [])]
            )
        }
        #expect(
            error.description == """
                Life cycle 'broken' is refused:
                  transition 4 ('lose' from 'accepted'): there is no state 'nowhere'; add it or correct the name
                  transition 4 ('lose' from 'accepted'): nobody may do it; name at least one role
                """
        )
    }
}
