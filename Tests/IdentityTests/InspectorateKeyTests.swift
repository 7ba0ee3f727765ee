import Foundation
import Testing
import ZeroMQ

@testable import Identity

@Suite("The inspectorate's keys")
struct InspectorateKeyTests {
    @Test("They are made once beside the province's, with a warning while the secret one is here")
    func made() throws {
        let folder = try TemporaryFolder()
        let province = try ContactKeyFiles(inFolder: folder.path)
        let first = try ContactKeyFiles(inFolder: folder.path, of: .inspectorate)
        #expect(first.areNew && first.publicKey != province.publicKey)
        #expect(first.warning?.contains("keys inspectorate new") == true)
        #expect(try folder.mode("inspectorate-secret.key") == 0o600)
        let secret = try ContactKeyFiles.readSecretKey(at: folder.file("inspectorate-secret.key"))
        #expect(secret.publicKey == first.publicKey)
        try FileManager.default.removeItem(atPath: folder.file("inspectorate-secret.key"))
        let moved = try ContactKeyFiles(inFolder: folder.path, of: .inspectorate)
        #expect(!moved.areNew && moved.publicKey == first.publicKey && moved.warning == nil)
    }

    @Test("Another public key is put into force deliberately, and the old secret key is kept")
    func replaced() throws {
        let folder = try TemporaryFolder()
        let former = try ContactKeyFiles(inFolder: folder.path, of: .inspectorate).publicKey
        let elsewhere = try TemporaryFolder()
        let key = try ContactKeyFiles.makePair(inFolder: elsewhere.path, of: .inspectorate)
        #expect(
            try identityError {
                _ = try ContactKeyFiles.makePair(inFolder: elsewhere.path, of: .inspectorate)
            }.code == .alreadyExists
        )
        func use(replaces: Bool) throws -> ContactKeyFiles.Replacement {
            let read = try ContactKeyFiles.readPublicKey(
                at: elsewhere.file("inspectorate-public.key"),
                of: .inspectorate
            )
            return try ContactKeyFiles.install(read, inFolder: folder.path, of: .inspectorate, replaces: replaces)
        }
        #expect(try identityError { _ = try use(replaces: false) }.code == .alreadyExists)
        #expect(try ContactKeyFiles(inFolder: folder.path, of: .inspectorate).publicKey == former)

        let result = try use(replaces: true)
        #expect(result.key == key && result.former == former)
        let now = try ContactKeyFiles(inFolder: folder.path, of: .inspectorate)
        #expect(now.publicKey == key && !now.areNew && now.warning == nil)
        let kept = try #require(result.keptSecret)
        #expect(try ContactKeyFiles.readSecretKey(at: kept).publicKey == former)
        // Once more changes nothing.
        let again = try use(replaces: false)
        #expect(again.former == nil && again.keptSecret == nil)
    }

    @Test("A kiosk's key file names both keys; one of before has none of the inspectorate")
    func inKioskFiles() throws {
        let folder = try TemporaryFolder()
        let contact = ContactSecretKey().publicKey
        let inspectorate = ContactSecretKey().publicKey
        let pair = try CurveKeyPair.generate()
        for key in [nil, inspectorate] {
            let file = ClientKeyFile(
                name: try PrincipalName("kiosk-29242"),
                keyPair: pair,
                serverPublicKey: pair.publicKey,
                contactKey: contact,
                inspectorateKey: key
            )
            try file.write(to: folder.file("kiosk.key"), replaces: true)
            #expect(try ClientKeyFile(contentsOf: folder.file("kiosk.key")) == file)
            #expect(try folder.read("kiosk.key").contains("inspectorate-key = ") == (key != nil))
        }
    }
}
