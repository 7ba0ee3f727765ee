import CaseLifecycle
import FeedbackProtocol
import Foundation

extension FeedEvent {
    /// The event of a message, as it counts in a unit; `nil` when it is none of the unit's, or a heartbeat.
    ///
    /// - Parameters:
    ///   - wire: The message.
    ///   - stream: The stream that it came in.
    ///   - unitPath: The followed unit.
    init?(_ wire: WireFeedEvent, _ stream: FeedEventStream, in unitPath: [String]) {
        guard wire.unitPath.starts(with: unitPath), wire.scopeSequences.count == wire.unitPath.count else { return nil }
        switch wire.content {
        case .caseChanged(let change): self.content = .caseChanged(CaseChange(change))
        case .caseLeft(let left): self.content = .caseLeft(number: left.caseNumber, version: left.version)
        case .ratingGiven(let rating): self.content = .rating(Rating(rating))
        case .heartbeat, .treeHead, .unitSummary, .alert: return nil
        // It has a number all the same, which would be asked for again and again.
        case .none: self.content = .unknown
        }
        self.position = FeedEventPosition(
            origin: wire.origin,
            stream: stream,
            unitPath: unitPath,
            journalNumber: wire.number,
            sequence: wire.scopeSequences[unitPath.count - 1]
        )
        self.journalNumber = wire.number
        self.recordedAt = Date(microseconds: wire.recordedAt)
        self.unitPath = wire.unitPath
        self.registerEdition = wire.registerEdition
        self.restatedDay = wire.hasRestatedDay ? Int(wire.restatedDay) : nil
    }
}

extension FeedEvent.CaseChange {
    fileprivate init(_ wire: WireCaseChanged) {
        self.number = wire.caseNumber
        self.version = wire.version
        self.details =
            wire.lane == .unspecified
            ? nil
            : Details(
                lane: wire.lane.lane?.rawValue ?? "",
                subject: wire.subject,
                field: wire.field,
                office: wire.office,
                state: wire.state,
                capturedAt: Date(microseconds: wire.capturedAt),
                routingRule: wire.routingRule,
                routingRuleSet: wire.routingRuleSet
            )
    }
}

extension FeedEvent.Rating {
    fileprivate init(_ wire: WireRatingGiven) {
        self.office = wire.office
        self.counter = wire.counter
        self.field = wire.field
        self.scale = wire.scale
        self.level = Int(wire.level)
        self.criteria = Dictionary(wire.criteria.map { ($0.criterion, $0.met) }) { $1 }
        self.reasons = wire.reasons
        self.capturedAt = Date(microseconds: wire.capturedAt)
    }
}

extension Date {
    /// An instant of the wire: microseconds since 1970-01-01T00:00:00Z.
    init(microseconds: Int64) {
        self.init(timeIntervalSince1970: Double(microseconds) / 1_000_000)
    }
}
