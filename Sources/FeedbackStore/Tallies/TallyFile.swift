import GRDB
import Satisfaction

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Tallies of ratings in a file of their own: a function of the journal, which can be thrown away and counted again.
///
/// Beside the store and not in it, so that counting never keeps a kiosk's receipt waiting. One thread writes; others read
/// at the same time.
package final class TallyFile: Sendable {
    let pool: DatabasePool

    /// Opens the file, making it when there is none.
    ///
    /// - Parameter path: The database file; only one aggregator may have it.
    /// - Throws: ``StoreError`` with `damaged`, `not-a-store` or `newer-version`: delete the file, and it is counted anew.
    package init(path: String) throws(StoreError) {
        self.pool = try TallySchema.kind.openWriting(path, isDurable: false)
    }

    /// Closes the file.
    package func close() throws(StoreError) {
        try storing { try self.pool.close() }
    }

    /// How far the journal was counted.
    package func mark() throws(StoreError) -> JournalMark {
        try storing { try self.pool.read { try Self.mark(in: $0) } }
    }

    static func mark(in database: Database) throws -> JournalMark {
        let row = try Row.fetchOne(database, sql: "SELECT position, hash FROM tally_mark")
        return try row.map { try JournalMark($0) } ?? JournalMark()
    }

    /// Forgets everything, so that the journal is counted from its beginning.
    package func reset() throws(StoreError) {
        try storing {
            try self.pool.write { try Self.forget(in: $0) }
        }
    }

    static func forget(in database: Database) throws {
        for table in TallySchema.tables {
            try database.execute(sql: "DELETE FROM \(table)")
        }
    }

    /// Adds what a piece of the journal brought, and notes how far it goes, in one transaction.
    ///
    /// - Parameters:
    ///   - counted: The ratings.
    ///   - screened: What the screening made of them.
    ///   - earlier: The mark that the piece follows.
    ///   - mark: Where it ends.
    /// - Returns: Whether it was added; `false`, and nothing is changed, when the file is at another mark.
    /// - Throws: ``StoreError`` when the disk fails.
    package func add(
        _ counted: CountedRatings,
        screened: [ScreenKey: ScreenedPresses] = [:],
        from earlier: JournalMark,
        through mark: JournalMark
    ) throws(StoreError) -> Bool {
        try storing {
            try self.pool.write { database in
                guard try Self.mark(in: database) == earlier else { return false }
                for (group, tally) in counted.groups { try Self.add(tally, to: group, in: database) }
                try Self.pack(counted.groups.keys, in: database)
                try Self.add(screened, in: database)
                for (unitPath, count) in counted.numbers {
                    try database.run(
                        """
                        INSERT INTO rating_number (unit_path, number) VALUES (?, ?)
                        ON CONFLICT DO UPDATE SET number = number + excluded.number
                        """,
                        [ScopeCounters.key(unitPath), count.stored]
                    )
                }
                try database.run(
                    "INSERT OR REPLACE INTO tally_mark (id, position, hash) VALUES (1, ?, ?)",
                    [mark.position.stored, Data(mark.hash)]
                )
                return true
            }
        }
    }
}
