import AdministrativeRegister
import CaseImport
import CaseLifecycle
import CivilTime
import RuleFiles
import Testing

@Suite("A mapping file")
struct MappingTests {
    @Test("The mappings of the tests are right, and know their columns")
    func right() throws {
        #expect(try problems(smallMapping) == "")
        let names = ["agency", "cancelled", "closed", "due", "id", "opened", "place", "status"]
        #expect(try mapping(smallMapping).columnNames == names)
        #expect(try sampleMapping().edition.id == "2022-10")
    }

    @Test(
        "What is wrong is told with its line and what to do",
        arguments: [
            ("source: small", "source: So tay", "mapping.yaml:1: source: bad name \"So tay\""),
            ("2022-10", "2023-01", "mapping.yaml:2: edition: no edition \"2023-01\" of the register; the editions are"),
            ("\"+07:00\"", "Asia/Saigon", "mapping.yaml:3: time_zone: \"Asia/Saigon\" is no time zone"),
            ("\"+07:00\"", "\"+19:00\"", "mapping.yaml:3: time_zone: \"+19:00\" is no time zone"),
            (
                "yyyy-MM-dd HH:mm,", "dd/MM/yy,",
                "mapping.yaml:4: entry 1 of date_formats: \"dd/MM/yy\" is no date format"
            ),
            ("yyyy-MM-dd HH:mm,", "MM/yyyy,", "\"MM/yyyy\" is no date format"),
            ("yyyy-MM-dd HH:mm,", "\"yyyy-MM-dd HH:HH\",", "is no date format"),
            ("yyyy-MM-dd HH:mm,", "yyyy-MM-dd HH,", "is no date format"),
            ("yyyy-MM-dd]", "dd/MM/yyyy, M/d/yyyy]", "can't be told from \"dd/MM/yyyy\", so days and months would"),
            ("{ request_id: id, ", "{ ", "no request_id; add 'request_id: …'"),
            ("A: 29242", "A: 29999", "mapping.yaml:8: A: no unit \"29999\" in edition 2022-10; write one of its codes"),
            ("A: 29242", "A: office", "A: no unit \"office\" in edition 2022-10"),
            ("if_empty: service-centre", "if_emty: service-centre", "unknown key \"if_emty\"; known here are column"),
            ("B: 29263", "A: 29263", "mapping"),
            ("constant: feedback", "constant: tố cáo", "unknown word \"tố cáo\"; write one of feedback"),
            ("constant: feedback", "constant: denunciation", "a denunciation (tố cáo) can't be imported"),
            ("lane: {", "lane: { column: lane, ", "lane has a constant, so \"column\" would never be used; remove one"),
            (
                "subject: { constant: other }", "subject: { constant: noise }",
                "no subject \"noise\"; write one of service"
            ),
            ("field: { constant: other }", "field: { column: f }", "no values; add 'values: …'"),
            (
                "state: closed", "state: assigned",
                "\"assigned\" is no state of a case that is closed in every lane of the mapping; write one of closed"
            ),
            ("state: closed", "state: withdrawn", "\"withdrawn\" is no state of a case that is closed"),
            (
                "state: withdrawn", "state: closed",
                "is no state of a case that is cancelled in every lane of the mapping; write one of withdrawn"
            ),
            (
                "state: closed", "state: closed, outcome: magic",
                "\"magic\" is no outcome of every lane of the mapping; write one of feedback-done"
            ),
            ("state: assigned", "state: assigned, outcome: feedback-done", "an open case has no outcome; remove it"),
            ("counts_as: open", "counts_as: waiting", "unknown word \"waiting\"; write one of open, closed, cancelled"),
            ("closed: closed, ", "", "done: counts as closed, but columns.closed is not given"),
            (", cancelled: cancelled", "", "gone: counts as cancelled, but columns.cancelled is not given"),
            ("column: status", "if_empty: done", "if_empty is of no use without status.column"),
            ("column: status", "column: status\n  if_unknown: maybe", "\"maybe\" is not among status.values"),
            ("column: status\n", "\n", "done: without status.column the dates decide, so write \"closed\" here"),
        ]
    )
    func wrong(_ old: String, _ new: String, _ expected: String) throws {
        let text = smallMapping.replacing(old, with: new)
        #expect(text != smallMapping)
        let found = try problems(text)
        #expect(found.contains(expected))
    }

