import CivilTime

/// What was told of states, to tell news from what is told again, and which alerts are told no more; pure.
struct FeedStateBook: Sendable {
    /// The most states that are remembered; one beyond counts as news whenever it is told.
    static let most = 16_384
    /// An alert that was not told for longer holds no more, by the contract.
    static let alertLife = Duration.seconds(300)
    /// Heartbeats further apart, or than three intervals, say that the aggregator was not heard in between.
    private static let longestPause = Duration.seconds(60)

    private struct Known {
        var state: FeedState
        /// The newest heartbeat before it was last told; `nil` before there was one.
        var heardAt: Timestamp?
    }

    /// Heartbeats without a pause.
    private struct Run {
        let began: Timestamp
        var newest: Timestamp
    }

    private var known: [FeedState.Key: Known] = [:]
    /// By origin.
    private var runs: [String: Run] = [:]

    /// Notes a state, and says whether it is news.
    mutating func take(_ state: FeedState) -> Bool {
        let told = self.known[state.key]
        if told != nil || self.known.count < Self.most {
            self.known[state.key] = Known(state: state, heardAt: self.runs[state.origin]?.newest)
        }
        return told.map { state.content.isNews(after: $0.state.content) } ?? true
    }

    /// Notes a heartbeat of the followed unit.
    ///
    /// By heartbeats alone, and not by a clock here: while the connection is lost, silence says nothing of an alert.
    ///
    /// - Parameters:
    ///   - origin: Whose it is.
    ///   - now: The time it tells.
    ///   - interval: How often they come.
    /// - Returns: The alerts that were not told for so long that they hold no more, as such.
    mutating func beat(_ origin: String, at now: Timestamp, every interval: Duration) -> [FeedState] {
        var run = self.runs[origin] ?? Run(began: now, newest: now)
        let pause = now.duration(since: run.newest)
        if pause < .zero || pause > max(Self.longestPause, interval * 3) { run = Run(began: now, newest: now) }
        run.newest = now
        self.runs[origin] = run
        var lapsed: [FeedState] = []
        for (key, alert) in self.known where key.kind == .alerts && key.origin == origin {
            guard let heardAt = alert.heardAt, heardAt <= now else {
                self.known[key]?.heardAt = now
                continue
            }
            guard now.duration(since: max(heardAt, run.began)) > Self.alertLife else { continue }
            self.known[key] = nil
            if let state = alert.state.lapsed { lapsed.append(state) }
        }
        return lapsed
    }
}
