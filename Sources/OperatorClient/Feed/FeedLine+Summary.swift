import CivilTime
import FeedbackProtocol

extension FeedLine {
    /// How a unit is now, in a few words.
    static func words(_ summary: WireUnitSummary) -> String {
        let open = summary.openCases.reduce(0) { $0 &+ $1.count }
        let late = summary.overdueCases == 0 ? "" : ", \(summary.overdueCases) overdue"
        let ratings = summary.ratings.reduce(0) { $0 &+ $1.levels.reduce(0, &+) }
        let behind = summary.ratingsBehind ? " (still being counted)" : ""
        return "\(open) open\(late), \(ratings) ratings today\(behind)"
    }

    /// How a unit is now, for programs.
    static func members(of summary: WireUnitSummary) -> [JSONValue.Member] {
        [
            .init("case_sequence", .natural(summary.caseSequence)),
            .init("rating_sequence", .natural(summary.ratingSequence)),
            .init(
                "open_cases",
                .array(summary.openCases.map { ["state": .text($0.state), "count": .natural($0.count)] })
            ),
            .init("overdue_cases", .natural(summary.overdueCases)),
            .init("day", .text("\(Day(daysSinceEpoch: summary.day))")),
            .init(
                "ratings",
                .array(
                    summary.ratings.map { rated in
                        ["scale": .text(rated.scale), "levels": .array(rated.levels.map { .natural($0) })]
                    }
                )
            ),
            .init("ratings_behind", .bool(summary.ratingsBehind)),
        ]
    }
}
