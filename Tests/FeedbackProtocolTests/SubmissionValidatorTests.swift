import CaseLifecycle
import CivilTime
import FeedbackProtocol
import Foundation
import Testing

/// The rules of one submission, each broken alone.
struct SubmissionValidatorTests {
    /// What the validator says: `nil` for a valid submission.
    private func verdict(_ bytes: [UInt8]) -> SubmissionRejection? {
        do throws(SubmissionRejection) {
            _ = try SubmissionValidator.validate(bytes.span)
            return nil
        } catch {
            return error
        }
    }

    private func verdict(
        _ sample: WireSubmission,
        _ change: (inout WireSubmission) -> Void
    ) throws -> SubmissionRejection? {
        self.verdict(try SampleSubmissions.changed(sample, change).encoded())
    }

    private func validate(_ submission: WireSubmission) throws -> ValidatedSubmission {
        let bytes = try submission.encoded()
        return try SubmissionValidator.validate(bytes.span)
    }

    @Test func takesWhatItMustFromARating() throws {
        let valid = try self.validate(SampleSubmissions.rating)
        #expect(valid.id == SampleSubmissions.circumstances.id)
        #expect(valid.capturedAt == SampleSubmissions.time)
        #expect(valid.office == "29242")
        #expect(valid.registerEdition == "2022-10")
        #expect(valid.content == .rating(level: 2))
    }

    @Test func takesWhatItMustFromAnEntryAndACommendation() throws {
        guard
            case .opensCase(let entry) = try self.validate(SampleSubmissions.entry).content,
            case .opensCase(let praise) = try self.validate(SampleSubmissions.commendation).content
        else {
            Issue.record("an entry and a commendation open cases")
            return
        }
        #expect(entry.lane == .feedback && entry.subject == "late-result" && entry.unit == "842")
        #expect(entry.field == "land" && entry.hasSealedContact)
        #expect(entry.trackingCode == SampleSubmissions.trackingCode)
        #expect(praise.lane == .commendation && praise.subject.isEmpty && praise.unit.isEmpty)
        #expect(!praise.hasSealedContact)
    }

    @Test func refusesWhatIsNoSubmission() throws {
        #expect(self.verdict([]) == SubmissionRejection(.malformed, .id))
        #expect(self.verdict([0xFF, 0xFF]) == SubmissionRejection(.malformed, .submission))
        #expect(self.verdict(.init(repeating: 0, count: 65_537)) == SubmissionRejection(.tooLarge, .submission))
        let bytes = try SampleSubmissions.rating.encoded()
        #expect(self.verdict(bytes.dropLast()) == SubmissionRejection(.malformed, .submission))
        #expect(self.verdict(bytes + bytes) == SubmissionRejection(.malformed, .submission), "fields stand twice")
        let group: [UInt8] = [0xA3, 0x06, 0xA4, 0x06]
        #expect(self.verdict(bytes + group) == SubmissionRejection(.malformed, .submission))
    }

    @Test func acceptsUnknownFields() throws {
        let unknown: [UInt8] = [0xA2, 0x06, 0x02, 0xFF, 0xFE, 0xA8, 0x06, 0x01, 0xB5, 0x06, 1, 2, 3, 4]
        #expect(self.verdict(try SampleSubmissions.rating.encoded() + unknown) == nil)
    }

