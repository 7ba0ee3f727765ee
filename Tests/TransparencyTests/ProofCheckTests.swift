import CivilTime
import Crypto
import Foundation
import Testing
import Transparency

@Suite("Checking a proof with nothing but the proof")
struct ProofCheckTests {
    private let key = Curve25519.Signing.PrivateKey()
    private let slip = SlipOpening(
        trackingCode: "7M2QK0X9V8",
        submissionID: [UInt8](repeating: 7, count: 16),
        salt: [UInt8](repeating: 9, count: 32),
        lane: 1,
        submissionDigest: [UInt8](repeating: 11, count: 32)
    )
    private let tree: MerkleTree

    init() {
        var tree = MerkleTree(hash: .sha256)
        for number in UInt64(1)...20 {
            tree.append(Self.leaf(number, number == 5 ? self.slip : nil).bytes)
        }
        self.tree = tree
    }

    private static func leaf(_ number: UInt64, _ slip: SlipOpening?) -> ReceptionLeaf {
        ReceptionLeaf(
            caseNumber: number,
            day: Day(daysSinceEpoch: 20_000),
            commitment: slip?.commitment(using: .sha256) ?? sha256([UInt8(number)])
        )
    }

    private func head(_ size: UInt64, key: Curve25519.Signing.PrivateKey? = nil) throws -> SignedTreeHead {
        let key = key ?? self.key
        var head = SignedTreeHead(
            origin: "a1",
            tree: try #require(self.tree.head(size: size)),
            time: Timestamp(microseconds: 1_665_711_030_000_000 + Int64(size))
        )
        head.signature = Array(try key.signature(for: head.signedBytes))
        head.publicKey = Array(key.publicKey.rawRepresentation)
        return head
    }

    private func proof(_ size: UInt64 = 13, earlier: [UInt64] = []) throws -> TransparencyProof {
        let inclusion = try #require(self.tree.inclusionProof(leafIndex: 4, treeSize: size))
        return TransparencyProof(
            head: try self.head(size),
            inclusion: .init(leaf: Self.leaf(5, self.slip), slip: self.slip, leafIndex: 4, path: inclusion.path),
            continuations: try earlier.map { earlier in
                let link = try #require(self.tree.consistencyProof(firstSize: earlier, secondSize: size))
                return .init(earlier: try self.head(earlier), path: link.path)
            }
        )
    }

    private func failures(
        _ proof: TransparencyProof,
        noted: [TransparencyProof] = [],
        key: [UInt8]? = nil,
        code: String? = nil
    ) -> [ProofFinding.Check] {
        self.failures(proof, noted: noted, keys: key.map { [$0] } ?? [], code: code)
    }

