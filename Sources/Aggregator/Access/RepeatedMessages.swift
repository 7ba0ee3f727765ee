import CivilTime
internal import NIOConcurrencyHelpers

/// Keeps a peer from filling the log: says of each kind of message from each peer when it may be written again.
final class RepeatedMessages: Sendable {
    private struct Entry {
        var lastWritten: Timestamp
        var suppressed: UInt64
    }

    /// The least time between two lines about the same peer and kind.
    static let interval = Duration.seconds(60)
    /// The most peers and kinds remembered; beyond it all are forgotten.
    static let capacity = 4096

    private let box = NIOLockedValueBox<[String: Entry]>([:])

    /// Asks whether a message may be written.
    ///
    /// - Parameters:
    ///   - key: the peer and the kind of message.
    ///   - time: now.
    /// - Returns: how many there were since the last line, this one included; `nil` when it may not be written yet.
    func occurrencesToWrite(_ key: String, at time: Timestamp) -> UInt64? {
        self.box.withLockedValue { entries in
            guard var entry = entries[key], time >= entry.lastWritten else {
                if entries.count >= Self.capacity { entries.removeAll() }
                entries[key] = Entry(lastWritten: time, suppressed: 0)
                return 1
            }
            guard time.duration(since: entry.lastWritten) >= Self.interval else {
                entry.suppressed &+= 1
                entries[key] = entry
                return nil
            }
            let count = entry.suppressed &+ 1
            entries[key] = Entry(lastWritten: time, suppressed: 0)
            return count
        }
    }
}
