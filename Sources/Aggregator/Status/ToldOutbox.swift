import CivilTime
import FeedbackProtocol

/// How full a kiosk's outbox was, as it told.
struct ToldOutbox: Sendable, Hashable {
    /// Submissions without a receipt.
    let depth: UInt64
    /// When the oldest of them was captured, in microseconds; 0 for none, or not known.
    let oldestCapturedAt: Int64
    /// When it was told.
    let toldAt: Timestamp

    init(depth: UInt64, oldestCapturedAt: Int64, toldAt: Timestamp) {
        self.depth = depth
        self.oldestCapturedAt = oldestCapturedAt
        self.toldAt = toldAt
    }

    /// What a kiosk tells of itself now and then.
    init(_ status: WireKioskStatus, at time: Timestamp) {
        self.init(depth: status.outboxDepth, oldestCapturedAt: status.oldestUnreceiptedAt, toldAt: time)
    }

    /// What a greeting tells of it.
    init(_ hello: WireHello, at time: Timestamp) {
        let (behind, overflow) = hello.newestSequence.subtractingReportingOverflow(hello.oldestUnreceipted)
        // In an empty outbox the oldest is one more than the newest.
        self.init(depth: overflow ? 0 : behind &+ 1, oldestCapturedAt: 0, toldAt: time)
    }
}
