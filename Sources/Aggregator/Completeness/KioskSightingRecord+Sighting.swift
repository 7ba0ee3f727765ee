import FeedbackStore

extension KioskSightingRecord {
    /// What is kept of what was heard; `nil` of a kiosk that was not heard since the start.
    init?(_ kiosk: String, _ sighting: KioskSightings.Sighting) {
        guard let lastSeen = sighting.lastSeen else { return nil }
        self.init(
            kiosk: kiosk,
            epoch: sighting.epoch,
            office: sighting.office,
            heardOf: sighting.heardOf,
            lastSeen: lastSeen,
            outboxDepth: sighting.outbox?.depth ?? 0,
            oldestUnreceiptedAt: sighting.outbox?.oldestCapturedAt ?? 0,
            outboxToldAt: sighting.outbox?.toldAt,
            setBack: sighting.setBack
        )
    }
}
