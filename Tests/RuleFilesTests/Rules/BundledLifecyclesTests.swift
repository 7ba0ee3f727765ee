import CaseLifecycle
import CivilTime
import RuleFiles
import Testing

@Suite("Every state and every event of the bundled life cycles")
struct BundledLifecyclesTests {
    private func definition(_ lane: Lane) throws -> LifecycleDefinition {
        try #require(BundledRules.ruleSet().lifecycle(for: lane))
    }

    @Test("The transitions are those of the tables, no more and no fewer", arguments: ExpectedTransitions.tables)
    func transitions(table: ExpectedTransitions.Table) throws {
        let definition = try self.definition(table.lane)
        #expect(definition.id == table.lifecycle)
        #expect(definition.transitions.map { ExpectedTransitions.line($0) } == ExpectedTransitions.lines(table.text))
    }

    @Test(
        "Each pair leads where the table says or is refused with what is allowed",
        arguments: ExpectedTransitions.tables
    )
    func pairs(table: ExpectedTransitions.Table) throws {
        let definition = try self.definition(table.lane)
        let steps = try ExpectedTransitions.steps(table.text)
        let allTables = try ExpectedTransitions.tables.flatMap { try ExpectedTransitions.steps($0.text) }
        let events = Set(allTables.map(\.event)).union([.receive, "invented"])
        for state in definition.states.map(\.state) {
            let here = steps.filter { $0.from == state }
            for event in events.sorted() {
                switch CaseStateMachine.step(definition, from: state, on: event) {
                case .transition(let transition):
                    let expected = here.first { $0.event == event }
                    #expect(transition.to == expected?.to, "\(state) × \(event)")
                    #expect(transition.from == state)
                    #expect(transition.event == event)
                case .notAllowed(let found, let allowed):
                    #expect(!here.contains { $0.event == event }, "\(state) × \(event)")
                    #expect(found.state == state)
                    #expect(allowed.map(\.event) == here.map(\.event), "\(state) × \(event)")
                case .unknownState:
                    Issue.record("\(state) is defined")
                }
            }
        }
    }

    @Test("The four old names mean what they meant", arguments: [Lane.feedback, .complaint])
    func oldNames(lane: Lane) throws {
        let definition = try self.definition(lane)
        for old in LifecycleDefinition.smallest.transitions {
            let step = CaseStateMachine.step(definition, from: old.from, on: old.event)
            guard case .transition(let transition) = step else {
                Issue.record("'\(old.event)' from '\(old.from)' is missing")
                continue
            }
            #expect(transition.to == old.to)
            #expect(transition.roles.contains(.operator))
            #expect(transition.namesUnit == old.namesUnit)
        }
        #expect(definition.initialState == LifecycleDefinition.smallest.initialState)
    }

    @Test("Every case can be opened: routing assigns it with a unit alone", arguments: Lane.allCases)
    func opening(lane: Lane) throws {
        let definition = try self.definition(lane)
        guard case .transition(let step) = CaseStateMachine.step(definition, from: .received, on: .assign) else {
            Issue.record("nothing assigns a received case")
            return
        }
        #expect(step.requirements == [.unit])
        #expect(step.roles.contains(.system))
    }

    @Test("After two returns the third is refused and the parent may be asked")
    func returns() throws {
        let definition = try self.definition(.feedback)
        let steps = CaseStateMachine.transitions(definition, from: .assigned)
        let giveBack = try #require(steps.first { $0.event == .return })
        let refer = try #require(steps.first { $0.event == "refer-to-parent" })
        for count in 0...3 {
            let occurrences = { (event: CaseEventKind) in event == .return ? count : 0 }
            #expect((giveBack.obstacle(occurrences: occurrences) == nil) == (count < 2))
            #expect((refer.obstacle(occurrences: occurrences) == nil) == (count >= 2))
        }
        #expect(giveBack.obstacle { _ in 2 } == .timesUsedUp(giveBack, limit: 2))
        #expect(
            refer.obstacle { _ in 0 }
                == .prerequisiteMissing(refer, TransitionPrerequisite(.return, count: 2), found: 0)
        )
        #expect(refer.obstacle { _ in 2 } == .timesUsedUp(refer, limit: 1))
    }

    @Test("Clocks stand still only while the citizen is asked or a ground suspends the case")
    func clocks() throws {
        for lane in Lane.allCases {
            for state in try self.definition(lane).states {
                switch state.state.rawValue {
                case "waiting-for-citizen": #expect(state.clock == .waitingForCitizen)
                case "suspended", "second-suspended": #expect(state.clock == .suspended)
                default: #expect(state.clock == (state.phase == .final ? .stopped : .running), "\(state.state)")
                }
            }
        }
    }

    @Test("States count in the national index as its notes say")
    func nationalCategories() throws {
        let states = try self.definition(.feedback).states
        let categories = Dictionary(uniqueKeysWithValues: states.map { ($0.state.rawValue, $0.nationalCategory) })
        #expect(
            categories == [
                "received": .inProgress, "screening": .inProgress, "assigned": .inProgress, "returned": .returned,
                "parent-decides": .returned, "accepted": .inProgress, "waiting-for-citizen": .awaitingSupplement,
                "answer-drafted": .inProgress, "resolved": .awaitingPublication, "published": .published,
                "reopening-requested": .inProgress, "refused": .refused, "transferred": .sentOn,
                "withdrawn": .notCounted, "merged": .notCounted, "split": .notCounted, "closed": .published,
            ]
        )
        #expect(NationalCategory.allCases.filter { $0.isDone == false } == [.inProgress])
        #expect(NationalCategory.allCases.filter { $0.isDone == nil } == [.notCounted])
    }

    @Test("Citizens read kinder words than officers where the rules have them")
    func labels() throws {
        let states = try self.definition(.feedback).states
        let drafted = try #require(states.first { $0.state == "answer-drafted" })
        #expect(drafted.vietnameseLabel == "Đã dự thảo trả lời, chờ duyệt")
        #expect(drafted.citizenLabel == "Đang giải quyết")
        let accepted = try #require(states.first { $0.state == .accepted })
        #expect(accepted.citizenLabel == accepted.vietnameseLabel)
    }
}
