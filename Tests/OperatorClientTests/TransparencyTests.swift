import CivilTime
import FeedbackProtocol
import FeedbackStore
import Foundation
import Identity
import OperatorClient
import Testing
import Transparency

@Suite("Proofs and heads for operators")
struct TransparencyTests {
    /// A folder with the tree of three leaves, heads of one and three, and a proof of the second leaf.
    private struct Sample {
        let folder: TestFolder
        let data: DataFolder
        let proof: TransparencyProof
        let key: [UInt8]

        init(_ folder: TestFolder) throws {
            self.folder = folder
            self.data = DataFolder(self.folder.path)
            let keys = try TransparencyKeys(inFolder: self.folder.path)
            let tree = try TreeFile(path: self.data.tree, hash: .sha256)
            let id = [UInt8](repeating: 4, count: 16)
            let slip = SlipOpening(
                trackingCode: "7M2QK0X9V8",
                submissionID: id,
                salt: keys.salt(forSubmission: id),
                lane: 1,
                submissionDigest: MerkleHash.sha256.digest([4])
            )
            let leaves = (UInt64(1)...3).map { number in
                ReceptionLeaf(
                    caseNumber: number,
                    day: Day(daysSinceEpoch: 19_279),
                    commitment: number == 2
                        ? slip.commitment(using: .sha256) : MerkleHash.sha256.digest([UInt8(number)])
                )
            }
            let mark = TreeMark(journal: JournalMark(position: 3, hash: [1]), secret: keys.commitmentMark)
            _ = try tree.append(
                leaves.map { TreeLeaf(caseNumber: $0.caseNumber, hash: MerkleHash.sha256.leaf($0.bytes)) },
                from: TreeMark(),
                through: mark
            )
            func publish(_ size: UInt64) throws -> SignedTreeHead {
                let head = SignedTreeHead(
                    origin: "a1",
                    tree: try #require(try tree.head(size: size)),
                    time: Timestamp(microseconds: 1_665_711_030_000_000 + Int64(size) * 60_000_000)
                )
                return try tree.record(try keys.signed(head), through: 3).head
            }
            _ = try publish(1)
            let head = try publish(3)
            let found = try #require(try tree.inclusion(ofCase: 2, treeSize: 3))
            self.proof = TransparencyProof(
                head: head,
                inclusion: .init(leaf: leaves[1], slip: slip, leafIndex: 1, path: found.proof.path)
            )
            self.key = keys.publicKey
            try tree.close()
        }
    }

    @Test
    func `The verdict says what each check means, in lines that fit, and whose key it was`() throws {
        try withTestFolder { folder in
            let sample = try Sample(folder)
            func words(_ verdict: ProofVerdict) -> String {
                verdict.lines.joined(separator: " ").split(separator: " ").joined(separator: " ")
            }
            let good = ProofVerdict(sample.proof, publishedKeys: [sample.key], noted: [])
            #expect(good.isProven && good.lines.last == "The proof holds.")
            #expect(good.lines.contains("Code 7M2QK-0X9V8: compare it with your slip."))
            #expect(words(good).contains("Given as feedback"))
            let own = ProofVerdict(sample.proof, publishedKeys: [], noted: [])
            #expect(own.isSound && !own.isProven && !own.lines.contains("The proof holds."))
            #expect(words(own).contains("nothing is proven without the published key"))
            let mine = ProofVerdict(sample.proof, publishedKeys: [sample.key], noted: [], code: "7M2QK0X9V8")
            #expect(mine.isProven && !words(mine).contains("compare it") && words(mine).contains("the one on the slip"))
            let another = ProofVerdict(sample.proof, publishedKeys: [sample.key], noted: [], code: "0000000000")
            #expect(!another.isSound && words(another).contains("The proof is of another slip"))
            var shown = sample.proof
            shown.inclusion?.slip = nil
            let copy = ProofVerdict(shown, publishedKeys: [sample.key], noted: [])
            #expect(copy.isProven && words(copy).contains("It does not say whose slip it is"))
            let head = TransparencyProof(head: sample.proof.head, inclusion: nil)
            let bare = ProofVerdict(head, publishedKeys: [sample.key], noted: [])
            #expect(!bare.isProven && bare.lines.contains("It proves nothing of a case."))
            #expect(throws: OperatorError.self) { try ProofInput.code("7M2QK-0X9V7") }
            #expect(try ProofInput.code("7m2qk-0x9v8") == "7M2QK0X9V8")
            var changed = sample.proof
            changed.inclusion?.leaf.caseNumber = 9
            let bad = ProofVerdict(changed, publishedKeys: [sample.key], noted: [])
            #expect(!bad.isSound && bad.lines.last == "The proof does not hold.")
            #expect(bad.lines.contains { $0.hasPrefix("FAILED") && $0.contains("inclusion") })
            #expect(bad.json.line.contains("\"sound\":false"))
            let other = ProofVerdict(sample.proof, publishedKeys: [[UInt8](repeating: 1, count: 32)], noted: [])
            #expect(words(other).contains("names another key"))
            for verdict in [good, own, mine, another, copy, bare, bad, other] {
                #expect(verdict.lines.allSatisfy { TextLayout.width($0) <= 80 })
            }
        }
    }

