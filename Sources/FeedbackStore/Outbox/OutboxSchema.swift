/// The tables of a kiosk's outbox file.
enum OutboxSchema {
    /// What SQLite's header says the file is: "LNGo".
    static let applicationID: Int32 = 0x4C4E_476F

    /// The steps from an empty file to the present form; a step is never changed, only followed by others.
    static let migrations: [String] = [first]

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
}
