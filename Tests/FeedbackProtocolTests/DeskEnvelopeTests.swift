import FeedbackProtocol
import Foundation
import Testing

/// The frame of a desk.
struct DeskEnvelopeTests {
    private func decode(_ frame: [UInt8]) throws -> WireDeskRequest {
        try DeskEnvelope.decode(frame.span)
    }

    @Test func opensRequests() throws {
        let request = WireDeskRequest.make {
            $0.requestID = 3
            $0.decideQuarantined = .make { $0.mendedSubmission = .init(count: 65_536) }
        }
        #expect(try self.decode(try request.encoded()) == request)
        #expect(try self.decode([]).content == nil)
    }

    @Test func refusesTheRest() throws {
        for frame in [[0x3A], [0x3A, 0x00, 0x3A, 0x00], [0x0B, 0x0C], [UInt8](repeating: 0, count: 131_073)] {
            #expect(throws: WireCodingError.self) { try self.decode(frame) }
        }
    }
}
