import Testing

@testable import Letters

@Suite("Layout of plain text")
struct TextLayoutTests {
    @Test(
        "Vietnamese letters take one column, however they are written, wide ones two",
        arguments: [
            ("Nghị quyết", 10), ("Nghi\u{323} quye\u{302}\u{301}t", 10), ("Ữ", 1), ("漢字", 4), ("한", 2), ("😀", 2),
            ("\u{200B}\u{200D}", 0), ("…–“”", 4), ("", 0),
        ]
    )
    func width(text: String, columns: Int) {
        #expect(TextWidth.columns(text) == columns)
    }

    @Test("Lines are filled with whole words")
    func filled() {
        #expect(TextLayout.filled("một hai ba bốn", width: 7) == ["một hai", "ba bốn"])
        #expect(TextLayout.filled("một hai ba bốn", width: 7, first: 2, others: 4) == ["một", "hai", "ba", "bốn"])
        #expect(TextLayout.filled("mộthaiba", width: 3) == ["một", "hai", "ba"])
        #expect(TextLayout.filled("a mộthai b", width: 4) == ["a", "mộth", "ai b"])
        #expect(TextLayout.filled("漢字漢", width: 5) == ["漢字", "漢"])
        #expect(TextLayout.filled("", width: 5) == [""])
    }

    @Test("Khmer, which is written without spaces, is parted where its writer allows")
    func khmer() {
        #expect(TextLayout.filled("កខ\u{200B}គឃ\u{200B}ង", width: 4) == ["កខគឃ", "ង"])
    }

    @Test("Paragraphs keep their first indent, items hang, empty lines do not add up")
    func paragraphs() {
        let word = String(repeating: "x", count: 30)
        let text = "\n\n  \(word) \(word) \(word)\n\n\n  - \(word) \(word) \(word) \n\n"
        #expect(TextLayout.laidOut(text) == "  \(word) \(word)\n\(word)\n\n  - \(word) \(word)\n    \(word)\n")
    }

    @Test("Two columns run down by themselves, and a centred line is balanced")
    func columns() {
        let mark = TextLayout.columnMark
        let lines = TextLayout.laidOut("TRÁI\(mark)PHẢI\n\(mark)DƯỚI\nTRÁI DƯỚI\(mark)\n").split(separator: "\n")
        #expect(
            lines.map(String.init) == [
                String(repeating: " ", count: 15) + "TRÁI" + String(repeating: " ", count: 38) + "PHẢI",
                String(repeating: " ", count: 13) + "TRÁI DƯỚI" + String(repeating: " ", count: 35) + "DƯỚI",
            ]
        )
        let words = Array(repeating: "sáu chữ", count: 10).joined(separator: " ")
        let centred = TextLayout.laidOut("\(TextLayout.centredMark)\(words)").split(separator: "\n")
        #expect(centred.map { $0.drop { $0 == " " }.count } == [39, 39])
    }
}
