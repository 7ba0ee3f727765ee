import CaseLifecycle
import CivilTime
import RuleFiles
import Testing

@Suite("Rule sets that follow one another")
struct CaseRulesTests {
    /// The small rules under another name and for other days.
    private func file(
        _ id: String,
        from first: String,
        to last: String?,
        changing: (String) -> String = { $0 }
    ) -> YAMLFile {
        let end = last.map { "valid_to: \($0)\n" } ?? ""
        let text = SmallRules.text
            .replacing(
                "id: small-1\nvalid_from: 2024-01-01\nvalid_to: 2026-12-31\n",
                with: "id: \(id)\nvalid_from: \(first)\n\(end)"
            )
        return YAMLFile(name: "\(id).yaml", text: changing(text))
    }

    /// The same for 2027 and later: rules without dates before that.
    private func later(_ id: String, from first: String, changing: (String) -> String = { $0 }) -> YAMLFile {
        self.file(id, from: first, to: nil) { text in
            let start = text.range(of: "  - id: answering", number: 1)
            let second = text.range(of: "  - id: answering", number: 2)
            guard let start, let second else { return text }
            var shortened = text
            shortened.removeSubrange(start.lowerBound..<second.lowerBound)
            shortened = shortened.replacing("valid_from: 2025-07-01", with: "valid_from: \(first)")
                .replacing("valid_from: 2024-01-01, valid_to: 2025-12-31", with: "valid_from: \(first)")
                .replacing("valid_from: 2024-01-01", with: "valid_from: \(first)")
            return changing(shortened)
        }
    }

    private func problems(_ files: [YAMLFile]) -> [String] {
        do throws(RuleFileError) {
            _ = try CaseRules(parsing: files)
            return []
        } catch {
            return error.problems.map(\.description)
        }
    }

    private var first: YAMLFile { YAMLFile(name: "small.yaml", text: SmallRules.text) }

    @Test("A case finds the set of its day, in whatever order the files come")
    func sets() throws {
        let second = self.later("small-2", from: "2027-01-01")
        for files in [[self.first, second], [second, self.first]] {
            let rules = try CaseRules(parsing: files)
            #expect(rules.ruleSets.map(\.id) == ["small-1", "small-2"])
            for (day, id) in [
                ("2020-01-01", "small-1"), ("2024-01-01", "small-1"), ("2026-12-31", "small-1"),
                ("2027-01-01", "small-2"), ("2040-01-01", "small-2"),
            ] {
                #expect(rules.ruleSet(on: try #require(Day(day))).id.rawValue == id, "\(day)")
            }
            #expect(rules.ruleSet("small-2")?.period.firstDay == Day("2027-01-01"))
            #expect(rules.lifecycles.map(\.id) == ["full-1", "short-1", "sealed-1"])
        }
    }

