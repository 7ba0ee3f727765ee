import CaseLifecycle
import CivilTime
import Crypto
import FeedbackProtocol
import FeedbackStore
import Foundation
import Testing
import Transparency

@Suite("The tree of proofs in its file")
struct TreeFileTests {
    private static let hash = MerkleHash { Array(SHA256.hash(data: $0)) }
    private static let maker = LeafMaker(hash: Self.hash) { Array(SHA256.hash(data: [1] + $0)) }

    private static func open(_ folder: TemporaryFolder, _ name: String = "transparency.sqlite") throws -> TreeFile {
        try TreeFile(path: folder.file(name), hash: self.hash)
    }

    private static func leaves(_ numbers: ClosedRange<UInt64>) -> [TreeLeaf] {
        numbers.map { TreeLeaf(caseNumber: $0 * 10, hash: Array(SHA256.hash(data: [UInt8($0)]))) }
    }

    private static func mark(_ position: UInt64) -> TreeMark {
        TreeMark(journal: JournalMark(position: position, hash: [UInt8(position)]), secret: [9])
    }

    private static func head(_ tree: TreeHead, _ second: Int64, origin: String = "a1") -> SignedTreeHead {
        SignedTreeHead(origin: origin, tree: tree, time: .at(second), signature: [1, 2], publicKey: [3, 4])
    }

    /// Puts a journal into a tree in pieces of about a size.
    private static func build(_ tree: TreeFile, from store: some FeedbackStoreReading, pieceSize: Int) throws {
        while true {
            let mark = try tree.mark()
            let batches = try store.journal(from: mark.journal.position + 1, maximumBytes: pieceSize)
            guard let last = batches.last else { return }
            let next = TreeMark(
                journal: JournalMark(position: last.positions.upperBound - 1, hash: last.hash),
                secret: [9]
            )
            let leaves = try self.maker.leaves(of: batches)
            #expect(try tree.append(leaves, from: mark, through: next))
        }
    }