    @Test func checksTheCircumstances() throws {
        let rating = SampleSubmissions.rating
        #expect(try self.verdict(rating) { $0.id.removeLast() } == .init(.malformed, .id))
        #expect(try self.verdict(rating) { $0.id[6] = 0x40 } == .init(.malformed, .id))
        #expect(try self.verdict(rating) { $0.id[8] = 0xC0 } == .init(.malformed, .id))
        #expect(try self.verdict(rating) { $0.capturedAt = 0 } == .init(.outOfRange, .capturedAt))
        #expect(try self.verdict(rating) { $0.capturedAt = .min } == .init(.outOfRange, .capturedAt))
        #expect(try self.verdict(rating) { $0.capturedAt = 4_102_444_800_000_000 } == .init(.outOfRange, .capturedAt))
        #expect(try self.verdict(rating) { $0.capturedAt = 4_102_444_799_999_999 } == nil)
        #expect(try self.verdict(rating) { $0.capturedAt = 1_577_836_800_000_000 } == nil)
        #expect(try self.verdict(rating) { $0.office = "" } == .init(.malformed, .office))
        #expect(try self.verdict(rating) { $0.office = "29 242" } == .init(.malformed, .office))
        #expect(try self.verdict(rating) { $0.office = "1234567890123" } == .init(.malformed, .office))
        #expect(try self.verdict(rating) { $0.office = "84TTPVHCC" } == nil)
        #expect(try self.verdict(rating) { $0.counter = "a\nb" } == .init(.malformed, .counter))
        #expect(
            try self.verdict(rating) { $0.counter = .init(repeating: "a", count: 65) } == .init(.outOfRange, .counter)
        )
        #expect(try self.verdict(rating) { $0.field = "Land" } == .init(.malformed, .field))
        #expect(try self.verdict(rating) { $0.visitID.removeLast() } == .init(.malformed, .visitID))
        #expect(try self.verdict(rating) { $0.language = "tiếng" } == .init(.malformed, .language))
        #expect(try self.verdict(rating) { $0.registerEdition = "2022/10" } == .init(.malformed, .registerEdition))
        #expect(try self.verdict(rating) { $0.content = nil } == .init(.malformed, .content))
    }

    @Test func checksARating() throws {
        let rating = SampleSubmissions.rating
        #expect(try self.verdict(rating) { $0.rating.scale = "faces-99" } == .init(.outOfRange, .scale))
        #expect(try self.verdict(rating) { $0.rating.scale = "" } == .init(.malformed, .scale))
        #expect(try self.verdict(rating) { $0.rating.level = 0 } == .init(.outOfRange, .level))
        #expect(try self.verdict(rating) { $0.rating.level = 6 } == .init(.outOfRange, .level))
        #expect(try self.verdict(rating) { $0.rating.level = 5 } == nil)
        #expect(
            try self.verdict(rating) {
                $0.rating.scale = "points-10"
                $0.rating.level = 10
            } == nil
        )
        let reasons = [String](repeating: "slow", count: 33)
        #expect(try self.verdict(rating) { $0.rating.reasons = reasons } == .init(.outOfRange, .reasons))
        #expect(try self.verdict(rating) { $0.rating.reasons = reasons.dropLast() } == nil)
        #expect(try self.verdict(rating) { $0.rating.reasons = [""] } == .init(.malformed, .reasons))
        let criteria = [WireCriterionAnswer](repeating: .make { $0.criterion = "greets" }, count: 33)
        #expect(try self.verdict(rating) { $0.rating.criteria = criteria } == .init(.outOfRange, .criteria))
        #expect(try self.verdict(rating) { $0.rating.criteria = [.init()] } == .init(.malformed, .criteria))
    }

    @Test func checksAnEntry() throws {
        let entry = SampleSubmissions.entry
        for lane in [WireLane.unspecified, .commendation, .outOfScope, .UNRECOGNIZED(9)] {
            #expect(try self.verdict(entry) { $0.entry.lane = lane } == .init(.outOfRange, .lane))
        }
        #expect(try self.verdict(entry) { $0.entry.lane = .denunciation } == nil)
        #expect(try self.verdict(entry) { $0.entry.subject = "Trễ hẹn" } == .init(.malformed, .subject))
        #expect(try self.verdict(entry) { $0.entry.unitComplainedAbout = "phường 3" } == .init(.malformed, .unit))
        let text = String(repeating: "a", count: 20_000)
        #expect(try self.verdict(entry) { $0.entry.text = text } == nil)
        #expect(try self.verdict(entry) { $0.entry.text = text + "a" } == .init(.textTooLong, .text))
        #expect(try self.verdict(entry) { $0.entry.sealedContact.keyID = Data() } == .init(.malformed, .sealedContact))
        #expect(
            try self.verdict(entry) { $0.entry.sealedContact.ciphertext = Data(count: 4097) }
                == .init(.outOfRange, .sealedContact)
        )
        #expect(try self.verdict(entry) { $0.entry.clearSealedContact() } == nil)
    }

    @Test func refusesTextThatIsNotUTF8() throws {
        let words = Array("nhẹ nhàng".utf8)
        var bytes = try SampleSubmissions.commendation.encoded()
        let start = try #require(bytes.indices.first { bytes[$0...].starts(with: words) })
        bytes[start] = 0xFF
        #expect(self.verdict(bytes) == SubmissionRejection(.malformed, .text))
    }

    @Test func checksTheTrackingCode() throws {
        let code = SampleSubmissions.trackingCode.symbols
        let other = code.first == "0" ? "1" : "0"
        for wrong in ["", code.lowercased(), String(code.dropLast()), other + code.dropFirst(), code + "0"] {
            #expect(
                try self.verdict(SampleSubmissions.entry) { $0.entry.trackingCode = wrong }
                    == SubmissionRejection(.trackingCode, .trackingCode)
            )
            #expect(
                try self.verdict(SampleSubmissions.commendation) { $0.commendation.trackingCode = wrong }
                    == SubmissionRejection(.trackingCode, .trackingCode)
            )
        }
    }
}
