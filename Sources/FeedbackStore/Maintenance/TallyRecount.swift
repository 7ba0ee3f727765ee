import GRDB

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// What a file of tallies is to the journal beside it.
package struct TallyComparison: Sendable, Hashable {
    /// How far the file had counted.
    package let mark: JournalMark
    /// Whether it is of this journal; one of another is counted anew when the aggregator starts.
    package let isOfJournal: Bool
    /// How many rows of each table are not what the journal says, where there are any; by table.
    ///
    /// What is flagged as misuse follows from the aggregator's rules too and is not compared; but days on which an office
    /// has more ratings of a level kept out than it has are counted, under `rating_excluded`.
    package let differences: [String: UInt64]

    /// Makes what was found.
    package init(mark: JournalMark, isOfJournal: Bool, differences: [String: UInt64]) {
        self.mark = mark
        self.isOfJournal = isOfJournal
        self.differences = differences
    }

    /// Whether the file says what the journal says.
    package var isSound: Bool { self.isOfJournal && self.differences.isEmpty }
}

/// Counts the journal's ratings again and compares, also while an aggregator goes on counting.
package struct TallyRecount {
    private let store: any FeedbackStoreReading
    private let builder: TallyBuilder
    private let recounted: TallyFile
    private var mark = JournalMark()

    /// Makes a recount.
    ///
    /// - Parameters:
    ///   - store: Where the journal is.
    ///   - builder: How ratings are counted.
    ///   - scratch: The path of a file that does not exist yet; the caller removes it.
    /// - Throws: ``StoreError`` when the file cannot be made.
    package init(
        _ store: any FeedbackStoreReading,
        by builder: TallyBuilder,
        scratch: String
    ) throws(StoreError) {
        self.store = store
        self.builder = builder
        self.recounted = try TallyFile(path: scratch)
    }

    /// Compares a file of tallies with the journal; never changes it.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - progress: Called now and then.
    /// - Returns: What was found.
    /// - Throws: ``StoreError`` with `not-found`, `not-a-store`, `newer-version` or `damaged`, of the file or the journal.
    package mutating func compare(
        _ path: String,
        progress: (MaintenanceProgress) -> Void = { _ in }
    ) throws(StoreError) -> TallyComparison {
        let file = try Self.open(path)
        let first = try storing { try file.read { try TallyFile.mark(in: $0) } }
        guard try first.isOfJournal(in: self.store) else {
            return TallyComparison(mark: first, isOfJournal: false, differences: [:])
        }
        // The long part first, so that the file's snapshot is held for what came since and the comparison only.
        try self.count(through: first, progress)
        defer { try? self.recounted.close() }
        let result = try storing {
            try file.read { database in
                let mark = try TallyFile.mark(in: database)
                try self.count(through: mark, progress)
                let recounted = self.recounted
                let differences = try recounted.pool.read { try Self.differences(of: database, from: $0) }
                return TallyComparison(mark: mark, isOfJournal: true, differences: differences)
            }
        }
        try storing { try file.close() }
        return result
    }

    private static func open(_ path: String) throws(StoreError) -> DatabaseQueue {
        try TallySchema.kind.openReading(
            path,
            missing: "There are no tallies at the configured place. Start the aggregator once.",
            unfinished: StoreError(
                .notAStore,
                "The tallies were written by older software or never finished. Start the aggregator once."
            )
        )
    }

    /// Counts the journal on, through a mark.
    private mutating func count(
        through end: JournalMark,
        _ progress: (MaintenanceProgress) -> Void
    ) throws(StoreError) {
        while self.mark.position < end.position {
            guard let piece = try JournalPiece(after: self.mark, in: self.store, through: end.position) else {
                throw StoreError(
                    .damaged,
                    "The journal has no batch that ends at position \(end.position). Run `langnghe journal verify`."
                )
            }
            _ = try self.recounted.add(try self.builder.tallies(in: piece.batches), from: self.mark, through: piece.end)
            self.mark = piece.end
            progress(MaintenanceProgress(position: piece.end.position, through: end.position))
        }
    }

    /// How many rows of each table are not the same in both, by the table's key.
    private static func differences(of found: Database, from expected: Database) throws -> [String: UInt64] {
        var differences: [String: UInt64] = [:]
        for table in TallySchema.tables where !TallySchema.screeningTables.contains(table) {
            let key = try expected.primaryKey(table).columns
            let sql = "SELECT \(key.joined(separator: ", ")), * FROM \(table) ORDER BY \(key.joined(separator: ", "))"
            let left = try Row.fetchCursor(found, sql: sql)
            let right = try Row.fetchCursor(expected, sql: sql)
            var count: UInt64 = 0
            var (one, other) = (try left.next()?.copy(), try right.next()?.copy())
            while one != nil || other != nil {
                switch self.order(one, other, columns: key.count) {
                case 0:
                    if one != other { count += 1 }
                    one = try left.next()?.copy()
                    other = try right.next()?.copy()
                case ..<0:
                    count += 1
                    one = try left.next()?.copy()
                default:
                    count += 1
                    other = try right.next()?.copy()
                }
            }
            if count > 0 { differences[table] = count }
        }
        let impossible = try self.impossibleExclusions(in: found)
        if impossible > 0 { differences["rating_excluded"] = impossible }
        return differences
    }

    /// On how many days of offices and scales more ratings of a level are kept out than there are, or fewer than none.
    private static func impossibleExclusions(in database: Database) throws -> UInt64 {
        let columns = TallySchema.levelColumns
        let sums = columns.map { "sum(\($0)) AS \($0)" }.joined(separator: ", ")
        let wrong = columns.map { "e.\($0) NOT BETWEEN 0 AND coalesce(d.\($0), 0)" }.joined(separator: " OR ")
        let row = try Row.fetchOne(
            database,
            sql: """
                SELECT count(*) AS count FROM (
                    SELECT unit_path, edition, scale, day, \(sums) FROM rating_excluded GROUP BY 1, 2, 3, 4
                ) AS e LEFT JOIN rating_day AS d
                ON d.unit_path = e.unit_path AND d.edition = e.edition AND d.scale = e.scale AND d.day = e.day
                WHERE \(wrong)
                """
        )
        return try row?.number("count") ?? 0
    }

    /// Which of two rows comes first by the first columns, as SQLite sorts numbers and bytes of texts: below 0 for the left.
    private static func order(_ left: Row?, _ right: Row?, columns: Int) -> Int {
        guard let left else { return 1 }
        guard let right else { return -1 }
        for column in 0..<columns {
            let (one, other) = (left[column] as DatabaseValue, right[column] as DatabaseValue)
            switch (one.storage, other.storage) {
            case (.int64(let one), .int64(let other)) where one != other: return one < other ? -1 : 1
            case (.string(let one), .string(let other)) where one != other:
                return one.utf8.lexicographicallyPrecedes(other.utf8) ? -1 : 1
            default: continue
            }
        }
        return 0
    }
}
