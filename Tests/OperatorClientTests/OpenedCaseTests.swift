import CivilTime
import FeedbackProtocol
import Foundation
import Identity
import Testing

@testable import OperatorClient

@Suite("Opening a sealed case")
struct OpenedCaseTests {
    private let inspectorate = ContactSecretKey()
    private let id = [UInt8](0..<16)

    private func wire(_ sealed: SealedContactParts) -> WireSealedContact {
        .make {
            $0.keyID = Data(sealed.keyID)
            $0.encapsulatedKey = Data(sealed.encapsulatedKey)
            $0.ciphertext = Data(sealed.ciphertext)
        }
    }

    private func sealedCase() throws -> WireCaseDetail {
        let contact = WireContact.make { $0.name = "Thạch Thị Sa" }
        let key = self.inspectorate.publicKey
        let text = try TextSeal.seal("Ông A nhận tiền.", submissionID: self.id, to: key)
        let sealed = try ContactSeal.seal(contact.encoded(), submissionID: self.id, to: key)
        return .make {
            $0.summary = .make {
                $0.number = 17
                $0.lane = .denunciation
                $0.state = "assigned"
            }
            $0.sealedText = self.wire(text)
            $0.sealedContact = self.wire(sealed)
            $0.contactSubmissionID = Data(self.id)
            $0.reads = [
                .make {
                    $0.principal = "inspector"
                    $0.actor = "Bà Thanh Tra"
                    $0.at = 1_665_711_000_000_000
                }
            ]
        }
    }

    @Test("Text and contact are opened and shown, as are those who read it")
    func opened() throws {
        let detail = try self.sealedCase()
        let opened = try OpenedCase(detail, with: self.inspectorate)
        #expect(opened.text == "Ông A nhận tiền." && opened.contact?.name == "Thạch Thị Sa")
        let text = CaseText(try RegisterLookup(edition: "2022-10"))
        let shown = text.lines(detail, opened: opened).joined(separator: "\n")
        #expect(shown.contains("Ông A nhận tiền.") && shown.contains("Thạch Thị Sa") && shown.contains("Bà Thanh Tra"))
        let closed = text.lines(detail).joined(separator: "\n")
        #expect(!closed.contains("Ông A") && !closed.contains("Thạch") && closed.contains("--open-with"))
        let json = text.json(detail, opened: opened).line
        #expect(json.contains("Ông A nhận tiền.") && json.contains("Thạch Thị Sa"))
        #expect((text.lines(detail, opened: opened) + text.lines(detail)).allSatisfy { $0.count <= 80 })
    }

    @Test("A wrong key is told with both ids; what was changed or is not sealed is told too, without a word of it")
    func refused() throws {
        let detail = try self.sealedCase()
        let other = ContactSecretKey()
        let wrong = #expect(throws: OperatorError.self) { _ = try OpenedCase(detail, with: other) }
        for key in [self.inspectorate.publicKey, other.publicKey] {
            #expect(wrong?.message.contains(VerificationText.hexadecimal(key.id)) == true)
        }
        var changed = detail
        changed.sealedText.ciphertext[0] ^= 1
        let broken = #expect(throws: OperatorError.self) { _ = try OpenedCase(changed, with: self.inspectorate) }
        #expect(broken?.code == .badData && broken?.message.contains("changed") == true)
        var moved = detail
        moved.contactSubmissionID = Data(count: 16)
        #expect(throws: OperatorError.self) { _ = try OpenedCase(moved, with: self.inspectorate) }
        var swapped = detail
        swapped.sealedText = detail.sealedContact
        #expect(throws: OperatorError.self) { _ = try OpenedCase(swapped, with: self.inspectorate) }
        let open = WireCaseDetail.make { $0.text = "Chữ" }
        let nothing = #expect(throws: OperatorError.self) { _ = try OpenedCase(open, with: self.inspectorate) }
        #expect(nothing?.code == .negative)
    }

    @Test("A pair is made, put into force, and named in the key files of kiosks from then on")
    func keys() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("keys-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let data = DataFolder("\(folder.path)/data")
        let first = try FirstKeys.prepare(data, at: .init(microseconds: 0)).inspectorateKey
        let pair = try InspectorateKeys.make(inFolder: "\(folder.path)/inspectorate")
        #expect(throws: OperatorError.self) { _ = try InspectorateKeys.use(pair.publicFile, in: data, replaces: false) }
        let result = try InspectorateKeys.use(pair.publicFile, in: data, replaces: true)
        let secret = try ContactKeyFiles.readSecretKey(at: pair.secretFile)
        #expect(result.lines.contains("  inspectorate-key = \(secret.publicKey.hexadecimal)"))
        #expect(result.lines.joined(separator: " ").contains(VerificationText.hexadecimal(first.id)))
        let issuer = KeyIssuer(data, now: .init(microseconds: 0))
        let role = try PrincipalRole(name: "kiosk", unit: "29242")
        let issued = try issuer.issue(try PrincipalName("kiosk-29242-1"), role, to: nil)
        #expect(try ClientKeyFile(contentsOf: issued.key.path).inspectorateKey == secret.publicKey)
    }
}
