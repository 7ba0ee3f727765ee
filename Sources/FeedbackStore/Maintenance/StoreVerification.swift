import CaseLifecycle
import GRDB

/// Walks the journal and tells it again into a scratch database, to compare with what the store holds.
struct StoreVerification {
    /// What was found so far.
    var report = VerificationReport()

    private var replay: JournalReplay
    /// The projections as the journal says them: a private temporary file of SQLite's.
    private let scratch: DatabaseQueue
    private var previousHash = JournalChain.genesis
    private var next: UInt64 = 1
    /// An entry could not be told: whatever follows from later ones is not comparable.
    private var isReplayBroken = false

    /// Makes a verification from the journal's beginning.
    init(law: CaseLaw) throws {
        self.replay = JournalReplay(law: law)
        self.scratch = try DatabaseQueue(path: "", configuration: SQLiteConnections.configuration())
        try self.scratch.write { database in
            for migration in SQLiteSchema.migrations { try database.execute(sql: migration) }
        }
        self.report.headHash = JournalChain.genesis
    }

    /// Checks the next batches.
    ///
    /// - Returns: `false` when there are none.
    mutating func checkChunk(in database: Database) throws -> Bool {
        let batches = try JournalLookUp.batches(
            from: self.next,
            maximumBytes: JournalLookUp.chunkSize,
            in: database
        )
        guard !batches.isEmpty else { return false }
        for batch in batches { try self.check(batch) }
        return true
    }

    private mutating func check(_ batch: JournalBatchRecord) throws {
        if batch.firstPosition != self.next {
            self.report.note(
                .positionGap,
                at: self.next,
                "Positions from \(self.next) on are missing or taken twice; a batch begins at \(batch.firstPosition). "
                    + "Restore the backup."
            )
        }
        if batch.previousHash != self.previousHash {
            self.report.note(
                .chainBroken,
                at: batch.firstPosition,
                "The batch does not follow the one before it. Restore the backup."
            )
        }
        if batch.hash != batch.computedHash {
            self.report.note(
                .hashMismatch,
                at: batch.firstPosition,
                "The batch was changed after it was written. Restore the backup."
            )
        }
        self.previousHash = batch.hash
        self.next = batch.positions.upperBound
        self.report.batches += 1
        self.report.throughPosition = self.next - 1
        self.report.headHash = batch.hash
        try self.tell(batch)
        self.report.submissions = self.replay.submissions
    }

    private mutating func tell(_ batch: JournalBatchRecord) throws {
        var replay = self.replay
        defer { self.replay = replay }
        do {
            try self.scratch.write { try replay.tell(batch, in: $0) }
        } catch let located as LocatedProblem {
            // The scratch database forgets the whole batch, so must the replay's marks.
            self.isReplayBroken = true
            self.report.note(located.problem.kind, at: located.position, located.problem.explanation)
        }
    }

    /// Compares the store's projections with what the whole journal says.
    mutating func compareProjections(with database: Database) throws {
        let told = try UInt64.fetchOne(database, sql: "SELECT through_position FROM projection_state") ?? 0
        let end = self.report.throughPosition
        let isCut = told > end
        if isCut { self.report.note(.projectionMismatch, at: end, JournalTail.lostEnd(journal: end, told: told)) }
        guard !self.isReplayBroken else { return }
        for (table, order) in SQLiteSchema.projections {
            let kind: JournalProblem.Kind = table == "kiosk_ledger" ? .ledgerMismatch : .projectionMismatch
            let differences = try self.scratch.read { scratch in
                try TableComparison.differences(table: table, order: order, between: database, and: scratch)
            }
            for position in differences {
                self.report.note(
                    kind,
                    at: position,
                    "Table \(table) is not what the journal says. "
                        + (isCut ? "Do not rebuild: the journal's end was lost." : "Run `langnghe journal rebuild`.")
                )
            }
        }
    }
}

/// Compares a table of two databases row by row.
enum TableComparison {
    /// The most differences given for one table.
    static let maximumCount = 100

    /// The first columns of rows that only one database has or that differ; 0 where that is no number.
    static func differences(
        table: String,
        order: String,
        between left: Database,
        and right: Database
    ) throws -> [UInt64] {
        let sql = "SELECT * FROM \(table) ORDER BY \(order)"
        let leftRows = try Row.fetchCursor(left, sql: sql)
        let rightRows = try Row.fetchCursor(right, sql: sql)
        var differences: [UInt64] = []
        var leftRow = try leftRows.next()?.copy()
        var rightRow = try rightRows.next()?.copy()
        while differences.count < self.maximumCount, leftRow != nil || rightRow != nil {
            if leftRow != rightRow {
                let row = leftRow ?? rightRow
                let number = row.flatMap { $0.first.flatMap { Int64.fromDatabaseValue($0.1) } }
                differences.append(UInt64(clamping: number ?? 0))
            }
            leftRow = try leftRows.next()?.copy()
            rightRow = try rightRows.next()?.copy()
        }
        return differences
    }
}
