/// Checks a proof with nothing but the proof: no network, no data folder; pure.
package struct ProofCheck: Sendable {
    /// Whether a signature over bytes was made with the secret half of a public key.
    package typealias SignatureCheck =
        @Sendable (_ signature: [UInt8], _ bytes: [UInt8], _ publicKey: [UInt8]) -> Bool

    private let hash: MerkleHash
    private let isSigned: SignatureCheck
    private let publishedKeys: Set<[UInt8]>

    /// Makes a check.
    ///
    /// - Parameters:
    ///   - hash: SHA-256.
    ///   - publishedKeys: The public keys that the province published, the one in use and those before; none to take the
    ///     one that the head names, which proves nothing by itself.
    ///   - isSigned: Ed25519.
    package init(hash: MerkleHash, publishedKeys: Set<[UInt8]>, isSigned: @escaping SignatureCheck) {
        self.hash = hash
        self.isSigned = isSigned
        self.publishedKeys = publishedKeys
    }

    /// What was checked and what came of it, in this order.
    ///
    /// - Parameters:
    ///   - proof: The proof.
    ///   - noted: Heads that somebody noted down when they were published, and proofs between heads.
    ///   - code: The ten symbols on the slip that somebody holds: a proof may hold and be another slip's. `nil` to leave
    ///     that to whoever holds it.
    /// - Returns: The findings; the proof holds when none of them failed.
    package func findings(
        of proof: TransparencyProof,
        noted: [TransparencyProof] = [],
        code: String? = nil
    ) -> [ProofFinding] {
        var findings = [self.finding(ofHead: proof.head, beside: proof.head)]
        if let code {
            findings.append(ProofFinding(.code, .leaf, isGood: proof.inclusion?.slip?.trackingCode == code))
        }
        if let inclusion = proof.inclusion { findings += self.findings(of: inclusion, under: proof.head.tree) }
        let links = ([proof] + noted).flatMap(\.links)
        var seen: Set<SignedTreeHead> = [proof.head]
        let heads = ([proof] + noted).flatMap { $0.continuations.map(\.earlier) + [$0.head] }
        for head in heads where seen.insert(head).inserted {
            findings.append(self.finding(of: head, beside: proof.head, links))
        }
        return findings
    }

    /// Whether a head is signed with a published key, or else with the one that `main` names: one of another key could be
    /// anybody's.
    private func finding(ofHead head: SignedTreeHead, beside main: SignedTreeHead) -> ProofFinding {
        var keys = self.publishedKeys
        if keys.isEmpty {
            keys = [main.publicKey]
        } else if !head.publicKey.isEmpty {
            guard keys.contains(head.publicKey) else { return ProofFinding(.key, .head(head), isGood: false) }
            keys = [head.publicKey]
        }
        let isGood =
            self.hash.isWellFormed(head.tree.root) && head.isWellFormed
            && keys.contains { self.isSigned(head.signature, head.signedBytes, $0) }
        return ProofFinding(.signature, .head(head), isGood: isGood)
    }

    private func findings(of inclusion: TransparencyProof.Inclusion, under head: TreeHead) -> [ProofFinding] {
        var findings: [ProofFinding] = []
        if let slip = inclusion.slip {
            let commitment = slip.commitment(using: self.hash)
            findings.append(
                ProofFinding(.slip, .leaf, isGood: slip.isWellFormed && commitment == inclusion.leaf.commitment)
            )
        }
        let proof = InclusionProof(leafIndex: inclusion.leafIndex, treeSize: head.size, path: inclusion.path)
        let leafHash = self.hash.leaf(inclusion.leaf.bytes)
        let isGood =
            inclusion.leaf.commitment.count == 32 && proof.verifies(leafHash, in: head, using: self.hash)
        findings.append(ProofFinding(.inclusion, .leaf, isGood: isGood))
        return findings
    }

    /// Whether the tree of a head that somebody has and the one of the proof are the same tree at two times.
    private func finding(
        of other: SignedTreeHead,
        beside head: SignedTreeHead,
        _ links: [ConsistencyProof]
    ) -> ProofFinding {
        let signature = self.finding(ofHead: other, beside: head)
        guard signature.isGood else { return signature }
        guard other.origin == head.origin else { return ProofFinding(.origin, .head(other), isGood: false) }
        let (first, second) = other.tree.size < head.tree.size ? (other.tree, head.tree) : (head.tree, other.tree)
        // Equal trees, and the empty one, need no path.
        let bare = ConsistencyProof(firstSize: first.size, secondSize: second.size, path: [])
        let isBare = first.size == second.size || first.size == 0
        let links = links.filter { $0.firstSize == first.size && $0.secondSize == second.size }
        guard isBare || !links.isEmpty else {
            return ProofFinding(.missingConsistency, .head(other), isGood: false)
        }
        let isGood = ((isBare ? [bare] : []) + links).contains {
            $0.verifies(from: first, to: second, using: self.hash)
        }
        return ProofFinding(.consistency, .head(other), isGood: isGood)
    }
}
