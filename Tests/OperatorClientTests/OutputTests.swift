import OperatorClient
import Testing

@Suite("Output")
struct OutputTests {
    @Test("Columns are aligned whether marks are precomposed or combining")
    func alignment() {
        var table = Table([.text("CODE"), .wrapping("UNIT"), .number("CASES")])
        table.add(["1", "Trà Cú", "7"])
        table.add(["22", "Tra\u{0300} Cu\u{0301}", "10"])
        let lines = table.lines()
        #expect(lines == ["CODE  UNIT    CASES", "1     Trà Cú      7", "22    Tra\u{0300} Cu\u{0301}     10"])
        #expect(Set(lines.map { TextLayout.width($0) }).count == 1)
    }

    @Test("Wide letters take two columns")
    func wideLetters() {
        #expect(TextLayout.width("漢字") == 4)
        #expect(TextLayout.width("ខ្មែរ") == "ខ្មែរ".count)
    }

    @Test(
        "Long texts are broken inside of their column, and nothing gets wider than the limit",
        arguments: [30, 48, 80]
    )
    func narrowing(limit: Int) {
        var table = Table([.number("CASE"), .wrapping("UNIT"), .wrapping("STATE")])
        table.add([
            "1000001", "phường Duyên Hải, thị xã Duyên Hải, tỉnh Trà Vinh", "assigned (Đã phân công, chuyển xử lý)",
        ])
        let lines = table.lines(width: limit)
        #expect(lines.allSatisfy { TextLayout.width($0) <= limit })
        let letters = lines.dropFirst().joined().filter { !$0.isWhitespace }
        #expect(letters.count == "1000001phườngDuyênHải,thịxãDuyênHải,tỉnhTràVinhassigned(Đãphâncông,chuyểnxửlý)".count)
    }

    @Test("Words longer than a line are cut, paragraphs and empty lines kept")
    func wrapping() {
        #expect(TextLayout.wrap("aaaa bb\n\ncc", width: 3) == ["aaa", "a", "bb", "", "cc"])
        #expect(TextLayout.wrap("một hai ba", width: 9, indent: "  ") == ["  một hai", "  ba"])
        #expect(TextLayout.wrap("", width: 5) == [""])
    }

    @Test("What a citizen typed cannot steer the terminal or turn a line around")
    func controlCharacters() {
        let hostile = "a\u{1B}[2Jb\u{202E}c\u{9B}31m\td\r\ne"
        let line = TextLayout.oneLine(hostile)
        #expect(!line.unicodeScalars.contains { TextLayout.isControl($0) })
        #expect(line == "a\u{FFFD}[2Jb\u{FFFD}c\u{FFFD}31m d e")
        var table = Table([.text("X")])
        table.add([hostile])
        #expect(!table.lines().joined().unicodeScalars.contains { TextLayout.isControl($0) })
        let json = JSONValue.text(hostile).line
        #expect(json == "\"a\\u001b[2Jb\\u202ec\\u009b31m\\td\\r\\ne\"")
    }

    @Test("JSON keeps the order of members and writes numbers whole")
    func json() {
        let value: JSONValue = [
            "b": .natural(.max), "a": -1, "none": .optional(""), "list": [true, .null], "text": "\"\\ê",
        ]
        #expect(
            value.line == #"{"b":18446744073709551615,"a":-1,"none":null,"list":[true,null],"text":"\"\\ê"}"#
        )
    }

    @Test("A fact sheet aligns its values and leaves out empty ones")
    func factSheet() {
        var sheet = FactSheet()
        sheet.add("Case", "7")
        sheet.add("Counter", "")
        sheet.add("Text", Array(repeating: "phường", count: 20).joined(separator: " "))
        let lines = sheet.lines
        #expect(lines[0] == "Case  7")
        #expect(lines.dropFirst().allSatisfy { TextLayout.width($0) <= 80 })
        #expect(lines.count == 3)
    }

    @Test("Times are the province's")
    func times() {
        #expect(LocalTime.text(1_665_711_030_000_000) == "2022-10-14 08:30:30 +07:00")
        #expect(LocalTime.short(1_665_711_030_000_000) == "2022-10-14 08:30")
        #expect(LocalTime.text(0).isEmpty)
        #expect(LocalTime.json(0) == .null)
        #expect(LocalTime.json(1_665_711_030_000_000) == "2022-10-14T08:30:30+07:00")
    }

    @Test("A dump shows offset, digits and letters")
    func hexDump() {
        let lines = HexDump.lines(Array("Trà Vinh".utf8) + [0, 255], limit: 10)
        #expect(lines[0].hasPrefix("000000  54 72 c3 a0 20 56 69 6e 68 00"))
        #expect(lines[0].hasSuffix("Tr.. Vinh."))
        #expect(lines[1] == "… and 1 bytes more")
    }
}
