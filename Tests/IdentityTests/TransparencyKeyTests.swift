import CivilTime
import Foundation
import Testing
import Transparency

@testable import Identity

@Suite("The keys of the tree of proofs")
struct TransparencyKeyTests {
    private func head() -> SignedTreeHead {
        SignedTreeHead(
            origin: "a1",
            tree: TreeHead(size: 3, root: MerkleHash.sha256.emptyRoot),
            time: Timestamp(microseconds: 1_665_711_030_000_000)
        )
    }

    @Test
    func `They are made once, for their owner alone, and are the same ever after`() throws {
        let folder = try TemporaryFolder()
        #expect(try identityError { _ = try TransparencyKeys(existingInFolder: folder.path) }.code == .notFound)
        let made = try TransparencyKeys(inFolder: folder.path)
        #expect(made.areNew)
        #expect(try folder.mode("transparency.key") == 0o600)
        let again = try TransparencyKeys(inFolder: folder.path)
        #expect(!again.areNew && again.publicKey == made.publicKey && again.commitmentMark == made.commitmentMark)
        let id = [UInt8](repeating: 3, count: 16)
        #expect(again.salt(forSubmission: id) == made.salt(forSubmission: id))
        let signed = try again.signed(self.head())
        let check = ProofCheck(publishedKeys: [made.publicKey])
        #expect(check.findings(of: TransparencyProof(head: signed, inclusion: nil)).allSatisfy { $0.isGood })

        let other = try TemporaryFolder()
        let others = try TransparencyKeys(inFolder: other.path)
        #expect(others.publicKey != made.publicKey && others.commitmentMark != made.commitmentMark)
        #expect(others.salt(forSubmission: id) != made.salt(forSubmission: id))
        let strange = ProofCheck(publishedKeys: [others.publicKey])
        #expect(!strange.findings(of: TransparencyProof(head: signed, inclusion: nil)).allSatisfy { $0.isGood })
    }

    @Test
    func `A head whose origin is longer than what is signed of it is not signed`() throws {
        let folder = try TemporaryFolder()
        let keys = try TransparencyKeys(inFolder: folder.path)
        var head = self.head()
        head.origin = String(repeating: "x", count: 256)
        #expect(throws: IdentityError.self) { _ = try keys.signed(head) }
    }

    @Test
    func `A file that others may read, or whose keys do not belong together, is refused, and no secret is shown`()
        throws
    {
        let folder = try TemporaryFolder()
        let keys = try TransparencyKeys(inFolder: folder.path)
        let text = try folder.read("transparency.key")
        let secrets = text.split(separator: "\n").filter { $0.contains("secret") && $0.contains(" = ") }
            .map { String($0.suffix(64)) }
        try #require(secrets.count == 2)
        var dumped = ""
        dump(keys, to: &dumped)
        for secret in secrets { #expect(!"\(keys) \(String(reflecting: keys)) \(dumped)".contains(secret)) }

        try folder.setMode(0o644, "transparency.key")
        #expect(
            try identityError { _ = try TransparencyKeys(inFolder: folder.path) }.code == .unsafePermissions
        )
        let wrong = text.replacingOccurrences(
            of: "public-key = ",
            with: "public-key = \(String(repeating: "00", count: 32))\n# "
        )
        try folder.write(wrong, "transparency.key")
        let error = try identityError { _ = try TransparencyKeys(inFolder: folder.path) }
        #expect(error.code == .invalidKey && !secrets.contains { error.message.contains($0) })
        try folder.write(text.replacingOccurrences(of: secrets[1], with: "12"), "transparency.key")
        #expect(try identityError { _ = try TransparencyKeys(inFolder: folder.path) }.code == .malformedFile)
    }

    /// The expected values were made with Python's hmac.
    @Test
    func `The salt is HMAC-SHA-256 of the id under the secret`() throws {
        let folder = try TemporaryFolder()
        _ = try TransparencyKeys(inFolder: folder.path)
        let secret = (0..<32).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        let text = try folder.read("transparency.key").split(separator: "\n").map { line in
            line.hasPrefix("commitment-secret") ? "commitment-secret = \(secret)" : String(line)
        }
        try folder.write(text.joined(separator: "\n"), "transparency.key")
        let keys = try TransparencyKeys(existingInFolder: folder.path)
        let id = try #require(bytes(hexadecimal: "0183d41d3ef07a3c9f00112233445566"))
        #expect(
            hexadecimal(keys.salt(forSubmission: id))
                == "fe5b2298d20aaa3bf6016e30db8a3876e34532446bc9b81bb14540c9c4f1490a"
        )
        #expect(
            hexadecimal(keys.commitmentMark) == "03257905abcf5abf3206853957c2faa0ce27e3254468b858be618d7a39068f49"
        )
    }
}
