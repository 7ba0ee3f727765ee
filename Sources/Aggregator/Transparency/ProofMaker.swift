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
        /// The tree does not fit the head that was published; the log has said so.
        case unfit
    }

    private let tree: TreeFile
    private let leaves: LeafMaker
    private let origin: String

    init(tree: TreeFile, keys: TransparencyKeys, origin: String) {
        self.tree = tree
        self.leaves = LeafMaker(keys)
        self.origin = origin
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
        guard let head = try self.tree.largestHead(of: self.origin)?.head,
            let found = try self.tree.inclusion(ofCase: file.number, treeSize: head.tree.size)
        else { return .notYet }
        let reception = CitizensReception(
            caseNumber: file.number,
            submissionID: file.reception.id,
            trackingCode: file.reception.trackingCode,
            receivedAt: file.reception.receivedAt
        )
        let leaf = self.leaves.leaf(of: reception)
        guard MerkleHash.sha256.leaf(leaf.bytes) == found.leafHash,
            found.proof.verifies(found.leafHash, in: head.tree, using: .sha256)
        else { return .unfit }
        return .proof(
            TransparencyProof(
                head: head,
                inclusion: TransparencyProof.Inclusion(
                    leaf: leaf,
                    slip: self.leaves.opening(of: reception),
                    leafIndex: found.proof.leafIndex,
                    path: found.proof.path
                ),
                continuations: try self.continuations(of: head, from: earlierSizes)
            )
        )
    }

    private func continuations(
        of head: SignedTreeHead,
        from sizes: [UInt64]
    ) throws(StoreError) -> [TransparencyProof.Continuation] {
        var continuations: [TransparencyProof.Continuation] = []
        for size in Set(sizes.prefix(Self.mostContinuations)).sorted() where size > 0 && size < head.tree.size {
            guard let earlier = try self.tree.head(of: self.origin, size: size)?.head,
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
        ProofMaker(tree: self.tree, keys: self.treeKeys, origin: self.configuration.origin)
    }
}
