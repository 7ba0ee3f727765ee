import CaseLifecycle
import CivilTime
package import Transparency

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

    /// What opens the commitment of a reception.
    package func opening(of reception: CitizensReception) -> SlipOpening {
        let id = reception.submissionID.bytes
        return SlipOpening(trackingCode: reception.trackingCode.symbols, submissionID: id, salt: self.salt(id))
    }

    /// The leaf of a reception.
    package func leaf(of reception: CitizensReception) -> ReceptionLeaf {
        ReceptionLeaf(
            caseNumber: reception.caseNumber,
            day: reception.receivedAt.localDay,
            commitment: self.opening(of: reception).commitment(using: self.hash)
        )
    }

    /// The leaves of some batches of the journal, in their order.
    ///
    /// - Throws: ``StoreError`` when a batch is none of this version's journal.
    package func leaves(of batches: some Sequence<JournalBatchRecord>) throws(StoreError) -> [TreeLeaf] {
        var leaves: [TreeLeaf] = []
        for batch in batches {
            for reception in try batch.receptions() {
                leaves.append(
                    TreeLeaf(
                        caseNumber: reception.caseNumber,
                        hash: self.hash.leaf(self.leaf(of: reception).bytes)
                    )
                )
            }
        }
        return leaves
    }
}
