import Satisfaction

/// The tables of the file of tallies.
enum TallySchema {
    /// What SQLite's header says the file is: "LNGt".
    static let applicationID: Int32 = 0x4C4E_4774

    /// The steps from an empty file to the present form; a step is never changed, only followed by others.
    static let migrations: [String] = [first, days, spans, screening]

    /// All tables; what is in them follows from the journal.
    static let tables = [
        "rating_tally", "rating_answer", "rating_day", "rating_span", "office_answer", "rating_number", "tally_mark",
        "misuse_screen", "rating_flag", "rating_excluded", "screening_rules",
    ]

    /// Those that follow from the rules of misuse as well.
    static let screeningTables: Set = ["misuse_screen", "rating_flag", "rating_excluded", "screening_rules"]

    /// One column for each level that a scale can have: n1, n2 and so on.
    static let levelColumns = (1...LevelTally.maximumLevelCount).map { "n\($0)" }

    /// How a file is opened.
    static var kind: SQLiteFileKind {
        SQLiteFileKind(applicationID: self.applicationID, migrations: self.migrations, tables: self.tables)
    }

    private static let first = """
        -- How far the journal was counted; no row for nothing.
        CREATE TABLE tally_mark (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            position INTEGER NOT NULL,
            hash BLOB NOT NULL
        ) STRICT;

        CREATE TABLE rating_tally (
            unit_path TEXT NOT NULL,
            edition TEXT NOT NULL,
            scale TEXT NOT NULL,
            -- Since 1970-01-01, on the province's clocks.
            hour INTEGER NOT NULL,
            counter TEXT NOT NULL,
            field TEXT NOT NULL,
            n1 INTEGER NOT NULL, n2 INTEGER NOT NULL, n3 INTEGER NOT NULL, n4 INTEGER NOT NULL, n5 INTEGER NOT NULL,
            n6 INTEGER NOT NULL, n7 INTEGER NOT NULL, n8 INTEGER NOT NULL, n9 INTEGER NOT NULL, n10 INTEGER NOT NULL,
            PRIMARY KEY (unit_path, edition, scale, hour, counter, field)
        ) STRICT, WITHOUT ROWID;

        -- Criteria that were met or not, and reasons for low levels.
        CREATE TABLE rating_answer (
            unit_path TEXT NOT NULL,
            edition TEXT NOT NULL,
            scale TEXT NOT NULL,
            hour INTEGER NOT NULL,
            counter TEXT NOT NULL,
            field TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('met', 'not-met', 'reason')),
            code TEXT NOT NULL,
            count INTEGER NOT NULL,
            PRIMARY KEY (unit_path, edition, scale, hour, counter, field, kind, code)
        ) STRICT, WITHOUT ROWID;
        """

    /// What a snapshot tells, kept ready: hours are too many to be added up for each one.
    private static let days = """
        CREATE TABLE rating_day (
            unit_path TEXT NOT NULL,
            edition TEXT NOT NULL,
            scale TEXT NOT NULL,
            -- Since 1970-01-01, on the province's clocks.
            day INTEGER NOT NULL,
            n1 INTEGER NOT NULL, n2 INTEGER NOT NULL, n3 INTEGER NOT NULL, n4 INTEGER NOT NULL, n5 INTEGER NOT NULL,
            n6 INTEGER NOT NULL, n7 INTEGER NOT NULL, n8 INTEGER NOT NULL, n9 INTEGER NOT NULL, n10 INTEGER NOT NULL,
            PRIMARY KEY (unit_path, edition, scale, day)
        ) STRICT, WITHOUT ROWID;

        -- Criteria and reasons of all times.
        CREATE TABLE office_answer (
            unit_path TEXT NOT NULL,
            edition TEXT NOT NULL,
            scale TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('met', 'not-met', 'reason')),
            code TEXT NOT NULL,
            count INTEGER NOT NULL,
            PRIMARY KEY (unit_path, edition, scale, kind, code)
        ) STRICT, WITHOUT ROWID;

        -- How many ratings the journal has of an office, also those that cannot be read: the feed's newest number.
        CREATE TABLE rating_number (
            unit_path TEXT PRIMARY KEY,
            number INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        -- All is counted anew.
        DELETE FROM rating_tally;
        DELETE FROM rating_answer;
        DELETE FROM tally_mark;
        """

    /// Days packed as a snapshot tells them, and those of all offices found by day.
    private static let spans = """
        CREATE TABLE rating_span (
            unit_path TEXT NOT NULL,
            edition TEXT NOT NULL,
            scale TEXT NOT NULL,
            -- 32 days each, since 1970-01-01.
            span INTEGER NOT NULL,
            count INTEGER NOT NULL,
            days BLOB NOT NULL,
            PRIMARY KEY (unit_path, edition, scale, span)
        ) STRICT, WITHOUT ROWID;

        CREATE INDEX rating_day_by_day ON rating_day (day);

        -- All is counted anew.
        DELETE FROM rating_tally;
        DELETE FROM rating_answer;
        DELETE FROM rating_day;
        DELETE FROM office_answer;
        DELETE FROM rating_number;
        DELETE FROM tally_mark;
        """

    /// What the screening for misuse found, and what it holds between two pieces of the journal.
    private static let screening = """
        -- The rules, scales and hours by which everything here was screened; no row for none yet.
        CREATE TABLE screening_rules (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            rules TEXT NOT NULL
        ) STRICT;

        CREATE TABLE misuse_screen (
            unit_path TEXT NOT NULL,
            edition TEXT NOT NULL,
            scale TEXT NOT NULL,
            kiosk TEXT NOT NULL,
            state BLOB NOT NULL,
            PRIMARY KEY (unit_path, edition, scale, kiosk)
        ) STRICT;

        -- How many presses have a flag, or any.
        CREATE TABLE rating_flag (
            unit_path TEXT NOT NULL,
            edition TEXT NOT NULL,
            scale TEXT NOT NULL,
            -- Empty for what is final; otherwise the kiosk whose presses may still be judged otherwise.
            kiosk TEXT NOT NULL,
            -- Since 1970-01-01, on the province's clocks.
            day INTEGER NOT NULL,
            flag TEXT NOT NULL,
            count INTEGER NOT NULL,
            PRIMARY KEY (unit_path, edition, scale, kiosk, day, flag)
        ) STRICT, WITHOUT ROWID;

        -- The presses that the rules keep out of the indices, by level.
        CREATE TABLE rating_excluded (
            unit_path TEXT NOT NULL,
            edition TEXT NOT NULL,
            scale TEXT NOT NULL,
            kiosk TEXT NOT NULL,
            day INTEGER NOT NULL,
            n1 INTEGER NOT NULL, n2 INTEGER NOT NULL, n3 INTEGER NOT NULL, n4 INTEGER NOT NULL, n5 INTEGER NOT NULL,
            n6 INTEGER NOT NULL, n7 INTEGER NOT NULL, n8 INTEGER NOT NULL, n9 INTEGER NOT NULL, n10 INTEGER NOT NULL,
            PRIMARY KEY (unit_path, edition, scale, kiosk, day)
        ) STRICT, WITHOUT ROWID;

        -- All is counted anew.
        DELETE FROM rating_tally;
        DELETE FROM rating_answer;
        DELETE FROM rating_day;
        DELETE FROM rating_span;
        DELETE FROM office_answer;
        DELETE FROM rating_number;
        DELETE FROM tally_mark;
        """
}
