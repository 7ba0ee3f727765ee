import CaseImport
import RuleFiles
import Testing

@Suite("What an import tells")
struct ImportReportTests {
    @Test("A share is told in hundredths of a percent, halves up, and over nothing not at all")
    func shares() {
        #expect(Share(1, of: 3).description == "33.33 % (1 of 3)")
        #expect(Share(2, of: 3).description == "66.67 % (2 of 3)")
        #expect(Share(1, of: 20_000).description == "0.01 % (1 of 20000)")
        #expect(Share(5, of: 5).description == "100.00 % (5 of 5)")
        #expect(Share(0, of: 0).description == "none received")
    }

    @Test("Refused rows stay below the line of the share")
    func refusedRowsCount() throws {
        let rows = "1,2022-10-03,2022-10-10,2022-10-04,,A,here,done\n2,2022-10-03,2022-10-10,2022-10-04,,Z,here,done\n"
        let report = try importing(smallHeader + rows, try mapping(smallMapping)).report
        #expect(report.shareOfReceived == Share(1, of: 2))
        #expect(report.shareOfJudged == Share(1, of: 1))
    }

    @Test("The report reads as a whole")
    func description() throws {
        let rows = """
            1,2022-10-03,2022-10-10,2022-10-04,,,here,done
            1,2022-10-03,2022-10-10,2022-10-04,,Z,here,done
            2,2022-10-03,2022-10-10,2022-10-11,,Z,here,done
            """
        let report = try importing(smallHeader + rows, try mapping(smallMapping)).report
        let expected = """
            requests.csv: 3 rows = 1 converted + 2 refused
              1 new, 0 already there, 0 changed in the file, 0 changed by the mapping; nothing that is there is changed
              state closed: 1
            in time over everything received, as of 2024-12-31: 33.33 % (1 of 3)
              closed-in-time: 1
              open-in-time: 0
              closed-late: 0
              open-overdue: 0
              cancelled: 0
              without-due-date: 0
              refused: 2
            in time over what can be judged: 100.00 % (1 of 1)
            allowed by the mapping, office.if_empty: 1
            refused, 2 ×: place "Z": not in the mapping; add it under office.values, or give office.if_unknown
            """
        #expect(report.description == expected)
    }

    @Test(
        "A value is shown only when it can be no free text",
        arguments: [
            ("Khóm 4", "\"Khóm 4\""), ("Tôi ở nhà số 3 đường Điện Biên Phủ", "(34 characters, not shown)"),
            ("0294385000", "(10 characters, not shown)"), ("hoa@tv.vn", "(9 characters, not shown)"),
            (String(repeating: "x", count: 41), "(41 characters, not shown)"), ("٠١٢٣٤٥٦", "(7 characters, not shown)"),
            ("\"a\nb\"", "(3 characters, not shown)"),
        ]
    )
    func shownValues(_ value: String, _ shown: String) throws {
        let imported = try importing("\(smallHeader)1,2022-10-03,,,,\(value),here,open\n", try mapping(smallMapping))
        #expect(imported.problems.first?.hasPrefix("requests.csv:2: place \(shown): not in the mapping") == true)
    }

    @Test("All problems of a row are told, and each is counted by its cause")
    func causes() throws {
        let rows = "1,2022-10-33,,,,Z,nobody,open\n2,2022-10-03,,,,Z,here,open\n"
        let report = try importing(smallHeader + rows, try mapping(smallMapping)).report
        #expect(report.refused == 2)
        #expect(report.problemCount == 4)
        #expect(report.causesInOrder.map(\.count) == [2, 1, 1])
        #expect(report.causesInOrder.first?.cause.value == "\"Z\"")
    }

    @Test("Beyond a thousand, problems and causes are counted only")
    func limits() throws {
        let rows = (1...1200).map { "\($0),2022-10-03,,,,P\($0),here,open\n" }.joined()
        let imported = try importing(smallHeader + rows, try mapping(smallMapping))
        #expect(imported.report.problems.count == ImportReport.maximumProblems)
        #expect(imported.report.causes.count == ImportReport.maximumCauses)
        #expect(imported.report.problemCount == 1200)
        #expect(imported.results.count == 1200)
        #expect(imported.report.description.hasSuffix("and 200 problems of other causes"))
    }

    @Test("A missing quotation mark says that there may be more rows")
    func swallowedLines() throws {
        let rows = "1,2022-10-03,,,,\"A,here,open\n2,2022-10-03,,,,A,here,open\n3,2022-10-03,,,,A,here,open\n"
        let report = try importing(smallHeader + rows, try mapping(smallMapping)).report
        #expect(report.rows == 1)
        #expect(report.swallowedLines == 3)
        #expect(report.problems.first?.reason.contains("lines 2 to 5 were read as one row") == true)
        #expect(report.description.contains("so there may be more rows"))
    }

    @Test(
        "A file whose first row does not fit the mapping is refused as a whole",
        arguments: [
            ("", "requests.csv:1: the file is empty"),
            ("id;opened;due\n", "requests.csv:1: no column \"agency\", which the mapping reads"),
            ("id,id,opened,due,closed,cancelled,place,agency,status\n", "requests.csv:1: two columns \"id\""),
            ("\"id\"x,opened\n", "requests.csv:1: the first row is no list of columns"),
        ]
    )
    func header(_ text: String, _ expected: String) throws {
        let small = try mapping(smallMapping)
        let error = #expect(throws: RuleFileError.self) { try importing(text, small) }
        #expect(error?.description.contains(expected) == true)
    }

    @Test("A file in UTF-16 is refused with what to do")
    func utf16() throws {
        let small = try mapping(smallMapping)
        let bytes: [UInt8] = [0xFF, 0xFE] + smallHeader.utf8.flatMap { [$0, 0] }
        let error = #expect(throws: RuleFileError.self) { try importing(bytes, small) }
        #expect(error?.description.contains("save the file as UTF-8") == true)
    }
}
