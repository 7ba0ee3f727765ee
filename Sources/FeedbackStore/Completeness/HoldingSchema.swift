/// The tables of the file of holdings.
enum HoldingSchema {
    /// What SQLite's header says the file is: "LNGh".
    static let applicationID: Int32 = 0x4C4E_4768

    /// The steps from an empty file to the present form; a step is never changed, only followed by others.
    static let migrations: [String] = [first, discarded]

    /// All tables; what is in them follows from the journal.
    static let tables = ["holding_mark", "day_holding", "kiosk_holding", "held_submission"]

    /// How a file is opened.
    static var kind: SQLiteFileKind {
        SQLiteFileKind(applicationID: self.applicationID, migrations: self.migrations, tables: self.tables)
    }

    private static let first = """
        -- How far the journal was counted; no row for nothing.
        CREATE TABLE holding_mark (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            position INTEGER NOT NULL,
            hash BLOB NOT NULL
        ) STRICT;

        -- What the journal holds of each kiosk, accepted and in quarantine alike.
        CREATE TABLE day_holding (
            kiosk TEXT NOT NULL,
            epoch INTEGER NOT NULL,
            -- Since 1970-01-01, on the province's clocks.
            day INTEGER NOT NULL,
            held_count INTEGER NOT NULL,
            held_first INTEGER NOT NULL,
            held_last INTEGER NOT NULL,
            held_digest BLOB NOT NULL,
            quarantined INTEGER NOT NULL,
            PRIMARY KEY (kiosk, epoch, day)
        ) STRICT, WITHOUT ROWID;

        CREATE INDEX day_holding_by_day ON day_holding (day);

        CREATE TABLE kiosk_holding (
            kiosk TEXT PRIMARY KEY,
            quarantined INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """

    /// What of the quarantined was discarded; all is counted anew for it.
    private static let discarded = """
        DELETE FROM holding_mark;
        DELETE FROM day_holding;
        DELETE FROM kiosk_holding;
        ALTER TABLE day_holding ADD COLUMN discarded INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE kiosk_holding ADD COLUMN discarded INTEGER NOT NULL DEFAULT 0;

        -- Where something is counted that went to quarantine, by the number that it is held under.
        CREATE TABLE held_submission (
            number INTEGER PRIMARY KEY,
            kiosk TEXT NOT NULL,
            epoch INTEGER NOT NULL,
            day INTEGER NOT NULL
        ) STRICT;
        """
}
