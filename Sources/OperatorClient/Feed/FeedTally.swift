package import FeedbackProtocol

/// What was received of a feed and what was not; pure.
package struct FeedTally: Sendable {
    /// Something to tell the operator.
    package enum Notice: Sendable {
        case event(WireFeedEvent)
        /// Events are missing; they will not come any more.
        case gap(FeedContinuity.Scope, from: UInt64, through: UInt64)
        /// The aggregator's journal is another one than before.
        case reset(FeedContinuity.Scope)
        /// A head of a tree of proofs contradicts one that was told before; says how.
        case treeAlarm(String)
    }

    private let subscription: FollowedTopics
    private var continuity = FeedContinuity()

    /// Events counted, those seen before left out.
    package var events: UInt64 { self.caseEvents + self.ratingEvents + self.summaries }
    package private(set) var caseEvents: UInt64 = 0
    package private(set) var ratingEvents: UInt64 = 0
    /// Newest states of units, each counted as an event.
    package private(set) var summaries: UInt64 = 0
    /// Alerts, those that were told again included; they are not counted as events.
    package private(set) var alertEvents: UInt64 = 0
    private var alerts = AlertNews()
    /// Heads of trees of proofs that contradict those before.
    package private(set) var treeAlarms: UInt64 = 0
    private var trees = TreeHeadWatch()
    /// Messages that are none of this protocol.
    package private(set) var malformed: UInt64 = 0
    package private(set) var heartbeats: UInt64 = 0
    /// The newest journal position that an event or a heartbeat told.
    package private(set) var lastPosition: UInt64 = 0
    /// Whether a heartbeat came after the end was asked for, so that all losses before it were noticed.
    package var isConfirmed = false

    /// How many times numbers went back: the journal is another one, and what it had told is void.
    package private(set) var resets: UInt64 = 0

    package var gaps: UInt64 { self.continuity.gaps }
    package var missing: UInt64 { self.continuity.missing }

    /// Makes a tally of a subscription.
    package init(_ subscription: FollowedTopics) {
        self.subscription = subscription
    }

    /// What is missing or not known.
    ///
    /// - Parameter isAtLimit: Whether it ended because as many events came as were wanted: then no heartbeat is waited for.
    /// - Returns: A line for each; none when all is well.
    package func problems(isAtLimit: Bool) -> [String] {
        var lines: [String] = []
        if self.gaps > 0 { lines.append("\(self.missing) events were missed.") }
        if self.resets > 0 { lines.append("The aggregator's journal is another one than before.") }
        if self.treeAlarms > 0 { lines.append("Heads of the tree of proofs contradict each other; see above.") }
        if !isAtLimit, !self.isConfirmed {
            lines.append(
                self.heartbeats == 0
                    ? "No heartbeat came, so what came last may be missing, or the key may not follow this unit."
                    : "No heartbeat came at the end, so what came last may be missing."
            )
        }
        return lines
    }

    /// Takes in one message's second frame.
    ///
    /// - Parameters:
    ///   - frame: The event.
    ///   - stream: What the first frame says it is of: an event of a later version counts by it; `nil` for not known.
    /// - Returns: what to tell; an event seen before and a good heartbeat tell nothing.
    package mutating func take(_ frame: [UInt8], of stream: FeedStream? = nil) -> [Notice] {
        guard let event = try? WireFeedEvent(decoding: frame) else {
            self.malformed += 1
            return []
        }
        switch event.content {
        case .caseChanged, .caseLeft: return self.take(event, .cases)
        case .ratingGiven: return self.take(event, .ratings)
        case .heartbeat(let heartbeat): return self.take(heartbeat, event)
        case .unitSummary:
            self.summaries += 1
            return [.event(event)]
        case .treeHead(let head): return self.take(head)
        // A kind of a later version has its number all the same: without it the next event would look like a gap.
        case .none:
            guard let stream, stream.isNumbered else { return [] }
            return self.take(event, stream)
        case .alert(let alert): return self.take(alert, event)
        }
    }

    private mutating func take(_ event: WireFeedEvent, _ stream: FeedStream) -> [Notice] {
        guard let (scope, sequence) = self.subscription.place(of: event, in: stream) else {
            self.malformed += 1
            return []
        }
        let finding = self.continuity.event(sequence, in: scope)
        guard finding != .repeated else { return [] }
        if stream == .cases { self.caseEvents += 1 } else { self.ratingEvents += 1 }
        self.lastPosition = max(self.lastPosition, event.number)
        return Self.notices(finding, scope) + [.event(event)]
    }

    private mutating func take(_ heartbeat: WireHeartbeat, _ event: WireFeedEvent) -> [Notice] {
        // Those of the units below tell nothing that the scope's own does not.
        guard event.unitPath.count == self.subscription.depth, event.unitPath.starts(with: self.subscription.path)
        else {
            return []
        }
        self.heartbeats += 1
        self.lastPosition = max(self.lastPosition, event.number)
        return self.subscription.streams.filter(\.isNumbered).flatMap { stream -> [Notice] in
            let sequence = stream == .cases ? heartbeat.caseSequence : heartbeat.ratingSequence
            let scope = FeedContinuity.Scope(origin: event.origin, stream: stream, path: event.unitPath)
            let finding = self.continuity.heartbeat(sequence, in: scope)
            if finding == .reset { self.resets += 1 }
            return Self.notices(finding, scope)
        }
    }

    /// An alert has no number; one that was told before is news to who comes late, and told once.
    private mutating func take(_ alert: WireAlert, _ event: WireFeedEvent) -> [Notice] {
        guard event.unitPath.starts(with: self.subscription.path) else { return [] }
        self.alertEvents += 1
        return self.alerts.isNews(alert, of: event.origin) ? [.event(event)] : []
    }

    /// A head tells nothing by itself.
    private mutating func take(_ head: WireTreeHead) -> [Notice] {
        guard let alarm = self.trees.alarm(head.head) else { return [] }
        self.treeAlarms += 1
        return [.treeAlarm(alarm)]
    }

    private static func notices(_ finding: FeedContinuity.Finding, _ scope: FeedContinuity.Scope) -> [Notice] {
        switch finding {
        case .first, .next, .repeated: []
        case .gap(let from, let through): [.gap(scope, from: from, through: through)]
        case .reset: [.reset(scope)]
        }
    }

    /// The figures as a JSON object.
    package var json: JSONValue {
        [
            "events": .natural(self.events),
            "case_events": .natural(self.caseEvents),
            "rating_events": .natural(self.ratingEvents),
            "summaries": .natural(self.summaries),
            "alert_events": .natural(self.alertEvents),
            "tree_alarms": .natural(self.treeAlarms),
            "gaps": .natural(self.gaps),
            "missing": .natural(self.missing),
            "malformed": .natural(self.malformed),
            "heartbeats": .natural(self.heartbeats),
            "last_position": .natural(self.lastPosition),
            "confirmed": .bool(self.isConfirmed),
            "resets": .natural(self.resets),
        ]
    }
}
