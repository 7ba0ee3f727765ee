import AdministrativeRegister
import CaseLifecycle
import CivilTime
import FeedbackProtocol
import FeedbackStore
import Foundation
import Identity
import RuleFiles
import Testing
import ZeroMQ

@testable import Aggregator

@Suite("Who sees and handles a sealed case")
struct SealedCaseTests {
    private static let centre = "84TTPVHCC"
    private let law: CaseLaw
    private let access: CaseAccess

    init() throws {
        self.law = try LawFolder(inFolder: "/nonexistent").load()
        let register = try Register(parsing: .bundled)
        self.access = CaseAccess(
            law: self.law,
            successions: UnitSuccessions(register, inForce: register.firstEdition)
        )
    }

    private func principal(_ role: DeskRole, unit: String = centre) throws -> Principal {
        Principal(
            name: try PrincipalName("somebody"),
            role: try PrincipalRole(name: "desk", unit: unit, deskRole: role.rawValue),
            publicKey: try CurveKeyPair.generate().publicKey,
            createdAt: Timestamp(microseconds: 0)
        )
    }

    private func mayAct(_ role: DeskRole, unit: String = centre, on detail: CaseDetail) throws -> Bool {
        self.access.party(of: try self.principal(role, unit: unit), in: detail.file) != nil
    }

