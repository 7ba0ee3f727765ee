import DeliverySimulation
import Testing
import Transparency

@Suite("Proofs that a tree only grew")
struct ConsistencyTests {
    private let hash = MerkleHash.sha256
    private let tree = TransparencyTests.tree(entries(300))
    private var definition = Definition(entries(300), .sha256)

    private mutating func check(_ first: Int, _ second: Int, _ note: String = "") {
        let proof = tree.consistencyProof(firstSize: UInt64(first), secondSize: UInt64(second))
        let verifies = proof?.verifies(from: definition.head(first), to: definition.head(second), using: hash)
        #expect(proof == definition.consistency(first, second) && verifies == true, "\(first) to \(second)\(note)")
    }

    @Test
    mutating func `Every pair of trees up to 100 leaves has the proof of the definition, and it verifies`() {
        for second in 0...100 {
            for first in 0...second { check(first, second) }
        }
    }

    @Test
    mutating func `So have pairs of trees up to 300 leaves, taken at random`() {
        let seed = UInt64.random(in: .min ... .max)
        var random = SplitMix64(seed: seed)
        for second in 101...300 {
            for _ in 0..<30 { check(Int.random(in: 0...second, using: &random), second, ", seed \(seed)") }
        }
    }

    @Test
    mutating func `A flip of any bit of path or roots of a small pair is seen`() {
        for second in 1...9 {
            for first in 1...second {
                let proof = definition.consistency(first, second)
                let (old, new) = (definition.head(first), definition.head(second))
                for bit in 0..<256 {
                    let flip = { (bytes: inout [UInt8]) in bytes[bit / 8] ^= 1 << UInt8(bit % 8) }
                    for element in proof.path.indices {
                        var flipped = proof
                        flip(&flipped.path[element])
                        #expect(!flipped.verifies(from: old, to: new, using: hash), "\(first), \(second), \(bit)")
                    }
                    var (otherOld, otherNew) = (old, new)
                    flip(&otherOld.root)
                    flip(&otherNew.root)
                    #expect(!proof.verifies(from: otherOld, to: new, using: hash), "\(first), \(second), \(bit)")
                    #expect(!proof.verifies(from: old, to: otherNew, using: hash), "\(first), \(second), \(bit)")
                }
            }
        }
    }

    @Test
    mutating func `A damaged path proves nothing`() {
        let seed = UInt64.random(in: .min ... .max)
        var random = SplitMix64(seed: seed)
        for second in 1...100 {
            for first in 0...second {
                var proof = definition.consistency(first, second)
                proof.path = damaged(proof.path, &random)
                let verifies = proof.verifies(
                    from: definition.head(first),
                    to: definition.head(second),
                    using: hash
                )
                #expect(!verifies, "\(first) to \(second), seed \(seed)")
            }
        }
    }

