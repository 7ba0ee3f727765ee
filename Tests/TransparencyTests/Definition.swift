import Transparency

/// The definitions of RFC 6962, section 2.1, written down as they stand there; only MTH's results are kept.
struct Definition {
    let entries: [[UInt8]]
    let hash: MerkleHash
    private var known: [Range<Int>: [UInt8]] = [:]

    init(_ entries: [[UInt8]], _ hash: MerkleHash) {
        self.entries = entries
        self.hash = hash
    }

    /// MTH(D[n]); 2.1.
    mutating func treeHash(_ d: Range<Int>) -> [UInt8] {
        if let result = self.known[d] { return result }
        let result: [UInt8]
        switch d.count {
        case 0: result = sha256([])
        case 1: result = sha256([0x00] + self.entries[d.lowerBound])
        default:
            let k = self.split(d)
            result = sha256([0x01] + self.treeHash(d.lowerBound..<k) + self.treeHash(k..<d.upperBound))
        }
        self.known[d] = result
        return result
    }

    /// PATH(m, D[n]); 2.1.1.
    ///
    /// Here m and k are counted from D[0], not from the subtree's first leaf.
    mutating func path(_ m: Int, _ d: Range<Int>) -> [[UInt8]] {
        guard d.count > 1 else { return [] }
        let k = self.split(d)
        return if m < k {
            self.path(m, d.lowerBound..<k) + [self.treeHash(k..<d.upperBound)]
        } else {
            self.path(m, k..<d.upperBound) + [self.treeHash(d.lowerBound..<k)]
        }
    }

    /// PROOF(m, D[n]); 2.1.2, and no path where there is nothing to show.
    mutating func proof(_ m: Int, _ n: Int) -> [[UInt8]] {
        m == 0 ? [] : self.subproof(m, 0..<n, true)
    }

    /// SUBPROOF(m, D[n], b); 2.1.2.
    ///
    /// Here m and k are counted from D[0], not from the subtree's first leaf.
    private mutating func subproof(_ m: Int, _ d: Range<Int>, _ b: Bool) -> [[UInt8]] {
        guard m < d.upperBound else { return b ? [] : [self.treeHash(d)] }
        let k = self.split(d)
        return if m <= k {
            self.subproof(m, d.lowerBound..<k, b) + [self.treeHash(k..<d.upperBound)]
        } else {
            self.subproof(m, k..<d.upperBound, false) + [self.treeHash(d.lowerBound..<k)]
        }
    }

    /// Where D is split: k, the largest power of two smaller than n, past its first leaf.
    private func split(_ d: Range<Int>) -> Int {
        var k = 1
        while k * 2 < d.count { k *= 2 }
        return d.lowerBound + k
    }

    mutating func head(_ size: Int) -> TreeHead {
        TreeHead(size: UInt64(size), root: self.treeHash(0..<size))
    }

    mutating func inclusion(_ index: Int, _ size: Int) -> InclusionProof {
        InclusionProof(leafIndex: UInt64(index), treeSize: UInt64(size), path: self.path(index, 0..<size))
    }

    mutating func consistency(_ first: Int, _ second: Int) -> ConsistencyProof {
        ConsistencyProof(firstSize: UInt64(first), secondSize: UInt64(second), path: self.proof(first, second))
    }
}
