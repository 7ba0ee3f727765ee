import FeedbackProtocol
import GRDB

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The imported rows in SQLite: `import_ledger`.
enum ImportLedgerTable {
    /// Adds the row that a case was made of.
    static func insert(_ row: WireImportedRow, of source: String, case number: UInt64, in database: Database) throws {
        try database.run(
            """
            INSERT INTO import_ledger (case_number, source, request_key, ordinal, row_digest, facts_digest)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [number.stored, source, row.requestKey, Int64(row.ordinal), row.rowDigest, row.factsDigest]
        )
    }

    /// The case that was made of a row before and the digest of its facts then, or `nil`.
    static func known(
        _ row: WireImportedRow,
        of source: String,
        in database: Database
    ) throws -> (number: UInt64, factsDigest: Data)? {
        let statement = try database.cachedStatement(
            sql: """
                SELECT case_number, facts_digest FROM import_ledger
                WHERE source = ? AND request_key = ? AND ordinal = ?
                """
        )
        let key: StatementArguments = [source, row.requestKey, Int64(row.ordinal)]
        guard let found = try Row.fetchOne(statement, arguments: key) else { return nil }
        return (try found.number("case_number"), try found.decode(Data.self, forColumn: "facts_digest"))
    }

    /// One page of a source's rows, by the numbers of their cases.
    static func page(
        of source: String,
        after number: UInt64,
        limit: Int,
        in database: Database
    ) throws -> StorePage<ImportedRowRecord> {
        let total = try UInt64.fetchOne(
            database,
            sql: "SELECT count(*) FROM import_ledger WHERE source = ?",
            arguments: [source]
        )
        let limit = min(max(1, limit), 10_000)
        let rows = try Row.fetchAll(
            database,
            sql: "SELECT * FROM import_ledger WHERE source = ? AND case_number > ? ORDER BY case_number LIMIT ?",
            arguments: [source, number.stored, limit + 1]
        )
        let records = try rows.prefix(limit).map { row in
            ImportedRowRecord(
                caseNumber: try row.number("case_number"),
                row: .make {
                    $0.requestKey = row["request_key"]
                    $0.ordinal = UInt32(clamping: row["ordinal"] as Int64)
                    $0.rowDigest = row["row_digest"]
                    $0.factsDigest = row["facts_digest"]
                }
            )
        }
        return StorePage(
            elements: records,
            next: rows.count > limit ? records.last?.caseNumber : nil,
            total: total ?? 0
        )
    }
}
