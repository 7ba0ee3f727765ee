import Foundation
import Testing

extension EndToEnd {
    /// Satisfaction against the past, by hour of the week, by counter, field and hour.
    @Suite(.serialized, .timeLimit(.minutes(5)))
    struct SatisfactionViewTests {
        private struct Group: Decodable {
            let unit: String?
            let part: String?
            let levels: [UInt64]
        }

        private struct Hour: Decodable {
            let weekday: Int
            let hour: Int
            let ratings: UInt64
            let satisfied: UInt64
            let share: Double?
        }

        private struct Trend: Decodable {
            let unit: String?
            let total: Bool
            let against: String
            let levelsNow: [UInt64]
            let levelsThen: [UInt64]
            let verdict: String
        }

        @Test("What was rated is told by field, hour and week, against the past, and to nobody beyond the own unit")
        func views() async throws {
            try await Deployment.with { deployment in
                try await deployment.makeKioskKeys()
                _ = try await deployment.startAggregator()
                let kiosk = Kiosk(deployment, office: "29242")
                _ = try await kiosk.startAgent()
                let other = Kiosk(deployment, office: "29245")
                _ = try await other.startAgent()
                for level in ["5", "5", "1"] {
                    _ = try await kiosk.keep(["rate", "--level", level, "--field", "land"])
                }
                _ = try await kiosk.keep(["rate", "--level", "4"])
                _ = try await other.keep(["rate", "--level", "2"])
                func lines<Line: Decodable>(_ arguments: [String], leader: String? = nil) async throws -> [Line] {
                    let command = ["satisfaction", "--json"] + arguments
                    guard let leader else { return try await deployment.desk(command).jsonLines() }
                    return try await deployment.desk(command, asLeaderOf: leader).jsonLines()
                }
                try await Waiting.until("five ratings to be counted", within: .seconds(60)) {
                    let hours: [Hour] = try await lines(["--week"])
                    return hours.reduce(0) { $0 + $1.ratings } == 5
                }
                let week: [Hour] = try await lines(["--week", "--minimum", "5"], leader: "29242")
                try #require(week.count == 168 && week.reduce(0) { $0 + $1.ratings } == 4, "of the own unit alone")
                try #require(week.reduce(0) { $0 + $1.satisfied } == 3 && week.allSatisfy { $0.share == nil })
                let fields: [Group] = try await lines(["--by", "field"])
                try #require(fields.first { $0.part == "land" }?.levels == [1, 0, 0, 0, 2])
                try #require(fields.first { $0.part == nil }?.levels == [0, 1, 0, 1, 0])
                let hours: [Group] = try await lines(["--by", "hour"])
                try #require(hours.dropLast().flatMap(\.levels).reduce(0, +) == 5)
                try #require(hours.last?.levels.reduce(0, +) == 5, "the total")
                let all: [Group] = try await lines(["--by", "counter"], leader: "29242")
                let counters = all.dropLast()
                try #require(counters.allSatisfy { $0.unit == "29242" } && counters.flatMap(\.levels).reduce(0, +) == 4)
                let trends: [Trend] = try await lines(["--trend", "--include-flagged"])
                let total = trends.filter(\.total)
                try #require(
                    total.map(\.against) == ["before", "year-before"] && total[0].levelsNow == [1, 1, 0, 1, 2]
                )
                try #require(trends.allSatisfy { $0.verdict == "too-few" && $0.levelsThen == [0, 0, 0, 0, 0] })

                for view in [["--trend"], ["--week"], ["--by", "counter"], ["--by", "field"], ["--by", "hour"]] {
                    let text = try await deployment.desk(["satisfaction"] + view).output
                    try #require(text.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(text)")
                    _ = try await deployment.desk(
                        ["satisfaction", "--unit", "29245"] + view,
                        asLeaderOf: "29242",
                        expecting: 77
                    )
                }
                _ = try await deployment.desk(["satisfaction", "--by", "officer"], expecting: 64)
                _ = try await deployment.desk(["satisfaction", "--week", "--trend"], expecting: 64)
            }
        }
    }
}