    @Test
    mutating func `A path is taken for other trees only where it is their own path`() {
        for second in 0...16 {
            for first in 0...second {
                let proof = definition.consistency(first, second)
                for new in 0...17 {
                    for old in 0...17 where (old, new) != (first, second) {
                        let (from, to) = (definition.head(old), definition.head(new))
                        #expect(!proof.verifies(from: from, to: to, using: hash), "\(first), \(second): \(old), \(new)")
                        let claim = ConsistencyProof(firstSize: from.size, secondSize: to.size, path: proof.path)
                        let (own, ownNext) = (definition.head(first), definition.head(second))
                        #expect(!claim.verifies(from: own, to: ownNext, using: hash), "\(first), \(second)")
                        let isOwn = old <= new && definition.proof(old, new) == proof.path
                        #expect(
                            claim.verifies(from: from, to: to, using: hash) == isOwn,
                            "\(first), \(second) as \(old), \(new)"
                        )
                    }
                }
            }
        }
    }

    @Test
    mutating func `A tree in which one leaf was changed has no proof from before`() {
        var changed = entries(20)
        changed[3] = [9, 9, 9]
        var other = Definition(changed, hash)
        for second in 4...20 {
            for first in 4...second {
                for path in [definition.proof(first, second), other.proof(first, second)] {
                    let proof = ConsistencyProof(firstSize: UInt64(first), secondSize: UInt64(second), path: path)
                    let verifies = proof.verifies(from: definition.head(first), to: other.head(second), using: hash)
                    #expect(!verifies, "\(first) to \(second)")
                }
            }
        }
    }

    @Test
    mutating func `The empty tree begins every tree, and only it does so without a path`() {
        let (empty, later) = (definition.head(0), definition.head(7))
        let proof = ConsistencyProof(firstSize: 0, secondSize: 7, path: [])
        #expect(proof.verifies(from: empty, to: later, using: hash))
        #expect(!proof.verifies(from: TreeHead(size: 0, root: later.root), to: later, using: hash))
        #expect(!proof.verifies(from: empty, to: TreeHead(size: 7, root: []), using: hash))
        let nothing = ConsistencyProof(firstSize: 0, secondSize: 0, path: [])
        #expect(nothing.verifies(from: empty, to: empty, using: hash))
        let unrooted = TreeHead(size: 0, root: later.root)
        #expect(!nothing.verifies(from: unrooted, to: unrooted, using: hash))
        for first in 1...6 {
            let proof = ConsistencyProof(firstSize: UInt64(first), secondSize: 7, path: [])
            #expect(!proof.verifies(from: definition.head(first), to: later, using: hash))
        }
    }

    @Test
    mutating func `Heads with a true root of another size are not joined`() {
        let path = definition.proof(1, 2)
        let (one, two) = (definition.head(1), definition.head(2))
        for size in [0, 1, 3, 4, .max] as [UInt64] {
            let proof = ConsistencyProof(firstSize: 1, secondSize: size, path: path)
            #expect(!proof.verifies(from: one, to: TreeHead(size: size, root: two.root), using: hash), "\(size)")
        }
        let shrinking = ConsistencyProof(firstSize: 2, secondSize: 1, path: [])
        #expect(!shrinking.verifies(from: two, to: TreeHead(size: 1, root: two.root), using: hash))
    }

    @Test
    func `A path with an element that is no hash is refused, even when the roots were made with it`() {
        let (left, right) = (hash.leaf([1]), hash.leaf([2]))
        for (start, added) in [([3], right), (right, [3])] {
            let first = TreeHead(size: 3, root: hash.node(left, start))
            let second = TreeHead(size: 4, root: hash.node(left, hash.node(start, added)))
            let proof = ConsistencyProof(firstSize: 3, secondSize: 4, path: [start, added, left])
            #expect(!proof.verifies(from: first, to: second, using: hash))
        }
    }

    @Test
    func `There is no proof to a tree that never was, or to a smaller one`() {
        #expect(tree.consistencyProof(firstSize: 1, secondSize: 301) == nil)
        #expect(tree.consistencyProof(firstSize: 0, secondSize: .max) == nil)
        #expect(tree.consistencyProof(firstSize: .max, secondSize: .max) == nil)
        #expect(tree.consistencyProof(firstSize: 8, secondSize: 7) == nil)
    }

    @Test
    func `The largest trees have proofs too`() {
        let (left, leaf) = (hash.leaf([8]), hash.leaf([7]))
        // From 2^63 leaves to one more: the new leaf is the root's right child.
        let half = TreeHead(size: 1 << 63, root: left)
        let more = TreeHead(size: 1 << 63 + 1, root: hash.node(left, leaf))
        let step = ConsistencyProof(firstSize: half.size, secondSize: more.size, path: [leaf])
        #expect(step.verifies(from: half, to: more, using: hash))
        // From 2^63 + 1 leaves to 2^64 - 1: that leaf, its right siblings on 62 levels and a root of what is left over.
        let siblings = (0..<63).map { hash.leaf([UInt8($0)]) }
        let right = siblings.reduce(leaf) { hash.node($0, $1) }
        let largest = TreeHead(size: .max, root: hash.node(left, right))
        let leap = ConsistencyProof(firstSize: more.size, secondSize: .max, path: [leaf] + siblings + [left])
        #expect(leap.verifies(from: more, to: largest, using: hash))
        let long = ConsistencyProof(
            firstSize: more.size,
            secondSize: .max,
            path: Array(repeating: leaf, count: 100_000)
        )
        #expect(!long.verifies(from: more, to: largest, using: hash))
    }
}
