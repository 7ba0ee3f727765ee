import FeedbackStore
import Identity
import Transparency

/// Whether the tree of proofs is the one that the journal makes, and every published head fits it.
package struct TreeAudit: Sendable {
    /// The leaves that the tree has.
    package private(set) var leaves: UInt64 = 0
    /// The published heads of the newest origin.
    package private(set) var heads: UInt64 = 0
    /// Of those the ones that another key signed than the folder's, by key: right only if the province changed its key.
    package private(set) var otherKeys: [[UInt8]: UInt64] = [:]
    /// What is wrong, in English, with what to do.
    package private(set) var problems: [String] = []

    /// Whether nothing is wrong.
    package var isSound: Bool { self.problems.isEmpty }

    /// Checks the tree of a data folder; `nil` when it has none and need not have one.
    ///
    /// - Throws: ``OperatorError`` when the tree cannot be read.
    package static func check(_ folder: DataFolder) throws(OperatorError) -> TreeAudit? {
        guard folder.hasTree else { return try self.checkLack(folder) }
        do throws(OperatorError) {
            return try self.check(folder, TransparencyFolder.keys(folder))
        } catch {
            // The first start was cut short before there was a tree.
            if (error.cause as? StoreError)?.code == .notFound { return nil }
            guard (error.cause as? IdentityError)?.code == .notFound else { throw error }
            var audit = TreeAudit()
            audit.problems.append("transparency.key is missing. Restore it from the backup before the next start.")
            return audit
        }
    }

    /// A folder with the key and a journal had a tree: with the file the published heads are gone.
    private static func checkLack(_ folder: DataFolder) throws(OperatorError) -> TreeAudit? {
        guard folder.hasTransparencyKey, folder.hasJournal else { return nil }
        let position = try JournalAudit.reading(folder) { journal throws(StoreError) in
            try journal.newestNumbers().position
        }
        guard position > 0 else { return nil }
        var audit = TreeAudit()
        audit.problems.append(
            "transparency.sqlite is missing, and with it the heads that were published: nobody can say whether the "
                + "journal fits them. Put back its newest copy before the next start."
        )
        return audit
    }

    private static func check(_ folder: DataFolder, _ keys: TransparencyKeys) throws(OperatorError) -> TreeAudit {
        try TransparencyFolder.reading(folder) { tree throws(StoreError) in
            var audit = TreeAudit()
            do throws(OperatorError) {
                try JournalAudit.reading(folder) { journal throws(StoreError) in
                    try audit.run(tree, journal, keys)
                }
            } catch {
                audit.problems.append(error.message)
            }
            return audit
        }
    }

    private mutating func run(
        _ tree: TreeFile,
        _ journal: SQLiteFeedbackReader,
        _ keys: TransparencyKeys
    ) throws(StoreError) {
        // All grows while this reads: the heads first, for the tree is always ahead of them, and the journal of it.
        var published = try self.publishedRoots(tree, key: keys.publicKey)
        let mark = try tree.mark()
        guard mark.secret.isEmpty || mark.secret == keys.commitmentMark else {
            self.problems.append(
                "The leaves were made with another transparency.key. Restore it from the backup, then start again."
            )
            return
        }
        guard var edge = MerkleEdge(size: 0, peaks: [], hash: .sha256) else { return }
        self.compare(edge, &published)
        let maker = LeafMaker(hash: .sha256) { keys.salt(forSubmission: $0) }
        var end = JournalMark()
        var held: Set<UInt64> = []
        while let piece = try JournalPiece(after: end, in: journal, through: mark.journal.position) {
            end = piece.end
            let made = try maker.leaves(of: piece.batches).filter { leaf in
                // What is released has its leaf since it was held.
                if let number = leaf.releases, held.contains(number) { return false }
                if leaf.held != nil { held.insert(leaf.caseNumber) }
                return true
            }
            let kept = try tree.leaves(from: edge.size, limit: made.count)
            guard made == kept else {
                self.problems.append(
                    "From leaf \(edge.size) on the tree of proofs is not what the journal says. Stop the aggregator and "
                        + "put back the newest copies of both that fit; keep these files, which are evidence."
                )
                return
            }
            for leaf in made {
                _ = edge.append(leafHash: leaf.hash)
                self.compare(edge, &published)
            }
        }
        self.leaves = edge.size
        if try tree.head(size: edge.size)?.root != edge.root {
            self.problems.append(
                "The tree's nodes do not give its root. Put back the newest copy of transparency.sqlite."
            )
        }
        for size in published.keys.sorted() {
            self.problems.append(
                "A head with \(size) leaves was published, and the journal has fewer. Put back the newest journal; if it "
                    + "is lost, keep transparency.sqlite and go on under another --origin."
            )
        }
    }

    /// The roots that were published, by size; signatures are checked, and whether the folder's key made them.
    private mutating func publishedRoots(
        _ tree: TreeFile,
        key: [UInt8]
    ) throws(StoreError) -> [UInt64: Set<[UInt8]>] {
        guard let origin = try tree.newestOrigin() else { return [:] }
        var roots: [UInt64: Set<[UInt8]>] = [:]
        var count: UInt64 = 0
        var badlySigned: UInt64 = 0
        var others: [[UInt8]: UInt64] = [:]
        let check = ProofCheck(publishedKeys: [])
        try tree.forEachHead { published in
            guard published.head.origin == origin else { return }
            count += 1
            roots[published.head.tree.size, default: []].insert(published.head.tree.root)
            let findings = check.findings(of: TransparencyProof(head: published.head, inclusion: nil))
            if !findings.allSatisfy(\.isGood) {
                badlySigned += 1
            } else if published.head.publicKey != key {
                others[published.head.publicKey, default: 0] += 1
            }
        }
        self.heads = count
        self.otherKeys = others
        if badlySigned > 0 {
            self.problems.append(
                "\(badlySigned) heads have no good signature. Keep this transparency.sqlite, which is evidence, and put "
                    + "back its newest copy."
            )
        }
        return roots
    }

    private mutating func compare(_ edge: MerkleEdge, _ published: inout [UInt64: Set<[UInt8]>]) {
        guard let roots = published.removeValue(forKey: edge.size), roots != [edge.root] else { return }
        self.problems.append(
            "The head that was published with \(edge.size) leaves is not the tree's: the journal was changed, or is "
                + "another one. Keep these files, which are evidence, and put back the newest journal that fits."
        )
    }

    /// The outcome in lines.
    package var lines: [String] {
        guard !self.isSound else {
            return ["The tree of proofs fits the journal: \(self.leaves) leaves, \(self.heads) published heads."]
                + self.remarks
        }
        return ["The tree of proofs does not fit:"]
            + self.problems.flatMap { TextLayout.wrap($0, indent: "  ") } + self.remarks
    }

    private var remarks: [String] {
        self.otherKeys.sorted { $0.key.lexicographicallyPrecedes($1.key) }.flatMap { key, count in
            TextLayout.wrap(
                "\(count) of the heads \(count == 1 ? "is" : "are") signed with another key, "
                    + "\(VerificationText.hexadecimal(key)): right only if the province had that one before.",
                indent: "  "
            )
        }
    }

    /// The outcome as a JSON object.
    package var json: JSONValue {
        [
            "sound": .bool(self.isSound),
            "leaves": .natural(self.leaves),
            "heads": .natural(self.heads),
            "signed_with_another_key": .natural(self.otherKeys.values.reduce(0, +)),
            "problems": .array(self.problems.map { .text($0) }),
        ]
    }
}
