import CaseLifecycle
import CivilTime
import RuleFiles
import Testing

@Suite("Several units under one lead")
struct CoordinationTests {
    @Test("Who leads asks others; nobody twice, not itself, and not without end")
    func asking() throws {
        var fixture = try LawFixture()
        let morning = try LawFixture.time("2022-10-17", 9)
        func asked(_ unit: String) -> CaseEventDetails { CaseEventDetails(coordinatingUnit: unit) }
        try fixture.apply("invite-unit", at: morning, as: .leader, asked("29245"))
        #expect(fixture.subject.coordinatingUnits == ["29245"])
        #expect(fixture.subject.responsibleUnit == "29242")
        for unit in ["29245", "29242"] {
            #expect(try fixture.refusal("invite-unit", at: morning, as: .leader, asked(unit)) == .unitTakesPartAlready)
        }
        #expect(try fixture.refusal("invite-unit", at: morning, as: .leader) != nil, "no unit named")
        #expect(try fixture.refusal("invite-unit", at: morning, as: .leader, asked("84/842")) != nil)
        #expect(try fixture.refusal("invite-unit", at: morning, as: .officer, asked("29248")) != nil)
        let other = CaseEventDetails(releasedUnit: "29248")
        #expect(
            try fixture.refusal("release-unit", at: morning, as: .leader, reason: nil, other) == .unitDoesNotTakePart
        )
        for number in 1..<Case.maximumCoordinatingUnits {
            try fixture.apply("invite-unit", at: morning, as: .leader, asked("unit-\(number)"))
        }
        let limit = Case.maximumCoordinatingUnits
        #expect(
            try fixture.refusal("invite-unit", at: morning, as: .leader, asked("one-more"))
                == .coordinatingUnitsFull(limit: limit)
        )
        let first = CaseEventDetails(releasedUnit: "29245")
        try fixture.apply("release-unit", at: morning, as: .leader, first)
        #expect(fixture.subject.coordinatingUnits.count == limit - 1)
    }

    @Test("A contribution changes neither state nor lead nor limits; a new lead asks anew")
    func contributing() throws {
        var fixture = try LawFixture()
        let morning = try LawFixture.time("2022-10-17", 9)
        try fixture.apply("invite-unit", at: morning, as: .leader, CaseEventDetails(coordinatingUnit: "29245"))
        let before = fixture.deadlines
        try fixture.apply("contribute", at: morning, reason: "Hồ sơ gốc ở phường 5, gửi kèm bản sao.")
        #expect(fixture.deadlines == before)
        #expect(fixture.subject.state == .assigned && fixture.subject.coordinatingUnits == ["29245"])
        try fixture.apply("return", at: morning, unit: "84TTPVHCC")
        #expect(fixture.subject.coordinatingUnits.isEmpty)
    }

    @Test("Only a helping unit's people contribute, and they do nothing else")
    func parties() throws {
        for lane in [Lane.feedback, .complaint] {
            let procedure = try LawFixture(lane).procedure
            let helping = procedure.lifecycle.transitions.filter { $0.parties.contains(.coordinatingUnit) }
            #expect(Set(helping.map(\.event)) == ["contribute"], "\(lane)")
            #expect(helping.allSatisfy { $0.parties == [.coordinatingUnit] && $0.to == $0.from }, "\(lane)")
        }
    }

    @Test("What was split is seen as a summary by all but those its parts are for")
    func splitIsHidden() throws {
        let rules = try CaseRules.bundled().ruleSets[0]
        for lane in [Lane.feedback, .complaint, .outOfScope] {
            for role in [Role.officer, .leader, .triage, .auditor] {
                #expect(rules.visibility(of: lane, in: "split", for: role) == .summary, "\(lane) \(role)")
            }
        }
    }
}
