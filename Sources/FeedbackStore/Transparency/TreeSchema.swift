/// The tables of the file of the tree of proofs.
enum TreeSchema {
    /// What SQLite's header says the file is: "LNGp".
    static let applicationID: Int32 = 0x4C4E_4770

    /// The steps from an empty file to the present form; a step is never changed, only followed by others.
    static let migrations: [String] = [first, givenAndHeld]

    /// The tables that follow from the journal; the heads were published and stay.
    static let ofJournal = ["tree_mark", "tree_leaf", "tree_node", "tree_held", "tree_release"]

    /// How a file is opened.
    static var kind: SQLiteFileKind {
        SQLiteFileKind(
            applicationID: self.applicationID,
            migrations: self.migrations,
            tables: self.ofJournal + ["tree_head"]
        )
    }

    private static let first = """
        -- How far the journal is in the tree; no row for nothing.
        CREATE TABLE tree_mark (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            position INTEGER NOT NULL,
            hash BLOB NOT NULL,
            -- Tells which secret the leaves' commitments were made with, and nothing of it.
            secret_mark BLOB NOT NULL
        ) STRICT;

        -- Which case is which leaf, from 0.
        CREATE TABLE tree_leaf (
            leaf INTEGER PRIMARY KEY,
            case_number INTEGER NOT NULL UNIQUE
        ) STRICT;

        -- The roots of complete subtrees of 2^level leaves; level 0 are the leaves' hashes.
        CREATE TABLE tree_node (
            level INTEGER NOT NULL,
            place INTEGER NOT NULL,
            hash BLOB NOT NULL,
            PRIMARY KEY (level, place)
        ) STRICT, WITHOUT ROWID;

        -- Every head that was published, in order.
        CREATE TABLE tree_head (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            origin TEXT NOT NULL,
            size INTEGER NOT NULL,
            root BLOB NOT NULL,
            time INTEGER NOT NULL,
            signature BLOB NOT NULL,
            public_key BLOB NOT NULL,
            -- The journal position through which the tree goes.
            position INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX tree_head_by_size ON tree_head (origin, size);
        """

    /// Leaves that commit to what was given and as what, also of what is held in quarantine.
    ///
    /// Trees of the earlier form are made anew. Their heads fit no tree of this one and are kept all the same: they were
    /// published, and tell that this tree needs an origin of its own.
    private static let givenAndHeld = """
        DELETE FROM tree_mark;
        DELETE FROM tree_node;
        DROP TABLE tree_leaf;

        -- Which case is which leaf, from 0, and what its commitment is of, but for the secret and the slip.
        CREATE TABLE tree_leaf (
            leaf INTEGER PRIMARY KEY,
            -- Of what was held in quarantine the number that it was held under.
            case_number INTEGER NOT NULL UNIQUE,
            -- Since 1970-01-01, on the province's clocks.
            day INTEGER NOT NULL,
            lane INTEGER NOT NULL,
            digest BLOB NOT NULL,
            -- The number that it was held under, when it could not be read then and was mended.
            releases INTEGER
        ) STRICT;

        -- The slips of what has a leaf since it went to quarantine.
        CREATE TABLE tree_held (
            number INTEGER PRIMARY KEY,
            tracking_code TEXT NOT NULL,
            submission_id BLOB NOT NULL
        ) STRICT;
        CREATE INDEX tree_held_by_code ON tree_held (tracking_code);

        -- Cases that have their leaf since they were held.
        CREATE TABLE tree_release (
            case_number INTEGER PRIMARY KEY,
            number INTEGER NOT NULL
        ) STRICT;
        """
}
