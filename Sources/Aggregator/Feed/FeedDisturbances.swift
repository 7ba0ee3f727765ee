import CivilTime

/// What has made all followers connect anew lately: which key is to be kept out for it, and how long the feed waits
/// before it is opened again; pure.
///
/// One connection that ends at a bad moment is nobody's fault; a key of which that happens again and again disturbs all
/// others. Those who all connect anew again and again are given more time for it.
struct FeedDisturbances: Sendable {
    /// How long a disturbance counts.
    static let window = Duration.seconds(60)
    /// How many of one key are too many.
    static let mostOfOneKey = 3
    /// The wait before the second opening within the window, doubled with each further one.
    static let shortestPause = Duration.milliseconds(50)
    static let longestPause = Duration.seconds(5)

    private var disturbances: [(userID: String?, time: Timestamp)] = []

    /// Notes that all have to connect anew.
    ///
    /// - Parameters:
    ///   - userID: Whose key caused it; `nil` when that cannot be told.
    ///   - time: Now.
    /// - Returns: Whether that key is to be kept out, and how long to wait before the feed is opened again.
    mutating func note(of userID: String?, at time: Timestamp) -> (keepsOut: Bool, pause: Duration) {
        // What lies ahead was noted before the clock was set back.
        self.disturbances.removeAll { $0.time > time || time.duration(since: $0.time) >= Self.window }
        let earlier = self.disturbances.count
        self.disturbances.append((userID, time))
        let ofKey = self.disturbances.count { $0.userID == userID }
        let pause = earlier == 0 ? Duration.zero : Self.shortestPause * (1 << min(earlier - 1, 10))
        return (userID != nil && ofKey >= Self.mostOfOneKey, min(pause, Self.longestPause))
    }
}
