/// The system's randomness, which cannot be guessed, in a value that has memory of its own.
///
/// The standard library's generator is empty, so its address is its neighbour's, and Thread Sanitizer sees races there.
struct SystemRandomness: RandomNumberGenerator {
    private var draws: UInt64 = 0

    mutating func next() -> UInt64 {
        self.draws &+= 1
        return UInt64.random(in: .min ... .max)
    }
}
