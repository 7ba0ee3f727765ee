/// The tables of a kiosk's outbox file.
enum OutboxSchema {
    /// What SQLite's header says the file is: "LNGo".
    static let applicationID: Int32 = 0x4C4E_476F

    /// The steps from an empty file to the present form; a step is never changed, only followed by others.
    static let migrations: [String] = [first, dayTallies, wholeDays]

    private static let first = """
        -- Submissions without a receipt, numbered within the present epoch without a hole.
        CREATE TABLE waiting (
            sequence INTEGER PRIMARY KEY,
            submission_id BLOB NOT NULL UNIQUE CHECK (length(submission_id) = 16),
            captured_at INTEGER NOT NULL,
            kind TEXT NOT NULL,
            bytes BLOB NOT NULL
        ) STRICT;

        -- Submissions the aggregator keeps in quarantine, oldest first; kept for showing.
        CREATE TABLE rejected (
            number INTEGER PRIMARY KEY,
            epoch INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            code INTEGER NOT NULL,
            submission_id BLOB NOT NULL,
            captured_at INTEGER NOT NULL,
            kind TEXT NOT NULL,
            bytes BLOB NOT NULL
        ) STRICT;

        CREATE TABLE outbox (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            epoch INTEGER NOT NULL CHECK (epoch <> 0),
            next_sequence INTEGER NOT NULL,
            receipted_through INTEGER NOT NULL,
            receipted_id BLOB,
            waiting_count INTEGER NOT NULL,
            waiting_bytes INTEGER NOT NULL,
            rejected_count INTEGER NOT NULL,
            rejected_bytes INTEGER NOT NULL
        ) STRICT;
        """

    /// What is counted day by day, since the rows of `waiting` go with their receipts.
    private static let dayTallies = """
        CREATE TABLE day_tally (
            epoch INTEGER NOT NULL,
            -- Since 1970-01-01, on the province's clocks.
            day INTEGER NOT NULL,
            -- Everything that was kept.
            given_count INTEGER NOT NULL,
            given_first INTEGER NOT NULL,
            given_last INTEGER NOT NULL,
            given_digest BLOB NOT NULL,
            -- Of that, what has a receipt.
            received_count INTEGER NOT NULL,
            received_first INTEGER NOT NULL,
            received_last INTEGER NOT NULL,
            received_digest BLOB NOT NULL,
            -- What the province signed last, if it did.
            province_count INTEGER,
            province_first INTEGER,
            province_last INTEGER,
            province_digest BLOB,
            province_key BLOB,
            province_signature BLOB,
            PRIMARY KEY (epoch, day)
        ) STRICT, WITHOUT ROWID;
        """

    /// Whether the province signed a day when it was over, and which key it signs with.
    ///
    /// What was signed before said nothing of that, and is asked for again.
    private static let wholeDays = """
        ALTER TABLE day_tally ADD COLUMN province_over INTEGER;
        UPDATE day_tally SET province_count = NULL, province_first = NULL, province_last = NULL,
            province_digest = NULL, province_key = NULL, province_signature = NULL;

        -- Trusted on first use; no row before.
        CREATE TABLE province_key (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            newest_key BLOB NOT NULL,
            changes INTEGER NOT NULL,
            changed_at INTEGER NOT NULL
        ) STRICT;
        """
}
