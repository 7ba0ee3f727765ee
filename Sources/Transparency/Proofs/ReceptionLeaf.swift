package import CivilTime

/// What the tree says of one thing that a citizen gave: a number, a day, and a commitment that tells nothing by itself.
///
/// A denunciation is a leaf like any other: that it is one stands in the commitment alone.
package struct ReceptionLeaf: Sendable, Hashable {
    /// The case's number (số vụ việc); of what was held in quarantine the number that it was held under.
    package var caseNumber: UInt64
    /// The day of reception (ngày tiếp nhận) on the province's clocks.
    package var day: Day
    /// What the slip's code opens, 32 bytes; see ``SlipOpening``.
    package var commitment: [UInt8]

    /// Makes a leaf.
    package init(caseNumber: UInt64, day: Day, commitment: [UInt8]) {
        self.caseNumber = caseNumber
        self.day = day
        self.commitment = commitment
    }

    /// What a leaf begins with: what it is, and the version of its form.
    private static let label = Array("langnghe leaf 2".utf8)

    /// The leaf's data: the label (15 bytes), the case's number (8), the days since 1970-01-01 (4, two's complement),
    /// both with the highest byte first, and the commitment (32).
    package var bytes: [UInt8] {
        Self.label + bigEndian(self.caseNumber) + bigEndian(self.day.daysSinceEpoch) + self.commitment
    }
}

/// What opens a leaf's commitment: the code on the slip, the submission's id, what was given and as what, and a salt without
/// which the code, of 45 bits, could be searched for.
package struct SlipOpening: Sendable, Hashable {
    /// The tracking code (mã tra cứu): ten symbols, capitals, without the hyphen.
    package var trackingCode: String
    /// The submission's id, 16 bytes.
    package var submissionID: [UInt8]
    /// 32 bytes that the aggregator alone can compute for the id.
    package var salt: [UInt8]
    /// The lane as the citizen chose it, by its number in submission.proto; 0 when none can be told.
    package var lane: UInt8
    /// The hash of the submission's bytes as the kiosk sent them, 32 bytes.
    package var submissionDigest: [UInt8]

    /// Makes an opening.
    package init(
        trackingCode: String,
        submissionID: [UInt8],
        salt: [UInt8],
        lane: UInt8,
        submissionDigest: [UInt8]
    ) {
        self.trackingCode = trackingCode
        self.submissionID = submissionID
        self.salt = salt
        self.lane = lane
        self.submissionDigest = submissionDigest
    }

    /// What a commitment's bytes begin with, so that they can stand for nothing else.
    private static let label = Array("langnghe slip 2".utf8)

    /// The commitment: the hash of the label, the salt, the id, the code, the lane (1 byte) and the digest, joined; each has
    /// one length, so that the joined bytes can be read in one way alone.
    package func commitment(using hash: MerkleHash) -> [UInt8] {
        hash.digest(
            Self.label + self.salt + self.submissionID + Array(self.trackingCode.utf8) + [self.lane]
                + self.submissionDigest
        )
    }

    /// Whether the parts have the lengths they must have.
    package var isWellFormed: Bool {
        self.trackingCode.utf8.count == 10 && self.submissionID.count == 16 && self.salt.count == 32
            && self.submissionDigest.count == 32
    }
}
