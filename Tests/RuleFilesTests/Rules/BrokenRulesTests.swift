import RuleFiles
import Testing

@Suite("Broken case rules are refused with file, line and reason")
struct BrokenRulesTests {
    @Test("The small rules are sound, so that each row's change is what breaks them")
    func soundBefore() {
        #expect(SmallRules.problems(SmallRules.text) == [])
    }

    @Test("Each mistake gives its problems, on their lines, and no others", arguments: BrokenRules.all)
    func row(_ row: BrokenRules) throws {
        try #require(!row.problems.isEmpty)
        let text = try SmallRules.changed(row.place, to: row.replacement)
        #expect(SmallRules.problems(text).map(\.description) == row.problems)
    }

    @Test("Several mistakes are told at once, in the order of the file")
    func several() throws {
        let text = SmallRules.text
            .replacing("must_have: [answering]", with: "must_have: [thanking]")
            .replacing(
                "template: joy, needs_signature: true",
                with: "template: joy, needs_signature: true, only_if: glad"
            )
            .replacing("{level: unit, to: leader}", with: "{level: unit, to: inspectorate}")
        let problems = SmallRules.problems(text)
        #expect(problems.map(\.line) == problems.map(\.line).sorted())
        #expect(Set(problems.map(\.line)).count == 4)
    }

    @Test("A file that is no mapping, or empty, or no file at all, is refused")
    func noRules() {
        #expect(SmallRules.problems("").map(\.line) == [1])
        #expect(SmallRules.problems("- a\n- b\n").map(\.line) == [1])
        #expect(throws: RuleFileError.self) { try CaseRules(parsing: []) }
    }
}
