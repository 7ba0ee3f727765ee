import CivilTime
import Delivery
import Testing

@Suite("What is counted of a kiosk's day")
struct DayCountTests {
    /// No hash, but told apart by everything that goes in.
    private static func sum(_ bytes: [UInt8]) -> [UInt8] {
        var state: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return (0..<32).map { UInt8(truncatingIfNeeded: state >> UInt64($0 % 8 * 8)) }
    }

    private static func count(_ submissions: [(UInt64, UInt64)]) -> DayCount {
        var count = DayCount()
        for (sequence, low) in submissions {
            count.add(sequence, id: SubmissionID(high: 1, low: low).bytes, sha256: Self.sum)
        }
        return count
    }

    @Test
    func `Lowest, highest and number follow, and the digest depends on each sequence and id`() {
        let three = Self.count([(3, 30), (4, 40), (9, 90)])
        #expect(three.count == 3 && three.firstSequence == 3 && three.lastSequence == 9 && three.isConsistent)
        #expect(three == Self.count([(3, 30), (4, 40), (9, 90)]))
        let others: [[(UInt64, UInt64)]] = [
            [(3, 30), (4, 40)], [(3, 30), (4, 41), (9, 90)], [(3, 30), (5, 40), (9, 90)], [(3, 40), (4, 30), (9, 90)],
        ]
        for other in others { #expect(Self.count(other).digest != three.digest) }
        #expect(DayCount().isConsistent && DayCount().digest == [UInt8](repeating: 0, count: 32))
    }

    @Test
    func `What can be no count is told`() {
        let digest = [UInt8](repeating: 7, count: 32)
        #expect(DayCount(count: 3, firstSequence: 1, lastSequence: 3, digest: digest).isConsistent)
        #expect(DayCount(count: 4, firstSequence: 1, lastSequence: 3, digest: digest).isConsistent, "told, not hidden")
        for wrong in [
            DayCount(count: 0, firstSequence: 0, lastSequence: 0, digest: digest),
            DayCount(count: 1, firstSequence: 0, lastSequence: 0, digest: digest),
            DayCount(count: 1, firstSequence: 2, lastSequence: 1, digest: digest),
            DayCount(count: 1, firstSequence: 1, lastSequence: 1, digest: [7]),
        ] { #expect(!wrong.isConsistent, "\(wrong)") }
    }

    @Test
    func `The statement has its bytes for ever`() throws {
        let day = try #require(Day("2026-11-24"))
        let count = DayCount(
            count: 212,
            firstSequence: 3,
            lastSequence: 0x0102,
            digest: [UInt8](repeating: 0xAB, count: 32)
        )
        var expected = Array("langnghe kiosk day tally 2".utf8) + [0] + Array("kiosk-29242-1".utf8) + [0]
        expected += Array("2026-11-24".utf8) + [0]
        expected += [0, 0, 0, 0, 0, 0, 0x03, 0xE9]
        expected += [0, 0, 0, 0, 0, 0, 0, 212]
        expected += [0, 0, 0, 0, 0, 0, 0, 3]
        expected += [0, 0, 0, 0, 0, 0, 1, 2]
        expected += [UInt8](repeating: 0xAB, count: 32)
        func statement(isOver: Bool) -> [UInt8] {
            count.statement(ofKiosk: "kiosk-29242-1", on: day, epoch: 1001, isOver: isOver)
        }
        #expect(statement(isOver: true) == expected + [1])
        #expect(statement(isOver: false) == expected + [0], "a count at noon is not that of the whole day")
    }
}
