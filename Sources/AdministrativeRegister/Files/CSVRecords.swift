/// One record of a CSV file.
struct CSVRecord: Equatable {
    /// The line on which the record begins, from 1.
    var line: Int
    /// The fields, without surrounding spaces and tabs.
    var fields: [String]
}

/// Reads the records of a CSV file: RFC 4180 in UTF-8.
///
/// A byte order mark is accepted, and LF as well as CRLF. Lines that are empty are passed over. Quotation marks go round
/// a whole field or nowhere; inside, a doubled one stands for one.
struct CSVReader {
    /// The largest file that is read, in bytes.
    static let maximumSize = 16 << 20

    private let bytes: ArraySlice<UInt8>
    private let file: String
    private var position: Int
    private var line = 1

    private static let comma = UInt8(ascii: ",")
    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    private init(_ file: RegisterFile) {
        let hasMark = file.bytes.starts(with: [0xEF, 0xBB, 0xBF])
        self.bytes = file.bytes.dropFirst(hasMark ? 3 : 0)
        self.file = file.name
        self.position = self.bytes.startIndex
    }

    /// The records of a file; where the file is not CSV at all, none, and the problems say where.
    static func records(of file: RegisterFile, problems: inout ProblemList) -> [CSVRecord] {
        guard file.bytes.count <= self.maximumSize else {
            problems.add(file.name, 1, "the file is larger than \(self.maximumSize >> 20) MiB")
            return []
        }
        var reader = CSVReader(file)
        guard reader.checkText(&problems) else { return [] }
        var records: [CSVRecord] = []
        while let record = reader.nextRecord(&problems) {
            if record.fields != [""] { records.append(record) }
        }
        if records.isEmpty, problems.isEmpty { problems.add(file.name, 1, "the file is empty") }
        return records
    }

    /// Checks UTF-8 and control characters line by line; a line feed is never inside a longer character.
    private func checkText(_ problems: inout ProblemList) -> Bool {
        var good = true
        let lines = self.bytes.split(separator: Self.lineFeed, omittingEmptySubsequences: false)
        for (index, content) in lines.enumerated() {
            if String(validating: content, as: UTF8.self) == nil {
                problems.add(self.file, index + 1, "invalid UTF-8: save the file as UTF-8")
                good = false
            } else if content.dropLast(content.last == Self.carriageReturn ? 1 : 0).contains(where: { byte in
                byte < 0x20 && byte != UInt8(ascii: "\t") || byte == 0x7F
            }) {
                problems.add(self.file, index + 1, "control character: remove it")
                good = false
            }
        }
        return good
    }

    private mutating func nextRecord(_ problems: inout ProblemList) -> CSVRecord? {
        guard self.position < self.bytes.endIndex else { return nil }
        var record = CSVRecord(line: self.line, fields: [])
        while true {
            self.skipBlanks()
            let field = self.peek == Self.quote ? self.quotedField(&problems) : self.plainField(&problems)
            record.fields.append(field)
            guard self.peek == Self.comma else { break }
            self.position += 1
        }
        if self.peek == Self.carriageReturn { self.position += 1 }
        if self.peek == Self.lineFeed {
            self.position += 1
            self.line += 1
        }
        return record
    }

    private var peek: UInt8? { self.position < self.bytes.endIndex ? self.bytes[self.position] : nil }

    private var atEndOfField: Bool {
        guard let byte = self.peek else { return true }
        return byte == Self.comma || byte == Self.lineFeed || byte == Self.carriageReturn
    }

    private mutating func skipBlanks() {
        while self.peek == UInt8(ascii: " ") || self.peek == UInt8(ascii: "\t") { self.position += 1 }
    }

    private mutating func plainField(_ problems: inout ProblemList) -> String {
        let start = self.position
        while !self.atEndOfField {
            if self.bytes[self.position] == Self.quote {
                problems.add(self.file, self.line, "quotation mark inside a field: put the whole field in marks")
            }
            self.position += 1
        }
        var content = self.bytes[start..<self.position]
        while content.last == UInt8(ascii: " ") || content.last == UInt8(ascii: "\t") { content.removeLast() }
        return String(decoding: content, as: UTF8.self)
    }

    private mutating func quotedField(_ problems: inout ProblemList) -> String {
        let startLine = self.line
        var content: [UInt8] = []
        self.position += 1
        while let byte = self.peek {
            self.position += 1
            if byte == Self.quote {
                guard self.peek == Self.quote else {
                    self.skipBlanks()
                    if !self.atEndOfField {
                        problems.add(self.file, self.line, "text after a closing quotation mark")
                        while !self.atEndOfField { self.position += 1 }
                    }
                    return String(decoding: content, as: UTF8.self)
                }
                self.position += 1
            } else if byte == Self.lineFeed {
                self.line += 1
            }
            content.append(byte)
        }
        problems.add(self.file, startLine, "quotation mark that is never closed")
        return String(decoding: content, as: UTF8.self)
    }
}
