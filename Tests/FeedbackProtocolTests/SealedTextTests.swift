import FeedbackProtocol
import Foundation
import Testing

/// A sealed text is a denunciation's alone, instead of a clear one, and of whole blocks.
@Suite
struct SealedTextTests {
    private func verdict(_ change: (inout WireEntry) -> Void) throws -> SubmissionRejection? {
        var submission = SampleSubmissions.entry
        submission.entry.lane = .denunciation
        submission.entry.text = ""
        submission.entry.sealedText = .make {
            $0.keyID = Data(count: 8)
            $0.encapsulatedKey = Data(count: 32)
            $0.ciphertext = Data(count: 1024 + 16)
        }
        change(&submission.entry)
        let bytes = try submission.encoded()
        do throws(SubmissionRejection) {
            _ = try SubmissionValidator.validate(bytes.span)
            return nil
        } catch {
            return error
        }
    }

    @Test func accepted() throws {
        #expect(try self.verdict { _ in } == nil)
        #expect(try self.verdict { $0.sealedText.ciphertext = Data(count: 20 * 1024 + 16) } == nil)
        // Older kiosks give it in clear.
        #expect(
            try self.verdict {
                $0.clearSealedText()
                $0.text = "Chữ"
            } == nil
        )
    }

    @Test func refused() throws {
        let malformed = SubmissionRejection(.malformed, .sealedText)
        for lane in [WireLane.feedback, .complaint] { #expect(try self.verdict { $0.lane = lane } == malformed) }
        #expect(try self.verdict { $0.text = "Chữ" } == malformed)
        #expect(try self.verdict { $0.sealedText.keyID = Data(count: 7) } == malformed)
        #expect(try self.verdict { $0.sealedText.encapsulatedKey = Data(count: 31) } == malformed)
        for size in [0, 16, 1024, 1041] {
            #expect(try self.verdict { $0.sealedText.ciphertext = Data(count: size) } == malformed, "\(size)")
        }
        #expect(
            try self.verdict { $0.sealedText.ciphertext = Data(count: 21 * 1024 + 16) }
                == SubmissionRejection(.textTooLong, .sealedText)
        )
    }
}
