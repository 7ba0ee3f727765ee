import CaseLifecycle
import Testing

@Suite("Tracking codes")
struct TrackingCodeTests {
    static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

    @Test("A code is printed in two groups and read back", arguments: PropertySeeds.all)
    func roundTrip(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        for _ in 0..<50 {
            let code = TrackingCode(using: &generator)
            #expect(code.rawValue < 1 << 45)
            #expect(TrackingCode(rawValue: code.rawValue) == code)
            #expect(code.symbols.count == 10)
            #expect(code.symbols.allSatisfy { Self.alphabet.contains($0) })
            #expect(code.description == "\(code.symbols.prefix(5))-\(code.symbols.suffix(5))")
            #expect(try TrackingCode(parsing: code.description) == code, "seed \(seed)")
        }
    }

    @Test("The check symbol is the one worked out by hand")
    func knownCodes() throws {
        // All zeros sum to zero.
        #expect(try #require(TrackingCode(rawValue: 0)).description == "00000-00000")
        // c₁ = 1: the sum is α, so the check is α = 2.
        #expect(try #require(TrackingCode(rawValue: 1)).description == "00000-00012")
        // c₅ = 1: the sum is α⁵ = α² + 1 = 5.
        #expect(try #require(TrackingCode(rawValue: 1 << 20)).description == "00001-00005")
        // c₁ = 31 = α⁴+α³+α²+α+1: times α it is α⁴+α³+α²+α + α²+1 = α⁴+α³+α+1 = 27, the symbol V.
        #expect(try #require(TrackingCode(rawValue: 31)).description == "00000-000ZV")
    }

    @Test("More than 45 bits are no code")
    func tooManyBits() {
        #expect(TrackingCode(rawValue: 1 << 45) == nil)
        #expect(TrackingCode(rawValue: .max) == nil)
        #expect(TrackingCode(rawValue: (1 << 45) - 1) != nil)
    }

    /// Whether reading the symbols is refused because they do not check, and for no other reason.
    private func isFound(_ symbols: [Character]) -> Bool {
        do {
            _ = try TrackingCode(parsing: String(symbols))
            return false
        } catch {
            return error == .checkFailed
        }
    }

    @Test("Every single wrong symbol is found", arguments: PropertySeeds.all)
    func singleErrors(seed: UInt64) {
        var missed: [String] = []
        var generator = SplitMix64(seed: seed)
        for _ in 0..<5 {
            let symbols = Array(TrackingCode(using: &generator).symbols)
            for position in symbols.indices {
                for wrong in Self.alphabet where wrong != symbols[position] {
                    var mistyped = symbols
                    mistyped[position] = wrong
                    if !self.isFound(mistyped) { missed.append(String(mistyped)) }
                }
            }
        }
        #expect(missed == [], "seed \(seed)")
    }

    @Test("Every swap of two different symbols is found, neighbours and others", arguments: PropertySeeds.all)
    func transpositions(seed: UInt64) {
        var missed: [String] = []
        var generator = SplitMix64(seed: seed)
        for _ in 0..<20 {
            let symbols = Array(TrackingCode(using: &generator).symbols)
            for left in symbols.indices {
                for right in symbols.indices where right > left && symbols[left] != symbols[right] {
                    var swapped = symbols
                    swapped.swapAt(left, right)
                    if !self.isFound(swapped) { missed.append(String(swapped)) }
                }
            }
        }
        #expect(missed == [], "seed \(seed)")
    }

    @Test("Every pair of neighbours that differ, at every place, is found swapped")
    func allNeighbourPairs() throws {
        var missed: [String] = []
        for place in 0..<8 {
            for left: UInt64 in 0..<32 {
                for right: UInt64 in 0..<32 where left != right {
                    let bits = (left << 5 | right) << UInt64(5 * (7 - place))
                    var symbols = Array(try #require(TrackingCode(rawValue: bits)).symbols)
                    symbols.swapAt(place, place + 1)
                    if !self.isFound(symbols) { missed.append(String(symbols)) }
                }
            }
        }
        #expect(missed == [])
    }

    @Test(
        "Reading forgives case, look-alikes, hyphens and spaces",
        arguments: [
            "00001-00005", "0000100005", "oOo01-00oO5", " 0 0 0 0 l – 0 0 0 0 5 ", "0000i‑00005", "OOOOL-OOOO5",
            "\t00001\u{A0}00005\n",
        ]
    )
    func forgiving(text: String) throws {
        #expect(try TrackingCode(parsing: text).rawValue == 1 << 20)
    }

    @Test(
        "A text with a symbol too few or too many is refused with its count",
        arguments: [("", 0), ("-- ", 0), ("00000-0000", 9), ("00000-000000", 11)]
    )
    func wrongLength(text: String, count: Int) {
        #expect(throws: TrackingCodeError.wrongLength(found: count)) { try TrackingCode(parsing: text) }
    }

    @Test("A very long text is refused, not stored")
    func veryLong() {
        let text = String(repeating: "7", count: 1 << 20)
        #expect(throws: TrackingCodeError.wrongLength(found: 1 << 20)) { try TrackingCode(parsing: text) }
    }

    @Test(
        "A character outside the alphabet is refused with its place",
        arguments: [
            ("0000U-00005", 5), ("00001_00005", 6), ("Đ0001-00005", 1), ("00001-0000５", 11), ("u", 1), ("0\u{0}", 2),
        ]
    )
    func unknownCharacter(text: String, position: Int) {
        #expect(throws: TrackingCodeError.unknownCharacter(position: position)) { try TrackingCode(parsing: text) }
    }

    @Test("Errors say what to do in both languages and never repeat the text")
    func errorTexts() {
        let errors: [TrackingCodeError] = [.wrongLength(found: 3), .unknownCharacter(position: 4), .checkFailed]
        for error in errors {
            #expect(error.description.contains("."))
            #expect(error.vietnameseText.contains("ã"))
        }
        #expect(TrackingCodeError.wrongLength(found: 3).description.contains("10 letters and digits, this has 3"))
        #expect(TrackingCodeError.unknownCharacter(position: 4).vietnameseText.contains("thứ 4"))
    }

    @Test("Codes drawn one after the other are not alike")
    func spread() {
        var generator = SplitMix64(seed: 7)
        let codes = Set((0..<10_000).map { _ in TrackingCode(using: &generator) })
        #expect(codes.count == 10_000)
    }
}
