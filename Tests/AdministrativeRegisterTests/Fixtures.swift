import AdministrativeRegister
import CivilTime
import Testing

/// The register this program carries, read once.
let bundledRegister = Result { () throws(RegisterFileError) in try Register(parsing: .bundled) }

/// The edition of October 2022.
func edition2022() throws -> Edition { try #require(try bundledRegister.get().edition(id: "2022-10")) }

/// The edition of 1 July 2025.
func edition2025() throws -> Edition { try #require(try bundledRegister.get().edition(id: "2025-07")) }

/// A code that the test knows to be well formed.
func code(_ text: String) throws -> UnitCode { try #require(UnitCode(text)) }

/// A day that the test knows to exist.
func day(_ text: String) throws -> Day { try #require(Day(text)) }

/// A reproducible source of randomness (SplitMix64, Steele, Lea and Flood 2014); tests print its seed.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { self.state = seed }

    mutating func next() -> UInt64 {
        self.state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = self.state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// The problems that refused something, as lines of text; empty when it was accepted.
func problems(_ body: () throws(RegisterFileError) -> Void) -> [String] {
    do throws(RegisterFileError) {
        try body()
        return []
    } catch {
        return error.problems.map(\.description)
    }
}
