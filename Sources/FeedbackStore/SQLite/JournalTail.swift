import GRDB

/// The short check of every start: the newest batches are whole and the projections have told all of them.
enum JournalTail {
    /// How many of the newest batches are checked.
    static let batchCount = 16

    /// What to do when the projections know of more than the journal has, in English.
    static func lostEnd(journal: UInt64, told: UInt64) -> String {
        "The journal ends at \(journal), what was made from it at \(told): its end was lost. See 'Restoring a backup' in "
            + "README; do not rebuild before."
    }

    /// Fails when the newest batches are not chained, or when the projections end elsewhere.
    static func check(in database: Database) throws {
        let head = try JournalTable.head(in: database)
        let told = try UInt64.fetchOne(database, sql: "SELECT through_position FROM projection_state") ?? 0
        guard head.position == told else {
            throw StoreError(
                .damaged,
                told > head.position
                    ? self.lostEnd(journal: head.position, told: told)
                    : "Cases and counters are of another position (\(told)) than the journal (\(head.position)). "
                        + "Run `langnghe journal rebuild`."
            )
        }
        let first = try UInt64.fetchOne(
            database,
            sql: """
                SELECT min(first_position) FROM (
                    SELECT first_position FROM journal_batch ORDER BY first_position DESC LIMIT ?
                )
                """,
            arguments: [self.batchCount]
        )
        var previous: JournalBatchRecord?
        try JournalTable.forEachBatch(from: first ?? 1, in: database) { batch in
            let isChained =
                previous.map { $0.hash == batch.previousHash && $0.positions.upperBound == batch.firstPosition } ?? true
            guard isChained, batch.hash == batch.computedHash else {
                throw StoreError(
                    .damaged,
                    "The journal is broken at position \(batch.firstPosition). Run `langnghe journal verify` and "
                        + "restore the backup."
                )
            }
            previous = batch
            return true
        }
    }
}

extension JournalBatchRecord {
    /// The hash the batch ought to have.
    var computedHash: [UInt8] {
        JournalChain.hash(
            previous: self.previousHash,
            firstPosition: self.firstPosition,
            count: self.count,
            recordedAt: self.recordedAt,
            body: self.body
        )
    }
}
