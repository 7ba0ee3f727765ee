import GRDB

/// The tables of a store's file.
///
/// Numbers that may exceed 2⁶³ (epochs) are stored as the same 64 bits, signed.
enum SQLiteSchema {
    /// What SQLite's header says the file is: "LNGs".
    static let applicationID: Int32 = 0x4C4E_4773

    /// The steps from an empty file to the present form; a step is never changed, only followed by others.
    static let migrations: [String] = [
        first, deadlines, imports, cooperation, letters, reads, successions, changes, standing,
    ]

    /// The first form that has everything the journal tells; a file of an earlier one is told anew from the journal.
    static let firstComplete = 8

    /// The tables that follow from the journal, in the order in which they can be emptied.
    static let projections: [(table: String, order: String)] = [
        ("case_read", "position"),
        ("import_ledger", "case_number"),
        ("letter_register", "unit, series, year"),
        ("letter_time", "case_number, letter, deadline, run"),
        ("case_letter", "case_number, letter"),
        ("due_date_change", "case_number, position, rule"),
        ("case_coordination", "case_number, unit"),
        ("deadline_notice", "case_number, rule, run, notice, due_at"),
        ("case_deadline", "case_number, rule"),
        ("case_change", "position"),
        ("case_event", "case_number, version"),
        ("case_scope", "scope, case_number"),
        ("case_file", "number"),
        ("quarantine", "number"),
        ("kiosk_ledger", "started_position"),
        ("scope_checkpoint", "through_position"),
        ("projection_state", "id"),
    ]

    /// How a file is opened.
    static var kind: SQLiteFileKind {
        SQLiteFileKind(applicationID: self.applicationID, migrations: self.migrations, tables: [])
    }

    /// Cases under rule sets: details of events, who handles a case, time limits and whom they were told to.
    private static let deadlines = """
        ALTER TABLE case_file ADD COLUMN case_rules TEXT NOT NULL DEFAULT '';
        ALTER TABLE case_file ADD COLUMN is_open INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE case_file ADD COLUMN officer TEXT;
        ALTER TABLE case_file ADD COLUMN due_at INTEGER;
        ALTER TABLE case_file ADD COLUMN due_provisional INTEGER NOT NULL DEFAULT 0;
        UPDATE case_file SET is_open = 0 WHERE state = 'resolved';
        -- A unit's inbox: what is open, by what is due first.
        CREATE INDEX case_file_inbox ON case_file (unit_path, due_at, number) WHERE is_open = 1;

        -- A serialized CaseEventDetails; NULL for none.
        ALTER TABLE case_event ADD COLUMN details BLOB;

        -- The newest run of each time limit of a case.
        CREATE TABLE case_deadline (
            case_number INTEGER NOT NULL REFERENCES case_file (number),
            rule TEXT NOT NULL,
            -- A serialized CaseDeadline.
            deadline BLOB NOT NULL,
            -- When somebody is to be told next; NULL when nobody is.
            next_notice_at INTEGER,
            is_running INTEGER NOT NULL,
            PRIMARY KEY (case_number, rule)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX case_deadline_next ON case_deadline (next_notice_at) WHERE next_notice_at IS NOT NULL;
        CREATE INDEX case_deadline_running ON case_deadline (case_number) WHERE is_running = 1;

        CREATE TABLE deadline_notice (
            case_number INTEGER NOT NULL REFERENCES case_file (number),
            rule TEXT NOT NULL,
            run INTEGER NOT NULL,
            notice TEXT NOT NULL,
            due_at INTEGER NOT NULL,
            level TEXT NOT NULL,
            role TEXT NOT NULL,
            unit TEXT NOT NULL,
            position INTEGER NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (case_number, rule, run, notice, due_at)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX deadline_notice_by_unit ON deadline_notice (unit, position);
        """

    /// Which rows of which spreadsheets are cases already.
    private static let imports = """
        CREATE TABLE import_ledger (
            case_number INTEGER PRIMARY KEY REFERENCES case_file (number),
            source TEXT NOT NULL,
            request_key BLOB NOT NULL CHECK (length(request_key) = 16),
            ordinal INTEGER NOT NULL CHECK (ordinal > 0),
            row_digest BLOB NOT NULL CHECK (length(row_digest) = 16),
            facts_digest BLOB NOT NULL CHECK (length(facts_digest) = 16),
            UNIQUE (source, request_key, ordinal)
        ) STRICT;
        CREATE INDEX import_ledger_by_source ON import_ledger (source, case_number);
        """

    /// Parts of mixed entries, units that help, what the system does by itself, and due dates that moved.
    private static let cooperation = """
        -- The mixed entry's case that this one is a part of.
        ALTER TABLE case_file ADD COLUMN part_of INTEGER;
        CREATE INDEX case_file_part ON case_file (part_of, number) WHERE part_of IS NOT NULL;

        -- Codes of the units that help, each ended by a slash.
        ALTER TABLE case_file ADD COLUMN coordinating_units TEXT NOT NULL DEFAULT '';

        -- The step that the system makes unless something happens before.
        ALTER TABLE case_file ADD COLUMN automatic_at INTEGER;
        ALTER TABLE case_file ADD COLUMN automatic_event TEXT;
        CREATE INDEX case_file_automatic ON case_file (automatic_at, number) WHERE automatic_at IS NOT NULL;

        -- Which cases a unit helps in.
        CREATE TABLE case_coordination (
            unit TEXT NOT NULL,
            case_number INTEGER NOT NULL REFERENCES case_file (number),
            PRIMARY KEY (unit, case_number)
        ) STRICT, WITHOUT ROWID;

        -- Every time a due date moved.
        CREATE TABLE due_date_change (
            case_number INTEGER NOT NULL REFERENCES case_file (number),
            position INTEGER NOT NULL,
            rule TEXT NOT NULL,
            run INTEGER NOT NULL,
            -- NULL while it stood still.
            from_due_at INTEGER,
            to_due_at INTEGER,
            cause TEXT NOT NULL,
            version INTEGER NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (case_number, position, rule)
        ) STRICT, WITHOUT ROWID;
        """

