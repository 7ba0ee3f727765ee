import CaseLifecycle
import FeedbackStore
import Identity
import Transparency

/// Proves to the holder of a slip that the case is in the published tree.
struct ProofMaker: Sendable {
    /// The most earlier heads of one proof.
    private static let mostContinuations = 16

    /// What becomes of the wish for a proof.
    enum Outcome {
        case proof(TransparencyProof)
        /// No published head has the leaf yet; the next one will.
        case notYet
        /// The case is a part that a mixed entry was split into: the slip is the whole's.
        case isPart
        /// The tree does not fit the head that was published: no proof will come, and the slip is evidence.
        case unfit
    }

    private let tree: TreeFile
    private let leaves: LeafMaker
    private let origin: String
    private let standing: TreeStandingBox

    init(tree: TreeFile, keys: TransparencyKeys, origin: String, standing: TreeStandingBox) {
        self.tree = tree
        self.leaves = LeafMaker(keys)
        self.origin = origin
        self.standing = standing
    }

    /// Proves that a case's leaf is in the tree under the newest head.
    ///
    /// - Parameters:
    ///   - file: The case.
    ///   - earlierSizes: The sizes of trees whose continuation is to be proven too.
    /// - Returns: The proof, checked, or why there is none.
    /// - Throws: ``StoreError`` when the tree cannot be read.
    func proof(of file: CaseFile, earlierSizes: [UInt64]) throws(StoreError) -> Outcome {
        guard file.partOf == nil else { return .isPart }
        let slip = HeldSlip(
            trackingCode: file.reception.trackingCode.symbols,
            submissionID: file.reception.id.bytes
        )
        return try self.proof(of: file.number, slip, earlierSizes: earlierSizes)
    }

    /// Proves that the leaf of something that went to quarantine is in the tree under the newest head.
    ///
    /// - Parameters:
    ///   - number: The number that it is held under.
    ///   - earlierSizes: As of a case.
    /// - Returns: The proof, checked, or why there is none.
    /// - Throws: ``StoreError`` when the tree cannot be read.
    func proof(ofHeld number: UInt64, earlierSizes: [UInt64]) throws(StoreError) -> Outcome {
        try self.proof(of: number, nil, earlierSizes: earlierSizes)
    }

    /// The proof of what went to quarantine with a tracking code; `nil` when nothing did.
    func proof(ofHeldCode code: TrackingCode, earlierSizes: [UInt64]) throws(StoreError) -> Outcome? {
        guard let number = try self.tree.held(trackingCode: code.symbols).first else { return nil }
        return try self.proof(ofHeld: number, earlierSizes: earlierSizes)
    }

    private func proof(
        of number: UInt64,
        _ slip: HeldSlip?,
        earlierSizes: [UInt64]
    ) throws(StoreError) -> Outcome {
        guard let published = try self.tree.largestHead(of: self.origin),
            let found = try self.tree.inclusion(ofCase: number, treeSize: published.head.tree.size)
        else { return try self.lack(of: number) }
        let head = published.head
        // What was held has the leaf of the slip as it was then, whatever was mended since.
        guard let slip = found.leaf.held ?? slip else { return .unfit }
        let (leaf, opening) = self.leaves.opened(
            found.leaf,
            trackingCode: slip.trackingCode,
            submissionID: slip.submissionID
        )
        guard MerkleHash.sha256.leaf(leaf.bytes) == found.leaf.hash,
            found.proof.verifies(found.leaf.hash, in: head.tree, using: .sha256)
        else { return .unfit }
        return .proof(
            TransparencyProof(
                head: head,
                inclusion: TransparencyProof.Inclusion(
                    leaf: leaf,
                    slip: opening,
                    leafIndex: found.proof.leafIndex,
                    path: found.proof.path
                ),
                continuations: try self.continuations(of: head, from: earlierSizes)
            )
        )
    }

    /// Why there is no leaf: it is to come, or it is gone though a published head has it.
    private func lack(of number: UInt64) throws(StoreError) -> Outcome {
        switch self.standing.standing {
        case .building, .delayed: return .notYet
        case .stopped: return .unfit
        case .published:
            let published = try self.tree.largestHead(of: self.origin)
            return number <= published?.position ?? 0 ? .unfit : .notYet
        }
    }

    private func continuations(
        of head: SignedTreeHead,
        from sizes: [UInt64]
    ) throws(StoreError) -> [TransparencyProof.Continuation] {
        var continuations: [TransparencyProof.Continuation] = []
        for size in Set(sizes.prefix(Self.mostContinuations)).sorted() where size > 0 && size < head.tree.size {
            guard let earlier = try self.tree.head(of: self.origin, size: size, preferring: head.publicKey)?.head,
                let proof = try self.tree.consistency(from: size, to: head.tree.size)
            else { continue }
            continuations.append(TransparencyProof.Continuation(earlier: earlier, path: proof.path))
        }
        return continuations
    }
}

extension Parts {
    /// What makes proofs.
    var proofs: ProofMaker {
        ProofMaker(
            tree: self.tree,
            keys: self.treeKeys,
            origin: self.configuration.origin,
            standing: self.treeStanding
        )
    }
}
