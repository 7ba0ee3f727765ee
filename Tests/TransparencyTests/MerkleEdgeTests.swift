import DeliverySimulation
import Testing
import Transparency

@Suite("A tree whose nodes are kept elsewhere")
struct MerkleEdgeTests {
    @Test
    func `Its nodes, roots and proofs are those of the tree in memory, whenever it is opened again`() throws {
        let all = entries(131)
        var whole = MerkleTree(hash: .sha256)
        var kept: [MerkleNode: [UInt8]] = [:]
        var edge = try #require(MerkleEdge(size: 0, peaks: [], hash: .sha256))
        for (index, entry) in all.enumerated() {
            // As after a restart: only what is kept is known.
            if index.isMultiple(of: 7) {
                let peaks = MerkleEdge.peaks(ofSize: UInt64(index)).compactMap { kept[$0] }
                edge = try #require(MerkleEdge(size: UInt64(index), peaks: peaks, hash: .sha256))
            }
            whole.append(entry)
            let made = edge.append(leafHash: MerkleHash.sha256.leaf(entry))
            for (node, hash) in try #require(made) {
                let earlier = kept.updateValue(hash, forKey: node)
                #expect(earlier == nil, "a node never changes")
            }
            #expect(edge.root == whole.head.root && edge.size == whole.size)
        }
        let nodes = kept
        let reader = MerkleReader<Missing>(size: edge.size, hash: .sha256) { node throws(Missing) in
            guard let hash = nodes[node] else { throw Missing() }
            return hash
        }
        for size in 0...UInt64(all.count) {
            #expect(try reader.head(size: size) == whole.head(size: size))
            for other in [0, 1, size / 2, size] where other <= size {
                #expect(
                    try reader.consistencyProof(firstSize: other, secondSize: size)
                        == whole.consistencyProof(firstSize: other, secondSize: size)
                )
                let proof = try reader.inclusionProof(leafIndex: other, treeSize: size)
                #expect(proof == whole.inclusionProof(leafIndex: other, treeSize: size))
                #expect((proof == nil) == (other >= size))
            }
        }
        #expect(try reader.head(size: edge.size + 1) == nil)
    }

    private struct Missing: Error {}

    @Test
    func `What cannot be the peaks of a tree is refused, and so is a hash of another length`() throws {
        let hash = MerkleHash.sha256.emptyRoot
        #expect(MerkleEdge(size: 3, peaks: [hash], hash: .sha256) == nil)
        #expect(MerkleEdge(size: 0, peaks: [hash], hash: .sha256) == nil)
        #expect(MerkleEdge(size: 1, peaks: [[1, 2]], hash: .sha256) == nil)
        var edge = try #require(MerkleEdge(size: 3, peaks: [hash, hash], hash: .sha256))
        let made = edge.append(leafHash: [1])
        #expect(made == nil && edge.size == 3)
        #expect(MerkleEdge.peaks(ofSize: 6) == [MerkleNode(level: 2, index: 0), MerkleNode(level: 1, index: 2)])
    }
}
