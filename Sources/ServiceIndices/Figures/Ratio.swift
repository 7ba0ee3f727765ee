/// An exact share of whole numbers, so that exactly 90 % is exactly 90 %.
struct Ratio: Sendable, Hashable {
    let numerator: UInt64
    /// More than 0.
    let denominator: UInt64

    /// Makes a share, or `nil` of nothing.
    init?(_ numerator: UInt64, over denominator: UInt64) {
        guard denominator > 0 else { return nil }
        self.numerator = numerator
        self.denominator = denominator
    }

    /// Whether it is at least `numerator / denominator`; the denominator is more than 0.
    func isAtLeast(_ numerator: UInt64, over denominator: UInt64 = 1) -> Bool {
        let left = self.numerator.multipliedFullWidth(by: denominator)
        let right = numerator.multipliedFullWidth(by: self.denominator)
        return (left.high, left.low) >= (right.high, right.low)
    }

    /// Rounds to decimals.
    ///
    /// - Parameters:
    ///   - decimals: How many, 0 to ``RoundedNumber/maximumDecimals``; values outside are brought inside.
    ///   - mode: What is done with the rest.
    /// - Returns: The number; what is too great for it becomes the greatest.
    func rounded(decimals: Int, _ mode: RoundingMode) -> RoundedNumber {
        let places = RoundedNumber.inRange(decimals)
        let scaled = self.numerator.multipliedFullWidth(by: RoundedNumber.scale(places))
        guard scaled.high < self.denominator else { return RoundedNumber(scaled: .max, decimals: places) }
        let (quotient, remainder) = self.denominator.dividingFullWidth(scaled)
        let isRaised = mode.raises(quotient, remainder: remainder, divisor: self.denominator)
        let (sum, isOver) = quotient.addingReportingOverflow(isRaised ? 1 : 0)
        return RoundedNumber(scaled: isOver ? .max : sum, decimals: places)
    }
}
