import CivilTime
import GRDB
package import Transparency

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The tree of proofs in a file of its own: leaves and nodes, which are a function of the journal and of a secret, and
/// the heads that were published, which are kept for ever.
///
/// Beside the store and not in it, so that it never keeps a kiosk's receipt waiting. One thread writes; others, and other
/// processes, read at the same time.
package final class TreeFile: Sendable {
    let database: any DatabaseReader
    /// `nil` when the file is read alone.
    private let pool: DatabasePool?
    let hash: MerkleHash

    /// Opens the file, making it when there is none.
    ///
    /// - Parameters:
    ///   - path: The database file; only one aggregator may have it.
    ///   - hash: The hashing of leaves and nodes.
    /// - Throws: ``StoreError`` with `damaged`, `not-a-store` or `newer-version`.
    package init(path: String, hash: MerkleHash) throws(StoreError) {
        // A head is on the disk before anybody is told of it.
        let pool = try TreeSchema.kind.openWriting(path, isDurable: true)
        self.pool = pool
        self.database = pool
        self.hash = hash
    }

    /// Opens an existing file to read it, also while an aggregator writes it; never changes it.
    ///
    /// - Throws: ``StoreError`` with `not-found`, `not-a-store` or `newer-version`.
    package init(readingPath path: String, hash: MerkleHash) throws(StoreError) {
        self.database = try TreeSchema.kind.openReading(
            path,
            missing: "There is no tree of proofs at the configured place. Start the aggregator once.",
            unfinished: StoreError(.notFound, "The tree of proofs was never finished. Start the aggregator once.")
        )
        self.pool = nil
        self.hash = hash
    }

    /// Closes the file.
    package func close() throws(StoreError) {
        try storing { try self.database.close() }
    }

    /// Changes the file in one transaction.
    func writing<Result>(_ work: (Database) throws -> Result) throws(StoreError) -> Result {
        guard let pool = self.pool else {
            throw StoreError(
                .readOnly,
                "The tree of proofs was opened to be read. Stop the aggregator, then try again."
            )
        }
        return try storing { try pool.write(work) }
    }

    /// Reads one state.
    func reading<Result>(_ work: (Database) throws -> Result) throws(StoreError) -> Result {
        try storing { try self.database.read(work) }
    }

    // MARK: Leaves

    /// How far the journal is in the tree.
    package func mark() throws(StoreError) -> TreeMark {
        try self.reading { try Self.mark(in: $0) }
    }

    private static func mark(in database: Database) throws -> TreeMark {
        let row = try Row.fetchOne(database, sql: "SELECT position, hash, secret_mark FROM tree_mark")
        return try row.map { row in
            TreeMark(
                journal: try JournalMark(row),
                secret: try row.bytes("secret_mark")
            )
        } ?? TreeMark()
    }

    /// The number of leaves.
    package func size() throws(StoreError) -> UInt64 {
        try self.reading { try Self.size(in: $0) }
    }

    static func size(in database: Database) throws -> UInt64 {
        try UInt64.fetchOne(database, sql: "SELECT max(leaf) + 1 FROM tree_leaf") ?? 0
    }

    /// Forgets leaves and nodes, so that they are made again from the journal; the heads stay.
    package func reset() throws(StoreError) {
        try self.writing { database in
            for table in TreeSchema.ofJournal { try database.execute(sql: "DELETE FROM \(table)") }
        }
    }

    /// Adds the leaves of a piece of the journal, and notes how far it goes, in one transaction.
    ///
    /// What is released and has its leaf since it was held gets none again.
    ///
    /// - Parameters:
    ///   - leaves: The leaves, by ascending case number.
    ///   - earlier: The mark that the piece follows.
    ///   - mark: Where it ends.
    /// - Returns: Whether they were added; `false`, and nothing is changed, when the file is at another mark.
    /// - Throws: ``StoreError`` when the disk fails, or the file has not the nodes it must have.
    package func append(_ leaves: [TreeLeaf], from earlier: TreeMark, through mark: TreeMark) throws(StoreError) -> Bool
    {
        try self.writing { database in
            guard try Self.mark(in: database) == earlier else { return false }
            let size = try Self.size(in: database)
            let peaks = try MerkleEdge.peaks(ofSize: size).map { try Self.node($0, in: database) }
            guard var edge = MerkleEdge(size: size, peaks: peaks, hash: self.hash) else {
                throw StoredValueProblem(table: "tree_node")
            }
            for leaf in leaves {
                guard try !Self.isReleased(leaf, in: database) else { continue }
                try Self.insert(leaf, at: edge.size, in: database)
                guard let made = edge.append(leafHash: leaf.hash) else { throw StoredValueProblem(table: "tree_node") }
                for (node, hash) in made {
                    try database.run(
                        "INSERT INTO tree_node (level, place, hash) VALUES (?, ?, ?)",
                        [node.level, node.index.stored, Data(hash)]
                    )
                }
            }
            try database.run(
                "INSERT OR REPLACE INTO tree_mark (id, position, hash, secret_mark) VALUES (1, ?, ?, ?)",
                [mark.journal.position.stored, Data(mark.journal.hash), Data(mark.secret)]
            )
            return true
        }
    }

    /// Whether a leaf is of something that has one since it was held; it is noted then which.
    private static func isReleased(_ leaf: TreeLeaf, in database: Database) throws -> Bool {
        guard let number = leaf.releases,
            try Bool.fetchOne(
                database.cachedStatement(sql: "SELECT EXISTS (SELECT * FROM tree_held WHERE number = ?)"),
                arguments: [number.stored]
            ) == true
        else { return false }
        try database.run(
            "INSERT INTO tree_release (case_number, number) VALUES (?, ?)",
            [leaf.caseNumber.stored, number.stored]
        )
        return true
    }

    private static func insert(_ leaf: TreeLeaf, at place: UInt64, in database: Database) throws {
        try database.run(
            "INSERT INTO tree_leaf (leaf, case_number, day, lane, digest, releases) VALUES (?, ?, ?, ?, ?, ?)",
            [
                place.stored, leaf.caseNumber.stored, Int64(leaf.day.daysSinceEpoch), Int64(leaf.lane),
                Data(leaf.submissionDigest), leaf.releases?.stored,
            ]
        )
        guard let held = leaf.held else { return }
        try database.run(
            "INSERT INTO tree_held (number, tracking_code, submission_id) VALUES (?, ?, ?)",
            [leaf.caseNumber.stored, held.trackingCode, Data(held.submissionID)]
        )
    }

    /// The root of a complete subtree.
    static func node(_ node: MerkleNode, in database: Database) throws -> [UInt8] {
        let row = try Row.fetchOne(
            database,
            sql: "SELECT hash FROM tree_node WHERE level = ? AND place = ?",
            arguments: [node.level, node.index.stored]
        )
        guard let row else { throw StoredValueProblem(table: "tree_node") }
        return try row.bytes("hash")
    }
}
