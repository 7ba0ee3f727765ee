import CaseImport
import CivilTime
import Testing

@Suite("Dates of a spreadsheet")
struct DateTests {
    /// When a row with this opening, in these formats, was received, in the province's time; `nil` when refused.
    private func received(_ text: String, _ formats: String, zone: String = "+07:00") throws -> String? {
        let yaml = smallMapping.replacing("[yyyy-MM-dd HH:mm, yyyy-MM-dd]", with: formats)
            .replacing("+07:00", with: zone)
        let imported = try importing("\(smallHeader)1,\(text),,,,A,here,open\n", try mapping(yaml))
        return imported.cases.first?.facts.receivedAt.localDescription
    }

    @Test(
        "Dates are read as their format has them",
        arguments: [
            ("03/10/2022 08:15", "[dd/MM/yyyy HH:mm]", "2022-10-03T08:15:00+07:00"),
            ("3/9/2022 8:05", "[d/M/yyyy H:mm]", "2022-09-03T08:05:00+07:00"),
            ("03/09/2022 18:05", "[d/M/yyyy H:mm]", "2022-09-03T18:05:00+07:00"),
            ("20221003", "[yyyyMMdd]", "2022-10-03T00:00:00+07:00"),
            ("2022-10-03 08:26:34.987", "[\"yyyy-MM-dd HH:mm:ss.f\"]", "2022-10-03T08:26:34+07:00"),
            ("2022-10-03T01:15:00Z", "[\"yyyy-MM-ddTHH:mm:ssZZZZZ\"]", "2022-10-03T08:15:00+07:00"),
            ("2022-10-03T08:15:00-06:00", "[\"yyyy-MM-ddTHH:mm:ssZZZZZ\"]", "2022-10-03T21:15:00+07:00"),
            ("2022-10-03", "[dd/MM/yyyy, yyyy-MM-dd]", "2022-10-03T00:00:00+07:00"),
            ("29/02/2024", "[dd/MM/yyyy]", "2024-02-29T00:00:00+07:00"),
        ]
    )
    func readDates(_ text: String, _ formats: String, _ expected: String) throws {
        #expect(try self.received(text, formats) == expected)
    }

    @Test(
        "What does not fit its format, or is no date, is refused",
        arguments: [
            ("3/10/2022", "[dd/MM/yyyy]"), ("03/13/2022", "[dd/MM/yyyy]"), ("29/02/2023", "[dd/MM/yyyy]"),
            ("03/10/22", "[dd/MM/yyyy]"), ("03/10/2022 ", "[dd/MM/yyyy HH:mm]"), ("03/10/2022x", "[dd/MM/yyyy]"),
            ("03/10/2022 24:00", "[dd/MM/yyyy HH:mm]"), ("03/10/2022 23:60", "[dd/MM/yyyy HH:mm]"),
            ("00/10/2022", "[dd/MM/yyyy]"), ("2022-10-03T08:15:00+7:00", "[\"yyyy-MM-ddTHH:mm:ssZZZZZ\"]"),
            ("２０２２-10-03", "[yyyy-MM-dd]"),
        ]
    )
    func refusedDates(_ text: String, _ formats: String) throws {
        #expect(try self.received(text, formats) == nil)
    }

    @Test("A date is of the source's time zone")
    func zone() throws {
        #expect(try self.received("2022-10-03", "[yyyy-MM-dd]", zone: "-06:00") == "2022-10-03T13:00:00+07:00")
        #expect(try self.received("2022-10-03", "[yyyy-MM-dd]", zone: "Z") == "2022-10-03T07:00:00+07:00")
    }

    @Test("The due day is judged on the source's clocks, not on the province's")
    func judgedInZone() throws {
        let yaml = smallMapping.replacing("+07:00", with: "-06:00")
        let rows = "1,2022-10-03,2022-10-04,2022-10-04 23:59,,A,here,done\n"
        let facts = try #require(try importing(smallHeader + rows, try mapping(yaml)).cases.first).facts
        #expect(facts.endDay == Day("2022-10-04"))
        #expect(facts.timeliness(on: try #require(Day("2022-10-04"))) == .closedInTime)
        #expect(facts.dueAt?.localDescription == "2022-10-05T13:00:00+07:00")
    }

    @Test(
        "A closing without a time is no earlier than an opening of the same day, and one of the day before is refused"
    )
    func dayWithoutTime() throws {
        let rows = """
            1,2022-10-03 09:00,2022-10-10,2022-10-03,,A,here,done
            2,2022-10-03 09:00,2022-10-10,2022-10-02,,A,here,done
            3,2022-10-03 09:00,2022-10-10,2022-10-03 08:59,,A,here,done
            """
        let imported = try importing(smallHeader + rows, try mapping(smallMapping))
        #expect(imported.cases.map(\.facts.closedAt) == [try at("2022-10-03", 9)])
        #expect(imported.problems.count == 2)
        #expect(imported.problems.allSatisfy { $0.contains("before it was received; correct it, or allow it") })
    }

    @Test("What is due on the day it was received is taken, and what was due the day before is refused")
    func dueOnTheFirstDay() throws {
        let rows = """
            1,2022-10-03 09:00,2022-10-03,2022-10-03 17:00,,A,here,done
            2,2022-10-03 09:00,2022-10-02,2022-10-03 17:00,,A,here,done
            """
        let imported = try importing(smallHeader + rows, try mapping(smallMapping))
        #expect(imported.cases.map(\.line) == [2])
        #expect(imported.report.count(.closedInTime) == 1)
        #expect(imported.problems.first?.hasPrefix("requests.csv:3: due \"2022-10-02\": due before it") == true)
    }

    @Test("An open case is in time until the day it is due is over")
    func openCases() throws {
        let row = smallHeader + "1,2022-10-03,2022-10-10,,,A,here,open\n"
        let until = try importing(row, try mapping(smallMapping), asOf: try at("2022-10-10", 23, 59)).report
        let after = try importing(row, try mapping(smallMapping), asOf: try at("2022-10-11")).report
        #expect(until.count(.openInTime) == 1)
        #expect(after.count(.openOverdue) == 1)
    }
}