    private func failures(
        _ proof: TransparencyProof,
        noted: [TransparencyProof] = [],
        keys: Set<[UInt8]>,
        code: String? = nil
    ) -> [ProofFinding.Check] {
        let check = ProofCheck(hash: .sha256, publishedKeys: keys) { signature, bytes, publicKey in
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey)
            return key?.isValidSignature(signature, for: bytes) ?? false
        }
        return check.findings(of: proof, noted: noted, code: code).filter { !$0.isGood }.map(\.check)
    }

    @Test
    func `A true proof holds, with and without the slip, with the published key and with earlier and later heads`()
        throws
    {
        let published = Array(self.key.publicKey.rawRepresentation)
        var proof = try self.proof(earlier: [0, 1, 5, 12])
        #expect(self.failures(proof).isEmpty && self.failures(proof, key: published).isEmpty)
        proof.inclusion?.slip = nil
        #expect(self.failures(proof).isEmpty)
        let same = TransparencyProof(head: try self.head(13), inclusion: nil)
        let empty = TransparencyProof(head: try self.head(0), inclusion: nil)
        #expect(self.failures(proof, noted: [same, empty], key: published).isEmpty)
        // A later head, with the link from this one to it in a file of its own.
        let link = try #require(self.tree.consistencyProof(firstSize: 13, secondSize: 20))
        let later = TransparencyProof(
            head: try self.head(20),
            inclusion: nil,
            continuations: [.init(earlier: try self.head(13), path: link.path)]
        )
        #expect(self.failures(proof, noted: [later]).isEmpty)
        let bare = TransparencyProof(head: try self.head(20), inclusion: nil)
        #expect(self.failures(proof, noted: [bare]) == [.missingConsistency])
    }

    /// Each change of one part, and the checks that must notice it.
    private static let changes: [(String, [ProofFinding.Check], @Sendable (inout TransparencyProof) -> Void)] = [
        ("origin", [.signature], { $0.head.origin = "a2" }),
        // The root alone does not fix the size; the signature does.
        ("size", [.signature], { $0.head.tree.size += 1 }),
        ("root", [.signature, .inclusion], { $0.head.tree.root[3] ^= 1 }),
        ("root's length", [.signature, .inclusion], { $0.head.tree.root.removeLast() }),
        ("time", [.signature], { $0.head.time.microseconds += 1 }),
        ("signature", [.signature], { $0.head.signature[0] ^= 1 }),
        ("no signature", [.signature], { $0.head.signature = [] }),
        ("public key", [.signature], { $0.head.publicKey[0] ^= 1 }),
        ("number", [.inclusion], { $0.inclusion?.leaf.caseNumber += 1 }),
        ("day", [.inclusion], { $0.inclusion?.leaf.day.daysSinceEpoch -= 365 }),
        ("commitment", [.slip, .inclusion], { $0.inclusion?.leaf.commitment[0] ^= 1 }),
        ("code", [.slip], { $0.inclusion?.slip?.trackingCode = "7M2QK0X9V7" }),
        ("id", [.slip], { $0.inclusion?.slip?.submissionID[15] ^= 1 }),
        ("salt", [.slip], { $0.inclusion?.slip?.salt[31] ^= 1 }),
        ("lane", [.slip], { $0.inclusion?.slip?.lane = 3 }),
        ("what was given", [.slip], { $0.inclusion?.slip?.submissionDigest[0] ^= 1 }),
        ("no digest", [.slip], { $0.inclusion?.slip?.submissionDigest = [] }),
        ("a longer origin", [.signature], { $0.head.origin = String(repeating: "a", count: 256) }),
        (
            "shifted parts", [.slip],
            { proof in
                // The same joined bytes, cut at other places.
                guard let slip = proof.inclusion?.slip else { return }
                proof.inclusion?.slip?.salt = Array(slip.salt.dropLast())
                proof.inclusion?.slip?.submissionID = slip.salt.suffix(1) + slip.submissionID
            }
        ),
        ("index", [.inclusion], { $0.inclusion?.leafIndex += 1 }),
        ("path", [.inclusion], { $0.inclusion?.path[1][0] ^= 1 }),
        ("shorter path", [.inclusion], { $0.inclusion?.path.removeLast() }),
        ("longer path", [.inclusion], { $0.inclusion?.path.append([UInt8](repeating: 0, count: 32)) }),
    ]

    @Test
    func `A proof that was changed in any one part does not hold, and the check says where`() throws {
        let proof = try self.proof()
        for (name, checks, change) in Self.changes {
            var changed = proof
            change(&changed)
            #expect(self.failures(changed) == checks, "\(name)")
        }
    }

    @Test
    func `A valid proof of another slip is no proof for whoever holds this one`() throws {
        var proof = try self.proof()
        #expect(self.failures(proof).isEmpty, "it is a good proof of the slip that it is of")
        #expect(self.failures(proof, code: "7M2QK0X9V8").isEmpty)
        #expect(self.failures(proof, code: "0000000000") == [.code])
        proof.inclusion?.slip = nil
        #expect(self.failures(proof, code: "7M2QK0X9V8") == [.code], "a copy without the code proves nothing of a slip")
        let bare = TransparencyProof(head: proof.head, inclusion: nil)
        #expect(self.failures(bare, code: "7M2QK0X9V8") == [.code])
    }

    @Test
    func `After a change of the key, heads of before hold with the key of before given too`() throws {
        let before = Curve25519.Signing.PrivateKey()
        let earlier = try self.head(5, key: before)
        let link = try #require(self.tree.consistencyProof(firstSize: 5, secondSize: 13))
        var proof = try self.proof()
        proof.continuations = [.init(earlier: earlier, path: link.path)]
        let (old, new) = (earlier.publicKey, proof.head.publicKey)
        #expect(self.failures(proof, keys: [old, new]).isEmpty)
        #expect(self.failures(proof, keys: [new]) == [.key])
        #expect(self.failures(proof, keys: [old]) == [.key], "the head itself")
    }

    @Test
    func `Heads of another tree, of another key and of another origin are noticed`() throws {
        var proof = try self.proof(earlier: [5])
        proof.continuations[0].path[0][0] ^= 1
        #expect(self.failures(proof) == [.consistency])

        // The same size and key, another root: two trees were shown.
        var other = try self.head(13)
        other.tree.root = sha256([1])
        other.signature = Array(try self.key.signature(for: other.signedBytes))
        let noted = TransparencyProof(head: other, inclusion: nil)
        #expect(self.failures(try self.proof(), noted: [noted]) == [.consistency])

        let stranger = Curve25519.Signing.PrivateKey()
        let theirs = TransparencyProof(head: try self.head(13, key: stranger), inclusion: nil)
        #expect(self.failures(try self.proof(), noted: [theirs]) == [.signature])
        let published = Array(stranger.publicKey.rawRepresentation)
        #expect(self.failures(try self.proof(), key: published) == [.key])

        var elsewhere = try self.head(5)
        elsewhere.origin = "b1"
        elsewhere.signature = Array(try self.key.signature(for: elsewhere.signedBytes))
        let there = TransparencyProof(head: elsewhere, inclusion: nil)
        #expect(self.failures(try self.proof(), noted: [there]) == [.origin])
    }
}
