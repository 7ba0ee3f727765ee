import CivilTime
import RuleFiles
import Testing

@Suite("Rule files in YAML")
struct YAMLFileTests {
    private enum Colour: String, CaseIterable {
        case green
        case red
    }

    /// Reads a text and gives the problems, one a line.
    private func problems(
        of text: String,
        _ read: (YAMLMapping, inout ProblemCollector) -> Void = { _, _ in }
    ) -> String {
        var problems = ProblemCollector()
        if let value = YAMLFile(name: "rules.yaml", text: text).value(&problems),
            let mapping = value.mapping(&problems)
        {
            read(mapping, &problems)
        }
        return problems.error?.description ?? ""
    }

    @Test("Every kind of value is read")
    func values() throws {
        let text = """
            # a rule
            id: first-rule
            name: "  Nghỉ Tết Nguyên đán "
            amount: 30
            open: false
            valid_from: 2025-01-28
            colour: red
            empty:
            list: [1, 2]
            inner:
              key: value
            """
        var problems = ProblemCollector()
        let keys = [
            "id", "name", "amount", "open", "valid_from", "valid_to", "colour", "empty", "list", "inner",
        ]
        let file = YAMLFile(name: "rules.yaml", bytes: Array(text.utf8))
        let rule = try #require(file.mapping(keys: keys, &problems))
        #expect(rule.requiredIdentifier("id", &problems) == "first-rule")
        #expect(rule.requiredText("name", &problems) == "Nghỉ Tết Nguyên đán")
        #expect(rule.requiredInteger("amount", in: 1...30, &problems) == 30)
        #expect(rule.requiredBoolean("open", &problems) == false)
        #expect(rule.requiredDay("valid_from", &problems) == Day(year: 2025, month: 1, day: 28))
        #expect(rule.requiredChoice("colour", of: Colour.self, &problems) == .red)
        #expect(rule.optionalText("empty", &problems) == nil)
        let list = try #require(rule.requiredList("list", &problems))
        #expect(list.map { $0.integer(in: 0...9, &problems) } == [1, 2])
        #expect(list.map(\.label) == ["entry 1 of list", "entry 2 of list"])
        #expect(rule.requiredMapping("inner", keys: ["key"], &problems)?.optionalText("key", &problems) == "value")
        let validity = try #require(rule.validity(&problems))
        #expect(validity.from.description == "2025-01-28")
        #expect(validity.through == nil)
        #expect(rule.line(of: "inner") == 10)
        #expect(problems.isEmpty)
    }