    private func withCase(
        _ lane: WireLane,
        rules: String,
        lifecycle: String,
        _ body: (CaseDetail, any FeedbackStore) throws -> Void
    ) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("sealed-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var configuration = SQLiteStoreConfiguration()
        configuration.law = self.law
        let store = try SQLiteFeedbackStore(
            path: folder.appendingPathComponent("store.sqlite").path,
            configuration: configuration
        )
        let submission = try WireSubmission.make {
            $0.id = Data(SubmissionID(high: 0x0183_D5A0_0000_7000, low: 0x8000_0000_0000_0001).bytes)
            $0.capturedAt = 1_665_700_000_000_000
            $0.office = "29242"
            $0.entry = .make {
                $0.lane = lane
                $0.subject = "harassment"
                $0.text = "Chữ"
                $0.sealedContact = .make { $0.keyID = Data(count: 8) }
                $0.trackingCode = TrackingCode(rawValue: 5)?.symbols ?? ""
            }
        }.encodedData()
        let epoch = WireJournalEntry.make {
            $0.epochStarted = .make {
                $0.kiosk = "kiosk-1"
                $0.epoch = 7
            }
        }
        let run = WireJournalEntry.make {
            $0.submissions = .make {
                $0.kiosk = "kiosk-1"
                $0.epoch = 7
                $0.firstSequence = 1
                $0.submissions = [submission]
                $0.registerEdition = "2022-10"
                $0.officePath = ["84", "842", "29242"]
                $0.routings = [
                    .make {
                        $0.responsibleUnit = Self.centre
                        $0.rule = "denunciation-sealed-desk"
                        $0.ruleSet = "default-1"
                        $0.registerEdition = "2022-10"
                        $0.unitPath = ["84", Self.centre]
                        $0.lifecycle = lifecycle
                        $0.caseRules = rules
                    }
                ]
            }
        }
        _ = try store.commit([.entries([epoch, run])], at: Timestamp(microseconds: 1_665_711_000_000_000))
        try body(try #require(try store.caseDetail(number: 2)), store)
        try store.close()
    }

    @Test("Reading is journalled for whoever gets the text of a sealed lane, and for nobody else")
    func journalled() throws {
        try self.withCase(.denunciation, rules: "default-1", lifecycle: "denunciation-2022") { detail, _ in
            #expect(self.access.isSealed(detail.file))
            for role in [DeskRole.officer, .leader, .triage, .auditor] {
                let level = self.access.level(of: detail.file, for: try self.principal(role))
                #expect(level <= .number, "\(role)")
                #expect(!self.access.isReadJournalled(of: detail.file, at: level))
            }
            let level = self.access.level(of: detail.file, for: try self.principal(.inspectorate))
            #expect(level >= .text && self.access.isReadJournalled(of: detail.file, at: level))
            let shown = WireCaseDetail(detail, level, letters: [])
            #expect(shown.contactSubmissionID == Data(detail.file.reception.id.bytes))
            #expect(shown.hasSealedContact && shown.text == "Chữ")
            let number = WireCaseDetail(detail, .number, letters: [])
            #expect(number.text.isEmpty && !number.hasSealedContact && number.contactSubmissionID.isEmpty)
        }
        try self.withCase(.feedback, rules: "default-1", lifecycle: "feedback-2022") { detail, _ in
            let level = self.access.level(of: detail.file, for: try self.principal(.leader))
            #expect(level >= .text && !self.access.isReadJournalled(of: detail.file, at: level))
        }
    }

    @Test("A denunciation of before the rules is handled by the unit's inspectorate, and by nobody else")
    func ofBefore() throws {
        try self.withCase(.denunciation, rules: "", lifecycle: "smallest-2022") { detail, store in
            #expect(self.access.isSealed(detail.file))
            #expect(try self.mayAct(.officer, on: detail) == false)
            #expect(try self.mayAct(.leader, on: detail) == false)
            #expect(try self.mayAct(.inspectorate, unit: "29242", on: detail) == false)
            let inspector = try self.principal(.inspectorate)
            #expect(self.access.party(of: inspector, in: detail.file) != nil)
            for (event, version) in [(CaseEventKind.accept, 2), (.resolve, 3)] as [(CaseEventKind, UInt32)] {
                let command = CaseCommandRequest(
                    caseNumber: 2,
                    event: event,
                    expectedVersion: version,
                    reason: "Đã kết luận",
                    actor: CaseAccess.actor(inspector),
                    idempotencyKey: [UInt8](repeating: UInt8(version), count: 16)
                )
                let result = try store.commit(
                    [.caseCommand(command)],
                    at: Timestamp(microseconds: 1_665_712_000_000_000)
                )
                guard case .caseChanged(let file, _) = result.outcomes[0] else {
                    Issue.record("\(event) was refused: \(result.outcomes[0])")
                    return
                }
                #expect(file.version == version + 1)
            }
            #expect(try store.caseDetail(number: 2)?.file.state == .resolved)
            #expect(try store.verify { _ in true }.isSound)
        }
        try self.withCase(.feedback, rules: "", lifecycle: "smallest-2022") { detail, _ in
            let inspectorate = try self.mayAct(.inspectorate, on: detail)
            let officer = try self.mayAct(.officer, on: detail)
            #expect(!inspectorate && officer)
        }
    }

    @Test("Of a quarantined denunciation an operator is shown no word; of other lanes all")
    func quarantined() throws {
        func bytes(_ lane: WireLane) throws -> Data {
            try WireSubmission.make {
                $0.office = "29242"
                $0.counter = "QUẦY3K"
                $0.entry = .make {
                    $0.lane = lane
                    $0.text = "CHỮ7R"
                    $0.trackingCode = "MÃ9T"
                }
            }.encodedData()
        }
        let isSealed: (CaseLifecycle.Lane) -> Bool = { $0 == .denunciation }
        let shown = SealedContent.withoutText(try bytes(.denunciation), isSealed: isSealed)
        for secret in ["CHỮ7R", "QUẦY3K", "MÃ9T"] { #expect(shown.firstRange(of: Data(secret.utf8)) == nil) }
        #expect(try WireSubmission(decoding: shown).office == "29242")
        #expect(SealedContent.withoutText(try bytes(.feedback), isSealed: isSealed) == (try bytes(.feedback)))
        let odd = Data([0xFF, 0x01])
        #expect(SealedContent.withoutText(odd, isSealed: isSealed) == odd)
    }
}
