import FeedSubscriber
import Foundation

/// What a subscriber makes of the feed of one aggregator.
struct Figures: Codable, Sendable {
    /// A case; of a sealed one the version alone.
    struct Case: Codable, Sendable {
        let version: UInt32
        let state: String
        let unit: String
    }

    /// By the case's number.
    var cases: [String: Case] = [:]
    /// How many ratings there are, by office, scale, day and level, such as `29242/faces-5/20783/4`.
    var ratings: [String: Int] = [:]

    /// Takes in an event.
    mutating func take(_ event: FeedEvent) {
        switch event.content {
        case .caseChanged(let change): self.take(change, of: event)
        case .caseLeft(let number, _): self.cases["\(number)"] = nil
        case .rating(let rating):
            // The province's clocks are seven hours ahead.
            let day = Int((rating.capturedAt.timeIntervalSince1970 + 7 * 3600) / 86_400)
            self.add(1, level: rating.level, day: day, rating.scale, event.unitPath)
        case .caseSnapshot(let events):
            self.cases = [:]
            for event in events {
                if case .caseChanged(let change) = event.content { self.take(change, of: event) }
            }
        case .ratingSnapshot(let offices):
            self.ratings = [:]
            for office in offices {
                for day in office.days {
                    for (index, count) in day.levels.enumerated() where count > 0 {
                        self.add(count, level: index + 1, day: day.daysSinceEpoch, office.scale, office.unitPath)
                    }
                }
            }
        case .unknown: break
        }
    }

    private mutating func take(_ change: FeedEvent.CaseChange, of event: FeedEvent) {
        let isSealed = change.details == nil
        self.cases["\(change.number)"] = Case(
            version: change.version,
            state: change.details?.state ?? "",
            unit: isSealed ? "" : event.unitPath.last ?? ""
        )
    }

    private mutating func add(_ count: Int, level: Int, day: Int, _ scale: String, _ unitPath: [String]) {
        self.ratings["\(unitPath.last ?? "")/\(scale)/\(day)/\(level)", default: 0] += count
    }
}
