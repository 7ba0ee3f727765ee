/// An estimate with the interval that holds the true value in 95 of 100 samples (khoảng tin cậy 95 %).
package struct ConfidenceInterval: Sendable, Hashable {
    /// The estimate.
    package let estimate: Double
    /// The bounds; the estimate is between them.
    package let low: Double
    package let high: Double

    /// Makes an interval of ordered bounds.
    init(estimate: Double, low: Double, high: Double) {
        self.estimate = estimate
        self.low = min(low, estimate)
        self.high = max(high, estimate)
    }

    /// Whether every value here is greater than every value of another interval.
    package func isAbove(_ other: ConfidenceInterval) -> Bool { self.low > other.high }
}

/// The 97.5 % point of the standard normal distribution: two sides of 95 %.
let normalQuantile = 1.959963984540054

extension ConfidenceInterval {
    /// A share with Wilson's interval, which stays within 0 to 1 and holds with few answers too.
    ///
    /// E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American
    /// Statistical Association 22 (1927); without correction for continuity.
    ///
    /// - Parameters:
    ///   - count: How many have the property, 0 to `total`.
    ///   - total: How many there are.
    /// - Returns: The share, 0 to 1; `nil` when `total` is 0 or less than `count`.
    package static func share(of count: UInt64, in total: UInt64) -> ConfidenceInterval? {
        guard total > 0, count <= total else { return nil }
        let (hits, all, square) = (Double(count), Double(total), normalQuantile * normalQuantile)
        let centre = (hits + square / 2) / (all + square)
        let spread = (hits * (all - hits) / all + square / 4).squareRoot()
        let half = normalQuantile / (all + square) * spread
        return ConfidenceInterval(
            estimate: hits / all,
            low: count == 0 ? 0 : max(0, centre - half),
            high: count == total ? 1 : min(1, centre + half)
        )
    }

    /// A mean level with Student's interval, cut to the scale.
    ///
    /// "Student", "The probable error of a mean", Biometrika 6 (1908).
    ///
    /// - Parameter tally: The ratings.
    /// - Returns: The mean; `nil` with fewer than two ratings, and when all are of one level: a sample that does not
    ///   spread says nothing of how the rest spreads.
    package static func mean(of tally: LevelTally) -> ConfidenceInterval? {
        guard tally.counts.count(where: { $0 > 0 }) > 1, let mean = tally.mean, let variance = tally.variance else {
            return nil
        }
        let total = tally.total
        let half = studentQuantile(freedom: total - 1) * (variance / Double(total)).squareRoot()
        return ConfidenceInterval(
            estimate: mean,
            low: max(1, mean - half),
            high: min(Double(tally.counts.count), mean + half)
        )
    }

    /// The difference of two independent shares, the second less the first.
    ///
    /// R. G. Newcombe, "Interval estimation for the difference between independent proportions", Statistics in Medicine
    /// 17 (1998), method 10: from Wilson's intervals of both.
    ///
    /// - Returns: The difference, -1 to 1.
    package static func difference(from first: ConfidenceInterval, to second: ConfidenceInterval) -> ConfidenceInterval
    {
        func root(_ one: Double, _ other: Double) -> Double { (one * one + other * other).squareRoot() }
        let difference = second.estimate - first.estimate
        return ConfidenceInterval(
            estimate: difference,
            low: difference - root(second.estimate - second.low, first.high - first.estimate),
            high: difference + root(second.high - second.estimate, first.estimate - first.low)
        )
    }
}

/// The 97.5 % point of Student's t distribution.
///
/// Exact values to 9 degrees of freedom; beyond, the expansion of Abramowitz and Stegun, "Handbook of Mathematical
/// Functions", 26.7.5, whose error is below 0.00001.
///
/// - Parameter freedom: The degrees of freedom, at least 1.
/// - Returns: The point, 1.96 to 12.71.
func studentQuantile(freedom: UInt64) -> Double {
    let exact = [
        12.706204736432095, 4.302652729911275, 3.182446305284263, 2.7764451051977987, 2.570581835636314,
        2.4469118511449692, 2.364624251592785, 2.306004135204166, 2.2621571628540993,
    ]
    if freedom <= UInt64(exact.count) { return exact[Int(max(1, freedom)) - 1] }
    let (x, n) = (normalQuantile, Double(freedom))
    let x2 = x * x
    let first = x * (x2 + 1) / 4
    let second = x * ((5 * x2 + 16) * x2 + 3) / 96
    let third = x * (((3 * x2 + 19) * x2 + 17) * x2 - 15) / 384
    let fourth = x * ((((79 * x2 + 776) * x2 + 1482) * x2 - 1920) * x2 - 945) / 92_160
    return x + (first + (second + (third + fourth / n) / n) / n) / n
}
