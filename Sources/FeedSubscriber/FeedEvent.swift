import FeedbackProtocol
public import Foundation

/// Something that an aggregator told, for a dashboard: codes, numbers and times, and nothing a person wrote.
public struct FeedEvent: Sendable, Hashable {
    /// Where it stands; store it with what you make of the event.
    public let position: FeedEventPosition
    /// The number of the entry in the origin's journal that made it, or that a snapshot ends with; grows, with holes.
    public let journalNumber: UInt64
    /// When the aggregator recorded it; of a snapshot, when it was taken.
    public let recordedAt: Date
    /// Codes of the units from the root to the one it is about; of a snapshot, to the followed one.
    public let unitPath: [String]
    /// The register edition that the codes belong to; empty of a snapshot, whose parts have their own.
    public let registerEdition: String
    /// Of a correction, the day that it belongs to, which was over when it was recorded; in days since 1970-01-01, UTC+7.
    ///
    /// Figures of that day, and of the week, month and year it is in, are restated by it. `nil` of all else.
    public let restatedDay: Int?
    /// What happened.
    public let content: Content

    /// What happened.
    public enum Content: Sendable, Hashable {
        /// A case was opened or has changed; the last unit of the event's path is responsible for it now.
        case caseChanged(CaseChange)
        /// A case went to another unit: it is no longer in the event's unit, nor below it. If it stays within the
        /// followed scope, its change follows.
        case caseLeft(number: UInt64, version: UInt32)
        /// Somebody rated a visit.
        case rating(Rating)
        /// All cases of the unit, each by its newest event, in place of whatever is known of this origin's cases.
        case caseSnapshot([FeedEvent])
        /// All ratings of the unit, in place of whatever is known of this origin's ratings.
        case ratingSnapshot([RatedOffice])
        /// Something that only a later version of this library knows.
        case unknown
    }

    /// A case after a change.
    public struct CaseChange: Sendable, Hashable {
        /// The case's number (số vụ việc).
        public let number: UInt64
        /// How many entries its history has.
        public let version: UInt32
        /// What is known of it; `nil` for a denunciation, which is a number to everybody but the inspectorate.
        public let details: Details?

        /// What anyone may know of a case.
        public struct Details: Sendable, Hashable {
            /// `feedback`, `complaint`, `commendation` or `out-of-scope`; empty for one of a later version.
            public let lane: String
            /// Code of what it is about; empty when unknown.
            public let subject: String
            /// Code of the field of work; empty when unknown.
            public let field: String
            /// Register code of the office where it was given.
            public let office: String
            /// Code of the state it is in, such as `assigned`.
            public let state: String
            /// When the citizen gave it, cut to the minute.
            public let capturedAt: Date
            /// The routing rule that chose the first unit.
            public let routingRule: String
            /// The set the rule belongs to.
            public let routingRuleSet: String
        }
    }

    /// One visit, rated.
    public struct Rating: Sendable, Hashable {
        /// Register code of the office.
        public let office: String
        /// The counter's number, such as `2` or `Quầy A3`; empty when there is one, none is known, or it has another label.
        public let counter: String
        /// Code of the field of work; empty when unknown.
        public let field: String
        /// Code of the scale, such as `faces-5`.
        public let scale: String
        /// The level chosen, from 1 for the worst.
        public let level: Int
        /// Codes of the criteria that were answered, with whether they were met.
        public let criteria: [String: Bool]
        /// Codes of the reasons given for a low level.
        public let reasons: [String]
        /// When, cut to the minute.
        public let capturedAt: Date
    }
}

/// Where an event stands in its stream of one scope.
///
/// Positions of one origin and stream are compared by `sequence`; those of different ones have no order.
public struct FeedEventPosition: Sendable, Hashable, Codable {
    /// The aggregator that told it.
    public let origin: String
    /// The stream it is of.
    public let stream: FeedEventStream
    /// The codes from the root to the followed unit, in which `sequence` counts.
    public let unitPath: [String]
    /// The number in the origin's journal; only a move of a case makes two events of one number.
    public let journalNumber: UInt64
    /// Its number among the events of the stream in the followed unit and below it: 1, 2, 3 and so on, without a hole.
    public let sequence: UInt64
}

/// What can be followed.
public enum FeedEventStream: String, Sendable, Hashable, Codable, CaseIterable {
    /// Cases that are opened, change or leave.
    case cases = "case"
    /// Ratings.
    case ratings = "rating"
}

extension FeedEventStream {
    /// The topic of the bundles of a unit's events.
    func bundles(of path: UnitPath) -> [UInt8] {
        FeedBundles.topic(of: self == .cases ? .cases : .ratings, path) ?? []
    }

    /// The stream of which a topic of the feed tells bundles.
    init?(ofBundles topic: [UInt8]) {
        let stream = Self.allCases.first { topic.starts(with: $0.bundles(of: .all).dropLast()) }
        guard let stream else { return nil }
        self = stream
    }
}
