import CivilTime
public import Foundation
import Identity
import Transparency

extension FeedState {
    /// A signed head of the tree of proofs: what was received and opened a case is a leaf of it.
    ///
    /// Keep those that come: two of one size with two roots prove that somebody was lied to. Nothing is checked before
    /// you do, see ``isSigned(by:)``.
    public struct TreeHead: Sendable, Hashable {
        /// Whose tree it is.
        public let origin: String
        /// How many leaves it has.
        public let treeSize: UInt64
        /// SHA-256, 32 bytes.
        public let rootHash: [UInt8]
        /// When it was signed.
        public var signedAt: Date { Date(microseconds: self.microseconds) }
        /// Ed25519 (RFC 8032), 64 bytes.
        public let signature: [UInt8]
        /// The key that it says it is signed with, 32 bytes; anybody can make one.
        public let publicKey: [UInt8]
        /// When it was signed, to the microsecond, which a `Date` does not keep.
        let microseconds: Int64

        /// The bytes that are signed, for who checks with a library of their own.
        public var signedBytes: [UInt8] { self.signedHead.signedBytes }

        /// Whether it is signed, and with a key that is known.
        ///
        /// - Parameter publishedKey: The 32 bytes that the province published, as `langnghe transparency key` shows them.
        /// - Returns: `false` too when the head names another key.
        public func isSigned(by publishedKey: [UInt8]) -> Bool {
            ProofCheck(publishedKeys: [publishedKey])
                .findings(of: TransparencyProof(head: self.signedHead, inclusion: nil)).allSatisfy(\.isGood)
        }

        private var signedHead: SignedTreeHead {
            SignedTreeHead(
                origin: self.origin,
                tree: Transparency.TreeHead(size: self.treeSize, root: self.rootHash),
                time: Timestamp(microseconds: self.microseconds),
                signature: self.signature,
                publicKey: self.publicKey
            )
        }
    }
}
