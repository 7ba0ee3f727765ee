/// The 16 bytes that name a submission, and so its case: a UUID (version 7 where our kiosks make it).
package struct SubmissionID: Sendable, Hashable {
    /// Bytes 0 to 7, the first byte in the highest place.
    package let high: UInt64

    /// Bytes 8 to 15, the first byte in the highest place.
    package let low: UInt64

    /// Makes the identifier from its two halves, each with its first byte in the highest place.
    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Makes the identifier from its bytes, or gives `nil` when there are not exactly 16.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        self.high = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        self.low = bytes.dropFirst(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The 16 bytes in network order, as they are stored and sent.
    package var bytes: [UInt8] {
        [self.high, self.low].flatMap { half in
            stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: half >> UInt64($0)) }
        }
    }
}

extension SubmissionID {
    /// Where RFC 9562 text has its hyphens, counted from 0.
    private static let hyphenOffsets: Set = [8, 13, 18, 23]

    /// Reads 32 hexadecimal digits, or the RFC 9562 text with hyphens (8-4-4-4-12), in either case; `nil` otherwise.
    package init?(_ text: some StringProtocol) {
        let characters = text.utf8
        let isGrouped = characters.count == 36
        guard isGrouped || characters.count == 32 else { return nil }
        var halves: [UInt64] = [0, 0]
        var digitCount = 0
        for (offset, character) in characters.enumerated() {
            if isGrouped, SubmissionID.hyphenOffsets.contains(offset) {
                guard character == UInt8(ascii: "-") else { return nil }
                continue
            }
            guard let digit = SubmissionID.hexadecimalValue(of: character) else { return nil }
            halves[digitCount / 16] = halves[digitCount / 16] << 4 | digit
            digitCount += 1
        }
        self.init(high: halves[0], low: halves[1])
    }

    /// The value of one hexadecimal digit in either case, or `nil`.
    private static func hexadecimalValue(of character: UInt8) -> UInt64? {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(character - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(character - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(character - UInt8(ascii: "A")) + 10
        default: nil
        }
    }

    /// The identifier as 32 lowercase hexadecimal digits.
    package var hexadecimal: String {
        [self.high, self.low].map { half in
            let digits = String(half, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}

extension SubmissionID: Comparable {
    /// Orders by bytes; for version 7 that is the order of making, to the millisecond.
    package static func < (left: SubmissionID, right: SubmissionID) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}

extension SubmissionID: CustomStringConvertible {
    /// The RFC 9562 text: lowercase, grouped 8-4-4-4-12.
    package var description: String {
        var text = ""
        for (offset, digit) in self.hexadecimal.enumerated() {
            if [8, 12, 16, 20].contains(offset) { text.append("-") }
            text.append(digit)
        }
        return text
    }
}
