/// What is done with the decimals that are cut off (cách làm tròn).
package enum RoundingMode: String, Sendable, Hashable, CaseIterable {
    /// To the nearest, a half upwards: 1.25 becomes 1.3.
    case halfUp = "half-up"
    /// To the nearest, a half to the even digit: 1.25 becomes 1.2.
    case halfEven = "half-even"
    /// Downwards: 1.29 becomes 1.2.
    case down
    /// Upwards: 1.21 becomes 1.3.
    case up

    /// Whether the quotient is raised by one.
    ///
    /// - Parameters:
    ///   - quotient: The whole quotient.
    ///   - remainder: What is left, less than `divisor`.
    ///   - divisor: What was divided by, more than 0.
    /// - Returns: Whether it is.
    func raises(_ quotient: UInt64, remainder: UInt64, divisor: UInt64) -> Bool {
        let rest = divisor &- remainder
        return switch self {
        case .halfUp: remainder >= rest
        case .halfEven: remainder > rest || (remainder == rest && !quotient.isMultiple(of: 2))
        case .down: false
        case .up: remainder > 0
        }
    }
}
