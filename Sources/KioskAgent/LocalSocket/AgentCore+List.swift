import CivilTime
import Delivery
import FeedbackProtocol
import FeedbackStore

extension AgentCore {
    /// The most bytes of submissions read for one list.
    private static var maximumListBytes: Int { 16 << 20 }

    /// Lists the oldest submissions without a receipt, then the newest rejected ones.
    ///
    /// - Parameters:
    ///   - limit: The most of either.
    ///   - answer: Called on the disk's thread.
    func list(limit: Int, answer: @escaping @Sendable (Result<WireOutboxList, AgentError>) -> Void) {
        let first = self.held.firstSequence
        let sentThrough = self.sentThrough
        let total = UInt64(self.held.count + self.rejectedCount)
        self.disk.read { disk throws(StoreError) in
            let waiting = try disk.page(from: first, count: limit, bytes: Self.maximumListBytes)
            let rejected = try disk.rejected(limit: limit)
            return WireOutboxList.make {
                $0.items =
                    waiting.map { WireOutboxItem($0.row, $0.sequence, $0.sequence <= sentThrough ? "sent" : "waiting") }
                    + rejected.map { item in
                        var wire = WireOutboxItem(item.row, item.sequence, "rejected")
                        wire.rejection = WireRejectionReason(rawValue: Int(item.code)) ?? .unspecified
                        return wire
                    }
                $0.total = total
            }
        } then: { result in
            answer(result.mapError { AgentError(.disk, "The outbox could not be read: \($0.code).") })
        }
    }
}

extension WireOutboxItem {
    fileprivate init(_ row: OutboxRow, _ sequence: UInt64, _ state: String) {
        self = .make {
            $0.sequence = sequence
            $0.submissionID = .init(row.id.bytes)
            $0.capturedAt = row.capturedAt.microseconds
            $0.kind = row.kind.rawValue
            $0.size = UInt32(clamping: row.bytes.count)
            $0.state = state
        }
    }
}
