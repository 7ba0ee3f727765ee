import CivilTime
import FeedbackStore
internal import NIOConcurrencyHelpers

/// What the intake last heard of each kiosk, where other threads can read it; brought up to date every second.
final class KioskSightings: Sendable {
    struct Sighting: Sendable, Hashable {
        let office: String
        let epoch: UInt64
        let receivedThrough: UInt64
        let heardOf: UInt64
        let lastSeen: Timestamp?
        /// What it reported of itself; `nil` when it did not since the aggregator started.
        let health: KioskHealth?
        var outbox: ToldOutbox?
        /// That its disk was set back in this epoch.
        var setBack: KioskSetBack?
    }

    private let box = NIOLockedValueBox<[String: Sighting]>([:])

    var all: [String: Sighting] { self.box.withLockedValue { $0 } }

    func replace(with sightings: [String: Sighting]) {
        self.box.withLockedValue { $0 = sightings }
    }
}
