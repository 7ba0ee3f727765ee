import CivilTime
import FeedbackProtocol
import Foundation
import Testing
import Transparency

@Suite("Proofs as files")
struct ProofFileTests {
    private static func bytes(_ byte: UInt8, _ count: Int = 32) -> [UInt8] { [UInt8](repeating: byte, count: count) }

    private static func head(_ size: UInt64) -> SignedTreeHead {
        SignedTreeHead(
            origin: "a1",
            tree: TreeHead(size: size, root: self.bytes(UInt8(size))),
            time: Timestamp(microseconds: 1_665_711_030_000_000),
            signature: self.bytes(5, 64),
            publicKey: self.bytes(6)
        )
    }

    private static let proof = TransparencyProof(
        head: head(13),
        inclusion: .init(
            leaf: ReceptionLeaf(caseNumber: 4711, day: Day(daysSinceEpoch: 19_279), commitment: bytes(0xAB)),
            slip: SlipOpening(
                trackingCode: "7M2QK0X9V8",
                submissionID: bytes(7, 16),
                salt: bytes(8),
                lane: 3,
                submissionDigest: bytes(0xCD)
            ),
            leafIndex: 4,
            path: [bytes(1), bytes(2)]
        ),
        continuations: [.init(earlier: head(5), path: [bytes(3)]), .init(earlier: head(12), path: [])]
    )

    private func parsed(_ text: String) throws -> TransparencyProof {
        try ProofFile(parsing: Array(text.utf8)).proof
    }

    @Test
    func `What is written is read back, by JSON's rules, and over the wire`() throws {
        var alone = Self.proof
        alone.inclusion = nil
        for proof in [Self.proof, alone, TransparencyProof(head: Self.head(1), inclusion: nil)] {
            let text = ProofFile(proof).text
            #expect(try self.parsed(text) == proof)
            #expect(text.hasSuffix("}\n") && text.split(separator: "\n").allSatisfy { $0.count <= 200 })
            #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(text.utf8)) }
            #expect(try WireProof(decoding: WireProof(proof).encoded()).proof == proof)
        }
        let heads = [Self.head(5), Self.head(12)]
        let lines = heads.map { ProofFile.line(of: $0) }.joined(separator: "\n") + "\n"
        #expect(try ProofFile.heads(parsing: Array(lines.utf8)) == heads)
        #expect(try ProofFile.notedHeads(parsing: Array(lines.utf8)).map(\.head) == heads)
        #expect(try ProofFile.notedHeads(parsing: Array(ProofFile(Self.proof).text.utf8)) == [Self.proof])
    }

    @Test
    func `The file says what it proves, and its copy to be shown has neither code nor what leads to it`() throws {
        let text = ProofFile(Self.proof).text
        #expect(text.contains("holds case 4711, received on 2022-10-14") && text.contains("7M2QK0X9V8"))
        let shown = ProofFile(Self.proof).withoutSlip
        #expect(!shown.text.contains("7M2QK0X9V8") && !shown.text.contains("salt"))
        #expect(!shown.text.contains("07070707") && shown.text.contains("holds case 4711"))
        #expect(try self.parsed(shown.text).inclusion?.slip == nil)
        // Nor what would tell a denunciation, or what was given.
        #expect(!shown.text.contains("lane") && !shown.text.contains("cdcd") && !shown.text.contains("denunciation"))
    }

    @Test
    func `A file that is none names the member that is wrong, and repeats nothing of it`() throws {
        let text = ProofFile(Self.proof).text
        let root = Self.bytes(13).map { "0" + String($0, radix: 16) }.joined()
        let long = String(repeating: "a", count: 256)
        let cases: [(String, String)] = [
            ("nonsense 7M2QK0X9V8", "no JSON"),
            ("{}", "format is missing"),
            (text.replacingOccurrences(of: "langnghe-proof-2", with: "langnghe-proof-1"), "format is not"),
            (
                text.replacingOccurrences(of: "\"root_hash\": \"\(root)\"", with: "\"root_hash\": \"xy\""),
                "head.root_hash"
            ),
            (text.replacingOccurrences(of: "\"tree_size\": 13", with: "\"tree_size\": -1"), "no JSON"),
            (text.replacingOccurrences(of: "\"tree_size\": 13", with: "\"tree_size\": \"x\""), "head.tree_size"),
            (text.replacingOccurrences(of: "\"day\": \"2022-10-14\"", with: "\"day\": \"2022-02-30\""), "leaf.day"),
            (text.replacingOccurrences(of: "\"lane\": 3", with: "\"lane\": 256"), "no JSON"),
            (text.replacingOccurrences(of: "\"origin\": \"a1\"", with: "\"origin\": \"\(long)\""), "origin is longer"),
            (text.replacingOccurrences(of: "\"inclusion\"", with: "\"other\""), "inclusion is missing"),
            (text.replacingOccurrences(of: "\"leaf\"", with: "\"other\""), "leaf is missing"),
        ]
        for (text, expected) in cases {
            do {
                _ = try self.parsed(text)
                Issue.record("it was taken: \(expected)")
            } catch let error as ProofFileError {
                #expect(error.reason.contains(expected) && !error.reason.contains("7M2QK0X9V8"), "\(error.reason)")
            }
        }
        #expect(throws: ProofFileError.self) { try ProofFile.heads(parsing: Array("{}\n".utf8)) }
        #expect(throws: ProofFileError.self) { try ProofFile.heads(parsing: []) }
        let nodes = Array(repeating: "\"\(root)\"", count: 66).joined(separator: ",")
        let deep = text.replacingOccurrences(of: "\"path\": []", with: "\"path\": [\(nodes)]")
        #expect(throws: ProofFileError.self) { try self.parsed(deep) }
    }

    @Test
    func `Whoever may follow any unit may follow the heads of its root's tree, and no other stream of the root`() throws
    {
        let district = try #require(UnitPath(["84", "842"]))
        for (topic, may) in [
            ("tree/84/", true), ("tree/", false), ("tree/86/", false), ("tree/8", false), ("case/84/", false),
            ("heartbeat/84/", false), ("case/84/842/", true),
        ] {
            #expect(FeedTopic.isPermitted(subscription: Array(topic.utf8), in: district) == may, "\(topic)")
        }
        #expect(FeedTopic("tree/84/")?.stream == .trees)
        let message = FeedEventFactory.treeHead(
            Self.head(3),
            at: FeedPosition(
                origin: "a1",
                number: 9,
                recordedAt: .epoch,
                path: try #require(UnitPath(["84"])),
                scopeSequences: [4],
                registerEdition: FeedCode("2022-10")
            )
        )
        #expect(message.topic.description == "tree/84/" && message.event.scopeSequences.isEmpty)
        #expect(message.event.treeHead.head == Self.head(3))
    }
}
