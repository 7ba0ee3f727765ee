/// SplitMix64: a small generator whose whole run follows from its seed.
///
/// Source: G. L. Steele, D. Lea, C. H. Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014.
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        self.state = seed
    }

    mutating func next() -> UInt64 {
        self.state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = self.state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// The seeds of the property tests: the same ones always, and fresh ones printed for each run.
enum PropertySeeds {
    /// Add a seed that failed here to run it always.
    static let fixed: [UInt64] = Array(1...40)

    static let all: [UInt64] = {
        let fresh = (0..<8).map { _ in UInt64.random(in: .min ... .max) }
        print("Letters property seeds: 1 to 40 and \(fresh)")
        return fixed + fresh
    }()
}
