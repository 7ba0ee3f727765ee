public import Foundation

/// How something is now, as an aggregator tells it: codes, numbers and times, and nothing a person wrote.
///
/// Each takes the place of the one before of the same origin, kind and unit (of an alert: the same alert), so nothing is
/// added up, and there is nothing to ask for again.
public struct FeedState: Sendable, Hashable {
    /// The aggregator that told it.
    public let origin: String
    /// Codes of the units from the root to the one it is about, the followed one or one below it; of a tree head, the
    /// root's alone.
    public let unitPath: [String]
    /// The register edition that the codes belong to.
    public let registerEdition: String
    /// The number in the origin's journal that it goes through.
    public let journalNumber: UInt64
    /// When the aggregator made it; of a tree head, when it was signed.
    public let recordedAt: Date
    /// How it is.
    public let content: Content
    /// What it takes the place of.
    let key: Key

    /// What can be followed.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// The followed unit and each one below it, when it has changed, at most once a second.
        case summaries = "summary"
        /// What somebody should look at in the offices of the followed unit.
        case alerts = "alert"
        /// The signed heads of the province's tree of proofs, each hour when it grew.
        case treeHeads = "tree"
    }

    /// How it is.
    public enum Content: Sendable, Hashable {
        /// A unit with all below it.
        case summary(Summary)
        /// Something that somebody should look at, or should no more.
        case alert(Alert)
        /// The province's tree of proofs.
        case treeHead(TreeHead)
    }

    /// How a unit is now, with all below it.
    public struct Summary: Sendable, Hashable {
        /// The number in the unit of the newest case event that is in it.
        public let caseSequence: UInt64
        /// The number in the unit of the newest rating that is in it; a little behind the feed.
        public let ratingSequence: UInt64
        /// Cases in which somebody must still act, without denunciations, by the code of the state; each 0 to 2⁵³.
        public let openCases: [String: Int]
        /// How many of them are past their due date; 0 to 2⁵³.
        public let overdueCases: Int
        /// Today on the province's clocks; in days since 1970-01-01, UTC+7.
        public let day: Int
        /// What citizens pressed on that day: by the code of the scale, how many there are of level 1, 2 and so on.
        ///
        /// At most ten levels, each 0 to 2⁵³; zeros at the end may be left out.
        public let ratings: [String: [Int]]
        /// Whether `ratings` may lack much, since they are counted anew or cannot be counted now.
        public let areRatingsBehind: Bool
    }
}

extension FeedState {
    /// What a state takes the place of: of one key the newest counts.
    struct Key: Sendable, Hashable {
        /// Which alert of an office.
        struct Alert: Sendable, Hashable {
            /// As a number, since a later version has more.
            let kind: Int
            let registerEdition: String
            let kiosk: String
            let scale: String
        }

        let origin: String
        let kind: Kind
        let unitPath: [String]
        /// `nil` of what is no alert.
        let alert: Alert?
    }

    /// The same alert as one that is told no more; `nil` of what does not hold.
    var lapsed: FeedState? {
        guard case .alert(let alert) = self.content, alert.holds else { return nil }
        return FeedState(
            origin: self.origin,
            unitPath: self.unitPath,
            registerEdition: self.registerEdition,
            journalNumber: self.journalNumber,
            recordedAt: self.recordedAt,
            content: .alert(alert.lapsed),
            key: self.key
        )
    }
}

extension FeedState.Content {
    /// Whether it says something else than what was told before; an alert's figures alone are no news.
    func isNews(after told: FeedState.Content) -> Bool {
        switch (self, told) {
        case (.alert(let alert), .alert(let before)):
            alert.phase != before.phase || alert.beganAt != before.beganAt || alert.changedAt != before.changedAt
        default: self != told
        }
    }
}

extension FeedState.Kind {
    /// The path of the topic that tells of the followed unit.
    func path(following unitPath: [String]) -> [String] {
        self == .treeHeads ? Array(unitPath.prefix(1)) : unitPath
    }

    /// Whether a unit is one that may be told of.
    func covers(_ unitPath: [String], following followed: [String]) -> Bool {
        let path = self.path(following: followed)
        return self == .treeHeads ? unitPath == path : unitPath.starts(with: path)
    }
}

extension FeedSubscription {
    /// The topics of the states, and of the heartbeats that tell of an alert's silence from the network's.
    var stateTopics: [String] {
        let heartbeats = self.states.contains(.alerts) ? ["heartbeat/" + Self.place(self.unitPath)] : []
        // Heartbeats last, as on the connection for events.
        return self.states.map { "\($0.rawValue)/" + Self.place($0.path(following: self.unitPath)) } + heartbeats
    }

    private static func place(_ path: [String]) -> String {
        path.map { "\($0)/" }.joined()
    }
}
