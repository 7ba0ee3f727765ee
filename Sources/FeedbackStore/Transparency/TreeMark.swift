package import CivilTime
package import Transparency

/// How far the journal is in the tree, and with which secret.
package struct TreeMark: Sendable, Hashable {
    /// The newest position, and the hash of the batch that ends there.
    package var journal: JournalMark
    /// Tells which secret the leaves' commitments were made with; empty for none.
    package var secret: [UInt8]

    /// Makes a mark.
    package init(journal: JournalMark = JournalMark(), secret: [UInt8] = []) {
        self.journal = journal
        self.secret = secret
    }
}

/// A leaf as it is kept: whose it is, its hash, and what is hashed but for the secret and the slip.
package struct TreeLeaf: Sendable, Hashable {
    /// The case's number; of what was held in quarantine the number that it was held under.
    package var caseNumber: UInt64
    /// 32 bytes.
    package var hash: [UInt8]
    /// The day of reception on the province's clocks.
    package var day: Day
    /// The lane the citizen chose, by its number in submission.proto.
    package var lane: UInt8
    /// The hash of the submission's bytes.
    package var submissionDigest: [UInt8]
    /// The slip of what went to quarantine; `nil` for others.
    package var held: HeldSlip?
    /// The number that a released one was held under; `nil` for others.
    package var releases: UInt64?

    /// Makes a leaf of what was neither held nor released.
    package init(
        caseNumber: UInt64,
        hash: [UInt8],
        day: Day = Day(daysSinceEpoch: 0),
        lane: UInt8 = 0,
        submissionDigest: [UInt8] = []
    ) {
        self.caseNumber = caseNumber
        self.hash = hash
        self.day = day
        self.lane = lane
        self.submissionDigest = submissionDigest
    }
}

/// What the slip of something that went to quarantine says: its citizen looks for it before, or after, an operator decides.
package struct HeldSlip: Sendable, Hashable {
    /// Ten symbols.
    package let trackingCode: String
    /// 16 bytes.
    package let submissionID: [UInt8]

    /// Takes the facts together.
    package init(trackingCode: String, submissionID: [UInt8]) {
        self.trackingCode = trackingCode
        self.submissionID = submissionID
    }
}

/// A leaf with the proof that it is in a tree.
package struct LeafInclusion: Sendable, Hashable {
    /// The leaf.
    package let leaf: TreeLeaf
    /// That it is there.
    package let proof: InclusionProof
}
