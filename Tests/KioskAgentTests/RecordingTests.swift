import AdministrativeRegister
import CaseLifecycle
import CivilTime
import Delivery
import FeedbackProtocol
import FeedbackStore
import Foundation
import Identity
import Settings
import Testing

@testable import KioskAgent

/// What a front end may leave out, and what it may not give.
@Suite
struct RecordingTests {
    private let time = Timestamp(microseconds: 1_665_700_000_000_000)
    private let completion: SubmissionCompletion

    init() throws {
        self.completion = SubmissionCompletion(
            office: "29242",
            registerEdition: "2022-10",
            counter: "2",
            vocabulary: try CodeVocabulary(),
            contactKey: nil,
            inspectorateKey: nil
        )
    }

    @Test("A level that the scale does not have is refused with those it has")
    func levelBeyondScale() throws {
        let record = WireRecord.make {
            $0.submission.rating = .make {
                $0.scale = "faces-5"
                $0.level = 9
            }
        }
        let error = #expect(throws: AgentError.self) { _ = try self.complete(record) }
        #expect(error?.message == "faces-5 has levels 1 to 5. Nothing was kept.")
    }

    @Test("A code that is in no list is refused, and not repeated")
    func unknownCodes() throws {
        let words = "nguyen-van-a-0912345678"
        let entry = WireRecord.make {
            $0.submission.entry = .make {
                $0.lane = .feedback
                $0.subject = words
            }
        }
        let field = WireRecord.make {
            $0.submission.field = words
            $0.submission.rating = .make {
                $0.scale = "faces-5"
                $0.level = 3
            }
        }
        let reason = WireRecord.make {
            $0.submission.rating = .make {
                $0.scale = "faces-5"
                $0.level = 1
                $0.reasons = [words]
            }
        }
        for record in [entry, field, reason] {
            let error = #expect(throws: AgentError.self) { _ = try self.complete(record) }
            #expect(error?.code == .invalid)
            #expect(error.map { "\($0)".contains(words) } == false)
        }
    }

    private func complete(_ record: WireRecord) throws -> (CompletedSubmission, WireSubmission) {
        var random = SeededGenerator(seed: UInt64.random(in: .min ... .max))
        let completed = try self.completion.complete(record, at: self.time, using: &random)
        return (completed, try WireSubmission(decoding: completed.row.bytes))
    }

    private func isInvalid(_ record: WireRecord) -> Bool {
        do {
            _ = try self.complete(record)
            return false
        } catch {
            return (error as? AgentError)?.code == .invalid
        }
    }

    @Test("Identifier, time, office, counter and tracking code are filled in")
    func fillsIn() throws {
        let (completed, submission) = try self.complete(.entry("Cảm ơn"))
        #expect(UUIDv7.hasLayout(completed.id))
        #expect(submission.capturedAt == self.time.microseconds)
        #expect(submission.office == "29242" && submission.registerEdition == "2022-10" && submission.counter == "2")
        #expect(submission.entry.trackingCode == completed.trackingCode?.symbols)
    }

    @Test("What a front end gives itself stays")
    func keepsGiven() throws {
        var random = SeededGenerator(seed: UInt64.random(in: .min ... .max))
        var record = WireRecord.entry("Cảm ơn")
        record.submission.id = Data(UUIDv7.make(at: self.time, using: &random).bytes)
        record.submission.capturedAt = self.time.microseconds - 5
        record.submission.counter = "7"
        let code = TrackingCode(using: &random)
        record.submission.entry.trackingCode = code.symbols
        let (_, submission) = try self.complete(record)
        #expect(submission.id == record.submission.id && submission.counter == "7")
        #expect(submission.capturedAt == self.time.microseconds - 5)
        #expect(submission.entry.trackingCode == code.symbols)
    }

    @Test("Another office, a wrong id, no content, a level out of range: invalid")
    func refuses() {
        var record = WireRecord.rating(5)
        record.submission.office = "29239"
        #expect(self.isInvalid(record))
        record = .rating(5)
        record.submission.id = Data([1, 2, 3])
        #expect(self.isInvalid(record))
        #expect(self.isInvalid(WireRecord()))
        #expect(self.isInvalid(.rating(6)))
        #expect(self.isInvalid(.rating(0)))
    }

    @Test("A contact needs an entry and a key, and is never kept in clear instead")
    func guardsContact() {
        var rating = WireRecord.rating(5)
        rating.contact.name = "Người Thử"
        #expect(self.isInvalid(rating))
        var entry = WireRecord.entry("Xin trả lời")
        entry.contact.telephone = "0900000000"
        #expect(self.isInvalid(entry))
        entry.contact = .init()
        #expect(!self.isInvalid(entry))
    }

    @Test("The settings are declared without a fault, and the defaults load")
    func declaresSettings() throws {
        #expect(KioskSettings.program.declarationFaults.isEmpty)
        let input = SettingsInput(arguments: ["--office", "29242", "status"], environment: [:]) { _ in nil }
        guard case .run(let settings, let command) = try KioskSettings.program.load(input) else {
            Issue.record("the defaults don't run")
            return
        }
        #expect(command == ["status"])
        let configuration = try KioskConfiguration(settings)
        #expect(configuration.aggregatorEndpoint == "tcp://127.0.0.1:5710" && configuration.office == "29242")
        #expect(configuration.outbox.warningShare == 0.8 && configuration.outbox.maximumCount == 200_000)
    }

    @Test("A kiosk that doesn't know its office is told how to say it")
    func needsOffice() throws {
        let input = SettingsInput(arguments: [], environment: [:]) { _ in nil }
        guard case .run(let settings, _) = try KioskSettings.program.load(input) else { return }
        #expect { try KioskConfiguration(settings) } throws: {
            ($0 as? AgentError)?.message.contains("--office") == true
        }
    }
}
