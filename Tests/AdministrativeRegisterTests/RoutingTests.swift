import AdministrativeRegister
import CivilTime
import Testing

private let bundledSubjects = Result { () throws(RegisterFileError) in try CodeList(parsing: .bundledSubjects) }
private let bundledFields = Result { () throws(RegisterFileError) in try CodeList(parsing: .bundledFields) }

private func rules(_ files: RoutingFiles = .bundled) throws -> RoutingRules {
    try RoutingRules(
        parsing: files,
        register: bundledRegister.get(),
        subjects: bundledSubjects.get(),
        fields: bundledFields.get()
    )
}

/// The bundled set of rules with other rows.
private func files(_ rows: String...) -> RoutingFiles {
    let header = "rule_set,id,valid_from,valid_to,lane,subject,field,office,target,legal_source,confidence,note"
    let text = ([header] + rows.map { "default-1," + $0 }).joined(separator: "\n")
    var files = RoutingFiles.bundled
    files.rules = RegisterFile(name: "rules.csv", bytes: Array(text.utf8))
    return files
}

@Suite("Routing")
struct RoutingTests {
    /// Lane, subject, office, unit complained about; the unit and the rule that are expected.
    @Test(
        arguments: [
            ("feedback", "late-result", "29242", nil, "29242", "feedback-unit"),
            ("feedback", "late-result", "29242", "845", "845", "feedback-unit"),
            ("feedback", "head-of-unit", "29242", nil, "842", "feedback-head"),
            ("feedback", "head-of-unit", "29242", "842", "84", "feedback-head"),
            ("feedback", "head-of-unit", "29242", "84TTPVHCC", "84", "feedback-head"),
            ("feedback", "head-of-unit", "29242", "84", "84TTPVHCC", "feedback-head"),
            ("feedback", "administrative-rules", "29242", nil, "84TTPVHCC", "feedback-rules"),
            ("complaint", "head-of-unit", "29242", nil, "29242", "complaint-author"),
            ("complaint", "administrative-rules", "29242", nil, "84TTPVHCC", "complaint-rules"),
            ("denunciation", "head-of-unit", "29242", nil, "84TTPVHCC", "denunciation-sealed-desk"),
            ("denunciation", "harassment", "29242", "84TTPVHCC", "84", "denunciation-centre-2022"),
            ("commendation", "head-of-unit", "29242", nil, "29242", "commendation-unit"),
            ("out-of-scope", "other", "29242", nil, "84TTPVHCC", "out-of-scope-triage"),
            ("feedback", "no-such-subject", "29242", nil, "29242", "feedback-unit"),
            ("feedback", "late-result", "99999", nil, "84TTPVHCC", "fallback"),
            ("feedback", "late-result", "29242", "99999", "84TTPVHCC", "fallback"),
        ] as [(String, String, String, String?, String, String)]
    )
    func bundledRules(lane: String, subject: String, office: String, about: String?, unit: String, rule: String) throws
    {
        let query = RoutingQuery(
            lane: try #require(Lane(rawValue: lane)),
            subject: subject,
            field: nil,
            office: try code(office),
            unitComplainedAbout: try about.map { try code($0) },
            on: try day("2022-10-14")
        )
        let decision = try rules().route(query, in: try edition2022())
        #expect(decision.unit.text == unit)
        #expect(decision.ruleID == rule)
        #expect(decision.ruleSetID == "default-1" && decision.editionID == "2022-10")
        #expect((decision.rule == nil) == (rule == "fallback"))
    }

    @Test func everyQueryHasExactlyOneUnitOfTheEdition() throws {
        let rules = try rules()
        let subjects = try bundledSubjects.get().items.map(\.code)
        let fields = try bundledFields.get().items.map(\.code)
        for (edition, day) in [(try edition2022(), try day("2022-10-14")), (try edition2025(), try day("2026-01-02"))] {
            for lane in Lane.allCases {
                for subject in subjects.map(Optional.some) + [nil] {
                    for field in fields.map(Optional.some) + [nil] {
                        for office in edition.units {
                            let query = RoutingQuery(
                                lane: lane,
                                subject: subject,
                                field: field,
                                office: office.code,
                                on: day
                            )
                            let decision = rules.route(query, in: edition)
                            if !edition.contains(decision.unit) || decision.rule == nil {
                                Issue.record("\(query) goes to \(decision.unit) by \(decision.ruleID)")
                            }
                        }
                    }
                }
            }
        }
    }

