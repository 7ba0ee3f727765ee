import CaseLifecycle
import CivilTime
package import Transparency

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Makes the leaves of the tree of proofs: a pure function of what was received and of the secret behind the salts.
package struct LeafMaker: Sendable {
    private let hash: MerkleHash
    private let salt: @Sendable (_ submissionID: [UInt8]) -> [UInt8]

    /// Makes a maker.
    ///
    /// - Parameters:
    ///   - hash: SHA-256.
    ///   - salt: The salt of a submission's commitment, 32 bytes, which only holders of a secret can compute.
    package init(hash: MerkleHash, salt: @escaping @Sendable (_ submissionID: [UInt8]) -> [UInt8]) {
        self.hash = hash
        self.salt = salt
    }

    /// What opens the commitment of a leaf, and the leaf that it makes.
    ///
    /// - Parameters:
    ///   - leaf: The leaf as the tree keeps it.
    ///   - code: The code on the slip, ten symbols.
    ///   - id: The submission's id, 16 bytes.
    /// - Returns: Both; the leaf's hash is ``TreeLeaf/hash`` when it was made of this code and id.
    package func opened(
        _ leaf: TreeLeaf,
        trackingCode code: String,
        submissionID id: [UInt8]
    ) -> (leaf: ReceptionLeaf, opening: SlipOpening) {
        let opening = SlipOpening(
            trackingCode: code,
            submissionID: id,
            salt: self.salt(id),
            lane: leaf.lane,
            submissionDigest: leaf.submissionDigest
        )
        let opened = ReceptionLeaf(
            caseNumber: leaf.caseNumber,
            day: leaf.day,
            commitment: opening.commitment(using: self.hash)
        )
        return (opened, opening)
    }

    /// The leaf of a reception, as the tree keeps it.
    package func leaf(of reception: CitizensReception) -> TreeLeaf {
        let (code, id) = (reception.slip.trackingCode.symbols, reception.slip.submissionID.bytes)
        var leaf = TreeLeaf(
            caseNumber: reception.number,
            hash: [],
            day: reception.receivedAt.localDay,
            lane: reception.slip.lane,
            submissionDigest: self.hash.digest(Array(reception.submission))
        )
        switch reception.way {
        case .opened: break
        case .held: leaf.held = HeldSlip(trackingCode: code, submissionID: id)
        case .released(let number): leaf.releases = number
        }
        leaf.hash = self.hash.leaf(self.opened(leaf, trackingCode: code, submissionID: id).leaf.bytes)
        return leaf
    }

    /// The leaves of some batches of the journal, in their order.
    ///
    /// What is released has one here, too; the tree adds it only when it has none since it was held.
    ///
    /// - Throws: ``StoreError`` when a batch is none of this version's journal.
    package func leaves(of batches: some Sequence<JournalBatchRecord>) throws(StoreError) -> [TreeLeaf] {
        var leaves: [TreeLeaf] = []
        for batch in batches {
            for reception in try batch.receptions() { leaves.append(self.leaf(of: reception)) }
        }
        return leaves
    }
}
