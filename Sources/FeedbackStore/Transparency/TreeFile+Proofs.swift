import GRDB
package import Transparency

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
    ///   - number: The case's number.
    ///   - treeSize: The number of leaves of the tree meant.
    /// - Returns: The leaf's hash and the proof; `nil` when the case has no leaf in that tree.
    /// - Throws: ``StoreError`` when the file cannot be read.
    package func inclusion(
        ofCase number: UInt64,
        treeSize: UInt64
    ) throws(StoreError) -> (leafHash: [UInt8], proof: InclusionProof)? {
        try self.reading { database in
            let index = try UInt64.fetchOne(
                database,
                sql: "SELECT leaf FROM tree_leaf WHERE case_number = ?",
                arguments: [number.stored]
            )
            guard let index,
                let proof = try self.tree(in: database).inclusionProof(leafIndex: index, treeSize: treeSize)
            else { return nil }
            return (try Self.node(MerkleNode(level: 0, index: index), in: database), proof)
        }
    }

    /// The proof that the tree begins with the leaves of an earlier one; `nil` when it never had those sizes.
    ///
    /// - Throws: ``StoreError`` when the file cannot be read.
    package func consistency(from first: UInt64, to second: UInt64) throws(StoreError) -> ConsistencyProof? {
        try self.reading { try self.tree(in: $0).consistencyProof(firstSize: first, secondSize: second) }
    }

    /// The leaf at a place, or `nil`.
    ///
    /// - Throws: ``StoreError`` when the file cannot be read.
    package func leaves(from index: UInt64, limit: Int) throws(StoreError) -> [TreeLeaf] {
        try self.reading { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT case_number, hash FROM tree_leaf JOIN tree_node ON level = 0 AND place = leaf
                    WHERE leaf >= ? ORDER BY leaf LIMIT ?
                    """,
                arguments: [index.stored, limit]
            )
            return try rows.map { TreeLeaf(caseNumber: try $0.number("case_number"), hash: try $0.bytes("hash")) }
        }
    }

    private func tree(in database: Database) throws -> MerkleReader<any Error> {
        MerkleReader(size: try Self.size(in: database), hash: self.hash) { try Self.node($0, in: database) }
    }
}
