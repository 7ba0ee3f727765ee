import AdministrativeRegister
import CivilTime
import Foundation
import Identity
import OperatorClient
import Testing
import ZeroMQ

@Suite("Key issuer")
struct KeyIssuerTests {
    private static let now = Timestamp(microseconds: 1_665_711_030_000_000)

    @Test("A new folder gets its server's and its first operator's keys, and the key asked for")
    func firstKey() throws {
        try withTestFolder { folder in
            let data = DataFolder(folder.path + "/new")
            let issuer = KeyIssuer(data, now: Self.now)
            let issued = try issuer.issue(try PrincipalName("desk-849"), .desk(unit: "849"), to: nil)
            #expect(issued.isNewFolder)
            let file = try ClientKeyFile(contentsOf: issued.key.path)
            let server = try ServerKeys(inFolder: data.path)
            #expect(file.serverPublicKey == server.keyPair.publicKey)
            #expect(file.contactKey == nil)
            #expect(try ClientKeyFile(contentsOf: data.operatorKey).name.text == "operator")
            let principals = try issuer.all()
            #expect(principals.map(\.name.text) == ["desk-849", "operator"])
            #expect(principals.first?.publicKey == file.keyPair.publicKey)
        }
    }

    @Test("A taken name or a file in the way registers nothing")
    func refusals() throws {
        try withTestFolder { folder in
            let issuer = KeyIssuer(DataFolder(folder.path), now: Self.now)
            let name = try PrincipalName("kiosk-29242-1")
            let path = try issuer.issue(name, .kiosk(office: "29242"), to: nil).key.path
            let taken = #expect(throws: OperatorError.self) {
                try issuer.issue(name, .operator, to: folder.path + "/x")
            }
            #expect(taken?.code == .cannotCreate)
            #expect(!FileManager.default.fileExists(atPath: folder.path + "/x"))
            let other = try PrincipalName("kiosk-29242-2")
            #expect(throws: OperatorError.self) { try issuer.issue(other, .kiosk(office: "29242"), to: path) }
            let astray = #expect(throws: OperatorError.self) {
                try issuer.issue(other, .kiosk(office: "29242"), to: folder.path + "/nowhere/x.key")
            }
            #expect(astray?.code == .cannotCreate && astray?.message.contains("there is no folder") == true)
            #expect(try issuer.all().count == 2)
        }
    }

    @Test("Every commune gets one kiosk key with the contact key in it; again, none is made")
    func bulk() throws {
        try withTestFolder { folder in
            let issuer = KeyIssuer(DataFolder(folder.path), now: Self.now)
            let offices = try RegisterLookup().communes.map(\.code.text)
            #expect(offices.count == 106)
            let first = try issuer.issueKiosks(offices: offices, to: nil)
            #expect((first.made.count, first.kept.count) == (106, 0))
            let file = try ClientKeyFile(contentsOf: folder.path + "/keys/kiosk-29242-1.key")
            #expect(file.contactKey == (try ContactKeyFiles(inFolder: folder.path)).publicKey)
            let second = try issuer.issueKiosks(offices: offices, to: nil)
            #expect((second.made.count, second.kept.count) == (0, 106))
            #expect(try issuer.all().count == 107)
        }
    }

    @Test("After a revocation the next number is given; a file elsewhere is told; one left over is registered")
    func bulkAgain() throws {
        try withTestFolder { folder in
            let issuer = KeyIssuer(DataFolder(folder.path), now: Self.now)
            let offices = ["29236", "29239", "29242"]
            _ = try issuer.issueKiosks(offices: offices, to: nil)
            try issuer.revoke(try PrincipalName("kiosk-29236-1"), reason: "lost")
            try FileManager.default.removeItem(atPath: folder.path + "/keys/kiosk-29239-1.key")
            let result = try issuer.issueKiosks(offices: offices, to: nil)
            #expect(result.made.map(\.name.text) == ["kiosk-29236-2"])
            #expect(result.withoutFile.map(\.text) == ["kiosk-29239-1"])
            #expect(result.kept.map(\.text) == ["kiosk-29242-1"])
            // As if the program had been killed between writing the files and registering them.
            try FileManager.default.removeItem(atPath: folder.path + "/principals.json")
            let repaired = try issuer.issueKiosks(offices: ["29242"], to: nil)
            let file = try ClientKeyFile(contentsOf: folder.path + "/keys/kiosk-29242-1.key")
            #expect(repaired.made.map(\.name.text) == ["kiosk-29242-1"])
            #expect(try issuer.all().contains { $0.publicKey == file.keyPair.publicKey })
        }
    }

    @Test("A revoked key stays listed with its reason; a second time, or an unknown name, is refused")
    func revocation() throws {
        try withTestFolder { folder in
            let issuer = KeyIssuer(DataFolder(folder.path), now: Self.now)
            let name = try PrincipalName("operator")
            _ = try issuer.issueKiosks(offices: [], to: nil)
            try issuer.revoke(name, reason: "moved on")
            let principal = try #require(try issuer.all().first)
            let json = KeyText.json(principal).line
            #expect(json.contains(#""revoked_at":"2022-10-14T08:30:30+07:00","revocation_reason":"moved on""#))
            #expect(throws: OperatorError.self) { try issuer.revoke(name, reason: "again") }
            #expect(throws: OperatorError.self) { try issuer.revoke(try PrincipalName("nobody"), reason: "x") }
        }
    }

    @Test("Nothing that is shown holds a secret")
    func noSecrets() throws {
        try withTestFolder { folder in
            let issuer = KeyIssuer(DataFolder(folder.path), now: Self.now)
            let issued = try issuer.issue(try PrincipalName("kiosk-29242-1"), .kiosk(office: "29242"), to: nil)
            let secret = try ClientKeyFile(contentsOf: issued.key.path).keyPair.secretKey.revealZ85()
            let principals = try issuer.all()
            let shown =
                principals.map { KeyText.json($0).line } + KeyText.table(principals, try RegisterLookup()).lines()
                + [KeyText.advice(issued.key), "\(issued)"]
            #expect(!shown.contains { $0.contains(secret) })
        }
    }

    @Test("A folder without keys is no aggregator's")
    func wrongFolder() throws {
        try withTestFolder { folder in
            let error = #expect(throws: OperatorError.self) {
                try KeyIssuer(DataFolder(folder.path), now: Self.now).all()
            }
            #expect(error?.code == .negative)
            #expect(error?.message.contains("--data") == true)
        }
    }
}
