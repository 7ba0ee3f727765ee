import Foundation
import Testing
import ZeroMQ

@testable import Identity

@Suite("Key files")
struct KeyFileTests {
    private func sample(contactKey: ContactPublicKey? = nil) throws -> ClientKeyFile {
        ClientKeyFile(
            name: try PrincipalName("kiosk-29242-1"),
            keyPair: try CurveKeyPair.generate(),
            serverPublicKey: try CurveKeyPair.generate().publicKey,
            contactKey: contactKey
        )
    }

    @Test("What is written is read back, readable by its owner alone")
    func roundTrip() throws {
        let folder = try TemporaryFolder()
        for contactKey in [nil, ContactSecretKey().publicKey] {
            let keys = try sample(contactKey: contactKey)
            try keys.write(to: folder.file("a.key"), replaces: true)
            #expect(try ClientKeyFile(contentsOf: folder.file("a.key")) == keys)
            #expect(try folder.mode("a.key") == 0o600)
        }
        #expect(try folder.names() == ["a.key"])
    }

    @Test("Nothing is overwritten unless it is said")
    func overwriting() throws {
        let folder = try TemporaryFolder()
        let first = try sample()
        try first.write(to: folder.file("a.key"))
        let error = try identityError { try sample().write(to: folder.file("a.key")) }
        #expect(error.code == .alreadyExists)
        #expect(try ClientKeyFile(contentsOf: folder.file("a.key")) == first)
        #expect(try folder.names() == ["a.key"])
    }

    @Test(
        "A secret that others may read is refused with the command that mends it",
        arguments: [0o640, 0o604, 0o660, 0o644]
    )
    func permissions(mode: Int) throws {
        let folder = try TemporaryFolder()
        try sample().write(to: folder.file("a.key"))
        try folder.setMode(mode, "a.key")
        let error = try identityError { _ = try ClientKeyFile(contentsOf: folder.file("a.key")) }
        #expect(error.code == .unsafePermissions)
        #expect(error.message.contains("chmod 600 '\(folder.file("a.key"))'"))
    }

    @Test("A malformed file is refused with the place, and no key is shown")
    func malformed() throws {
        let folder = try TemporaryFolder()
        let keys = try sample()
        try keys.write(to: folder.file("good.key"))
        let good = try folder.read("good.key")
        let secret = keys.keyPair.secretKey.revealZ85()
        let other = try CurveKeyPair.generate().publicKey.z85
        let cases: [(text: String, mustSay: String)] = [
            ("", "the line 'name = …' is missing"),
            (good.replacingOccurrences(of: "secret-key =", with: "secret-kay ="), "line 4: unknown name"),
            (good.replacingOccurrences(of: "secret-key = ", with: ""), "line 4"),
            (good + "secret-key = \(secret)\n", "secret-key is given twice"),
            (
                good.replacingOccurrences(of: secret, with: String(secret.dropLast())),
                "secret-key: A CURVE secret key has 40"
            ),
            (
                good.replacingOccurrences(of: keys.keyPair.publicKey.z85, with: other),
                "doesn't belong to the secret key"
            ),
            (good.replacingOccurrences(of: keys.serverPublicKey.z85, with: "x"), "server-public-key: "),
            (good + "contact-key = 12\n", "contact-key: A contact key is 64 hexadecimal digits"),
            (good.replacingOccurrences(of: "name = kiosk", with: "name = KIOSK"), "is not a name"),
        ]
        for (text, mustSay) in cases {
            try folder.write(text, "bad.key")
            let error = try identityError { _ = try ClientKeyFile(contentsOf: folder.file("bad.key")) }
            #expect(error.message.contains(mustSay), "\(mustSay)")
            #expect(error.message.hasPrefix(folder.file("bad.key")))
            #expect(!"\(error) \(error.cause.map { "\($0)" } ?? "")".contains(secret.dropLast(2)))
        }
        try folder.write("# first\r\n" + good.replacingOccurrences(of: "\n", with: "\r\n"), "crlf.key")
        #expect(try ClientKeyFile(contentsOf: folder.file("crlf.key")) == keys)
        try Data([0xFF, 0xFE]).write(to: URL(fileURLWithPath: folder.file("good.key")))
        #expect(try identityError { _ = try ClientKeyFile(contentsOf: folder.file("good.key")) }.code == .malformedFile)
    }

    @Test("No description or dump shows a secret")
    func descriptions() throws {
        let keys = try sample()
        var dumped = ""
        dump(keys, to: &dumped)
        let contact = ContactSecretKey()
        dump(contact, to: &dumped)
        let shown = "\(keys) \(String(reflecting: keys)) \(contact) \(String(reflecting: contact)) \(dumped)"
        #expect(!shown.contains(keys.keyPair.secretKey.revealZ85()))
        #expect(!shown.contains(contact.revealHexadecimal()))
    }

    @Test("The aggregator's keys are made once")
    func serverKeys() throws {
        let folder = try TemporaryFolder()
        let first = try ServerKeys(inFolder: folder.path)
        let second = try ServerKeys(inFolder: folder.path)
        #expect(first.areNew)
        #expect(!second.areNew)
        #expect(first.keyPair == second.keyPair)
        #expect(try folder.mode("aggregator.key") == 0o600)
        try folder.setMode(0o644, "aggregator.key")
        #expect(try identityError { _ = try ServerKeys(inFolder: folder.path) }.code == .unsafePermissions)
    }

    @Test("Starts at the same moment agree on the keys")
    func concurrentFirstRuns() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path
        let threads = ThreadGroup()
        for _ in 0..<8 {
            threads.start {
                let server = try ServerKeys(inFolder: path)
                let contact = try ContactKeyFiles(inFolder: path)
                guard try ServerKeys(inFolder: path).keyPair == server.keyPair,
                    try ContactKeyFiles(inFolder: path).publicKey == contact.publicKey
                else { throw NothingThrown() }
            }
        }
        #expect(await threads.failures().isEmpty)
        #expect(try folder.names() == ["aggregator.key", "contact-public.key", "contact-secret.key"])
    }

    @Test("The contact keys are made once, and the secret one can be moved off the server")
    func contactKeys() throws {
        let folder = try TemporaryFolder()
        let first = try ContactKeyFiles(inFolder: folder.path)
        #expect(first.areNew)
        #expect(first.warning?.contains(folder.file("contact-secret.key")) == true)
        #expect(try folder.mode("contact-secret.key") == 0o600)
        #expect(try folder.read("contact-secret.key").contains("MOVE THIS FILE OFF THE SERVER"))
        let secret = try ContactKeyFiles.readSecretKey(at: folder.file("contact-secret.key"))
        #expect(secret.publicKey == first.publicKey)

        try FileManager.default.removeItem(atPath: folder.file("contact-secret.key"))
        let moved = try ContactKeyFiles(inFolder: folder.path)
        #expect(!moved.areNew)
        #expect(moved.publicKey == first.publicKey)
        #expect(moved.warning == nil)
        #expect(try folder.names() == ["contact-public.key"])
    }

    @Test("Contact keys that don't belong together are refused")
    func mixedContactKeys() throws {
        let folder = try TemporaryFolder()
        _ = try ContactKeyFiles(inFolder: folder.path)
        try folder.write("contact-key = \(ContactSecretKey().publicKey.hexadecimal)\n", "contact-public.key")
        #expect(try identityError { _ = try ContactKeyFiles(inFolder: folder.path) }.code == .invalidKey)
    }
}
