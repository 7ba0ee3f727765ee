import CaseLifecycle
import CivilTime
import RuleFiles
import Testing

@Suite("The file of the working calendar")
struct CalendarFileTests {
    private static let head = """
        sources:
          tb-6150: Thông báo 6150/TB-BLĐTBXH
        office_hours:
          - {valid_from: 2025-01-01, hours: ["07:00-11:00", "13:00-17:00"], source: tb-6150, confidence: L}
        years:
          - year: 2025
            days:

        """

    /// Lines of days, the first of which is line 8 of the file.
    private func problems(_ days: [String], after: String = "") -> [String] {
        let days = days.map { "      - {\($0), name: Nghỉ, source: tb-6150, confidence: M}\n" }.joined()
        return self.problems(inFile: Self.head + days + after)
    }

    private func problems(inFile text: String) -> [String] {
        do throws(RuleFileError) {
            _ = try WorkingCalendar(parsing: YAMLFile(name: "calendar.yaml", text: text))
            return []
        } catch {
            return error.problems.map(\.description)
        }
    }

    @Test(
        "The bundled years have the working days that the decisions leave",
        arguments: [(2022, 249, 0), (2023, 249, 0), (2024, 251, 1), (2025, 250, 1), (2026, 249, 2), (2027, 249, 0)]
    )
    func bundled(year: Int, workingDays: Int, workedSaturdays: Int) throws {
        let calendar = try WorkingCalendar(parsing: WorkingCalendar.bundledFile)
        let first = try #require(Day(year: year, month: 1, day: 1))
        let last = try #require(Day(year: year, month: 12, day: 31))
        let common = calendar.calendar(ofUnit: [])
        #expect(common.workingDays(after: first.advanced(byDays: -1), through: last) == workingDays)
        let exceptions = try #require(calendar.years.first { $0.year == year }).exceptions
        #expect(exceptions.count { $0.kind == .swappedWorked } == workedSaturdays)
        #expect(exceptions.count { $0.kind == .holiday } == (year >= 2026 ? 12 : 11))
        #expect(calendar.isConfirmed(first) == (year < 2027))
        // Labour Code Art. 111(3): every holiday on a weekend has its day.
        let compensated = exceptions.filter { $0.kind == .compensating }.compactMap(\.partner)
        let weekends = exceptions.filter { $0.kind == .holiday && $0.day.weekday.isWeekend }.map(\.day)
        #expect(Set(compensated) == Set(weekends))
    }

