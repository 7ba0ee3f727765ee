import CivilTime
import Delivery
import DeliverySimulation
import Testing

@Suite("What may be asked with tracking codes at one kiosk")
struct CitizenAllowanceTests {
    private static let start = Timestamp(microseconds: 1_665_711_000_000_000)

    @Test("Wrong codes run out long before right ones, and then both have to wait")
    func wrongCodes() {
        var allowance = CitizenAllowance(.init(), at: Self.start)
        for _ in 0..<10 { #expect(allowance.take(at: Self.start) == nil) }
        #expect(allowance.take(at: Self.start) == .seconds(30))
        #expect(allowance.take(at: Self.start.advanced(by: .seconds(29))) == .seconds(1))
        #expect(allowance.take(at: Self.start.advanced(by: .seconds(30))) == nil)
        #expect(allowance.take(at: Self.start.advanced(by: .seconds(30))) != nil)
    }

    @Test("Right codes take requests off and nothing else; refused requests take nothing off")
    func rightCodes() {
        var allowance = CitizenAllowance(.init(), at: Self.start)
        for _ in 0..<30 {
            #expect(allowance.take(at: Self.start) == nil)
            allowance.wasRight()
        }
        for _ in 0..<100 { #expect(allowance.take(at: Self.start) == .seconds(2)) }
        let later = Self.start.advanced(by: .seconds(2))
        #expect(allowance.take(at: later) == nil)
        allowance.wasRight()
        // Nothing of the wrong codes was used up by all that.
        let muchLater = later.advanced(by: .seconds(600))
        for _ in 0..<10 { #expect(allowance.take(at: muchLater) == nil) }
        #expect(allowance.take(at: muchLater) != nil)
    }

    @Test(
        "However requests come, wrong ones get no more answers than the limit allows",
        arguments: 0..<20 as Range<UInt64>
    )
    func bound(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var allowance = CitizenAllowance(.init(), at: Self.start)
        var time = Self.start
        var wrong = 0
        for _ in 0..<2000 {
            time = time.advanced(by: .milliseconds(Int.random(in: 0...3000, using: &random)))
            guard allowance.take(at: time) == nil else { continue }
            if Int.random(in: 0..<4, using: &random) == 0 { allowance.wasRight() } else { wrong += 1 }
        }
        let minutes = Int(time.duration(since: Self.start).components.seconds / 60)
        #expect(wrong <= 10 + 2 * (minutes + 1), "seed \(seed): \(wrong) in \(minutes) minutes")
        #expect(wrong >= 10, "seed \(seed)")
    }

    @Test("A clock set back gives nothing and takes nothing")
    func clock() {
        var allowance = CitizenAllowance(.init(), at: Self.start)
        for _ in 0..<10 { _ = allowance.take(at: Self.start) }
        let earlier = Self.start.advanced(by: .seconds(-3600))
        #expect(allowance.take(at: earlier) == .seconds(30))
        #expect(allowance.take(at: earlier.advanced(by: .seconds(30))) == nil)
    }
}
