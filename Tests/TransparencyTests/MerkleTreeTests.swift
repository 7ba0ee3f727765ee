import NIOConcurrencyHelpers
import Testing
import Transparency

@Suite("The append-only tree")
struct MerkleTreeTests {
    @Test
    func `Every tree up to 300 leaves has the root of the definition, as it grows and afterwards`() {
        var (definition, growing) = (Definition(entries(300), .sha256), MerkleTree(hash: .sha256))
        let grown = tree(entries(300))
        for size in 0...300 {
            let head = definition.head(size)
            #expect(growing.head == head && growing.size == head.size && grown.head(size: head.size) == head)
            if size < 300 { growing.append(definition.entries[size]) }
        }
        #expect(grown.head(size: 301) == nil && grown.head(size: .max) == nil)
    }

    @Test
    func `A tree comes back from the hashes of its leaves alone`() {
        var restored = MerkleTree(hash: .sha256)
        for entry in entries(77) {
            let isAdded = restored.append(leafHash: MerkleHash.sha256.leaf(entry))
            #expect(isAdded)
        }
        #expect(restored.head == tree(entries(77)).head)
    }

    @Test(arguments: [0, 31, 33])
    func `What is no hash is not added as a leaf's`(length: Int) {
        var refusing = tree(entries(3))
        let (head, isAdded) = (refusing.head, refusing.append(leafHash: Array(repeating: 0, count: length)))
        #expect(!isAdded && refusing.head == head)
    }

    @Test
    func `An append takes one node's hash on average, and a proof of any tree that was few`() {
        let calls = Calls()
        let counted = MerkleHash { bytes in
            calls.add()
            return sha256(bytes)
        }
        let grown = tree(entries(1000), counted)
        // One for the empty root, one a leaf, and a node wherever two subtrees of a size became one: 1000 - 6,
        // as 1000 is 0b11_1110_1000 and six complete subtrees remain.
        #expect(calls.take() == 1 + 1000 + 994)
        for size in 1...1000 as ClosedRange<UInt64> {
            let proofs = (
                grown.inclusionProof(leafIndex: size / 3, treeSize: size),
                grown.consistencyProof(firstSize: size / 3, secondSize: size), grown.head(size: size)
            )
            #expect(proofs.0 != nil && proofs.1 != nil && proofs.2 != nil)
            #expect(calls.take() <= 3 * 10, "\(size) leaves")
        }
    }

    /// Counts the calls of a hash function.
    private final class Calls: Sendable {
        private let count = NIOLockedValueBox(0)

        func add() { self.count.withLockedValue { $0 += 1 } }

        /// How many there were since the last time.
        func take() -> Int {
            self.count.withLockedValue { count in
                defer { count = 0 }
                return count
            }
        }
    }
}
