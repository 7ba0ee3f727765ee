import DeliverySimulation
import Testing
import Transparency

@Suite("Proofs that a tree holds a leaf")
struct InclusionTests {
    private let hash = MerkleHash.sha256
    private let tree = TransparencyTests.tree(entries(300))
    private var definition = Definition(entries(300), .sha256)

    @Test
    mutating func `Every leaf of every tree up to 300 leaves has the path of the definition, and it verifies`() {
        for size in 1...300 {
            let head = definition.head(size)
            for index in 0..<size {
                let proof = tree.inclusionProof(leafIndex: UInt64(index), treeSize: UInt64(size))
                let verifies = proof?.verifies(definition.treeHash(index..<index + 1), in: head, using: hash)
                #expect(proof == definition.inclusion(index, size) && verifies == true, "leaf \(index) of \(size)")
            }
        }
    }

    @Test
    mutating func `A flip of any bit of path, leaf or root of a small tree is seen`() {
        for size in 1...9 {
            for index in 0..<size {
                let (proof, head) = (definition.inclusion(index, size), definition.head(size))
                let leafHash = definition.treeHash(index..<index + 1)
                for bit in 0..<256 {
                    let flip = { (bytes: inout [UInt8]) in bytes[bit / 8] ^= 1 << UInt8(bit % 8) }
                    for element in proof.path.indices {
                        var flipped = proof
                        flip(&flipped.path[element])
                        #expect(!flipped.verifies(leafHash, in: head, using: hash), "\(index), \(size), \(bit)")
                    }
                    var (otherLeaf, otherHead) = (leafHash, head)
                    flip(&otherLeaf)
                    flip(&otherHead.root)
                    #expect(!proof.verifies(otherLeaf, in: head, using: hash), "\(index), \(size), \(bit)")
                    #expect(!proof.verifies(leafHash, in: otherHead, using: hash), "\(index), \(size), \(bit)")
                }
            }
        }
    }

    @Test
    mutating func `A damaged path proves nothing`() {
        let seed = UInt64.random(in: .min ... .max)
        var random = SplitMix64(seed: seed)
        for size in 1...300 {
            for index in 0..<size {
                var proof = definition.inclusion(index, size)
                proof.path = damaged(proof.path, &random)
                // The only leaf's path is empty, and damage adds to it; the path of one element may be cut to that.
                let verifies = proof.verifies(
                    definition.treeHash(index..<index + 1),
                    in: definition.head(size),
                    using: hash
                )
                #expect(!verifies, "leaf \(index) of \(size), seed \(seed)")
            }
        }
    }

    @Test
    mutating func `A path proves its own leaf at its own index, no other`() {
        for size in 1...40 {
            let head = definition.head(size)
            for index in 0..<size {
                let proof = definition.inclusion(index, size)
                for other in 0..<size + 2 where other != index {
                    let claim = InclusionProof(leafIndex: UInt64(other), treeSize: proof.treeSize, path: proof.path)
                    let (own, others) = (definition.treeHash(index..<index + 1), definition.treeHash(other..<other + 1))
                    #expect(!claim.verifies(own, in: head, using: hash), "\(index) as \(other) of \(size)")
                    #expect(!proof.verifies(others, in: head, using: hash), "\(other) for \(index) of \(size)")
                }
            }
        }
    }

    @Test
    mutating func `A path is taken for another tree only where it is that tree's own path`() {
        for size in 1...40 {
            for index in 0..<size {
                let (proof, leafHash) = (definition.inclusion(index, size), definition.treeHash(index..<index + 1))
                for other in 0...45 where other != size {
                    let head = definition.head(other)
                    let claim = InclusionProof(leafIndex: proof.leafIndex, treeSize: head.size, path: proof.path)
                    let isOwn = index < other && definition.path(index, 0..<other) == proof.path
                    #expect(!proof.verifies(leafHash, in: head, using: hash), "\(index) of \(size) in \(other)")
                    #expect(!claim.verifies(leafHash, in: definition.head(size), using: hash), "\(index) of \(size)")
                    #expect(claim.verifies(leafHash, in: head, using: hash) == isOwn, "\(index): \(size) as \(other)")
                }
            }
        }
    }

    @Test
    func `There is no path in a tree that never was, or to a leaf outside`() {
        #expect(tree.inclusionProof(leafIndex: 0, treeSize: 0) == nil)
        #expect(tree.inclusionProof(leafIndex: 5, treeSize: 5) == nil)
        #expect(tree.inclusionProof(leafIndex: 0, treeSize: 301) == nil)
        #expect(tree.inclusionProof(leafIndex: .max, treeSize: .max) == nil)
        #expect(MerkleTree(hash: hash).inclusionProof(leafIndex: 0, treeSize: 1) == nil)
    }

    @Test
    func `Bytes moved between a node's halves are not taken for hashes`() {
        let (left, right) = (hash.leaf([1]), hash.leaf([2]))
        let head = TreeHead(size: 2, root: hash.node(left, right))
        let proof = InclusionProof(leafIndex: 0, treeSize: 2, path: [Array(right.dropFirst())])
        #expect(hash.node(left + right.prefix(1), proof.path[0]) == head.root)
        #expect(!proof.verifies(left + right.prefix(1), in: head, using: hash))
        // Refused as well when the root was made so.
        let odd = TreeHead(size: 2, root: hash.node(left, [3]))
        #expect(!InclusionProof(leafIndex: 0, treeSize: 2, path: [[3]]).verifies(left, in: odd, using: hash))
        let none = InclusionProof(leafIndex: 0, treeSize: 1, path: [])
        #expect(!none.verifies([], in: TreeHead(size: 1, root: []), using: hash))
    }

    @Test
    func `The largest trees have proofs too`() {
        // 2^63 + 1 leaves: the last one is the root's right child.
        let (leaf, left) = (hash.leaf([7]), hash.leaf([8]))
        let head = TreeHead(size: 1 << 63 + 1, root: hash.node(left, leaf))
        #expect(
            InclusionProof(leafIndex: 1 << 63, treeSize: head.size, path: [left]).verifies(leaf, in: head, using: hash)
        )
        // 2^64 - 1 leaves: the last one, of index 2^64 - 2, has no sibling, then left ones on 63 levels.
        let path = (0..<63).map { hash.leaf([UInt8($0)]) }
        let largest = TreeHead(size: .max, root: path.reduce(leaf) { hash.node($1, $0) })
        let proof = InclusionProof(leafIndex: .max - 1, treeSize: .max, path: path)
        #expect(proof.verifies(leaf, in: largest, using: hash))
        let long = InclusionProof(leafIndex: 0, treeSize: .max, path: Array(repeating: left, count: 100_000))
        #expect(!long.verifies(leaf, in: largest, using: hash))
    }
}