    @Test
    func `Leaves are added in pieces, once each, over restarts, and make one tree with proofs`() throws {
        let folder = try TemporaryFolder()
        var tree = try Self.open(folder)
        #expect(try tree.mark() == TreeMark())
        #expect(try tree.size() == 0)
        #expect(try tree.head(size: 0)?.root == Self.hash.emptyRoot)
        var whole = MerkleTree(hash: Self.hash)
        var position: UInt64 = 0
        for piece: ClosedRange<UInt64> in [1...1, 2...6, 7...7, 8...20] {
            let leaves = Self.leaves(piece)
            let earlier = position == 0 ? TreeMark() : Self.mark(position)
            #expect(try tree.append(leaves, from: earlier, through: Self.mark(position + 5)))
            #expect(try !tree.append(leaves, from: earlier, through: Self.mark(position + 5)), "it is there already")
            position += 5
            for leaf in leaves { _ = whole.append(leafHash: leaf.hash) }
            try tree.close()
            tree = try Self.open(folder)
        }
        // A piece without leaves moves the mark alone.
        #expect(try tree.append([], from: Self.mark(position), through: Self.mark(position + 1)))
        #expect(try tree.mark() == Self.mark(position + 1))
        #expect(try tree.size() == 20)
        for size in 0...UInt64(20) { #expect(try tree.head(size: size) == whole.head(size: size)) }
        #expect(try tree.head(size: 21) == nil)
        let found = try #require(try tree.inclusion(ofCase: 50, treeSize: 13))
        #expect(found.proof == whole.inclusionProof(leafIndex: 4, treeSize: 13))
        #expect(found.leaf == Self.leaves(5...5)[0])
        #expect(try tree.inclusion(ofCase: 50, treeSize: 4) == nil, "it came later")
        #expect(try tree.inclusion(ofCase: 51, treeSize: 13) == nil, "there is no such case")
        #expect(try tree.consistency(from: 7, to: 20) == whole.consistencyProof(firstSize: 7, secondSize: 20))
        #expect(try tree.consistency(from: 7, to: 21) == nil)
        #expect(try tree.leaves(from: 18, limit: 5) == Self.leaves(19...20))
        try tree.close()
    }

    @Test
    func `Published heads stay when the leaves are made again, and another process reads them meanwhile`() throws {
        let folder = try TemporaryFolder()
        let tree = try Self.open(folder)
        #expect(try tree.newestHead(of: "a1") == nil)
        #expect(try tree.newestOrigin() == nil)
        #expect(try tree.append(Self.leaves(1...3), from: TreeMark(), through: Self.mark(5)))
        let three = try #require(try tree.head(size: 3))
        let one = try #require(try tree.head(size: 1))
        let first = try tree.record(Self.head(three, 1), through: 5)
        let second = try tree.record(Self.head(three, 3601), through: 5)
        let other = try tree.record(Self.head(one, 3602, origin: "a2"), through: 5)
        #expect([first, second, other].map(\.number) == [1, 2, 3])

        let reader = try TreeFile(readingPath: folder.file("transparency.sqlite"), hash: Self.hash)
        #expect(throws: StoreError.self) { try reader.reset() }
        try tree.reset()
        #expect(try tree.mark() == TreeMark())
        #expect(try tree.size() == 0)
        #expect(try tree.leaves(from: 0, limit: 9).isEmpty)
        for file in [tree, reader] {
            #expect(try file.heads(after: 0, limit: 10) == [first, second, other])
            #expect(try file.heads(after: 1, limit: 1) == [second])
            #expect(try file.newestHeads(limit: 2) == [second, other])
            #expect(try file.newestHead(of: "a1") == second)
            #expect(try file.largestHead(of: "a1")?.head.tree == three)
            // The newest that a key signed; of another key the newest at all.
            #expect(try file.head(of: "a1", size: 3, preferring: [3, 4]) == second)
            #expect(try file.head(of: "a1", size: 3, preferring: [9]) == second)
            #expect(try file.head(of: "a2", size: 3, preferring: []) == nil)
            #expect(try file.newestOrigin() == "a2")
            try file.close()
        }
        let again = try Self.open(folder)
        #expect(try again.record(Self.head(three, 7200), through: 5).number == 4, "numbers are not given twice")
        try again.close()
    }

    @Test(arguments: [11, 12, 13, 14] as [UInt64])
    func
        `Whatever a journal's history, the leaves are its cases in order, and are the same however often they are made`(
            _ seed: UInt64
        ) throws
    {
        let folder = try TemporaryFolder()
        let store = try SQLiteFeedbackStore(path: folder.file("store.sqlite"))
        var history = RandomHistory(seed: seed)
        let tree = try Self.open(folder)
        for step in 0..<40 {
            _ = try history.step(store, at: .at(Int64(step) * 40_000))
            if step.isMultiple(of: 9) { try Self.build(tree, from: store, pieceSize: 1) }
        }
        try Self.build(tree, from: store, pieceSize: 1)
        let cases = try store.cases(CaseQuery(limit: 1000)).elements.filter { $0.partOf == nil }
        try #require(cases.count > 10, "seed \(seed)")
        let expected = try tree.leaves(from: 0, limit: 1000)
        #expect(expected.map(\.caseNumber) == expected.map(\.caseNumber).sorted(), "seed \(seed)")
        #expect(expected.filter { $0.held == nil }.count <= cases.count, "seed \(seed)")
        for file in cases {
            let found = try #require(try tree.inclusion(ofCase: file.number, treeSize: try tree.size()), "seed \(seed)")
            let (code, id) = (file.reception.trackingCode.symbols, file.reception.id.bytes)
            let opened = Self.maker.opened(found.leaf, trackingCode: code, submissionID: id)
            #expect(Self.hash.leaf(opened.leaf.bytes) == found.leaf.hash && opened.opening.isWellFormed, "seed \(seed)")
        }
        let head = try tree.head(size: try tree.size())
        try tree.reset()
        try Self.build(tree, from: store, pieceSize: 1 << 20)
        #expect(try tree.leaves(from: 0, limit: 1000) == expected)
        #expect(try tree.head(size: UInt64(expected.count)) == head)
        try tree.close()
        try store.close()
    }

    @Test
    func `What is released from quarantine and what is imported is a leaf, with its day`() throws {
        let office = try Office()
        var maker = SubmissionMaker()
        for _ in 0..<10 { _ = maker.identifier() }
        let odd = SubmissionMaker.quarantined(Data([1]), 3)
        let held = try #require(try office.store.commit([.entries([odd])], at: .at(90_000)).positions.first)
        var routing = SubmissionMaker.routing(0)
        routing.lifecycle = "feedback-2022"
        routing.caseRules = "default-1"
        let released = SubmissionMaker.decision(
            held,
            .release(submission: try maker.entry(code: 50), routing: routing),
            key: 1
        )
        let discarded = SubmissionMaker.decision(held, .discard, key: 2)
        let time = Timestamp.at(200_000)
        let result = try office.store.commit([released, discarded], at: time)
        let number = try #require(result.positions.first)
        let batches = try office.store.journal(from: 1, maximumBytes: 1 << 20)
        let receptions = try batches.flatMap { try $0.receptions() }
        #expect(receptions.map(\.number) == [2, 3, number])
        #expect(receptions.last?.receivedAt == time && receptions.last?.slip.trackingCode.rawValue == 50)
        #expect(receptions.last?.way == .released(held: held))

        try office.store.close()

        let folder = try TemporaryFolder()
        let importing = try SQLiteFeedbackStore(path: folder.file("store.sqlite"))
        _ = try importing.commit([ImportMaker.request([ImportMaker.item(1), ImportMaker.item(2)])], at: .at(1))
        let imported = try importing.journal(from: 1, maximumBytes: 1 << 20).flatMap { try $0.receptions() }
        #expect(imported.count == 2 && imported.allSatisfy { $0.receivedAt == .at(-900_000) })
        for reception in imported {
            let file = try #require(try importing.caseDetail(number: reception.number)).file
            #expect(file.reception.id == reception.slip.submissionID)
            #expect(file.reception.trackingCode == reception.slip.trackingCode)
        }
        try importing.close()
    }

    @Test
    func `What goes to quarantine with a code is a leaf then, and has none again when it is released`() throws {
        let office = try Office()
        var maker = SubmissionMaker()
        for _ in 0..<10 { _ = maker.identifier() }
        let given = try maker.entry(code: 50)
        let held = [
            SubmissionMaker.quarantined(given, 3, reason: .officeNotOfThisKiosk),
            SubmissionMaker.quarantined(try maker.rating(), 4, reason: .officeNotOfThisKiosk),
            SubmissionMaker.quarantined(try maker.entry(code: 51), 5, reason: .officeNotOfThisKiosk),
        ]
        let first = try #require(try office.store.commit([.entries(held)], at: .at(90_000)).positions.first)
        var routing = SubmissionMaker.routing(0)
        routing.lifecycle = "feedback-2022"
        routing.caseRules = "default-1"
        let release = SubmissionMaker.decision(first, .release(submission: given, routing: routing), key: 1)
        let discard = SubmissionMaker.decision(first + 2, .discard, key: 2)
        let result = try office.store.commit([release, discard], at: .at(200_000))
        guard case .quarantineDecided(_, let opened?, false) = result.outcomes[0] else {
            Issue.record("\(result.outcomes)")
            return
        }
        let folder = try TemporaryFolder()
        let tree = try Self.open(folder)
        try Self.build(tree, from: office.store, pieceSize: 1)
        let leaves = try tree.leaves(from: 0, limit: 10)
        #expect(leaves.map(\.caseNumber) == [2, 3, first, first + 2], "a rating is none, and one is enough")
        let size = try tree.size()
        let found = try #require(try tree.inclusion(ofCase: opened.number, treeSize: size))
        #expect(found.leaf == leaves[2] && found.leaf.day == Timestamp.at(90_000).localDay)
        let code = opened.reception.trackingCode.symbols
        #expect(found.leaf.held == HeldSlip(trackingCode: code, submissionID: opened.reception.id.bytes))
        #expect(found.leaf.submissionDigest == Array(SHA256.hash(data: given)) && found.leaf.lane == 1)
        #expect(try tree.held(trackingCode: code) == [first] && tree.held(trackingCode: "0000000000").isEmpty)
        try tree.close()
        try office.store.close()
    }

    @Test
    func `The parts that a mixed entry is split into are no leaves`() throws {
        let office = try Office()
        _ = try office.command(2, "screen", version: 2, at: try Office.time("2022-10-17", 9), key: 1, role: .triage)
        var routing = SubmissionMaker.routing(0)
        routing.lifecycle = "feedback-2022"
        routing.caseRules = "default-1"
        let words = ["Trễ hẹn.", "Thiếu ghế."]
        let split = CaseCommandRequest(
            caseNumber: 2,
            event: "split",
            expectedVersion: 3,
            details: CaseEventDetails(parts: words.map { CasePart(lane: .feedback, subject: "attitude", text: $0) }),
            parts: words.map { text in
                CasePartRequest(
                    submission: .make {
                        $0.capturedAt = 1_665_700_000_000_000
                        $0.office = "29242"
                        $0.entry = .make {
                            $0.lane = .feedback
                            $0.subject = "attitude"
                            $0.text = text
                        }
                    },
                    routing: routing
                )
            },
            actor: Actor(.officer, identifier: "lan", role: .triage),
            idempotencyKey: [UInt8](repeating: 2, count: 16)
        )
        _ = try office.store.commit([.caseCommand(split)], at: try Office.time("2022-10-17", 10))
        try #require(try office.store.caseDetail(number: 2)?.partNumbers.count == 2)
        let receptions = try office.store.journal(from: 1, maximumBytes: 1 << 20).flatMap { try $0.receptions() }
        #expect(receptions.map(\.number) == [2, 3])
        try office.store.close()
    }
}
