import Delivery

/// A subscriber of one scope: its process, and what it has stored.
struct SimulatedSubscriber: Sendable {
    /// Stands for a snapshot where events are delivered.
    static let snapshot = SubmissionID(high: .max, low: .max)

    var follower: FeedFollower<SubmissionID>?
    /// Numbers the process's runs.
    var life = 0
    /// What it was given, in order; of it, `storedCount` events are on its disk together with `storedPositions`.
    var received: [(position: FeedPosition, id: SubmissionID)] = []
    var storedCount = 0
    var storedPositions: [FeedPosition] = []
    var configuration = FeedConfiguration()
}
