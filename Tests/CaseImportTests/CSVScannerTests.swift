import CaseImport
import Testing

@Suite("CSV, chunk by chunk")
struct CSVScannerTests {
    /// The fields of each record, or its defect, and the lines it covers.
    private func scan(_ bytes: [UInt8], _ delimiter: CSVDelimiter = .comma, chunk: Int = 3) -> [CSVRecord] {
        var scanner = CSVScanner(delimiter: delimiter)
        var records: [CSVRecord] = []
        for start in stride(from: 0, to: bytes.count, by: chunk) {
            records += scanner.read(Array(bytes[start..<min(bytes.count, start + chunk)]))
        }
        return records + scanner.finish()
    }

    private func fields(_ text: String, _ delimiter: CSVDelimiter = .comma) -> [[String?]] {
        self.scan(Array(text.utf8), delimiter).map { record in
            (0..<record.count).map { record.text(at: $0) }
        }
    }

    @Test("Fields are taken apart, with and without quotation marks")
    func fields() {
        #expect(self.fields("a,b\n1,2\n") == [["a", "b"], ["1", "2"]])
        #expect(self.fields("\"a,b\",\"c \"\"d\"\"\",\n") == [["a,b", "c \"d\"", ""]])
        #expect(self.fields("  a\t, \"b\" ,c") == [["a", "b", "c"]])
        #expect(self.fields("ống 5\" gãy,x") == [["ống 5\" gãy", "x"]])
        #expect(self.fields("\"\"") == [[""]])
        #expect(self.fields("") == [])
        #expect(self.fields(",") == [["", ""]])
    }

    @Test("LF, CRLF and CR end a record, and empty lines are passed over", arguments: ["\n", "\r\n", "\r"])
    func lineEnds(_ end: String) {
        let text = ["a,b", "", "  ", "1,2", "3,4"].joined(separator: end)
        let records = self.scan(Array(text.utf8))
        #expect(records.map(\.line) == [1, 4, 5])
        #expect(records.map(\.count) == [2, 2, 2])
        #expect(records.last?.text(at: 1) == "4")
    }

    @Test("A field may have several lines")
    func severalLines() {
        let records = self.scan(Array("a\r\n\"một\r\nhai\nba\",x\r\nb\n".utf8))
        #expect(records.map(\.line) == [1, 2, 5])
        #expect(records.map(\.lastLine) == [1, 4, 5])
        #expect(records[1].text(at: 0) == "một\r\nhai\nba")
    }

    @Test("Semicolons and tabs separate where they are asked for")
    func delimiters() {
        #expect(self.fields("a,b;c", .semicolon) == [["a,b", "c"]])
        #expect(self.fields("a;b\t\tc", .tab) == [["a;b", "", "c"]])
    }

    @Test("A byte order mark is passed over, whole; a part of one is not")
    func byteOrderMark() {
        #expect(self.fields("\u{FEFF}a,b") == [["a", "b"]])
        #expect(self.scan([0xEF, 0xBB, 0x61]).first?.text(at: 0) == nil)
        #expect(self.scan([0xEF]).count == 1)
        #expect(self.fields("\u{FEFF}") == [])
    }

    @Test("What is not UTF-8, or has a control character, spoils its own field alone")
    func unreadableField() {
        let records = self.scan([0x61, 0x2C, 0xFF, 0x2C, 0x00, 0x2C, 0x62])
        #expect(records.map { record in (0..<record.count).map { record.text(at: $0) } } == [["a", nil, nil, "b"]])
        #expect(records[0].text(at: 4) == nil)
    }

    @Test("Text after a closing quotation mark is a defect of its record alone")
    func textAfterQuotationMark() {
        let records = self.scan(Array("\"a\"b,c\nd,e\n".utf8))
        #expect(records.map(\.defect) == [.textAfterQuotationMark, nil])
        #expect(records[1].text(at: 1) == "e")
    }

    @Test("A quotation mark that is never closed says which lines it took")
    func neverClosed() {
        let records = self.scan(Array("a\n\"b,c\nd\ne\n".utf8))
        #expect(records.map(\.defect) == [nil, .quotationMarkNeverClosed])
        #expect(records[1].line == 2)
        #expect(records[1].lastLine == 5)
    }

    @Test("A record that is too long ends with its line, inside quotation marks too")
    func tooLong() {
        let long = [UInt8](repeating: UInt8(ascii: "x"), count: CSVScanner.maximumRecordBytes + 2)
        for start in [Array("\"".utf8), []] {
            let records = self.scan(start + long + Array("\na,b\n".utf8), chunk: 1 << 16)
            #expect(records.map(\.defect) == [.tooLong, nil])
            #expect(records.last?.text(at: 1) == "b")
        }
        let full = [UInt8](long.dropLast(2))
        #expect(self.scan(full, chunk: 1 << 16).map(\.defect) == [nil])
    }

    @Test("A record has at most a thousand fields")
    func tooManyFields() {
        let commas = { (count: Int) in Array(String(repeating: ",", count: count).utf8) }
        #expect(self.scan(commas(CSVScanner.maximumFields - 1)).map(\.defect) == [nil])
        #expect(self.scan(commas(CSVScanner.maximumFields)).map(\.defect) == [.tooManyFields])
    }

    @Test("A row of delimiters alone is blank, and a row with a defect is not")
    func blank() {
        #expect(self.scan(Array(" ,, \n".utf8)).map(\.isBlank) == [true])
        #expect(self.scan(Array("\"\",\n".utf8)).map(\.isBlank) == [true])
        #expect(self.scan(Array("\"\"x".utf8)).map(\.isBlank) == [false])
    }
}
