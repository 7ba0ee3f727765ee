import ServiceIndices
import Testing

@Suite("Rounding")
struct RoundingTests {
    @Test(
        "One decimal, worked by hand",
        arguments: [
            // 5 / 4 = 1.25
            (UInt64(5), UInt64(4), ["1.3", "1.2", "1.2", "1.3"]),
            // 27 / 20 = 1.35
            (27, 20, ["1.4", "1.4", "1.3", "1.4"]),
            // 4 / 3 = 1.333…
            (4, 3, ["1.3", "1.3", "1.3", "1.4"]),
            // 5 / 3 = 1.666…
            (5, 3, ["1.7", "1.7", "1.6", "1.7"]),
            // 2 / 1 = 2, nothing to round
            (2, 1, ["2.0", "2.0", "2.0", "2.0"]), (0, 7, ["0.0", "0.0", "0.0", "0.0"]),
            // 1 / 20 = 0.05 and 3 / 20 = 0.15
            (1, 20, ["0.1", "0.0", "0.0", "0.1"]), (3, 20, ["0.2", "0.2", "0.1", "0.2"]),
        ]
    )
    func oneDecimal(numerator: UInt64, denominator: UInt64, expected: [String]) {
        let modes: [RoundingMode] = [.halfUp, .halfEven, .down, .up]
        let rounded = modes.map { RoundedNumber(numerator, over: denominator, decimals: 1, $0)?.description }
        #expect(rounded == expected.map(Optional.some))
    }

    @Test
    func `There is no quotient of nothing, and decimals stay in their range`() {
        #expect(RoundedNumber(1, over: 0, decimals: 1, .halfUp) == nil)
        #expect(RoundedNumber(27, over: 5, decimals: 2, .halfUp)?.description == "5.40")
        #expect(RoundedNumber(1, over: 2000, decimals: 4, .halfUp)?.description == "0.0005")
        #expect(RoundedNumber(7, over: 2, decimals: 0, .halfUp)?.description == "4")
        #expect(RoundedNumber(7, over: 2, decimals: -3, .down)?.description == "3")
        #expect(RoundedNumber(1, over: 3, decimals: 99, .down)?.description == "0.3333")
        #expect(RoundedNumber(scaled: 15, decimals: 1).double == 1.5)
    }

    @Test
    func `The greatest numbers are cut, never wrapped`() {
        #expect(RoundedNumber(.max, over: 1, decimals: 0, .up)?.scaled == .max)
        #expect(RoundedNumber(.max, over: 1, decimals: 4, .halfUp)?.scaled == .max)
        #expect(RoundedNumber(.max, over: .max, decimals: 4, .halfUp)?.description == "1.0000")
        #expect(RoundedNumber(.max, over: .max - 1, decimals: 1, .up)?.description == "1.1")
    }
}
