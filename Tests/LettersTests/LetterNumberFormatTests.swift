import CaseLifecycle
import Letters
import Testing

@Suite("Formats of letters' numbers")
struct LetterNumberFormatTests {
    private func number(_ sequence: UInt32) -> LetterNumber {
        LetterNumber(unit: "29242", year: 2026, series: "outgoing", sequence: sequence)
    }

    private let office = LetterSymbols(unit: "UBND")
    private let section = LetterSymbols(unit: "UBND", department: "VX")

    @Test(
        "Numbers below 10 have two digits, others as many as they need",
        arguments: [
            (1, "01"), (5, "05"), (9, "09"), (10, "10"), (99, "99"), (100, "100"), (4_294_967_295, "4294967295"),
        ] as [(UInt32, String)]
    )
    func twoDigits(sequence: UInt32, digits: String) throws {
        let format = try LetterNumberFormat("{number}/TB-{unit}")
        #expect(format.text(of: self.number(sequence), symbols: self.office) == "\(digits)/TB-UBND")
    }

    @Test("The formats that come with the program are those of Decree 30/2020")
    func bundled() throws {
        let formats = try LetterNumberFormats.bundled()
        func text(_ kind: LetterKind, _ sequence: UInt32, _ symbols: LetterSymbols) throws -> String {
            try #require(formats[kind]).text(of: self.number(sequence), symbols: symbols)
        }
        for kind in [LetterKind.acceptance, .timeExtension, .refusal] {
            #expect(try text(kind, 5, self.section) == "05/TB-UBND")
        }
        #expect(try text(.transfer, 5, self.section) == "05/PC-UBND")
        // The Decree's own example of an official letter.
        #expect(try text(.answer, 12, self.section) == "12/UBND-VX")
        #expect(try text(.apology, 12, self.office) == "12/UBND")
        #expect(LetterKind.allCases.allSatisfy { formats[$0] != nil })
    }

    @Test("A draft shows where the number will stand")
    func blank() throws {
        let format = try LetterNumberFormat("{number}.{year}/TB-{unit}[-{department}]")
        #expect(format.blankText(symbols: self.section) == "…….……/TB-UBND-VX")
        #expect(format.text(of: self.number(7), symbols: self.office) == "07.2026/TB-UBND")
    }

    @Test(
        "A pattern that can't be printed is refused with the reason",
        arguments: [
            ("TB-{unit}", .numberNotOnce),
            ("{number}{number}", .numberNotOnce),
            ("[{number}]", .numberNotOnce),
            ("{number}-{department}", .departmentNotOptional),
            ("{number}/{body}", .unknownName("body")),
            ("{number}/{unit", .unclosed("{")),
            ("{number}[-{department}", .unclosed("[")),
            ("{number}[[a]]", .unexpected("[")),
            ("{number}]", .unexpected("]")),
            ("{number}}", .unexpected("}")),
            ("{number} /TB", .unexpected(" ")),
            ("{number}<b>", .unexpected("<")),
            ("{number}" + String(repeating: "A", count: 60), .tooLong),
        ] as [(String, LetterNumberFormatError)]
    )
    func refused(pattern: String, reason: LetterNumberFormatError) {
        #expect(throws: reason) { try LetterNumberFormat(pattern) }
    }

    @Test("A wrong file of formats is refused with the line of every problem")
    func wrongFile() throws {
        let text = """
            # formats
            refusal = {number}/TB-{unit}
            transfer: {number}

            refusal = {number}
            Công văn = {number}
            answer = {nummer}
            """
        let file = LetterFile(name: "formats.txt", bytes: Array(text.utf8))
        let error = try #require(throws: LetterFileError.self) { try LetterNumberFormats(file) }
        #expect(error.problems.map(\.line) == [3, 5, 6, 7])
        #expect(
            error.description.hasSuffix(
                "formats.txt:7: there is no name \"nummer\"; use {number}, {unit}, {year} and, in brackets, {department}"
            )
        )
    }

    @Test("A file that lacks a format, with too many bytes or not in UTF-8 is refused", arguments: [0, 1, 2])
    func unreadable(which: Int) throws {
        let files: [[UInt8]] = [Array("# nothing\n".utf8), [0x41, 0xFF], Array(repeating: 0x23, count: 262_145)]
        let error = try #require(throws: LetterFileError.self) {
            try LetterNumberFormats(LetterFile(name: "formats.txt", bytes: files[which]))
        }
        let reason = try #require(error.problems.first).reason
        #expect(reason.hasPrefix(["'acceptance' has no format", "the file is not UTF-8", "the file is larger"][which]))
        #expect(error.problems.count == (which == 0 ? LetterKind.allCases.count : 1))
    }
}
