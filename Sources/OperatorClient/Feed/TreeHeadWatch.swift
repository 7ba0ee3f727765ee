import CivilTime
import FeedbackProtocol
import Transparency

/// Compares the heads of trees of proofs that a feed tells with those it told before; pure.
struct TreeHeadWatch: Sendable {
    /// What is remembered of one origin's tree.
    private struct Known: Sendable {
        var newest: SignedTreeHead
        /// The roots by size, of the sizes heard last.
        var roots: [UInt64: [UInt8]] = [:]
        /// What was told already; the newest head comes again with every heartbeat.
        var told: Set<TreeHead> = []
    }

    /// The most sizes and origins that are remembered; beyond them all are forgotten, and it begins anew.
    private static let capacity = 10_000

    private var known: [String: Known] = [:]

    /// Takes in a head.
    ///
    /// - Returns: What is wrong with it beside those before, in English, once; `nil` when nothing is.
    mutating func alarm(_ head: SignedTreeHead) -> String? {
        guard var known = self.known[head.origin] else {
            if self.known.count >= Self.capacity { self.known = [:] }
            self.known[head.origin] = Known(newest: head, roots: [head.tree.size: head.tree.root])
            return nil
        }
        defer { self.known[head.origin] = known }
        let problem: String?
        if let root = known.roots[head.tree.size], root != head.tree.root {
            problem =
                "Two heads of the tree of \(head.origin) with \(head.tree.size) leaves have two roots: somebody is lied to."
        } else if head.tree.size < known.newest.tree.size, head.time > known.newest.time {
            problem =
                "The tree of \(head.origin) had \(known.newest.tree.size) leaves and now has \(head.tree.size): leaves "
                + "were taken out."
        } else {
            problem = nil
        }
        if known.roots.count >= Self.capacity { known.roots = [:] }
        if known.roots[head.tree.size] == nil { known.roots[head.tree.size] = head.tree.root }
        if head.tree.size >= known.newest.tree.size { known.newest = head }
        guard let problem, known.told.count < Self.capacity, known.told.insert(head.tree).inserted else { return nil }
        return problem + " Keep both heads: 'langnghe transparency heads --json' has those of the province."
    }
}