    @Test("All problems are told in one go")
    func allProblems() throws {
        let text = smallMapping.replacing("source: small\n", with: "")
            .replacing("A: 29242", with: "A: 1").replacing("here: office", with: "here: nowhere")
            .replacing("constant: feedback", with: "constant: praise")
        #expect(try problems(text).split(separator: "\n").count == 4)
    }

    @Test("A state and an outcome must be of every lane that a row may come to")
    func severalLanes() throws {
        let lanes = "lane: { column: place, values: { A: feedback, B: commendation } }"
        let text = smallMapping.replacing("lane: { constant: feedback }", with: lanes)
        let found = try problems(text.replacing("state: closed", with: "state: closed, outcome: feedback-done"))
        #expect(found.contains("\"closed\" is no state of a case that is closed in every lane of the mapping"))
        #expect(found.contains("\"feedback-done\" is no outcome of every lane of the mapping; leave it out"))
        #expect(!found.contains("assigned"))
    }

    @Test("The sample's mapping keeps to the rules that the programs carry")
    func bundledRules() throws {
        let codes = try CodeVocabulary()
        let words = ImportVocabulary(
            register: try Register(parsing: .bundled),
            subjects: codes.subjects,
            fields: codes.fields,
            rules: try CaseRules.bundled().ruleSet(on: try #require(Day("2022-10-14")))
        )
        var problems = ProblemCollector()
        let file = YAMLFile(name: "mapping.yaml", bytes: PackageResources.mapping_yaml)
        #expect(ImportMapping.read(file, vocabulary: words, &problems) != nil)
        #expect(problems.error?.description == nil)
    }

    @Test("A file that is no mapping is refused", arguments: ["", "- a\n", "a: [", "{}", "x: 1"])
    func noMapping(_ text: String) throws {
        #expect(try problems(text) != "")
    }

    @Test("Without a status column the dates decide")
    func statusByDates() throws {
        let yaml = smallMapping.replacing("column: status\n", with: "\n").replacing("done:", with: "closed:")
            .replacing("gone:", with: "cancelled:")
        let rows = """
            1,2022-10-03,2022-10-10,2022-10-04,,A,here,x
            2,2022-10-03,2022-10-10,2022-10-04,2022-10-05,A,here,
            3,2022-10-03,2022-10-10,,,A,here,x
            """
        let imported = try importing(smallHeader + rows, try mapping(yaml))
        #expect(imported.cases.map(\.facts.standing) == [.closed, .cancelled, .open])
        let fewer = yaml.replacing("    open: { counts_as: open, state: assigned }\n", with: "")
            .replacing("    open: { counts_as: open, state: assigned }", with: "")
        #expect(
            try importing(smallHeader + rows, try mapping(fewer)).problems == [
                "requests.csv:4: by its dates the row is open; add status.values.open"
            ]
        )
    }

    @Test("Units are understood by name only where the mapping says so")
    func byName() throws {
        let row = smallHeader + "1,2022-10-03,,,,xã Long Đức,here,open\n"
        let strict = try importing(row, try mapping(smallMapping))
        #expect(strict.problems.first?.contains("place \"xã Long Đức\": not in the mapping; add it under") == true)
        let yaml = smallMapping.replacing("if_empty: service-centre", with: "by_name: true")
        let byName = try importing(row, try mapping(yaml))
        #expect(byName.cases.map(\.facts.office.description) == ["29263"])
        // What a listed value means goes before what it may name.
        let listed = yaml.replacing("A: 29242", with: "\"xã Long Đức\": 29242")
        #expect(try importing(row, try mapping(listed)).cases.map(\.facts.office.description) == ["29242"])
    }

    @Test("A typing error in a name is not enough for a unit", arguments: ["Long Đưc", "Long Đứ", "Long Đứcc", "Long"])
    func almostAName(_ name: String) throws {
        let yaml = smallMapping.replacing("if_empty: service-centre", with: "by_name: true")
        #expect(try importing(smallHeader + "1,2022-10-03,,,,\(name),here,open\n", try mapping(yaml)).cases.isEmpty)
    }
}
