import FeedbackProtocol
import Foundation
import Testing

/// A day that a kiosk tells, in the frame of a kiosk.
struct DayTallyEnvelopeTests {
    private static let tally = WireKioskMessage.make {
        $0.dayTally = .make {
            $0.day = "2026-11-24"
            $0.epoch = .max
            $0.kiosk = .make {
                $0.count = .make {
                    $0.count = 212
                    $0.firstSequence = 1
                    $0.lastSequence = 212
                    $0.digest = Data(repeating: 7, count: 32)
                }
                $0.publicKey = Data(repeating: 8, count: 32)
                $0.signature = Data(repeating: 9, count: 64)
                $0.over = true
            }
        }
    }

    private func isMalformed(_ frame: [UInt8]) -> Bool {
        do throws(EnvelopeRefusal) {
            _ = try IntakeEnvelope.decode(frame.span)
            return false
        } catch {
            return error.code == .malformed
        }
    }

    @Test func isOpened() throws {
        let frame = try Self.tally.encoded()
        #expect(try IntakeEnvelope.decode(frame.span) == Self.tally)
        // Unknown fields of later versions are let through, however often.
        #expect(!self.isMalformed([0x4A, 0x04, 0x20, 0x01, 0x20, 0x01]))
    }

    @Test func isRefusedWithAnythingTwice() throws {
        let frame = try Self.tally.encoded()
        #expect(self.isMalformed(frame + frame))
        #expect(self.isMalformed(frame + [0x1A, 0x00]), "with another content")
        for wrong: [UInt8] in [
            [0x10, 0x01, 0x10, 0x01], [0x0A, 0x00, 0x0A, 0x00], [0x1A, 0x00, 0x1A, 0x00], [0x08, 0x01], [0x12, 0x00],
            [0x18, 0x01], [0x1A, 0x04, 0x0A, 0x00, 0x0A, 0x00], [0x1A, 0x02, 0x08, 0x01],
            [0x1A, 0x04, 0x20, 0x01, 0x20, 0x01], [0x1A, 0x02, 0x22, 0x00],
            [0x1A, 0x06, 0x0A, 0x04, 0x08, 0x01, 0x08, 0x01], [0x1A, 0x04, 0x0A, 0x02, 0x0A, 0x00],
            [0x1A, 0x04, 0x0A, 0x02, 0x20, 0x01], [0x1A, 0x05, 0x0A],
        ] { #expect(self.isMalformed([0x4A, UInt8(wrong.count)] + wrong), "\(wrong)") }
    }

    @Test func nothingMakesItTrap() throws {
        let frame = try Self.tally.encoded()
        for end in frame.indices {
            _ = self.isMalformed(Array(frame[..<end]))
            var bent = frame
            bent[end] ^= 0xFF
            _ = self.isMalformed(bent)
        }
    }
}