    @Test
    func `Heads of a data folder link with a proof file, and what was never published has none`() throws {
        try withTestFolder { folder in
            let sample = try Sample(folder)
            let heads = try TransparencyFolder.heads(sample.data, last: nil)
            #expect(heads.map(\.head.tree.size) == [1, 3])
            #expect(try TransparencyFolder.heads(sample.data, last: 1) == Array(heads.suffix(1)))
            #expect(HeadText.lines(heads).count == 5 && HeadText.lines(heads).allSatisfy { TextLayout.width($0) <= 80 })
            #expect(HeadText.lines([]) == ["No head was published yet."])
            let path = "\(folder.path)/link.json"
            try ProofInput.write(try TransparencyFolder.consistency(sample.data, from: 1, to: nil), to: path)
            #expect(throws: OperatorError.self, "nothing is overwritten") {
                try ProofInput.write(ProofFile(sample.proof), to: path)
            }
            let link = try ProofInput.proof(path)
            #expect(ProofVerdict(link, publishedKeys: [sample.key], noted: []).isProven)
            let early = TransparencyProof(head: heads[0].head, inclusion: nil)
            let unlinked = ProofVerdict(sample.proof, publishedKeys: [sample.key], noted: [early])
            #expect(unlinked.isSound && !unlinked.isProven, "nothing is refuted, and a link is lacking")
            #expect(unlinked.lines.contains { $0.hasPrefix("?") && $0.contains("missing-consistency") })
            #expect(unlinked.lines.last == "The proof holds; that this head fits it, marked '?', is not shown.")
            let noted = [early] + (try ProofInput.heads(path))
            #expect(ProofVerdict(sample.proof, publishedKeys: [sample.key], noted: noted).isSound)
            for (first, second) in [(2, nil), (1, 2), (3, 1)] as [(UInt64, UInt64?)] {
                #expect(throws: OperatorError.self) {
                    try TransparencyFolder.consistency(sample.data, from: first, to: second)
                }
            }
            let published = try TransparencyFolder.publicKey(sample.data)
            #expect(try ProofInput.key(published) == sample.key)
            #expect(throws: OperatorError.self) { try ProofInput.key("12") }
            #expect(throws: OperatorError.self) { try ProofInput.proof("\(folder.path)/none.json") }
            // Endless input ends where no proof can be longer.
            #expect(throws: OperatorError.self) { try ProofInput.proof("/dev/zero") }
        }
    }

    @Test
    func `A folder without a tree is said to have none`() throws {
        try withTestFolder { folder in
            let data = DataFolder(folder.path)
            let audit = try TreeAudit.check(data)
            #expect(audit == nil)
            #expect(throws: OperatorError.self) { try TransparencyFolder.heads(data, last: nil) }
            #expect(throws: OperatorError.self) { try TransparencyFolder.publicKey(data) }
        }
    }

    @Test
    func `A tree that is missing beside its key and a journal is told, and who signed heads with another key`() throws {
        try withTestFolder { folder in
            let data = DataFolder(folder.path)
            _ = try TransparencyKeys(inFolder: folder.path)
            try SQLiteFeedbackStore(path: data.store).close()
            let before = try TreeAudit.check(data)
            #expect(before == nil, "nothing was given yet")
            let started = WireJournalEntry.make {
                $0.epochStarted = .make {
                    $0.kiosk = "kiosk-1"
                    $0.epoch = 7
                }
            }
            let store = try SQLiteFeedbackStore(path: data.store)
            _ = try store.commit([.entries([started])], at: Timestamp(microseconds: 1_665_711_030_000_000))
            try store.close()
            let lack = try #require(try TreeAudit.check(data))
            #expect(!lack.isSound && lack.problems.first?.contains("transparency.sqlite is missing") == true)

            let tree = try TreeFile(path: data.tree, hash: .sha256)
            let elsewhere = "\(folder.path)/other"
            try FileManager.default.createDirectory(
                atPath: elsewhere,
                withIntermediateDirectories: false,
                attributes: [.posixPermissions: 0o700]
            )
            let other = try TransparencyKeys(inFolder: elsewhere)
            let head = SignedTreeHead(
                origin: "a1",
                tree: try #require(try tree.head(size: 0)),
                time: Timestamp(microseconds: 1_665_711_030_000_000)
            )
            _ = try tree.record(try other.signed(head), through: 0)
            try tree.close()
            let audit = try #require(try TreeAudit.check(data))
            #expect(audit.isSound && audit.otherKeys == [other.publicKey: 1])
            #expect(audit.lines.joined(separator: " ").contains("signed with another key"))
            #expect(audit.json.line.contains(#""signed_with_another_key":1"#))
        }
    }
}
