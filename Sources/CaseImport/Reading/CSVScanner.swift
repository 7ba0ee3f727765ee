/// Takes a CSV file apart, chunk by chunk, so that a file of any size needs the memory of one record.
///
/// RFC 4180 in UTF-8, with or without a byte order mark; CRLF, LF and CR end a record. Quotation marks go round a whole
/// field; inside, a doubled one stands for one, and one in the middle of an unquoted field stands for itself. Lines
/// without anything in them are passed over. The register's own reader takes whole small files, with commas only.
package struct CSVScanner: Sendable {
    /// The most bytes of one record; a longer one has the defect ``CSVRecord/Defect/tooLong`` and loses its content.
    package static let maximumRecordBytes = 1 << 20

    /// The most fields of one record.
    package static let maximumFields = 1000

    private enum Place {
        case fieldStart
        case plain
        case quoted
        case quotationMarkInQuoted
        case afterQuoted
    }

    private static let quotationMark = UInt8(ascii: "\"")
    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private let delimiter: UInt8
    private var place = Place.fieldStart
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    private var defect: CSVRecord.Defect?
    private var hasContent = false
    private var line = 1
    private var recordLine = 1
    private var previousIsReturn = false
    /// The first bytes of the file while they may still be a byte order mark; `nil` once that is decided.
    private var opening: [UInt8]? = []

    /// Begins a file.
    package init(delimiter: CSVDelimiter = .comma) {
        self.delimiter = delimiter.byte
    }

    /// Takes the next bytes of the file and gives the records that end in them.
    package mutating func read(_ chunk: [UInt8]) -> [CSVRecord] {
        var records: [CSVRecord] = []
        for byte in chunk {
            guard var opening = self.opening else {
                self.take(byte, &records)
                continue
            }
            opening.append(byte)
            self.opening = opening
            if opening == CSVScanner.byteOrderMark {
                self.opening = nil
            } else if !CSVScanner.byteOrderMark.starts(with: opening) {
                self.releaseOpening(&records)
            }
        }
        return records
    }

    /// Ends the file and gives its last record, unless that ended with a line.
    package mutating func finish() -> [CSVRecord] {
        var records: [CSVRecord] = []
        self.releaseOpening(&records)
        if self.place == .quoted { self.defect = self.defect ?? .quotationMarkNeverClosed }
        if self.hasContent || self.defect != nil { self.endRecord(&records) }
        return records
    }

    private mutating func releaseOpening(_ records: inout [CSVRecord]) {
        let held = self.opening ?? []
        self.opening = nil
        for byte in held { self.take(byte, &records) }
    }

    private mutating func take(_ byte: UInt8, _ records: inout [CSVRecord]) {
        let isSecondOfLineEnd = byte == 0x0A && self.previousIsReturn
        self.previousIsReturn = byte == 0x0D
        if self.place == .quoted {
            self.takeQuoted(byte)
        } else if !isSecondOfLineEnd {
            self.takeOutside(byte, &records)
        }
        if byte.isLineEnd, !isSecondOfLineEnd { self.line += 1 }
        if !self.hasContent, self.place == .fieldStart { self.recordLine = self.line }
    }

    private mutating func takeQuoted(_ byte: UInt8) {
        if byte == CSVScanner.quotationMark {
            self.place = .quotationMarkInQuoted
        } else {
            self.append(byte)
        }
    }

    private mutating func takeOutside(_ byte: UInt8, _ records: inout [CSVRecord]) {
        if byte.isLineEnd {
            if self.hasContent { self.endRecord(&records) }
            self.place = .fieldStart
            return
        }
        if byte == self.delimiter {
            self.hasContent = true
            self.endField()
            return
        }
        switch self.place {
        case .fieldStart where byte.isBlank: break
        case .fieldStart where byte == CSVScanner.quotationMark:
            self.hasContent = true
            self.place = .quoted
        case .fieldStart, .plain:
            self.hasContent = true
            self.place = .plain
            self.append(byte)
        case .quotationMarkInQuoted where byte == CSVScanner.quotationMark:
            self.append(byte)
            self.place = .quoted
        case .quotationMarkInQuoted where byte.isBlank, .afterQuoted where byte.isBlank:
            self.place = .afterQuoted
        case .quotationMarkInQuoted, .afterQuoted, .quoted:
            self.defect = self.defect ?? .textAfterQuotationMark
            self.place = .plain
        }
    }

    private mutating func append(_ byte: UInt8) {
        guard self.bytes.count < CSVScanner.maximumRecordBytes else {
            // Out of the quotation marks, so that a missing one doesn't take the rest of the file with it.
            self.defect = self.defect ?? .tooLong
            self.place = .plain
            return
        }
        self.bytes.append(byte)
    }

    private mutating func endField() {
        self.place = .fieldStart
        guard self.ends.count < CSVScanner.maximumFields else {
            self.defect = self.defect ?? .tooManyFields
            return
        }
        self.ends.append(self.bytes.count)
    }

    private mutating func endRecord(_ records: inout [CSVRecord]) {
        self.endField()
        let isWhole = self.defect == nil
        records.append(
            CSVRecord(
                line: self.recordLine,
                lastLine: self.line,
                defect: self.defect,
                bytes: isWhole ? self.bytes : [],
                ends: isWhole ? self.ends : []
            )
        )
        self.bytes.removeAll(keepingCapacity: true)
        self.ends.removeAll(keepingCapacity: true)
        self.defect = nil
        self.hasContent = false
    }
}
