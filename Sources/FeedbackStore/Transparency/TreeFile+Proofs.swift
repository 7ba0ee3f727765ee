import CivilTime
import GRDB
package import Transparency

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension TreeFile {
    /// The head of the tree when it had `size` leaves, or `nil` when it has fewer.
    ///
    /// - Throws: ``StoreError`` when the file cannot be read.
    package func head(size: UInt64) throws(StoreError) -> TreeHead? {
        try self.reading { try self.tree(in: $0).head(size: size) }
    }

    /// The proof that a case's leaf is in the tree, as it is or as it was.
    ///
    /// - Parameters:
    ///   - number: The case's number, or the one that something is held under.
    ///   - treeSize: The number of leaves of the tree meant.
    /// - Returns: The leaf, also of a case that had it before it was released from quarantine, and the proof; `nil` when
    ///   there is none in that tree.
    /// - Throws: ``StoreError`` when the file cannot be read.
    package func inclusion(ofCase number: UInt64, treeSize: UInt64) throws(StoreError) -> LeafInclusion? {
        try self.reading { database in
            let row = try Row.fetchOne(
                database,
                sql: """
                    \(Self.leafColumns)
                    WHERE case_number = coalesce((SELECT number FROM tree_release WHERE case_number = ?1), ?1)
                    """,
                arguments: [number.stored]
            )
            guard let row,
                let proof = try self.tree(in: database).inclusionProof(
                    leafIndex: try row.number("leaf"),
                    treeSize: treeSize
                )
            else { return nil }
            return LeafInclusion(leaf: try TreeLeaf(row), proof: proof)
        }
    }

    /// The numbers under which something with a tracking code went to quarantine.
    ///
    /// - Parameter code: Ten symbols.
    /// - Returns: Them, the newest first; at most 16.
    /// - Throws: ``StoreError`` when the file cannot be read.
    package func held(trackingCode code: String) throws(StoreError) -> [UInt64] {
        try self.reading { database in
            try Int64.fetchAll(
                database,
                sql: "SELECT number FROM tree_held WHERE tracking_code = ? ORDER BY number DESC LIMIT 16",
                arguments: [code]
            ).map { UInt64(stored: $0) }
        }
    }

    private static let leafColumns = """
        SELECT tree_leaf.*, tree_node.hash AS hash, tracking_code, submission_id
        FROM tree_leaf JOIN tree_node ON level = 0 AND place = leaf LEFT JOIN tree_held ON number = tree_leaf.case_number
        """

    /// The proof that the tree begins with the leaves of an earlier one; `nil` when it never had those sizes.
    ///
    /// - Throws: ``StoreError`` when the file cannot be read.
    package func consistency(from first: UInt64, to second: UInt64) throws(StoreError) -> ConsistencyProof? {
        try self.reading { try self.tree(in: $0).consistencyProof(firstSize: first, secondSize: second) }
    }

    /// The leaves from a place on, in order.
    ///
    /// - Throws: ``StoreError`` when the file cannot be read.
    package func leaves(from index: UInt64, limit: Int) throws(StoreError) -> [TreeLeaf] {
        try self.reading { database in
            let rows = try Row.fetchAll(
                database,
                sql: "\(Self.leafColumns) WHERE leaf >= ? ORDER BY leaf LIMIT ?",
                arguments: [index.stored, limit]
            )
            return try rows.map { try TreeLeaf($0) }
        }
    }

    private func tree(in database: Database) throws -> MerkleReader<any Error> {
        MerkleReader(size: try Self.size(in: database), hash: self.hash) { try Self.node($0, in: database) }
    }
}

extension TreeLeaf {
    fileprivate init(_ row: Row) throws {
        self.init(
            caseNumber: try row.number("case_number"),
            hash: try row.bytes("hash"),
            day: Day(daysSinceEpoch: Int32(clamping: try row.decode(Int64.self, forColumn: "day"))),
            lane: UInt8(clamping: try row.decode(Int64.self, forColumn: "lane")),
            submissionDigest: try row.bytes("digest")
        )
        self.releases = try row.decode(Int64?.self, forColumn: "releases").map { UInt64(stored: $0) }
        if let code = try row.decode(String?.self, forColumn: "tracking_code"),
            let id = try row.decode(Data?.self, forColumn: "submission_id")
        {
            self.held = HeldSlip(trackingCode: code, submissionID: Array(id))
        }
    }
}
