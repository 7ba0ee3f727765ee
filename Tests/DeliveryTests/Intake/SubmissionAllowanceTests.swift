import CivilTime
import Delivery
import DeliverySimulation
import Testing

@Suite("How much one kiosk may send")
struct SubmissionAllowanceTests {
    private let start = Timestamp(microseconds: 1_665_000_000_000_000)
    private let limits = SubmissionAllowance.Limits(perMinute: 600, burst: 1_000)

    private func after(_ duration: Duration) -> Timestamp { self.start.advanced(by: duration) }

    @Test("Weeks of waiting go at once, then as many as a minute allows")
    func burstThenRate() {
        var allowance = SubmissionAllowance(self.limits, at: self.start)
        let atOnce = allowance.take(1_000, at: self.start)
        let tooSoon = allowance.take(100, at: self.start)
        let stillTooSoon = allowance.take(100, at: self.after(.milliseconds(9_999)))
        let inTime = allowance.take(100, at: self.after(.seconds(10)))
        #expect(atOnce == nil)
        #expect(tooSoon == .seconds(10))
        #expect(stillTooSoon == .milliseconds(1))
        #expect(inTime == nil)
    }

    @Test("A silence fills it up to the burst and no further")
    func neverMoreThanTheBurst() {
        var allowance = SubmissionAllowance(self.limits, at: self.start)
        let year = self.after(.seconds(365 * 86_400))
        let all = allowance.take(1_000, at: year)
        let oneMore = allowance.take(1, at: year)
        #expect(all == nil)
        #expect(oneMore == .milliseconds(100))
    }

    @Test("A batch larger than the burst goes when the allowance is full, not never")
    func largerThanTheBurst() {
        var allowance = SubmissionAllowance(self.limits, at: self.start)
        let first = allowance.take(5_000, at: self.start)
        let second = allowance.take(5_000, at: self.start)
        let third = allowance.take(5_000, at: self.after(.seconds(100)))
        #expect(first == nil)
        #expect(second == .seconds(100))
        #expect(third == nil)
    }

    @Test("A clock set back gives nothing and takes nothing")
    func clockSetBack() {
        var allowance = SubmissionAllowance(self.limits, at: self.after(.seconds(3_600)))
        let first = allowance.take(900, at: self.after(.seconds(3_600)))
        let back = allowance.take(100, at: self.start)
        let none = allowance.take(1, at: self.start)
        #expect(first == nil)
        #expect(back == nil)
        #expect(none == .milliseconds(100))
    }

    @Test("Within any minute no more than the burst and a minute's worth goes", arguments: [1, 2, 3] as [UInt64])
    func neverMoreThanAllowed(seed: UInt64) {
        var random = TestRandom(seed: seed)
        var allowance = SubmissionAllowance(self.limits, at: self.start)
        var sent: [(at: Timestamp, count: Int)] = []
        var time = self.start
        for _ in 0..<5_000 {
            time = time.advanced(by: .milliseconds(Int64.random(in: 0...400, using: &random)))
            let count = Int.random(in: 1...200, using: &random)
            if allowance.take(count, at: time) == nil { sent.append((time, count)) }
        }
        for (index, first) in sent.enumerated() {
            let minute = first.at.advanced(by: .seconds(60))
            let inMinute = sent[index...].prefix { $0.at < minute }.reduce(0) { $0 + $1.count }
            #expect(inMinute <= 1_600, "seed \(seed)")
        }
        #expect(!sent.isEmpty)
    }
}
