/// The natural logarithm, since the standard library has none.
///
/// The number is split into 2^e m with m from 1/sqrt 2 to sqrt 2, and ln m = 2 artanh((m - 1)/(m + 1)) summed as a
/// series (Abramowitz and Stegun, "Handbook of Mathematical Functions", 4.1.27); twelve terms are exact to a few
/// units of the last place.
///
/// - Parameter number: A finite number above 0.
/// - Returns: Its logarithm; NaN for any other number.
func naturalLogarithm(_ number: Double) -> Double {
    guard number > 0, number.isFinite else { return .nan }
    let halved = number.significand > 1.414213562373095
    let significand = halved ? number.significand / 2 : number.significand
    let exponent = Double(number.exponent) + (halved ? 1 : 0)
    let ratio = (significand - 1) / (significand + 1)
    let square = ratio * ratio
    var sum = 0.0
    for odd in stride(from: 23.0, through: 1, by: -2) { sum = sum * square + 1 / odd }
    return exponent * 0.6931471805599453 + 2 * ratio * sum
}
