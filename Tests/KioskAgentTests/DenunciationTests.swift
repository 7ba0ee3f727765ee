import AdministrativeRegister
import CivilTime
import FeedbackProtocol
import FeedbackStore
import Foundation
import Identity
import Testing

@testable import KioskAgent

/// A denunciation leaves the front end in clear and reaches the disk sealed, or not at all.
@Suite
struct DenunciationTests {
    private let time = Timestamp(microseconds: 1_665_700_000_000_000)
    private let province = ContactSecretKey()
    private let inspectorate = ContactSecretKey()
    private let text = "Ông CHỮ7R nhận tiền."

    private func completion(inspectorate: ContactPublicKey?) throws -> SubmissionCompletion {
        SubmissionCompletion(
            office: "29242",
            registerEdition: "2022-10",
            counter: "quầy QUẦY3K",
            vocabulary: try CodeVocabulary(),
            contactKey: self.province.publicKey,
            inspectorateKey: inspectorate
        )
    }

    private func record(_ lane: WireLane = .denunciation) -> WireRecord {
        .make {
            $0.submission.visitID = Data([UInt8](repeating: 0x56, count: 16))
            $0.submission.entry = .make {
                $0.lane = lane
                $0.subject = "harassment"
                $0.text = self.text
            }
            $0.contact.name = "TÊN4M"
            $0.contact.telephone = "ĐT6P"
        }
    }

    @Test("Text and contact are sealed to the inspectorate, and counter and visit are left out")
    func sealed() throws {
        var random = SeededGenerator(seed: UInt64.random(in: .min ... .max))
        let completed = try self.completion(inspectorate: self.inspectorate.publicKey)
            .complete(self.record(), at: self.time, using: &random)
        for secret in [
            Data("CHỮ7R".utf8), Data("TÊN4M".utf8), Data("ĐT6P".utf8), Data("QUẦY3K".utf8), Data("VVVV".utf8),
        ] {
            #expect(completed.row.bytes.firstRange(of: secret) == nil)
        }
        let submission = try WireSubmission(decoding: completed.row.bytes)
        #expect(submission.entry.text.isEmpty && submission.counter.isEmpty && submission.visitID.isEmpty)
        #expect(submission.entry.subject == "harassment" && submission.office == "29242")
        let id = Array(submission.id)
        func parts(_ sealed: WireSealedContact) -> SealedContactParts {
            SealedContactParts(
                keyID: Array(sealed.keyID),
                encapsulatedKey: Array(sealed.encapsulatedKey),
                ciphertext: Array(sealed.ciphertext)
            )
        }
        #expect(
            try TextSeal.open(parts(submission.entry.sealedText), submissionID: id, with: self.inspectorate)
                == self.text
        )
        let contact = try ContactSeal.open(
            parts(submission.entry.sealedContact),
            submissionID: id,
            with: self.inspectorate
        )
        #expect(try WireContact(decoding: contact).name == "TÊN4M")
    }

    @Test("Without the inspectorate's key a denunciation is refused, never kept in clear; other lanes are not affected")
    func refused() throws {
        var random = SeededGenerator(seed: UInt64.random(in: .min ... .max))
        let completion = try self.completion(inspectorate: nil)
        let error = #expect(throws: AgentError.self) {
            _ = try completion.complete(self.record(), at: self.time, using: &random)
        }
        #expect(error?.code == .invalid)
        #expect(error?.message.contains("inspectorate-key") == true)
        #expect(error?.message.contains("7R") == false)
        let other = try completion.complete(self.record(.feedback), at: self.time, using: &random)
        let submission = try WireSubmission(decoding: other.row.bytes)
        #expect(submission.entry.text == self.text && submission.counter == "quầy QUẦY3K")
        #expect(Array(submission.entry.sealedContact.keyID) == self.province.publicKey.id)
    }

    @Test("A text over the limit is refused as in the other lanes")
    func tooLong() throws {
        var random = SeededGenerator(seed: UInt64.random(in: .min ... .max))
        let completion = try self.completion(inspectorate: self.inspectorate.publicKey)
        var record = self.record()
        record.submission.entry.text = String(repeating: "a", count: 20_000)
        _ = try completion.complete(record, at: self.time, using: &random)
        record.submission.entry.text += "a"
        let error = #expect(throws: AgentError.self) {
            _ = try completion.complete(record, at: self.time, using: &random)
        }
        #expect(error?.message.contains("20000") == true)
    }
}