    /// Cases that went to the units of another register edition, and what was too late.
    private static let successions = """
        -- The edition that unit_path is of; empty for the one it was routed in.
        ALTER TABLE case_file ADD COLUMN edition TEXT NOT NULL DEFAULT '';
        -- The unit whose closures and office hours count for the time limits; empty for the responsible one.
        ALTER TABLE case_file ADD COLUMN calendar_path TEXT NOT NULL DEFAULT '';
        -- The unit of the edition before, that it came from.
        ALTER TABLE case_file ADD COLUMN former_edition TEXT NOT NULL DEFAULT '';
        ALTER TABLE case_file ADD COLUMN former_path TEXT NOT NULL DEFAULT '';
        -- A duty was fulfilled too late.
        ALTER TABLE case_file ADD COLUMN was_late INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX case_file_open_edition ON case_file (edition, register_edition, number) WHERE is_open = 1;
        """

    /// What the feed told of cases, so that it can tell it again.
    private static let changes = """
        CREATE TABLE case_change (
            position INTEGER PRIMARY KEY,
            case_number INTEGER NOT NULL REFERENCES case_file (number),
            version INTEGER NOT NULL,
            recorded_at INTEGER NOT NULL,
            state TEXT NOT NULL,
            unit_path TEXT NOT NULL,
            edition TEXT NOT NULL,
            -- For each unit of the path: how many case events so far, as base-128 varints.
            scope_sequences BLOB NOT NULL,
            -- The unit it left, likewise; empty when it stayed.
            left_path TEXT NOT NULL,
            left_edition TEXT NOT NULL,
            left_sequences BLOB NOT NULL,
            -- The change after it; NULL for the newest. A snapshot at a position is what stood between both.
            next_position INTEGER
        ) STRICT;
        CREATE INDEX case_change_by_unit ON case_change (unit_path, case_number, position);
        """

    /// So that a snapshot looks only at the changes that stood, of the many that a unit's cases have had.
    private static let standing = """
        DROP INDEX case_change_by_unit;
        CREATE INDEX case_change_by_unit ON case_change (unit_path, case_number, position, next_position);
        """

    /// Letters of cases, when they are drafted, and the registers that number them.
    private static let letters = """
        CREATE TABLE case_letter (
            case_number INTEGER NOT NULL REFERENCES case_file (number),
            letter INTEGER NOT NULL CHECK (letter > 0),
            rule TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('draft', 'signed', 'discarded')),
            needs_signature INTEGER NOT NULL,
            -- The unit that signs it: of a draft the responsible one, as the case has it.
            unit TEXT NOT NULL,
            deadline TEXT NOT NULL,
            run INTEGER NOT NULL,
            position INTEGER NOT NULL,
            drafted_at INTEGER NOT NULL,
            -- Serialized LetterDrafted, LetterSigned and LetterDiscarded.
            drafted BLOB NOT NULL,
            signed BLOB,
            discarded BLOB,
            ended_at INTEGER,
            -- In its register; NULL for a draft and for a letter without a number.
            series TEXT,
            year INTEGER,
            number INTEGER,
            PRIMARY KEY (case_number, letter)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX case_letter_draft ON case_letter (unit, position) WHERE state = 'draft';
        CREATE INDEX case_letter_unsigned ON case_letter (position) WHERE state = 'draft' AND needs_signature = 0;
        CREATE UNIQUE INDEX case_letter_number ON case_letter (unit, series, year, number) WHERE number IS NOT NULL;
        -- Before a due date each letter is drafted once.
        CREATE UNIQUE INDEX case_letter_deadline ON case_letter (case_number, rule, deadline, run)
            WHERE deadline != '';

        CREATE TABLE letter_time (
            case_number INTEGER NOT NULL REFERENCES case_file (number),
            letter TEXT NOT NULL,
            deadline TEXT NOT NULL,
            run INTEGER NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (case_number, letter, deadline, run)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX letter_time_by_time ON letter_time (at, case_number);

        -- The last number of each register.
        CREATE TABLE letter_register (
            unit TEXT NOT NULL,
            series TEXT NOT NULL,
            year INTEGER NOT NULL,
            last INTEGER NOT NULL,
            last_day TEXT NOT NULL,
            PRIMARY KEY (unit, series, year)
        ) STRICT, WITHOUT ROWID;
        """

    /// Who read which sealed case.
    private static let reads = """
        CREATE TABLE case_read (
            position INTEGER PRIMARY KEY,
            case_number INTEGER NOT NULL REFERENCES case_file (number),
            principal TEXT NOT NULL,
            actor TEXT NOT NULL,
            at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX case_read_by_case ON case_read (case_number, position);
        """
}
