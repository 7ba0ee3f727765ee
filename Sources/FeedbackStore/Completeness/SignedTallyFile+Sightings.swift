package import CivilTime
import GRDB

/// What was last heard of one epoch of a kiosk.
package struct KioskSightingRecord: Sendable, Hashable {
    /// The name of the kiosk's key.
    package var kiosk: String
    /// The epoch it spoke of.
    package var epoch: UInt64
    /// The register code of the office that its key was for.
    package var office: String
    /// The highest sequence it spoke of.
    package var heardOf: UInt64
    /// When it was last seen.
    package var lastSeen: Timestamp
    /// How many submissions waited in its outbox.
    package var outboxDepth: UInt64
    /// When the oldest of them was captured, in microseconds; 0 for none, or not known.
    package var oldestUnreceiptedAt: Int64
    /// When it told that; `nil` when it never did.
    package var outboxToldAt: Timestamp?

    /// Gathers what was heard.
    package init(
        kiosk: String,
        epoch: UInt64,
        office: String,
        heardOf: UInt64,
        lastSeen: Timestamp,
        outboxDepth: UInt64,
        oldestUnreceiptedAt: Int64,
        outboxToldAt: Timestamp?
    ) {
        self.kiosk = kiosk
        self.epoch = epoch
        self.office = office
        self.heardOf = heardOf
        self.lastSeen = lastSeen
        self.outboxDepth = outboxDepth
        self.oldestUnreceiptedAt = oldestUnreceiptedAt
        self.outboxToldAt = outboxToldAt
    }
}

extension SignedTallyFile {
    /// Keeps what was heard of kiosks; a power cut may take the newest.
    ///
    /// What is kept of an epoch's highest sequence never becomes less.
    ///
    /// - Parameter sightings: The newest of each kiosk.
    /// - Throws: ``StoreError`` when the disk fails.
    package func keep(_ sightings: [KioskSightingRecord]) throws(StoreError) {
        guard !sightings.isEmpty else { return }
        try storing {
            try self.pool.writeWithoutTransaction { database in
                // They come every few seconds, and are no promise.
                try database.execute(sql: "PRAGMA synchronous = NORMAL")
                defer { try? database.execute(sql: "PRAGMA synchronous = FULL") }
                try database.inTransaction {
                    for sighting in sightings { try Self.keep(sighting, in: database) }
                    return .commit
                }
            }
        }
    }

    private static func keep(_ sighting: KioskSightingRecord, in database: Database) throws {
        try database.run(
            """
            INSERT INTO sighting VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET office = excluded.office, heard_of = max(heard_of, excluded.heard_of),
                last_seen_at = excluded.last_seen_at, outbox_depth = excluded.outbox_depth,
                oldest_unreceipted_at = excluded.oldest_unreceipted_at, outbox_told_at = excluded.outbox_told_at
            """,
            [
                sighting.kiosk, sighting.epoch.stored, sighting.office, sighting.heardOf.stored,
                sighting.lastSeen.microseconds, sighting.outboxDepth.stored, sighting.oldestUnreceiptedAt,
                sighting.outboxToldAt?.microseconds ?? 0,
            ]
        )
        let count = try Int.fetchOne(
            database.cachedStatement(sql: "SELECT count(*) FROM sighting WHERE kiosk = ?"),
            arguments: [sighting.kiosk]
        )
        guard let count, count > Self.mostEpochs else { return }
        try database.run(
            """
            DELETE FROM sighting WHERE kiosk = ? AND epoch IN (
                SELECT epoch FROM sighting WHERE kiosk = ? ORDER BY last_seen_at LIMIT ?
            )
            """,
            [sighting.kiosk, sighting.kiosk, count - Self.mostEpochs]
        )
    }

    /// What was last heard of all kiosks, oldest first.
    package func sightings() throws(StoreError) -> [KioskSightingRecord] {
        try storing {
            try self.pool.read { database in
                try Row.fetchAll(database, sql: "SELECT * FROM sighting ORDER BY last_seen_at, kiosk, epoch").map {
                    row in
                    let toldAt = try row.decode(Int64.self, forColumn: "outbox_told_at")
                    return KioskSightingRecord(
                        kiosk: try row.text("kiosk"),
                        epoch: try row.number("epoch"),
                        office: try row.text("office"),
                        heardOf: try row.number("heard_of"),
                        lastSeen: Timestamp(microseconds: try row.decode(forColumn: "last_seen_at")),
                        outboxDepth: try row.number("outbox_depth"),
                        oldestUnreceiptedAt: try row.decode(forColumn: "oldest_unreceipted_at"),
                        outboxToldAt: toldAt == 0 ? nil : Timestamp(microseconds: toldAt)
                    )
                }
            }
        }
    }

    /// Whether a kiosk ever spoke of an epoch, or signed a day of it.
    ///
    /// - Throws: ``StoreError`` when the file cannot be read.
    package func hasHeard(ofKiosk kiosk: String, epoch: UInt64) throws(StoreError) -> Bool {
        try storing {
            try self.pool.read { database in
                let found = try Bool.fetchOne(
                    database,
                    sql: """
                        SELECT EXISTS (SELECT * FROM sighting WHERE kiosk = ?1 AND epoch = ?2)
                            OR EXISTS (SELECT * FROM signed_day WHERE kiosk = ?1 AND epoch = ?2)
                        """,
                    arguments: [kiosk, epoch.stored]
                )
                return found ?? false
            }
        }
    }

    /// The highest sequence that a kiosk signed for in each of its epochs, and when it told anything of it last.
    ///
    /// - Returns: By kiosk and epoch.
    /// - Throws: ``StoreError`` when the file cannot be read.
    package func signedThrough() throws(StoreError) -> [String: [UInt64: (sequence: UInt64, toldAt: Timestamp)]] {
        try storing {
            try self.pool.read { database in
                var found: [String: [UInt64: (sequence: UInt64, toldAt: Timestamp)]] = [:]
                let rows = try Row.fetchAll(
                    database,
                    sql: """
                        SELECT kiosk, epoch, max(kiosk_last) AS last, max(told_at) AS told_at
                        FROM signed_day GROUP BY kiosk, epoch
                        """
                )
                for row in rows {
                    found[try row.text("kiosk"), default: [:]][try row.number("epoch")] = (
                        try row.number("last"), Timestamp(microseconds: try row.decode(forColumn: "told_at"))
                    )
                }
                return found
            }
        }
    }
}
