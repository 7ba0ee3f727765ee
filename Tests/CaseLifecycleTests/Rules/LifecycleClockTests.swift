import CaseLifecycle
import CivilTime
import Testing

@Suite("Clocks, bounds and windows of a life cycle")
struct LifecycleClockTests {
    private func problems(
        states: [StateDefinition] = [],
        transitions: [TransitionDefinition] = []
    ) -> [LifecycleDefinitionError.Problem] {
        do {
            _ = try LifecycleDefinition(
                id: "changed",
                validFrom: LifecycleDefinition.smallest.validFrom,
                validThrough: nil,
                initialState: .received,
                states: LifecycleDefinition.smallest.states + states,
                transitions: LifecycleDefinition.smallest.transitions + transitions
            )
            return []
        } catch {
            return error.problems
        }
    }

    private func step(
        _ event: CaseEventKind,
        _ from: CaseState,
        _ to: CaseState,
        roles: Set<Role> = [.officer],
        maximumCount: Int? = nil,
        prerequisite: TransitionPrerequisite? = nil,
        reopenWindow: ReopenWindowUse? = nil
    ) -> TransitionDefinition {
        TransitionDefinition(
            event,
            vietnameseLabel: "Nhãn",
            from: from,
            to: to,
            roles: roles,
            requirements: [],
            maximumCount: maximumCount,
            prerequisite: prerequisite,
            reopenWindow: reopenWindow
        )
    }

    private func place(_ event: CaseEventKind, _ from: CaseState) -> LifecycleDefinitionError.Entry {
        .transition(number: 4, event, from: from)
    }

    private let waiting = StateDefinition("waiting", vietnameseLabel: "Chờ", phase: .open, clock: .waitingForCitizen)
    private let wait = CaseEventKind(rawValue: "wait")

    @Test("The smallest life cycle has the clocks and categories that follow from its phases")
    func defaults() {
        let states = LifecycleDefinition.smallest.states
        #expect(states.map(\.clock) == [.running, .running, .running, .stopped])
        #expect(states.map(\.nationalCategory) == [.inProgress, .inProgress, .inProgress, .published])
        #expect(states.allSatisfy { $0.citizenLabel == $0.vietnameseLabel })
        #expect(LifecycleDefinition.smallest.transitions.map(\.requirements) == [[.unit], [], [.reason]])
    }

    @Test("A pause must lead back to a running clock, and not by the citizen alone")
    func pauses() {
        let entry = LifecycleDefinitionError.Entry.state(number: 5, "waiting")
        let into = self.step(self.wait, .accepted, "waiting")
        let back = self.step("answer", "waiting", .accepted)
        #expect(self.problems(states: [self.waiting], transitions: [into, back]) == [])
        #expect(
            self.problems(states: [self.waiting], transitions: [into, self.step("end", "waiting", .resolved)])
                == [.noResume(entry)]
        )
        let citizenOnly = self.step("answer", "waiting", .accepted, roles: [.citizen])
        #expect(
            self.problems(states: [self.waiting], transitions: [into, citizenOnly])
                == [.noWayOut(entry), .noResume(entry)]
        )
    }

    @Test("What may be used up or closed is no way out")
    func guarded() {
        let stuck = StateDefinition("stuck", vietnameseLabel: "Kẹt", phase: .open)
        let into = self.step("enter", .accepted, "stuck")
        let opens = self.step("publish", .resolved, .resolved, reopenWindow: .opens)
        let exits = [
            self.step("leave", "stuck", .resolved, maximumCount: 1),
            self.step("leave", "stuck", .resolved, prerequisite: TransitionPrerequisite(.accept, count: 1)),
            self.step("leave", "stuck", .resolved, reopenWindow: .within),
            self.step("leave", "stuck", .resolved, roles: [.citizen]),
        ]
        for exit in exits {
            #expect(
                self.problems(states: [stuck], transitions: [into, exit, opens])
                    == [.noWayOut(.state(number: 5, "stuck"))]
            )
        }
        let after = self.step("leave", "stuck", .resolved, roles: [.system], reopenWindow: .after)
        #expect(self.problems(states: [stuck], transitions: [into, after, opens]) == [])
    }

    @Test("A final state has stopped its clock, an open one has not")
    func phases() {
        let into = self.step("go", .accepted, "odd")
        for (phase, clock) in [(StateDefinition.Phase.final, StateClock.running), (.open, .stopped)] {
            let odd = StateDefinition("odd", vietnameseLabel: "Lạ", phase: phase, clock: clock)
            #expect(
                self.problems(states: [odd], transitions: [into]).contains(.clockDoesNotFit(.state(number: 5, "odd")))
            )
        }
    }

    @Test("Bounds are at least one, and what must come before exists")
    func bounds() {
        #expect(
            self.problems(transitions: [self.step("go", .accepted, .accepted, maximumCount: 0)])
                == [.countBelowOne(self.place("go", .accepted))]
        )
        let prerequisite = TransitionPrerequisite("dance", count: 0)
        #expect(
            self.problems(transitions: [self.step("go", .accepted, .accepted, prerequisite: prerequisite)])
                == [
                    .countBelowOne(self.place("go", .accepted)),
                    .unknownEvent("dance", in: self.place("go", .accepted)),
                ]
        )
    }

    @Test("A window must be opened, and only the system acts when it has passed")
    func windows() {
        #expect(
            self.problems(transitions: [self.step(.reopen, .resolved, .accepted, reopenWindow: .within)])
                == [.reopenWindowNeverOpens(self.place(.reopen, .resolved))]
        )
        let opens = self.step("publish", .resolved, .resolved, reopenWindow: .opens)
        #expect(
            self.problems(transitions: [self.step(.close, .resolved, .resolved, reopenWindow: .after), opens])
                == [.notForTheSystem(self.place(.close, .resolved))]
        )
    }

    @Test("Routing cannot assign what needs more than a unit")
    func automaticAssignment() throws {
        for extra in TransitionRequirement.allCases where extra != .unit {
            var draft = RuleSetFixture.lifecycle
            draft.transitions[0] = TransitionDefinition(
                .assign,
                vietnameseLabel: "Phân công",
                from: .received,
                to: .assigned,
                roles: [.system],
                requirements: [.unit, extra]
            )
            var rules = try RuleSetFixture.draft()
            rules.lifecycles = [draft]
            #expect(
                RuleSetFixture.problems(rules).map(\.kind) == [.lifecycle(.noAutomaticAssignment(.received))],
                "\(extra)"
            )
        }
    }

    @Test("Obstacles have names for programs")
    func obstacles() {
        let step = self.step("go", .accepted, .accepted, maximumCount: 1)
        #expect(step.obstacle { _ in 0 } == nil)
        #expect(step.obstacle { _ in 1 }?.code == "times-used-up")
        let later = self.step("go", .accepted, .accepted, prerequisite: TransitionPrerequisite(.accept, count: 2))
        #expect(later.obstacle { $0 == .accept ? 1 : 9 }?.code == "prerequisite-missing")
        #expect(later.obstacle { $0 == .accept ? 2 : 0 } == nil)
    }
}
