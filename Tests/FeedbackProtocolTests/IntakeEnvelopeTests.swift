import FeedbackProtocol
import Foundation
import Testing

/// The frame of a kiosk.
struct IntakeEnvelopeTests {
    private func refusal(_ frame: [UInt8]) -> WireRefusalCode? {
        do throws(EnvelopeRefusal) {
            _ = try IntakeEnvelope.decode(frame.span)
            return nil
        } catch {
            return error.code
        }
    }

    private func decode(_ frame: [UInt8]) throws -> WireKioskMessage {
        try IntakeEnvelope.decode(frame.span)
    }

    private func publish(_ count: Int) throws -> [UInt8] {
        try WireKioskMessage.make {
            $0.publish = .make {
                $0.epoch = .max
                $0.firstSequence = 1
                $0.submissions = .init(repeating: Data([1]), count: count)
            }
        }.encoded()
    }

    @Test func opensWhatItKnows() throws {
        let message = try self.decode(try self.publish(500))
        #expect(message.publish.submissions.count == 500)
        #expect(message.publish.epoch == .max)
        #expect(try self.decode([0x0A, 0x02, 0x08, 0x01]).hello.protocolVersion == 1)
        #expect(try self.decode([0x1A, 0x00]).content == .status(WireKioskStatus()))
    }

    @Test func refusesTheRest() throws {
        #expect(self.refusal([]) == .malformed)
        #expect(self.refusal([0x2A, 0x00]) == .malformed)
        #expect(self.refusal([0x0A]) == .malformed)
        #expect(self.refusal([0x0A, 0x00]) == .protocolVersion)
        #expect(self.refusal([0x0A, 0x02, 0x08, 0x02]) == .protocolVersion)
        #expect(self.refusal([0x08, 0x01]) == .malformed)
        #expect(self.refusal([0x0A, 0x00, 0x1A, 0x00]) == .malformed)
        #expect(self.refusal(try self.publish(0)) == .batchSize)
        #expect(self.refusal(try self.publish(501)) == .batchSize)
        #expect(self.refusal(.init(repeating: 0x0A, count: 1_048_577)) == .malformed)
        #expect(self.refusal([0x1A, 0x03, 0x0A, 0x01, 0xFF]) == .malformed)
        let status = WireKioskMessage.make { $0.status = .make { $0.software = .init(repeating: "a", count: 65) } }
        #expect(self.refusal(try status.encoded()) == .malformed)
    }

    @Test func opensTheWishForAProof() throws {
        let wish = WireKioskMessage.make {
            $0.proofRequest = .make {
                $0.requestID = 7
                $0.trackingCode = "7M2QK0X9V8"
                $0.earlierSizes = [1, 300]
            }
        }
        #expect(try self.decode(try wish.encoded()) == wish)
        #expect(self.refusal([0x42, 0x04, 0x08, 0x01, 0x08, 0x02]) == .malformed, "a field twice")
        #expect(self.refusal([0x42, 0x02, 0x10, 0x01]) == .malformed, "a number for a text")
        #expect(self.refusal([0x42, 0x00, 0x3A, 0x00]) == .malformed, "two contents")
        #expect(self.refusal([0x42, 0x03, 0x12, 0x01, 0xFF]) == .malformed, "no UTF-8")
    }

    @Test func refusalIsItsReply() throws {
        let reply = EnvelopeRefusal(.batchSize, "Divide it.").reply
        #expect(reply.refused.code == .batchSize)
        #expect(reply.refused.explanation == "Divide it.")
    }
}
