/// The tables of the file of signed tallies.
enum SignedTallySchema {
    /// What SQLite's header says the file is: "LNGk".
    static let applicationID: Int32 = 0x4C4E_476B

    /// The steps from an empty file to the present form; a step is never changed, only followed by others.
    static let migrations: [String] = [first, wholeDays]

    /// How a file is opened.
    static var kind: SQLiteFileKind {
        SQLiteFileKind(applicationID: self.applicationID, migrations: self.migrations, tables: [])
    }

    private static let first = """
        -- What a kiosk told of a day, and what the province answered; the newest of each.
        CREATE TABLE signed_day (
            kiosk TEXT NOT NULL,
            epoch INTEGER NOT NULL,
            -- Since 1970-01-01, on the province's clocks.
            day INTEGER NOT NULL,
            kiosk_count INTEGER NOT NULL,
            kiosk_first INTEGER NOT NULL,
            kiosk_last INTEGER NOT NULL,
            kiosk_digest BLOB NOT NULL,
            kiosk_key BLOB NOT NULL,
            kiosk_signature BLOB NOT NULL,
            province_count INTEGER NOT NULL,
            province_first INTEGER NOT NULL,
            province_last INTEGER NOT NULL,
            province_digest BLOB NOT NULL,
            province_key BLOB NOT NULL,
            province_signature BLOB NOT NULL,
            told_at INTEGER NOT NULL,
            PRIMARY KEY (kiosk, epoch, day)
        ) STRICT, WITHOUT ROWID;

        CREATE INDEX signed_day_by_day ON signed_day (day);
        CREATE INDEX signed_day_by_age ON signed_day (kiosk, told_at);

        -- The key each kiosk signs with, trusted on first use.
        CREATE TABLE signing_key (
            kiosk TEXT PRIMARY KEY,
            first_key BLOB NOT NULL,
            first_at INTEGER NOT NULL,
            newest_key BLOB NOT NULL,
            changes INTEGER NOT NULL,
            changed_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        -- What was last heard of each kiosk, so that a restart does not forget what is still to come.
        CREATE TABLE sighting (
            kiosk TEXT NOT NULL,
            epoch INTEGER NOT NULL,
            office TEXT NOT NULL,
            heard_of INTEGER NOT NULL,
            last_seen_at INTEGER NOT NULL,
            outbox_depth INTEGER NOT NULL,
            oldest_unreceipted_at INTEGER NOT NULL,
            outbox_told_at INTEGER NOT NULL,
            PRIMARY KEY (kiosk, epoch)
        ) STRICT, WITHOUT ROWID;
        """

    /// Whether a day was over when it was told, and what a disk that was set back would take away.
    ///
    /// What was signed before said nothing of the first; kiosks tell it again.
    private static let wholeDays = """
        DELETE FROM signed_day;
        ALTER TABLE signed_day ADD COLUMN kiosk_over INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE signed_day ADD COLUMN province_over INTEGER NOT NULL DEFAULT 0;
        -- The highest kiosk_last that was ever told of the day.
        ALTER TABLE signed_day ADD COLUMN highest_last INTEGER NOT NULL DEFAULT 0;
        -- The widest step back in one epoch: from which sequence to which, and when one was seen last; zeros for none.
        ALTER TABLE sighting ADD COLUMN set_back_from INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE sighting ADD COLUMN set_back_to INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE sighting ADD COLUMN set_back_at INTEGER NOT NULL DEFAULT 0;
        """
}
