/// One record of a CSV file, its fields still in bytes so that only those that are needed are decoded.
package struct CSVRecord: Sendable, Hashable {
    /// Why a record can't be taken apart.
    package enum Defect: Sendable, Hashable {
        /// Text between a closing quotation mark and the next delimiter.
        case textAfterQuotationMark
        /// The file ended inside quotation marks.
        case quotationMarkNeverClosed
        /// More bytes than ``CSVScanner/maximumRecordBytes``; inside quotation marks, most often one that is missing.
        case tooLong
        /// More fields than ``CSVScanner/maximumFields``.
        case tooManyFields
    }

    /// The line on which the record begins, from 1.
    package let line: Int
    /// The line on which it ends.
    package let lastLine: Int
    /// What is wrong with it, or `nil`.
    package let defect: Defect?

    /// The fields' bytes, one after the other, without quotation marks and delimiters.
    let bytes: [UInt8]
    /// Where each field ends in ``bytes``.
    let ends: [Int]

    /// The number of fields.
    package var count: Int { self.ends.count }

    /// Whether every field is empty.
    package var isBlank: Bool { self.defect == nil && self.bytes.allSatisfy(\.isBlank) }

    /// A field without the spaces around it, or `nil` when it is not UTF-8, holds a control character or isn't there.
    package func text(at index: Int) -> String? {
        guard self.ends.indices.contains(index) else { return nil }
        var field = self.bytes[(index == 0 ? 0 : self.ends[index - 1])..<self.ends[index]]
        while field.first?.isBlank == true { field.removeFirst() }
        while field.last?.isBlank == true { field.removeLast() }
        let isControl = { (byte: UInt8) in byte < 0x20 && !byte.isBlank && !byte.isLineEnd || byte == 0x7F }
        guard !field.contains(where: isControl) else { return nil }
        return String(validating: field, as: UTF8.self)
    }
}

extension UInt8 {
    /// Whether the byte is a space or a tab.
    var isBlank: Bool { self == 0x20 || self == 0x09 }

    /// Whether the byte is a line feed or a carriage return.
    var isLineEnd: Bool { self == 0x0A || self == 0x0D }
}
