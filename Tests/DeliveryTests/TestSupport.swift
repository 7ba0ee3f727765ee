import CivilTime
import Delivery
import DeliverySimulation

/// The seeded generator of the simulator.
typealias TestRandom = SplitMix64

/// An identifier that is recognisable by a number.
func id(_ number: UInt64) -> SubmissionID {
    SubmissionID(high: 0xABCD, low: number)
}

/// An outbox entry that is recognisable by a number.
func entry(_ number: UInt64, bytes: Int = 100) -> OutboxEntry {
    OutboxEntry(id: id(number), byteCount: bytes, recordedAt: Timestamp(microseconds: Int64(number)))
}
