import Foundation
import Testing

@testable import Identity

@Suite("The keys that days are signed with")
struct TallySigningKeyTests {
    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = NSTemporaryDirectory() + "tally-key-\(UUID())"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    @Test("A key is made once, for its owner alone, and never shown")
    func making() throws {
        try self.withFolder { folder in
            let first = try TallySigningKey(inFolder: folder)
            let second = try TallySigningKey(inFolder: folder)
            #expect(first.publicKey == second.publicKey && first.publicKey.count == 32)
            let path = "\(folder)/tally-signing-key"
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            let text = try String(contentsOfFile: path, encoding: .utf8)
            let secret = try #require(text.split(separator: "\n").last?.split(separator: "=").last).dropFirst()
            var dumped = "\(first) \(String(reflecting: first))"
            dump(first, to: &dumped)
            #expect(secret.count == 64 && !dumped.contains(secret))
            #expect(TallySigningKey().publicKey != TallySigningKey().publicKey)
        }
    }

    @Test("A signature is good for these bytes and this key alone")
    func signing() throws {
        let key = TallySigningKey()
        let statement = Array("kiosk-29242-1".utf8)
        let signature = try key.sign(statement)
        #expect(signature.count == 64)
        #expect(TallySigningKey.isSignature(signature, of: statement, by: key.publicKey))
        #expect(!TallySigningKey.isSignature(signature, of: statement + [0], by: key.publicKey))
        #expect(!TallySigningKey.isSignature(signature, of: statement, by: TallySigningKey().publicKey))
        var bent = signature
        bent[5] ^= 1
        #expect(!TallySigningKey.isSignature(bent, of: statement, by: key.publicKey))
        for nonsense in [[], [UInt8](repeating: 0, count: 31), [UInt8](repeating: 0xFF, count: 32)] {
            #expect(!TallySigningKey.isSignature(signature, of: statement, by: nonsense))
            #expect(!TallySigningKey.isSignature(nonsense, of: statement, by: key.publicKey))
        }
    }

    @Test("A file that others can read, or that was tampered with, is refused")
    func refusals() throws {
        try self.withFolder { folder in
            let path = "\(folder)/tally-signing-key"
            _ = try TallySigningKey(inFolder: folder)
            let text = try String(contentsOfFile: path, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
            #expect(try identityError { _ = try TallySigningKey(inFolder: folder) }.code == .unsafePermissions)
            let others = [
                text.replacing("tally-public-key = ", with: "tally-public-key = 00"), text + "more = 1\n", "",
            ]
            for other in others {
                try other.write(toFile: path, atomically: false, encoding: .utf8)
                try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
                let error = try identityError { _ = try TallySigningKey(inFolder: folder) }
                #expect([.invalidKey, .malformedFile].contains(error.code), "\(error)")
            }
        }
    }
}
