import Delivery
import DeliverySimulation
import Testing

@Suite("Identifiers and back-off")
struct MessagesTests {
    @Test("An identifier survives the way to bytes and back")
    func identifierBytes() {
        let identifier = SubmissionID(high: 0x0123_4567_89AB_CDEF, low: 0xFEDC_BA98_7654_3210)
        #expect(identifier.bytes.prefix(3) == [0x01, 0x23, 0x45])
        #expect(identifier.bytes.count == 16)
        #expect(SubmissionID(bytes: identifier.bytes) == identifier)
        #expect(SubmissionID(bytes: identifier.bytes.dropLast()) == nil)
        #expect(SubmissionID(bytes: identifier.bytes + [0]) == nil)
    }

    @Test("A wait stays within its bounds, also with strange settings and counts")
    func backOffBounds() {
        var random = TestRandom(seed: 5)
        for failures in [-1, 0, 1, 5, 29, 30, 63, 64, 1000, Int.max] {
            let usual = BackOff(minimum: .milliseconds(250), maximum: .seconds(60))
            let delay = usual.delay(afterFailures: failures, using: &random)
            #expect(delay >= .milliseconds(250) && delay <= .seconds(60))
            let inverted = BackOff(minimum: .seconds(5), maximum: .seconds(1))
            #expect(inverted.delay(afterFailures: failures, using: &random) == .seconds(5))
            let zero = BackOff(minimum: .zero, maximum: .seconds(1))
            #expect(zero.delay(afterFailures: failures, using: &random) == .zero)
        }
    }
}
