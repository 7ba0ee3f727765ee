import CaseLifecycle
import CivilTime
import Letters
import Testing

@Suite("Registers of letters")
struct LetterRegisterTests {
    private func day(_ text: String) throws -> Day {
        try #require(Day(text))
    }

    private func number(_ sequence: UInt32, _ year: Int = 2026, unit: String = "29242") -> LetterNumber {
        LetterNumber(unit: unit, year: year, series: "outgoing", sequence: sequence)
    }

    @Test("Numbers run from 1 in each unit, year and series")
    func counting() throws {
        var register = LetterRegister()
        func assign(_ unit: String, _ series: LetterRegisterName, _ day: String) throws -> UInt32 {
            let day = try self.day(day)
            return try register.assign(unit: unit, series: series, on: day).sequence
        }
        var given: [UInt32] = []
        given.append(try assign("29242", "outgoing", "2026-12-30"))
        given.append(try assign("29242", "outgoing", "2026-12-31"))
        given.append(try assign("29242", "letters", "2026-12-31"))
        given.append(try assign("29245", "outgoing", "2026-12-31"))
        given.append(try assign("29242", "outgoing", "2027-01-04"))
        #expect(given == [1, 2, 1, 1, 1])
        let last = try #require(register.lastLetter(unit: "29242", series: "outgoing"))
        #expect(last.number == self.number(1, 2027))
        #expect(last.day == (try self.day("2027-01-04")))
    }

    @Test("Asking for the next number gives none away")
    func asking() throws {
        let register = LetterRegister()
        let day = try self.day("2026-03-05")
        #expect(try register.next(unit: "29242", series: "outgoing", on: day) == self.number(1))
        #expect(try register.next(unit: "29242", series: "outgoing", on: day) == self.number(1))
        #expect(register == LetterRegister())
    }

    @Test("What would break the row is refused, and the register stays as it was")
    func refusals() throws {
        var register = LetterRegister()
        try register.record(self.number(1), on: self.day("2026-03-05"))
        try register.record(self.number(2), on: self.day("2026-03-06"))
        let before = register
        let march = try (self.day("2026-03-05"), self.day("2026-03-06"), self.day("2027-03-06"))
        #expect(throws: LetterRegisterError.gap(self.number(4), expected: 3)) {
            try register.record(self.number(4), on: march.1)
        }
        #expect(throws: LetterRegisterError.alreadyGiven(self.number(2), last: 2)) {
            try register.record(self.number(2), on: march.1)
        }
        #expect(throws: LetterRegisterError.alreadyGiven(self.number(0), last: 2)) {
            try register.record(self.number(0), on: march.1)
        }
        #expect(throws: LetterRegisterError.alreadyGiven(self.number(0, 2027), last: 0)) {
            try register.record(self.number(0, 2027), on: march.2)
        }
        #expect(throws: LetterRegisterError.gap(self.number(3, 2027), expected: 1)) {
            try register.record(self.number(3, 2027), on: march.2)
        }
        #expect(throws: LetterRegisterError.dayGoesBack(march.0, last: march.1)) {
            try register.record(self.number(3), on: march.0)
        }
        #expect(throws: LetterRegisterError.otherYear(self.number(3), march.2)) {
            try register.record(self.number(3), on: march.2)
        }
        #expect(throws: LetterRegisterError.dayGoesBack(march.0, last: march.1)) {
            try register.assign(unit: "29242", series: "outgoing", on: march.0)
        }
        #expect(register == before)
    }

    @Test("Once a year has begun, the year before takes no more letters")
    func yearBefore() throws {
        var register = LetterRegister()
        try register.record(self.number(1, 2027), on: self.day("2027-01-04"))
        let (old, new) = try (self.day("2026-12-31"), self.day("2027-01-04"))
        #expect(throws: LetterRegisterError.dayGoesBack(old, last: new)) {
            try register.assign(unit: "29242", series: "outgoing", on: old)
        }
    }

    @Test("Refusals tell the clerk what to do")
    func texts() throws {
        let error = LetterRegisterError.dayGoesBack(try self.day("2026-02-05"), last: try self.day("2026-10-15"))
        #expect(
            error.vietnameseText
                == "Sổ đã có văn bản ngày 15/10/2026, không thể cấp số cho ngày 05/02/2026. "
                + "Vui lòng ghi ngày 15/10/2026 hoặc sau đó."
        )
        #expect(LetterRegisterError.gap(self.number(4), expected: 3).vietnameseText.contains("cấp số 3 trước"))
        #expect(LetterRegisterError.alreadyGiven(self.number(2), last: 7).vietnameseText.contains("số cuối cùng là 7"))
    }

    @Test(
        "Whatever is asked of it, a register has no gap, no number twice and no day that goes back",
        arguments: PropertySeeds.all
    )
    func property(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        var register = LetterRegister()
        var entered: [(number: LetterNumber, day: Day)] = []
        let start = try self.day("2025-12-20").daysSinceEpoch
        for round in 0..<400 {
            let unit = Bool.random(using: &generator) ? "29242" : "29245"
            let series: LetterRegisterName = Bool.random(using: &generator) ? "outgoing" : "letters"
            let day = Day(daysSinceEpoch: start + Int32(round / 16) + Int32.random(in: -2...2, using: &generator))
            let before = register
            do throws(LetterRegisterError) {
                if Bool.random(using: &generator) {
                    entered.append((try register.assign(unit: unit, series: series, on: day), day))
                } else {
                    let number = LetterNumber(
                        unit: unit,
                        year: Int.random(in: 2025...2026, using: &generator),
                        series: series,
                        sequence: UInt32.random(in: 0...20, using: &generator)
                    )
                    try register.record(number, on: day)
                    entered.append((number, day))
                }
            } catch {
                #expect(register == before, "seed \(seed): \(error)")
            }
        }
        for row in Dictionary(grouping: entered, by: { "\($0.number.unit) \($0.number.series)" }).values {
            #expect(zip(row, row.dropFirst()).allSatisfy { $0.day <= $1.day }, "seed \(seed)")
            #expect(row.allSatisfy { $0.number.year == $0.day.civilDate.year }, "seed \(seed)")
            for year in Dictionary(grouping: row, by: { $0.number.year }).values {
                #expect(year.map(\.number.sequence) == Array(1...UInt32(year.count)), "seed \(seed)")
            }
        }
        // The same letters, told again, make the same register.
        var told = LetterRegister()
        for (number, day) in entered { try told.record(number, on: day) }
        #expect(told == register, "seed \(seed)")
        #expect(entered.count > 60, "seed \(seed)")
    }
}
