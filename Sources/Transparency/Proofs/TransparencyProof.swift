/// What a proof file holds: a published head, and what is proven of the tree under it.
package struct TransparencyProof: Sendable, Hashable {
    /// A leaf of the tree under the head.
    package struct Inclusion: Sendable, Hashable {
        /// What the leaf says.
        package var leaf: ReceptionLeaf
        /// Whose slip it is; `nil` in a copy made to be shown around.
        package var slip: SlipOpening?
        /// Its place, from 0.
        package var leafIndex: UInt64
        /// The siblings from the leaf up to the root.
        package var path: [[UInt8]]

        /// Makes the proof of a leaf, true or not, from its parts.
        package init(leaf: ReceptionLeaf, slip: SlipOpening?, leafIndex: UInt64, path: [[UInt8]]) {
            self.leaf = leaf
            self.slip = slip
            self.leafIndex = leafIndex
            self.path = path
        }
    }

    /// An earlier head whose tree the one under the head continues.
    package struct Continuation: Sendable, Hashable {
        /// The earlier head.
        package var earlier: SignedTreeHead
        /// The nodes from which both roots follow.
        package var path: [[UInt8]]

        /// Makes the proof of a continuation, true or not, from its parts.
        package init(earlier: SignedTreeHead, path: [[UInt8]]) {
            self.earlier = earlier
            self.path = path
        }
    }

    /// The head all of it is about.
    package var head: SignedTreeHead
    /// The leaf; `nil` in a proof of consistency alone.
    package var inclusion: Inclusion?
    /// The earlier heads.
    package var continuations: [Continuation]

    /// Makes a proof, true or not, from its parts.
    package init(head: SignedTreeHead, inclusion: Inclusion?, continuations: [Continuation] = []) {
        self.head = head
        self.inclusion = inclusion
        self.continuations = continuations
    }

    /// The proofs of consistency in it.
    var links: [ConsistencyProof] {
        self.continuations.map {
            ConsistencyProof(firstSize: $0.earlier.tree.size, secondSize: self.head.tree.size, path: $0.path)
        }
    }
}
