package import CivilTime
import GRDB

/// That a kiosk once spoke of more than it did later, with the same epoch: its disk was set back.
package struct KioskSetBack: Sendable, Hashable {
    /// The highest sequence it had spoken of.
    package var from: UInt64
    /// The highest one it knew of then.
    package var to: UInt64
    /// When that was seen last.
    package var at: Timestamp

    /// Gathers what was seen.
    package init(from: UInt64, to: UInt64, at: Timestamp) {
        self.from = from
        self.to = to
        self.at = at
    }

    /// The wider of two, with the later time.
    package func joined(with other: KioskSetBack?) -> KioskSetBack {
        guard let other else { return self }
        return KioskSetBack(from: max(self.from, other.from), to: min(self.to, other.to), at: max(self.at, other.at))
    }
}

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
    /// That it was set back; `nil` when it never was.
    package var setBack: KioskSetBack?

    /// Gathers what was heard.
    package init(
        kiosk: String,
        epoch: UInt64,
        office: String,
        heardOf: UInt64,
        lastSeen: Timestamp,
        outboxDepth: UInt64,
        oldestUnreceiptedAt: Int64,
        outboxToldAt: Timestamp?,
        setBack: KioskSetBack? = nil
    ) {
        self.kiosk = kiosk
        self.epoch = epoch
        self.office = office
        self.heardOf = heardOf
        self.lastSeen = lastSeen
        self.outboxDepth = outboxDepth
        self.oldestUnreceiptedAt = oldestUnreceiptedAt
        self.outboxToldAt = outboxToldAt
        self.setBack = setBack
    }
}

extension SignedTallyFile {
    /// Keeps what was heard of kiosks; a power cut may take the newest.
    ///
    /// What is kept of an epoch's highest sequence never becomes less, and that it was set back is never forgotten.
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
            INSERT INTO sighting VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET office = excluded.office, heard_of = max(heard_of, excluded.heard_of),
                last_seen_at = excluded.last_seen_at, outbox_depth = excluded.outbox_depth,
                oldest_unreceipted_at = excluded.oldest_unreceipted_at, outbox_told_at = excluded.outbox_told_at,
                set_back_to = CASE WHEN set_back_from = 0 THEN excluded.set_back_to
                    WHEN excluded.set_back_from = 0 THEN set_back_to ELSE min(set_back_to, excluded.set_back_to) END,
                set_back_from = max(set_back_from, excluded.set_back_from),
                set_back_at = max(set_back_at, excluded.set_back_at)
            """,
            [
                sighting.kiosk, sighting.epoch.stored, sighting.office, sighting.heardOf.stored,
                sighting.lastSeen.microseconds, sighting.outboxDepth.stored, sighting.oldestUnreceiptedAt,
                sighting.outboxToldAt?.microseconds ?? 0, (sighting.setBack?.from ?? 0).stored,
                (sighting.setBack?.to ?? 0).stored, sighting.setBack?.at.microseconds ?? 0,
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
                    let setBack = KioskSetBack(
                        from: try row.number("set_back_from"),
                        to: try row.number("set_back_to"),
                        at: Timestamp(microseconds: try row.decode(forColumn: "set_back_at"))
                    )
                    return KioskSightingRecord(
                        kiosk: try row.text("kiosk"),
                        epoch: try row.number("epoch"),
                        office: try row.text("office"),
                        heardOf: try row.number("heard_of"),
                        lastSeen: Timestamp(microseconds: try row.decode(forColumn: "last_seen_at")),
                        outboxDepth: try row.number("outbox_depth"),
                        oldestUnreceiptedAt: try row.decode(forColumn: "oldest_unreceipted_at"),
                        outboxToldAt: toldAt == 0 ? nil : Timestamp(microseconds: toldAt),
                        setBack: setBack.from == 0 ? nil : setBack
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