    @Test("The bundled days name their decision")
    func bundledSources() throws {
        let calendar = try WorkingCalendar(parsing: WorkingCalendar.bundledFile)
        let day = try #require(Day("2025-05-02"))
        guard case .dayOff(let exception) = calendar.calendar(ofUnit: []).status(of: day) else {
            Issue.record("2 May 2025 is worked")
            return
        }
        #expect(exception.kind == .swappedOff)
        #expect(exception.partner?.description == "2025-04-26")
        #expect(
            exception.source == RuleSource("Văn bản 8726/VPCP-KGVX; Thông báo 6150/TB-BLĐTBXH", confidence: .medium)
        )
        #expect(calendar.yearsMissing(from: day, through: try #require(Day("2028-05-02"))) == [2027, 2028])
    }

    @Test("A sound file is taken, with closures and hours of units")
    func sound() throws {
        let text =
            Self.head + """
                      - {day: 2025-01-01, kind: holiday, name: Tết Dương lịch, source: [tb-6150], confidence: H}
                closures:
                  - {unit: "29242", first_day: 2025-03-06, reason: Bão, source: tb-6150, confidence: H}
                  - {unit: "842", first_day: 2025-03-07, last_day: 2025-03-10, hours: "13:00-17:00", reason: Bão,
                     source: tb-6150, confidence: H}
                """
        let file = YAMLFile(name: "calendar.yaml", text: text)
        let calendar = try WorkingCalendar(parsing: file).calendar(ofUnit: ["29242", "842"])
        #expect(!calendar.isWorking(try #require(Day("2025-03-06"))))
        #expect(calendar.openingHours(on: try #require(Day("2025-03-07"))).map(\.description) == ["07:00-11:00"])
        #expect(calendar.openingHours(on: try #require(Day("2025-03-11"))).count == 2)
    }

    @Test("A weekday's own hours go before those of every day")
    func weekdayHours() throws {
        let text = Self.head.replacing(
            "source: tb-6150, confidence: L}",
            with: "friday: [\"07:00-11:30\"], source: tb-6150, confidence: L}",
            maxReplacements: 1
        )
        let file = YAMLFile(name: "calendar.yaml", text: text)
        let calendar = try WorkingCalendar(parsing: file).calendar(ofUnit: [])
        #expect(calendar.openingHours(on: try #require(Day("2025-03-07"))).map(\.description) == ["07:00-11:30"])
        #expect(calendar.openingHours(on: try #require(Day("2025-03-06"))).count == 2)
    }

    @Test("A day given twice, or in another year, is refused with its line")
    func days() {
        let holiday = "day: 2025-01-01, kind: holiday"
        #expect(self.problems([holiday, holiday]) == ["calendar.yaml:9: 2025-01-01 is given twice; remove one"])
        #expect(
            self.problems([holiday, "day: 2026-01-01, kind: holiday"])
                == ["calendar.yaml:9: 2026-01-01 is not in 2025; move it to its year"]
        )
        #expect(
            self.problems([holiday], after: "  - {year: 2025}\n")
                == ["calendar.yaml:9: the year 2025 is given twice; make it one"]
        )
    }

    @Test("A kind that does not fit the weekday is refused with its line")
    func kinds() {
        let found = self.problems([
            "day: 2025-01-05, kind: holiday", "day: 2025-01-11, kind: compensating, for: 2025-01-05",
            "day: 2025-04-25, kind: swapped-worked, for: 2025-05-02",
            "day: 2025-05-02, kind: swapped-off, for: 2025-04-25",
        ])
        #expect(found.count == 2)
        #expect(found.first?.hasPrefix("calendar.yaml:9: a compensating day is off instead of work") == true)
        #expect(found.last?.hasPrefix("calendar.yaml:10: a swapped-worked day is a Saturday or Sunday") == true)
    }

    @Test("A swap without its other day is refused with its line")
    func swaps() {
        let found = self.problems([
            "day: 2025-04-26, kind: swapped-worked, for: 2025-05-02", "day: 2025-01-02, kind: swapped-off",
        ])
        #expect(
            found == [
                "calendar.yaml:8: 2025-04-26 is exchanged with 2025-05-02, which is not a swapped-off day for "
                    + "2025-04-26; give both days",
                "calendar.yaml:9: no 'for'; name the day that 2025-01-02 is exchanged with",
            ]
        )
    }

    @Test("A day without source, of an unknown kind or of no confidence is refused, all at once")
    func values() {
        let text =
            Self.head + """
                      - {day: 2025-01-01, kind: holiday, name: Tết, confidence: H}
                      - {day: 2025-01-02, kind: holliday, name: Tết, source: tb-6151, confidence: X}
                      - {day: 2025-02-29, kind: holiday, name: Tết, source: tb-6150, confidence: H, note: x}
                """
        #expect(
            self.problems(inFile: text) == [
                "calendar.yaml:8: no source; add 'source: …'",
                "calendar.yaml:9: kind: unknown word \"holliday\"; write one of holiday, compensating, swapped-off, "
                    + "swapped-worked",
                "calendar.yaml:9: confidence: unknown word \"X\"; write one of H, M, L",
                "calendar.yaml:9: source: there is no source \"tb-6151\"; add it under 'sources'",
                "calendar.yaml:10: unknown key \"note\"; known here are day, kind, name, for, source, confidence",
                "calendar.yaml:10: day: \"2025-02-29\" is no day; write it as 2025-01-28",
            ]
        )
    }

    @Test("Closures and hours that make no sense are refused with their lines")
    func closures() {
        let found = self.problems(
            ["day: 2025-01-01, kind: holiday"],
            after: """
                closures:
                  - {unit: 29-242, first_day: 2025-03-06, reason: Bão, source: tb-6150, confidence: H}
                  - {unit: "842", first_day: 2025-03-06, hours: 13-17, reason: Bão, source: tb-6150, confidence: H}

                """
        )
        #expect(
            found == [
                "calendar.yaml:10: unit: bad code \"29-242\"; write the unit's code, 1 to 12 of 0-9 and A-Z",
                "calendar.yaml:11: hours: \"13-17\" is no stretch of a day; write it as \"07:00-11:00\"",
            ]
        )
        let backwards = self.problems(
            ["day: 2025-01-01, kind: holiday"],
            after: """
                closures:
                  - {unit: "842", first_day: 2025-03-06, last_day: 2025-03-05, reason: Bão, source: tb-6150,
                     confidence: H}

                """
        )
        #expect(backwards.first?.hasPrefix("calendar.yaml:10: a closure from 2025-03-06 through 2025-03-05") == true)
        let late = Self.head.replacing("valid_from: 2025-01-01", with: "valid_from: 2025-07-01")
        #expect(
            self.problems(inFile: late) == [
                "calendar.yaml:3: no office hours for all units from 2025-01-01 on; let an entry without unit begin there"
            ]
        )
    }

    @Test("A file without years, sources or hours is refused")
    func empty() {
        #expect(
            self.problems(inFile: "closures: []\n") == [
                "calendar.yaml:1: no sources; add 'sources: …'",
                "calendar.yaml:1: no office_hours; add 'office_hours: …'",
                "calendar.yaml:1: no years; add 'years: …'",
            ]
        )
    }
}