    @Test("The rules of one set change within it by the day of reception")
    func rulesByDay() throws {
        let ruleSet = try #require(SmallRules.load(SmallRules.text).ruleSets.first)
        func limits(_ day: String) throws -> [String] {
            ruleSet.deadlineRules(lane: .feedback, receivedOn: try #require(Day(day))).map(\.limit.description)
        }
        #expect(try limits("2025-06-30") == ["10 calendar-days"])
        #expect(try limits("2025-07-01") == ["7 working-days"])
        #expect(try limits("2026-12-31") == ["7 working-days"])
        #expect(try limits("2027-01-01") == [], "the rule ends with its set")
        #expect(try limits("2023-12-31") == [])
        #expect(ruleSet.deadlineRules(lane: .complaint, receivedOn: try #require(Day("2025-07-01"))) == [])
    }

    @Test("What the rule says is what was read")
    func content() throws {
        let ruleSet = try #require(SmallRules.load(SmallRules.text).ruleSets.first)
        let rule = try #require(ruleSet.deadlines.last)
        #expect(rule.kind == .duty)
        #expect(rule.starts == [.event(.assign), .event(.reopen), .state("waiting")])
        #expect(rule.fulfilledBy == ["answer", "refuse"])
        #expect(rule.pauses == [.waitingForCitizen])
        #expect(rule.reminders.map(\.role) == [.officer])
        #expect(rule.escalations.map(\.after?.description) == [nil, "1 working-days + 4 working-hours"])
        #expect(rule.escalations.map(\.level) == [.unit, .province])
        #expect(rule.limit(variant: "hard").description == "14 working-days")
        #expect(rule.limit(variant: nil).description == "7 working-days")
        #expect(rule.extensionAllowed(variant: "hard")?.maximumCount == 2)
        #expect(rule.extensionAllowed(variant: nil)?.limit.description == "3 working-days")
        #expect(rule.source == RuleSource("Luật A, Điều 2 mới", confidence: .high))
        #expect(ruleSet.visibility(of: .feedback, in: .assigned, for: .officer) == .contact)
        #expect(ruleSet.visibility(of: .feedback, in: "answered", for: .officer) == .text)
        #expect(ruleSet.visibility(of: .denunciation, in: .assigned, for: .auditor) == .number)
        #expect(ruleSet.visibility(of: .complaint, in: .received, for: .officer) == .nothing)
        let lastDay = try #require(Day("2025-12-31"))
        #expect(ruleSet.letters(lane: .feedback, receivedOn: lastDay).map(\.id) == ["notice", "apology", "joy"])
        let nextDay = try #require(Day("2026-01-01"))
        #expect(ruleSet.letters(lane: .feedback, receivedOn: nextDay).map(\.id) == ["notice", "joy"])
    }

    @Test("Sets neither overlap nor leave a gap, and none follows one without an end")
    func continuity() {
        #expect(
            self.problems([self.first, self.later("small-2", from: "2027-01-02")]) == [
                "small-2.yaml:1: valid_from must be 2027-01-01, the day after the rule set 'small-1' in small.yaml ends; "
                    + "correct one of them"
            ]
        )
        #expect(self.problems([self.first, self.later("small-2", from: "2026-12-31")]).count == 1)
        #expect(
            self.problems([self.later("small-2", from: "2027-01-01"), self.later("small-3", from: "2028-01-01")]) == [
                "small-3.yaml:1: the rule set 'small-2' in small-2.yaml has no end; "
                    + "give it the valid_to of the day before 2028-01-01"
            ]
        )
    }

    @Test("A name is never used again for another content")
    func names() {
        #expect(
            self.problems([self.first, self.later("small-1", from: "2027-01-01")]) == [
                "small-1.yaml:1: the rule set 'small-1' is already in small.yaml; rename one"
            ]
        )
        let changed = self.later("small-2", from: "2027-01-01") { $0.replacing("label: Hỏi", with: "label: Đề nghị") }
        #expect(
            self.problems([self.first, changed]) == [
                "small-2.yaml:27: the life cycle 'full-1' is another one in small.yaml, "
                    + "and cases were opened under it; give the new one a new id"
            ]
        )
    }

    @Test("Problems of several files are told together, each with its file")
    func files() {
        let broken = self.later("small-2", from: "2027-01-01") { $0.replacing("sees: contact", with: "sees: all") }
        let other = YAMLFile(name: "other.yaml", text: "id: x\n")
        let problems = self.problems([broken, self.first, other])
        #expect(problems.contains { $0.hasPrefix("small-2.yaml:") })
        #expect(problems.contains { $0.hasPrefix("other.yaml:") })
        #expect(!problems.contains { $0.hasPrefix("small.yaml:") })
    }
}

extension String {
    /// The place of a text's n-th occurrence, from 1.
    fileprivate func range(of text: String, number: Int) -> Range<Index>? {
        let found = self.ranges(of: text)
        return found.count >= number ? found[number - 1] : nil
    }
}
