/// A small seeded generator: Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// Makes a generator whose numbers depend on `seed` alone.
    package init(seed: UInt64) {
        self.state = seed
    }

    package mutating func next() -> UInt64 {
        self.state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = self.state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// One of a list that isn't empty, or `nil`.
    mutating func pick<Element>(_ list: [Element]) -> Element? { list.randomElement(using: &self) }

    /// Whether something of a probability, 0 to 1, comes about.
    mutating func chance(_ probability: Double) -> Bool { Double.random(in: 0..<1, using: &self) < probability }

    /// One of a list by weight.
    mutating func pick<Element>(weighted list: [(element: Element, weight: Int)]) -> Element? {
        let total = list.reduce(0) { $0 + max(0, $1.weight) }
        guard total > 0 else { return nil }
        var rest = Int.random(in: 0..<total, using: &self)
        for item in list {
            rest -= max(0, item.weight)
            if rest < 0 { return item.element }
        }
        return nil
    }
}
