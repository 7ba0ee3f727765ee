import CivilTime
import Testing
import Transparency

@Suite("Signed heads and leaves")
struct HeadTests {
    /// 10:00:30 on the province's clocks.
    private static let time = Timestamp(microseconds: 1_665_716_430_000_000)

    private func after(_ seconds: Int) -> Timestamp { Self.time.advanced(by: .seconds(seconds)) }

    @Test
    func `A head is due when there was none, when an hour begins, and a minute after the last when the tree grew`() {
        let schedule = HeadSchedule()
        let last = (size: UInt64(5), time: Self.time)
        #expect(schedule.isDue(size: 0, at: Self.time, after: nil))
        #expect(!schedule.isDue(size: 6, at: self.after(59), after: last))
        #expect(schedule.isDue(size: 6, at: self.after(60), after: last))
        #expect(!schedule.isDue(size: 5, at: self.after(60), after: last), "it did not grow")
        #expect(!schedule.isDue(size: 5, at: self.after(3569), after: last))
        #expect(schedule.isDue(size: 5, at: self.after(3570), after: last), "eleven o'clock")
        // Set back by a little, the clock holds nothing up for longer than a minute; by much, not at all.
        #expect(!schedule.isDue(size: 6, at: self.after(-20), after: last))
        #expect(schedule.isDue(size: 6, at: self.after(-86_400), after: last))
        let before = (size: UInt64(5), time: Timestamp(microseconds: -1))
        #expect(schedule.isDue(size: 5, at: .epoch, after: before), "an hour begins at the epoch too")
        #expect(HeadSchedule(shortestPause: .seconds(1)).isDue(size: 6, at: self.after(1), after: last))
    }

    /// The expected bytes were made with Python's struct, hmac and hashlib.
    @Test
    func `The bytes of a leaf, of its commitment and of what is signed are those that another program makes`() {
        let slip = SlipOpening(
            trackingCode: "7M2QK0X9V8",
            submissionID: hex("0183d41d3ef07a3c9f00112233445566"),
            salt: hex("fe5b2298d20aaa3bf6016e30db8a3876e34532446bc9b81bb14540c9c4f1490a"),
            lane: 3,
            submissionDigest: sha256(Array("what was given".utf8))
        )
        let commitment = slip.commitment(using: .sha256)
        #expect(commitment == hex("d028221e1220b0df0b113ea1fa13eb0d98e1c38c71732ec0d4e5d13bef357f34"))
        let leaf = ReceptionLeaf(caseNumber: 4711, day: Day(daysSinceEpoch: 19_279), commitment: commitment)
        #expect(
            leaf.bytes
                == hex("6c616e676e676865206c6561662032000000000000126700004b4f") + commitment
        )
        #expect(
            MerkleHash.sha256.leaf(leaf.bytes)
                == hex("a0e4408d82c57b12b42e55fba7e4ec2115b5ade79c6cfde9ac7582e6f1951552")
        )
        let head = SignedTreeHead(
            origin: "a1",
            tree: TreeHead(size: 3, root: sha256(Array("root".utf8))),
            time: Timestamp(microseconds: 1_665_711_030_000_000)
        )
        let signed =
            "6c616e676e67686520747265652068656164203102613100000000000000030005eaf4923dd980"
            + "4813494d137e1631bba301d5acab6e7bb7aa74ce1185d456565ef51d737677b2"
        #expect(head.signedBytes == hex(signed) && head.isWellFormed)
        var long = head
        long.origin = String(repeating: "a", count: 255)
        #expect(long.isWellFormed)
        long.origin += "b"
        #expect(!long.isWellFormed, "the signature would cover a part of it alone")
    }
}