    @Test("One reading reports all problems, each with its line and what to do")
    func allProblems() {
        let text = """
            valid_from: 2025-02-30
            amount: 31
            open: yes
            id: Thirty
            colour: blue
            list: 5
            name: ' '
            surprise: 1
            """
        let found = self.problems(of: text) { rule, problems in
            _ = rule.validity(&problems)
            _ = rule.requiredInteger("amount", in: 1...30, &problems)
            _ = rule.requiredBoolean("open", &problems)
            _ = rule.requiredIdentifier("id", &problems)
            _ = rule.requiredChoice("colour", of: Colour.self, &problems)
            _ = rule.requiredList("list", &problems)
            _ = rule.requiredText("name", &problems)
            _ = rule.requiredText("source", &problems)
        }
        #expect(
            found == """
                rules.yaml:1: valid_from: "2025-02-30" is no day; write it as 2025-01-28
                rules.yaml:1: no source; add 'source: …'
                rules.yaml:2: amount: "31"; write a whole number from 1 to 30
                rules.yaml:3: open: "yes"; write true or false
                rules.yaml:4: id: bad name "Thirty"; write 1 to 64 of a-z, 0-9 and '-', a letter first
                rules.yaml:5: colour: unknown word "blue"; write one of green, red
                rules.yaml:6: list: not a list; write one '- entry' a line below it
                rules.yaml:7: name: blank; write a text
                """
        )
    }

    @Test("An unknown key is reported with those that are known")
    func unknownKey() throws {
        var problems = ProblemCollector()
        let file = YAMLFile(name: "rules.yaml", text: "valid_from: 2025-01-01\nvalid_too: 2025-01-02\n")
        _ = file.mapping(keys: ["valid_from", "valid_to"], &problems)
        let error = try #require(problems.error)
        #expect(
            error.description
                == "rules.yaml:2: unknown key \"valid_too\"; known here are valid_from, valid_to"
        )
    }

    @Test(
        "What is not YAML, or YAML that is not taken, is refused with its line",
        arguments: [
            ("a: 1\nb: [1\n", "rules.yaml:3: not YAML"),
            ("a: 1\nb: 2\na: 3\n", "rules.yaml:1: given twice in one mapping: \"a\"; remove one"),
            ("a: 1\nb: &x 2\n", "rules.yaml:2: anchors"),
            ("a: 1\nb: *x\n", "rules.yaml:2: not YAML: found undefined alias"),
            ("a: &x 1\nb: [*x, *x, *x, *x, *x]\n", "rules.yaml:1: anchors"),
            ("a: !!binary 2\n", "rules.yaml:1: anchors"),
            ("? [a]\n: 1\n", "rules.yaml:1: a key must be a plain word"),
            ("a: 1\n---\nb: 1\n", "rules.yaml:2: not YAML: but found another document"),
            ("", "rules.yaml:1: the file is empty"),
            ("- a\n", "rules.yaml:1: the file: not a mapping"),
            ("a: 1\nb: \u{1}\n", "rules.yaml:2: not YAML: control characters are not allowed"),
        ]
    )
    func refused(text: String, beginning: String) {
        let found = self.problems(of: text)
        #expect(found.hasPrefix(beginning), "\(found)")
        #expect(!found.contains("\n"), "\(found)")
    }

    @Test("Signs of anchors and aliases within texts are taken")
    func harmlessSigns() {
        let text = """
            a: Q&A, R&D, x*y
            b: "*quoted*"
            # *a* *b* *c* *d* *e*
            c: |
              * one & two
            """
        #expect(self.problems(of: text) == "")
    }

    @Test("Bytes that are not UTF-8 and files that are too large are refused")
    func bytes() throws {
        var problems = ProblemCollector()
        #expect(YAMLFile(name: "a.yaml", bytes: [0x61, 0x3A, 0x20, 0xFF]).value(&problems) == nil)
        let large = String(repeating: "#", count: YAMLFile.maximumBytes + 1)
        #expect(YAMLFile(name: "b.yaml", text: large).value(&problems) == nil)
        let error = try #require(problems.error)
        #expect(error.problems.map(\.file) == ["a.yaml", "b.yaml"])
        #expect(error.problems.map(\.line) == [1, 1])
    }

    @Test(
        "Values nested too deep are refused, however deep",
        arguments: [33, 999, 1001, 100_000],
        ["[", "{a: ", "- ", "? "]
    )
    func nesting(depth: Int, opening: String) {
        let found = self.problems(of: "a:\n  " + String(repeating: opening, count: depth))
        #expect(found.hasPrefix("rules.yaml:"), "\(found.prefix(200))")
    }

    @Test("A list or a mapping of 31 others in one another is read")
    func allowedNesting() {
        let brackets = String(repeating: "[", count: 31) + String(repeating: "]", count: 31)
        #expect(self.problems(of: "a: \(brackets)") == "")
        #expect(self.problems(of: "a: [\(brackets)]").contains("nested more than 32 deep"))
    }

    @Test("Aliases of aliases are refused before the file is parsed, when comparing keys could take for ever")
    func aliasBomb() {
        var text = "a0: &a0 [x, x]\n"
        // Sixty levels would take for ever; these few show by a single problem that nothing was parsed.
        for level in 1...8 {
            text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n"
        }
        let found = self.problems(of: text + "? *a8\n: 1\n? [*a8]\n: 1\n")
        #expect(found.hasPrefix("rules.yaml:1: anchors"))
        #expect(!found.contains("\n"))
    }

    @Test("Many problems are counted, a hundred are listed")
    func manyProblems() throws {
        var problems = ProblemCollector()
        for line in 1...1500 { problems.add("rules.yaml", line, "wrong") }
        let error = try #require(problems.error)
        #expect(error.problems.count == 100)
        #expect(error.unlisted == 1400)
        do throws(RuleFileError) {
            try problems.throwIfAny()
            Issue.record("The problems were not thrown")
        } catch {
            #expect(error == problems.error)
        }
        #expect(error.description.hasSuffix("\nand 1400 more problems"))
    }
}
