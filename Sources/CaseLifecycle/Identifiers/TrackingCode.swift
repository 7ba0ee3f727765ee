/// The code a citizen follows a case with (mã tra cứu): ten symbols, printed `XXXXX-XXXXX`.
///
/// Nine symbols are random (45 bits) and say nothing about the kiosk, the office, the time or the order of cases. The
/// tenth is a check symbol of the same alphabet: the ten symbols, as elements of GF(32), satisfy Σ αⁱ·cᵢ = 0, where
/// i counts from 0 at the right and α is a root of the primitive polynomial x⁵ + x² + 1. The weights αⁱ are distinct
/// and none is 0, so changing one symbol, or swapping any two different ones, always breaks the sum. It is the
/// Reed–Solomon code with one check symbol: I. S. Reed, G. Solomon, "Polynomial Codes over Certain Finite Fields",
/// J. SIAM 8 (1960) 300–304. Any other error passes once in 32.
///
/// Whoever knows a code can read the case's public state: treat it as a secret in logs, metrics and addresses.
package struct TrackingCode: Sendable, Hashable {
    /// How many symbols a code has, the check symbol included.
    package static let symbolCount = 10

    /// How many random bits a code holds.
    package static let randomBitCount = 45

    /// The random bits, 0 up to but not including 2⁴⁵; the check symbol follows from them and is not stored.
    package let rawValue: UInt64

    /// Makes the code from its random bits, or gives `nil` when there are more than 45.
    package init?(rawValue: UInt64) {
        guard rawValue >> TrackingCode.randomBitCount == 0 else { return nil }
        self.rawValue = rawValue
    }

    /// Draws a new code; the generator must be one whose output cannot be guessed.
    package init(using generator: inout some RandomNumberGenerator) {
        self.rawValue = generator.next() >> (UInt64.bitWidth - TrackingCode.randomBitCount)
    }

    /// The ten values, 0 to 31, left to right; the last is the check.
    private var values: [UInt8] {
        var values: [UInt8] = []
        values.reserveCapacity(TrackingCode.symbolCount)
        for shift in stride(from: TrackingCode.randomBitCount - 5, through: 0, by: -5) {
            values.append(UInt8(truncatingIfNeeded: self.rawValue >> shift) & 31)
        }
        // The last weight is 1 and addition is its own inverse, so the check is the sum with a 0 in its place.
        values.append(TrackingCode.weightedSum(values + [0]))
        return values
    }

    /// The ten symbols without the hyphen, as a data file holds them.
    package var symbols: String {
        String(self.values.map { CrockfordBase32.symbol(of: $0) })
    }

    /// Σ αⁱ·cᵢ over GF(32) by Horner's rule; the rightmost value has the weight α⁰ = 1.
    private static func weightedSum(_ values: [UInt8]) -> UInt8 {
        values.reduce(0) { sum, value in
            let doubled = sum << 1
            // 37 is x⁵ + x² + 1: taking it away brings a value of six bits back to five.
            let multiplied = doubled & 32 == 0 ? doubled : doubled ^ 37
            return multiplied ^ value
        }
    }
}

extension TrackingCode: CustomStringConvertible {
    /// The code as it is printed, `XXXXX-XXXXX`.
    package var description: String {
        let symbols = self.symbols
        return "\(symbols.prefix(5))-\(symbols.suffix(5))"
    }
}

extension TrackingCode {
    /// Reads a code as people type it: either case, O for 0, I or L for 1, with hyphens and spaces anywhere.
    ///
    /// - Parameter text: What was typed or scanned.
    /// - Throws: ``TrackingCodeError`` saying what is wrong, without repeating the text.
    package init(parsing text: some StringProtocol) throws(TrackingCodeError) {
        var values: [UInt8] = []
        var count = 0
        var position = 0
        for character in text {
            position += 1
            guard let value = character.asciiValue.flatMap(CrockfordBase32.value) else {
                guard TrackingCode.isSeparator(character) else { throw .unknownCharacter(position: position) }
                continue
            }
            count += 1
            if count <= TrackingCode.symbolCount { values.append(value) }
        }
        guard count == TrackingCode.symbolCount else { throw .wrongLength(found: count) }
        guard TrackingCode.weightedSum(values) == 0 else { throw .checkFailed }
        self.rawValue = values.dropLast().reduce(0) { $0 << 5 | UInt64($1) }
    }

    /// Whether a character only groups the symbols: white space, a hyphen or one of the dashes phones put for it.
    private static func isSeparator(_ character: Character) -> Bool {
        switch character {
        case "-", "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}", "\u{2212}": true
        default: character.isWhitespace
        }
    }
}
