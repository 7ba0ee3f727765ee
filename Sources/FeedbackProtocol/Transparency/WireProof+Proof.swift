import CivilTime
import FoundationEssentials
package import Transparency

extension WireTreeHead {
    /// A head on the wire.
    package init(_ head: SignedTreeHead) {
        self = .make {
            $0.origin = head.origin
            $0.treeSize = head.tree.size
            $0.rootHash = Data(head.tree.root)
            $0.time = head.time.microseconds
            $0.signature = Data(head.signature)
            $0.publicKey = Data(head.publicKey)
        }
    }

    /// The head, signed by whomever.
    package var head: SignedTreeHead {
        SignedTreeHead(
            origin: self.origin,
            tree: TreeHead(size: self.treeSize, root: Array(self.rootHash)),
            time: Timestamp(microseconds: self.time),
            signature: Array(self.signature),
            publicKey: Array(self.publicKey)
        )
    }
}

extension WireProof {
    /// A proof on the wire.
    package init(_ proof: TransparencyProof) {
        self = .make {
            $0.head = WireTreeHead(proof.head)
            $0.continuations = proof.continuations.map { continuation in
                .make {
                    $0.earlier = WireTreeHead(continuation.earlier)
                    $0.path = continuation.path.map { Data($0) }
                }
            }
            guard let inclusion = proof.inclusion else { return }
            $0.leaf = .make {
                $0.caseNumber = inclusion.leaf.caseNumber
                $0.day = inclusion.leaf.day.daysSinceEpoch
                $0.commitment = Data(inclusion.leaf.commitment)
            }
            if let slip = inclusion.slip {
                $0.slip = .make {
                    $0.trackingCode = slip.trackingCode
                    $0.submissionID = Data(slip.submissionID)
                    $0.salt = Data(slip.salt)
                    $0.lane = WireLane(rawValue: Int(slip.lane)) ?? .unspecified
                    $0.submissionDigest = Data(slip.submissionDigest)
                }
            }
            $0.leafIndex = inclusion.leafIndex
            $0.path = inclusion.path.map { Data($0) }
        }
    }

    /// The proof, true or not.
    package var proof: TransparencyProof {
        TransparencyProof(
            head: self.head.head,
            inclusion: self.hasLeaf ? self.inclusion : nil,
            continuations: self.continuations.map { wire in
                TransparencyProof.Continuation(earlier: wire.earlier.head, path: wire.path.map { Array($0) })
            }
        )
    }

    private var inclusion: TransparencyProof.Inclusion {
        TransparencyProof.Inclusion(
            leaf: ReceptionLeaf(
                caseNumber: self.leaf.caseNumber,
                day: Day(daysSinceEpoch: self.leaf.day),
                commitment: Array(self.leaf.commitment)
            ),
            slip: self.hasSlip
                ? SlipOpening(
                    trackingCode: self.slip.trackingCode,
                    submissionID: Array(self.slip.submissionID),
                    salt: Array(self.slip.salt),
                    lane: UInt8(clamping: self.slip.lane.rawValue),
                    submissionDigest: Array(self.slip.submissionDigest)
                ) : nil,
            leafIndex: self.leafIndex,
            path: self.path.map { Array($0) }
        )
    }
}