    @Test(arguments: ["1970-01-01", "2022-10-01", "2025-06-30", "2026-11-22"])
    func aDayOutsideTheEditionHasTheRulesOfTheNearestDayInIt(_ date: String) throws {
        let query = RoutingQuery(
            lane: .denunciation,
            subject: nil,
            field: nil,
            office: try code("84TTPVHCC"),
            on: try day(date)
        )
        #expect(try rules().route(query, in: try edition2022()).ruleID == "denunciation-centre-2022")
    }

    @Test func decisionsExplainThemselves() throws {
        let edition = try edition2022()
        func explanation(_ office: String) throws -> String {
            let query = RoutingQuery(
                lane: .feedback,
                subject: "head-of-unit",
                field: nil,
                office: try code(office),
                on: try day("2022-10-14")
            )
            return try rules().route(query, in: edition).explanation(in: edition)
        }
        #expect(
            try explanation("29242")
                == "Giao cho thành phố Trà Vinh, tỉnh Trà Vinh; đơn vị được nêu: phường 3, thành phố Trà Vinh; "
                + "quy tắc feedback-head (bộ default-1, danh mục 2022-10); "
                + "căn cứ: Decree 31/2019/NĐ-CP Art. 5(2), by analogy, độ tin cậy M"
        )
        #expect(try explanation("84").contains("không có cấp trên"))
        #expect(try explanation("99999").contains("quy tắc fallback"))
    }

    @Test func theMostSpecificRuleDecides() throws {
        let rules = try rules(
            files(
                "any,,,*,*,*,*,province-centre,test,L,",
                "lane,,,feedback,*,*,*,office,test,L,",
                "city,,2025-06-30,*,*,*,842,842,test,L,",
                "ward,,2025-06-30,*,*,*,29242,29242,test,L,",
                "ward-lane,,2025-06-30,feedback,*,*,29242,province,test,L,",
                "field,,,*,*,land,*,province,test,L,",
                "field-city,,2025-06-30,*,*,land,842,842,test,L,",
                "subject,,,*,other,*,*,office,test,L,",
                "subject-field,,,*,other,land,*,parent,test,L,"
            )
        )
        let edition = try edition2022()
        let date = try day("2022-10-14")
        func decided(_ lane: Lane, _ subject: String?, _ field: String?, _ office: String) throws -> String {
            let query = RoutingQuery(lane: lane, subject: subject, field: field, office: try code(office), on: date)
            return rules.route(query, in: edition).ruleID
        }
        #expect(try decided(.complaint, nil, nil, "29308") == "any")
        #expect(try decided(.feedback, nil, nil, "29308") == "lane")
        #expect(try decided(.feedback, nil, nil, "29239") == "city")
        #expect(try decided(.complaint, nil, nil, "29242") == "ward")
        #expect(try decided(.feedback, nil, nil, "29242") == "ward-lane")
        #expect(try decided(.feedback, nil, "land", "29308") == "field")
        #expect(try decided(.feedback, nil, "land", "29242") == "field-city")
        #expect(try decided(.feedback, "other", "health", "29242") == "subject")
        #expect(try decided(.feedback, "other", "land", "29242") == "subject-field")
    }

    @Test func aRuleHoldsOnlyOnItsDays() throws {
        let rules = try rules(files("early,2022-10-01,2022-12-31,*,*,*,*,office,test,L,"))
        func decided(_ date: String) throws -> RoutingDecision {
            let query = RoutingQuery(
                lane: .feedback,
                subject: nil,
                field: nil,
                office: try code("29242"),
                on: try day(date)
            )
            return rules.route(query, in: try edition2022())
        }
        #expect(try decided("2022-12-31").ruleID == "early")
        #expect(try decided("2023-01-01").ruleID == "fallback")
        #expect(try decided("2023-01-01").reason == .noRule)
        #expect(try decided("2023-01-01").unit.text == "84TTPVHCC")
    }

    @Test(
        arguments: [
            ("a,,,feedback,*,*,99999,office,x,H,", "unknown unit 99999 in edition 2022-10"),
            ("a,,2025-06-30,feedback,*,*,*,99999,x,H,", "unknown unit 99999 in edition 2022-10"),
            ("a,,,feedback,*,*,29242,office,x,H,", "can't go past 2025-07-01"),
            ("a,,,feedback,*,*,842,office,x,H,", "unknown unit 842 in edition 2025-07"),
            ("a,2022-02-30,,feedback,*,*,*,office,x,H,", "bad date \"2022-02-30\""),
            ("a,2022-12-01,2022-11-01,feedback,*,*,*,office,x,H,", "valid_to is before valid_from"),
            ("a,2021-01-01,,feedback,*,*,*,office,x,H,", "is not within from 2022-10-01"),
            ("a,,,shout,*,*,*,office,x,H,", "unknown lane \"shout\""),
            ("a,,,feedback,tea,*,*,office,x,H,", "unknown subject \"tea\""),
            ("a,,,feedback,*,tea,*,office,x,H,", "unknown field \"tea\""),
            ("a,,,feedback,*,*,*,nowhere,x,H,", "bad target \"nowhere\""),
            ("a,,,feedback,*,*,*,office,x,?,", "bad confidence \"?\""),
            ("a,,,feedback,*,*,*,office,,H,", "legal_source is empty"),
            ("fallback,,,feedback,*,*,*,office,x,H,", "is kept for decisions"),
            ("A b,,,feedback,*,*,*,office,x,H,", "bad id \"A b\""),
        ]
    )
    func badRulesAreRefused(_ row: String, _ reason: String) throws {
        let register = try bundledRegister.get()
        let (subjects, fields) = (try bundledSubjects.get(), try bundledFields.get())
        let found = problems { () throws(RegisterFileError) in
            _ = try RoutingRules(parsing: files(row), register: register, subjects: subjects, fields: fields)
        }
        #expect(found.contains { $0.hasPrefix("rules.csv:2: ") && $0.contains(reason) }, "\(found)")
    }

    @Test func duplicateAndUnreachableRulesAreRefused() throws {
        let register = try bundledRegister.get()
        let (subjects, fields) = (try bundledSubjects.get(), try bundledFields.get())
        func found(_ files: RoutingFiles) -> [String] {
            problems { () throws(RegisterFileError) in
                _ = try RoutingRules(parsing: files, register: register, subjects: subjects, fields: fields)
            }
        }
        let first = "a,,,feedback,*,*,*,office,x,H,"
        #expect(
            found(files(first, "a,,,complaint,*,*,*,office,x,H,")) == [
                "rules.csv:3: duplicate id \"a\" in its rule set"
            ]
        )
        #expect(
            found(files(first, "b,2023-01-01,,feedback,*,*,*,parent,x,H,")) == [
                "rules.csv:3: unreachable rule: a on line 2 has the same conditions (from 2022-10-01)"
            ]
        )
        let halves = files("a,,2023-01-01,*,*,*,*,office,x,H,", "b,2023-01-01,,*,*,*,*,parent,x,H,")
        #expect(found(halves).count == 1)
        let parts = files("a,,2023-01-01,*,*,*,*,office,x,H,", "b,2023-01-02,,*,*,*,*,parent,x,H,")
        #expect(found(parts).isEmpty)
    }
}

@Suite("Lists of codes")
struct CodeListTests {
    @Test func bundledListsAreComplete() throws {
        let subjects = try bundledSubjects.get()
        #expect(subjects["service-attitude"]?.name == "Thái độ phục vụ")
        #expect(subjects.items.count == 9 && subjects.items.last?.code == "other")
        #expect(try bundledFields.get()["civil-status"]?.name == "Hộ tịch")
        #expect(try bundledFields.get()["tea"] == nil)
    }

    @Test func duplicatesAreRefused() {
        let file = RegisterFile(name: "s.csv", bytes: Array("code,name,note\na,A,\na,B,\nB,C,\nc,,\n".utf8))
        let found = problems { () throws(RegisterFileError) in _ = try CodeList(parsing: file) }
        #expect(
            found == [
                "s.csv:3: duplicate code \"a\"", "s.csv:4: bad code \"B\": 1 to 40 of a-z, 0-9 and hyphen",
                "s.csv:5: name is empty",
            ]
        )
    }
}
