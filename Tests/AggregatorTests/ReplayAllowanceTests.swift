import CivilTime
import Testing

@testable import Aggregator

@Suite("How much one key may ask at the replay's door")
struct ReplayAllowanceTests {
    private static let start = Timestamp(microseconds: 1_665_711_000_000_000)

    /// How many answers of a cost one gets who asks a thousand times a second for so long.
    private static func answers(
        _ allowance: inout ReplayAllowance,
        costing cost: Int,
        from first: Int = 0,
        seconds: Int
    ) -> Int {
        (first * 1000..<(first + seconds) * 1000).count { millisecond in
            guard allowance.wait(at: self.start.advanced(by: .milliseconds(millisecond))) == nil else { return false }
            allowance.charge(cost)
            return true
        }
    }

    @Test
    func `After a silence there is a burst, then so many a second, and what costs more is told more rarely`() {
        var events = ReplayAllowance(.init(), at: Self.start)
        let early = Self.answers(&events, costing: ReplayAllowance.events, seconds: 4)
        #expect((3990...4000).contains(early), "2,000 and 500 a second: \(early)")
        let late = Self.answers(&events, costing: ReplayAllowance.events, from: 4, seconds: 4)
        #expect((1990...2010).contains(late), "\(late)")
        var ratings = ReplayAllowance(.init(), at: Self.start)
        let large = ReplayAllowance.ratings + ReplayAllowance.cost(ofBytes: 4 << 20)
        let snapshots = Self.answers(&ratings, costing: large, seconds: 10)
        #expect((20...30).contains(snapshots), "the largest ones: \(snapshots)")
    }

    @Test
    func `A debt is waited for, no longer than for a full allowance, and the wait that is told is long enough`() throws
    {
        var allowance = ReplayAllowance(.init(perSecond: 10, burst: 100), at: Self.start)
        let atOnce = allowance.wait(at: Self.start)
        #expect(atOnce == nil)
        allowance.charge(.max)
        let debt = allowance.wait(at: Self.start)
        let wait = try #require(debt)
        #expect(wait == .milliseconds(10_100))
        let before = allowance.wait(at: Self.start.advanced(by: wait - .milliseconds(1)))
        let after = allowance.wait(at: Self.start.advanced(by: wait))
        #expect(before == .milliseconds(1) && after == nil)
    }

    @Test
    func `A clock that jumps gives no more than is full, and one set back takes nothing away`() {
        var allowance = ReplayAllowance(.init(perSecond: 10, burst: 2), at: Self.start)
        allowance.charge(1)
        let later = Timestamp(microseconds: .max)
        let waits = [later, Self.start, later].map { allowance.wait(at: $0) }
        #expect(waits == [nil, nil, nil])
        allowance.charge(2)
        let empty = allowance.wait(at: Self.start)
        #expect(empty != nil)
    }
}
