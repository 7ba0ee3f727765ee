package import CivilTime

/// One submission as the outbox sees it: everything but its contents.
package struct OutboxEntry: Sendable, Hashable {
    /// The submission's identifier, which outlives renumbering.
    package var id: SubmissionID
    /// The encoded submission's size in bytes, at least 0.
    package var byteCount: Int
    /// When it was recorded, by the kiosk's clock; only for showing.
    package var recordedAt: Timestamp

    /// Makes an entry.
    package init(id: SubmissionID, byteCount: Int, recordedAt: Timestamp) {
        self.id = id
        self.byteCount = max(0, byteCount)
        self.recordedAt = recordedAt
    }
}

/// What the outbox file holds: with this a kiosk begins, also after a crash.
package struct OutboxContents: Sendable, Hashable {
    /// The present epoch; never 0.
    package var epoch: UInt64
    /// The number of the first entry, or of the next one when there is none.
    package var firstSequence: UInt64
    /// The submission before the first entry, which was receipted and removed last; `nil` when the epoch is fresh.
    package var lastRemovedID: SubmissionID?
    /// The unreceipted submissions, numbered from `firstSequence` without a hole.
    package var entries: [OutboxEntry]

    /// Makes contents; a fresh outbox has only its epoch.
    package init(
        epoch: UInt64,
        firstSequence: UInt64 = 1,
        lastRemovedID: SubmissionID? = nil,
        entries: [OutboxEntry] = []
    ) {
        self.epoch = epoch
        self.firstSequence = firstSequence
        self.lastRemovedID = lastRemovedID
        self.entries = entries
    }
}

/// How full the outbox is.
package struct OutboxUsage: Sendable, Hashable {
    /// Submissions on the disk or on their way to it.
    package var count: Int
    /// Their bytes.
    package var bytes: Int
    /// When the oldest was recorded.
    package var oldestRecordedAt: Timestamp?
}
