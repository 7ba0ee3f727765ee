/// What one check of a proof came to.
package struct ProofFinding: Sendable, Hashable {
    /// What is checked.
    package enum Check: String, Sendable, Hashable, CaseIterable {
        /// The head is signed with the key that was published.
        case key
        /// The head's signature.
        case signature
        /// The leaf is of the slip that somebody holds.
        case code
        /// The slip's code is the one that the leaf commits to.
        case slip
        /// The leaf is in the tree.
        case inclusion
        /// Another head is of the same aggregator's tree.
        case origin
        /// The trees of two heads are one tree at two times.
        case consistency
        /// There is a proof of that.
        case missingConsistency = "missing-consistency"
    }

    /// What it is checked of.
    package enum Subject: Sendable, Hashable {
        case head(SignedTreeHead)
        case leaf
    }

    package let check: Check
    package let subject: Subject
    package let isGood: Bool

    /// Whether it tells against the proof; what is not good may also only lack a link to another head.
    package var isRefuted: Bool { !self.isGood && self.check != .missingConsistency && self.check != .origin }

    init(_ check: Check, _ subject: Subject, isGood: Bool) {
        self.check = check
        self.subject = subject
        self.isGood = isGood
    }
}
