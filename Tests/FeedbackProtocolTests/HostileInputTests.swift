import CaseLifecycle
import CivilTime
import FeedbackProtocol
import Foundation
import SwiftProtobuf
import Testing

/// Whatever bytes a peer sends, there is an answer, and what the validator accepts the decoder reads alike.
struct HostileInputTests {
    private static let rounds = 20_000

    /// A seed of each run's own, printed so that a failure can be run again with it.
    private func seed(_ name: String) -> UInt64 {
        let given = ProcessInfo.processInfo.environment["LANGNGHE_TEST_SEED"].flatMap { UInt64($0) }
        let seed = given ?? UInt64.random(in: .min ... .max)
        print("\(name): LANGNGHE_TEST_SEED=\(seed)")
        return seed
    }

    @Test func validatorAndDecoderAgree() throws {
        let seed = self.seed("validatorAndDecoderAgree")
        var generator = SeededGenerator(seed: seed)
        let samples = try SampleSubmissions.all.map { try $0.encoded() }
        var accepted = 0
        for round in 0..<HostileInputTests.rounds {
            let sample = samples[round % samples.count]
            let bytes = round % 4 == 0 ? generator.bytes(below: 300) : generator.mutate(sample)
            guard let valid = try? SubmissionValidator.validate(bytes.span) else { continue }
            accepted += 1
            let decoded = try #require(try? WireSubmission(serializedBytes: bytes), "seed \(seed), round \(round)")
            #expect(valid.id == SubmissionID(bytes: decoded.id), "seed \(seed), round \(round)")
            #expect(valid.capturedAt.microseconds == decoded.capturedAt, "seed \(seed), round \(round)")
            #expect(valid.office == decoded.office, "seed \(seed), round \(round)")
            #expect(valid.registerEdition == decoded.registerEdition, "seed \(seed), round \(round)")
            self.compare(valid.content, decoded, "seed \(seed), round \(round)")
        }
        #expect(accepted > 100, "seed \(seed): mutations must leave some valid, or nothing was compared")
    }

    private func compare(
        _ content: ValidatedSubmission.Content,
        _ decoded: WireSubmission,
        _ place: Comment
    ) {
        switch (content, decoded.content) {
        case (.rating(let level), .rating(let rating)):
            #expect(level == rating.level, place)
        case (.opensCase(let opening), .entry(let entry)):
            #expect(opening.lane == entry.lane.lane && opening.subject == entry.subject, place)
            #expect(opening.unit == entry.unitComplainedAbout && opening.field == decoded.field, place)
            #expect(opening.trackingCode.symbols == entry.trackingCode, place)
            #expect(opening.hasSealedContact == entry.hasSealedContact, place)
        case (.opensCase(let opening), .commendation(let praise)):
            #expect(opening.lane == .commendation && opening.unit == praise.unitCommended, place)
            #expect(opening.trackingCode.symbols == praise.trackingCode, place)
        default: Issue.record("validator and decoder see different contents", sourceLocation: #_sourceLocation)
        }
    }

    @Test func everyFrameHasAnAnswer() throws {
        let seed = self.seed("everyFrameHasAnAnswer")
        var generator = SeededGenerator(seed: seed)
        let submissions = try SampleSubmissions.all.map { try $0.encodedData() }
        let frames = try [
            WireKioskMessage.make { $0.hello = .make { $0.protocolVersion = 1 } },
            .make { $0.publish = .make { $0.submissions = submissions } },
            .make { $0.status = .make { $0.software = "langnghe-kiosk 0.1" } },
        ].map { try $0.encoded() }
        for round in 0..<HostileInputTests.rounds {
            let bytes = round % 4 == 0 ? generator.bytes(below: 300) : generator.mutate(frames[round % frames.count])
            guard let message = try? IntakeEnvelope.decode(bytes.span) else { continue }
            #expect(message.content != nil, "seed \(seed), round \(round)")
            #expect(message.publish.submissions.count <= 500, "seed \(seed), round \(round)")
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func manySmallPiecesCostLinearTime() throws {
        // Decoders merge a message field that stands again by copying what they have: quadratic if it got so far.
        let publish: [UInt8] = [0x12, 0x02, 0x1A, 0x00]
        let frame = Array([[UInt8]](repeating: publish, count: 262_144).joined())
        #expect(throws: EnvelopeRefusal.self) { try IntakeEnvelope.decode(frame.span) }

        let emptySubmissions = [UInt8](repeating: 0, count: 0) + self.delimited(2, self.pairs(0x1A, 500_000))
        let refusal = #expect(throws: EnvelopeRefusal.self) { try IntakeEnvelope.decode(emptySubmissions.span) }
        #expect(refusal?.code == .batchSize)

        let unknown = self.pairs(0x20, 524_288)
        #expect(throws: EnvelopeRefusal.self) { try IntakeEnvelope.decode(unknown.span) }

        let criteria = try SampleSubmissions.rating.encoded() + self.delimited(16, self.pairs(0x1A, 30_000))
        #expect(throws: SubmissionRejection.self) { try SubmissionValidator.validate(criteria.span) }
    }

    @Test func nestingIsBounded() {
        // Each level opens a group, or a message in an unknown field, in the one before.
        let groups = [UInt8](repeating: 0x23, count: 1_000_000)
        #expect(throws: EnvelopeRefusal.self) { try IntakeEnvelope.decode(groups.span) }
        #expect(throws: WireCodingError.self) { try WireDeskRequest(decoding: groups) }
    }

    private func pairs(_ tag: UInt8, _ count: Int) -> [UInt8] {
        (0..<2 * count).map { $0 % 2 == 0 ? tag : 0 }
    }

    /// A length-delimited field.
    private func delimited(_ number: UInt64, _ content: [UInt8]) -> [UInt8] {
        self.varint(number << 3 | 2) + self.varint(UInt64(content.count)) + content
    }

    private func varint(_ value: UInt64) -> [UInt8] {
        var rest = value
        var bytes: [UInt8] = []
        while rest >= 0x80 {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        return bytes + [UInt8(rest)]
    }
}
