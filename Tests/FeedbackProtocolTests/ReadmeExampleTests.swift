import CaseLifecycle
import CivilTime
import FeedbackProtocol
import Foundation
import Testing

/// The worked examples of `proto/README.md` are true.
struct ReadmeExampleTests {
    private let page: String

    init() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../proto/README.md")
        self.page = try String(contentsOf: file.standardized, encoding: .utf8)
    }

    @Test func publishIsWhatThePageSays() throws {
        let start = try #require(self.page.range(of: "### A Publish, byte by byte")?.upperBound)
        let section = self.page[start...].prefix { $0 != "#" }
        var bytes: [UInt8] = []
        for line in section.split(separator: "\n") where line.hasPrefix("    ") {
            for word in line.split(separator: " ") {
                guard word.utf8.count == 2, let byte = UInt8(word, radix: 16) else { break }
                bytes.append(byte)
            }
        }
        let publish = try IntakeEnvelope.decode(bytes.span).publish
        #expect(publish.epoch == 1001 && publish.firstSequence == 1 && publish.submissions.count == 1)
        let submission = try #require(publish.submissions.first)
        let valid = try SubmissionValidator.validate(submission.span)
        #expect(valid.id.description == "0183d41d-3ef0-7a3c-9f00-112233445566")
        #expect(valid.office == "29242" && valid.content == .rating(level: 4))
        #expect(valid.capturedAt == UUIDv7.time(of: valid.id))
        let decoded = try WireSubmission(decoding: submission)
        #expect(
            decoded.rating.criteria == [
                .make { criterion in
                    criterion.criterion = "greets"
                    criterion.met = true
                }
            ]
        )
    }

    @Test func trackingCodeIsWhatThePageSays() throws {
        let start = try #require(self.page.range(of: "code is `7M2QK0X9V")?.lowerBound)
        let code = String(self.page[start...].dropFirst("code is `".count).prefix(10))
        #expect(try TrackingCode(parsing: code).symbols == code)
    }
}
