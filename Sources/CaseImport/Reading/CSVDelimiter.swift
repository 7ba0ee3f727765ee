/// What stands between the fields of a CSV file; spreadsheets with a decimal comma write a semicolon.
package enum CSVDelimiter: String, Sendable, Hashable, CaseIterable {
    /// `,`.
    case comma
    /// `;`.
    case semicolon
    /// The tab character.
    case tab

    /// The character's byte.
    var byte: UInt8 {
        switch self {
        case .comma: UInt8(ascii: ",")
        case .semicolon: UInt8(ascii: ";")
        case .tab: UInt8(ascii: "\t")
        }
    }
}
