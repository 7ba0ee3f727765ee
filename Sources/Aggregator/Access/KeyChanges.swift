import Identity
import Logging

/// Puts changed keys in force while the aggregator runs.
enum KeyChanges {
    /// Called when the folder of the keys has changed.
    static func take(_ parts: Parts, feed: FeedOutlet) {
        switch parts.keyRing.filesChanged() {
        case .unchanged: break
        case .reloaded(let admitted, let excluded):
            parts.logger.notice(
                "Keys changed",
                metadata: [
                    "admitted": "\(admitted.map(\.text).joined(separator: " "))",
                    "excluded": "\(excluded.map(\.text).joined(separator: " "))",
                ]
            )
            feed.accessChanged()
        case .refused(let error):
            parts.logger.critical(
                "The changed keys are NOT in force; mend the file, a revocation may be waiting",
                metadata: ["error": "\(error)"]
            )
        }
    }
}
