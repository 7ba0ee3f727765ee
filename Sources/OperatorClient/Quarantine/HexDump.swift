/// Bytes for people to look at: offset, hexadecimal digits and printable ASCII, 16 a line.
package enum HexDump {
    /// The lines of a dump.
    ///
    /// - Parameters:
    ///   - bytes: what to show.
    ///   - limit: bytes beyond which only the rest's size is said.
    /// - Returns: the lines.
    package static func lines(_ bytes: [UInt8], limit: Int = 4096) -> [String] {
        let shown = Array(bytes.prefix(limit))
        var lines = stride(from: 0, to: shown.count, by: 16).map { start in
            let row = shown[start..<min(start + 16, shown.count)]
            let digits = row.map { Self.twoDigits($0) }.joined(separator: " ")
            let text = row.map { (0x20...0x7E).contains($0) ? String(UnicodeScalar($0)) : "." }.joined()
            let offset = String(start, radix: 16)
            let zeros = String(repeating: "0", count: max(0, 6 - offset.count))
            return "\(zeros)\(offset)  \(TextLayout.padded(digits, to: 47))  \(text)"
        }
        if bytes.count > limit { lines.append("… and \(bytes.count - limit) bytes more") }
        return lines
    }

    private static func twoDigits(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16)
        return digits.count == 1 ? "0" + digits : digits
    }
}
