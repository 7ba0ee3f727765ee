extension SQLiteSchema {
    /// The journal, the ledger of kiosks, the quarantine, cases and counters.
    static let first = """
        CREATE TABLE journal_batch (
            first_position INTEGER PRIMARY KEY,
            count INTEGER NOT NULL CHECK (count > 0),
            recorded_at INTEGER NOT NULL,
            previous_hash BLOB NOT NULL CHECK (length(previous_hash) = 32),
            hash BLOB NOT NULL CHECK (length(hash) = 32),
            body BLOB NOT NULL
        ) STRICT;

        -- One row for each epoch of each kiosk: what is durable of it.
        CREATE TABLE kiosk_ledger (
            started_position INTEGER PRIMARY KEY,
            kiosk TEXT NOT NULL,
            epoch INTEGER NOT NULL,
            previous_epoch INTEGER NOT NULL,
            through_sequence INTEGER NOT NULL,
            through_submission_id BLOB NOT NULL,
            UNIQUE (kiosk, epoch)
        ) STRICT;

        -- The bytes stay in the journal, at the position that is the number.
        CREATE TABLE quarantine (
            number INTEGER PRIMARY KEY,
            kiosk TEXT NOT NULL,
            epoch INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            reason INTEGER NOT NULL,
            recorded_at INTEGER NOT NULL,
            size INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('held', 'released', 'discarded')),
            decision_position INTEGER,
            decided_by TEXT,
            decided_at INTEGER,
            decision_reason TEXT,
            idempotency_key BLOB
        ) STRICT;
        CREATE INDEX quarantine_by_epoch ON quarantine (kiosk, epoch, sequence);
        CREATE INDEX quarantine_held ON quarantine (number) WHERE state = 'held';

        -- Text and sealed contact stay in the journal, at the position that is the number.
        CREATE TABLE case_file (
            number INTEGER PRIMARY KEY,
            submission_id BLOB NOT NULL UNIQUE CHECK (length(submission_id) = 16),
            tracking_code TEXT NOT NULL UNIQUE,
            lane TEXT NOT NULL,
            subject TEXT NOT NULL,
            field TEXT NOT NULL,
            office TEXT NOT NULL,
            counter TEXT NOT NULL,
            language TEXT NOT NULL,
            unit_concerned TEXT NOT NULL,
            kiosk TEXT NOT NULL,
            epoch INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            captured_at INTEGER NOT NULL,
            received_at INTEGER NOT NULL,
            rule TEXT NOT NULL,
            rule_set TEXT NOT NULL,
            register_edition TEXT NOT NULL,
            lifecycle TEXT NOT NULL,
            unit_path TEXT NOT NULL,
            state TEXT NOT NULL,
            version INTEGER NOT NULL,
            changed_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX case_file_by_state ON case_file (state, number);
        CREATE INDEX case_file_by_unit ON case_file (unit_path);

        CREATE TABLE case_event (
            case_number INTEGER NOT NULL REFERENCES case_file (number),
            version INTEGER NOT NULL,
            position INTEGER NOT NULL,
            event TEXT NOT NULL,
            from_state TEXT,
            to_state TEXT NOT NULL,
            actor_kind TEXT NOT NULL,
            actor_identifier TEXT NOT NULL,
            actor_role TEXT NOT NULL,
            actor_name TEXT NOT NULL,
            at INTEGER NOT NULL,
            reason TEXT,
            unit TEXT NOT NULL,
            idempotency_key TEXT,
            PRIMARY KEY (case_number, version)
        ) STRICT, WITHOUT ROWID;

        -- Which cases are in a unit or below it: one row for each unit of the case's path.
        CREATE TABLE case_scope (
            scope TEXT NOT NULL,
            case_number INTEGER NOT NULL REFERENCES case_file (number),
            PRIMARY KEY (scope, case_number)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE projection_state (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            through_position INTEGER NOT NULL,
            submissions INTEGER NOT NULL,
            cases INTEGER NOT NULL,
            quarantined INTEGER NOT NULL,
            feed_events INTEGER NOT NULL,
            checkpoint_position INTEGER NOT NULL,
            scope_counters BLOB NOT NULL
        ) STRICT;

        -- Copies of the counters, so that a replay can begin anywhere.
        CREATE TABLE scope_checkpoint (
            through_position INTEGER PRIMARY KEY,
            scope_counters BLOB NOT NULL
        ) STRICT;
        """
}
