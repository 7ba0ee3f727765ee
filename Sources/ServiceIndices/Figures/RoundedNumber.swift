/// A decimal number, 0 or more, with a known number of decimals: 1.5, 5.40.
package struct RoundedNumber: Sendable, Hashable, CustomStringConvertible {
    /// The most decimals.
    package static let maximumDecimals = 4

    /// The number without its point: 15 for 1.5.
    package let scaled: UInt64
    /// How many decimals it has, 0 to ``maximumDecimals``.
    package let decimals: Int

    /// Makes a number; decimals outside their range are brought inside.
    package init(scaled: UInt64, decimals: Int) {
        self.scaled = scaled
        self.decimals = Self.inRange(decimals)
    }

    /// Rounds a quotient, or `nil` when it is divided by 0.
    package init?(_ numerator: UInt64, over denominator: UInt64, decimals: Int, _ mode: RoundingMode) {
        guard let ratio = Ratio(numerator, over: denominator) else { return nil }
        self = ratio.rounded(decimals: decimals, mode)
    }

    /// The number with its point, as `1.5`.
    package var description: String {
        guard self.decimals > 0 else { return "\(self.scaled)" }
        let (whole, rest) = self.scaled.quotientAndRemainder(dividingBy: Self.scale(self.decimals))
        let digits = String(rest)
        return "\(whole)." + String(repeating: "0", count: self.decimals - digits.count) + digits
    }

    /// The nearest number that calculations beside the indices can use.
    package var double: Double { Double(self.scaled) / Double(Self.scale(self.decimals)) }

    /// The same as an exact share.
    var ratio: Ratio? { Ratio(self.scaled, over: Self.scale(self.decimals)) }

    /// Decimals brought into their range.
    static func inRange(_ decimals: Int) -> Int { min(max(0, decimals), self.maximumDecimals) }

    /// Ten to so many decimals, which are in their range.
    static func scale(_ decimals: Int) -> UInt64 { (0..<decimals).reduce(1) { power, _ in power &* 10 } }
}
