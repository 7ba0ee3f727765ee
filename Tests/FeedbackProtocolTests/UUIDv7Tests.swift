import CaseLifecycle
import CivilTime
import FeedbackProtocol
import Testing

/// Identifiers of version 7.
struct UUIDv7Tests {
    private struct Fixed: RandomNumberGenerator {
        var values: [UInt64]

        mutating func next() -> UInt64 {
            self.values.isEmpty ? 0 : self.values.removeFirst()
        }
    }

    @Test func isTheExampleOfTheStandard() {
        // RFC 9562, appendix A.6: 2022-02-22T14:22:22-05:00, rand_a 0xCC3, rand_b 0x18C4DC0C0C07398F.
        var random = Fixed(values: [0xCC3 << 52, 0x18C4_DC0C_0C07_398F << 2])
        let id = UUIDv7.make(at: Timestamp(microseconds: 1_645_557_742_000_000), using: &random)
        #expect(id.description == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f")
        #expect(UUIDv7.time(of: id).microseconds == 1_645_557_742_000_000)
    }

    @Test(arguments: [Int64.min, -1, 0, .max])
    func everyInstantHasAnIdentifier(_ microseconds: Int64) {
        var random = Fixed(values: [.max, .max])
        #expect(UUIDv7.hasLayout(UUIDv7.make(at: Timestamp(microseconds: microseconds), using: &random)))
    }
}
