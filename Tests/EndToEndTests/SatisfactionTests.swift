import Foundation
import Testing

extension EndToEnd {
    /// Ratings at kiosks, counted.
    @Suite(.serialized, .timeLimit(.minutes(5)))
    struct SatisfactionTests {
        private struct Office: Decodable {
            let unit: String?
            let total: Bool
            let levels: [UInt64]
            let satisfied: Interval?
            let bestPlace: UInt64?
            let throughPosition: UInt64
        }

        private struct Interval: Decodable {
            let estimate: Double
            let low: Double
            let high: Double
        }

        private static func figures(_ deployment: Deployment, _ more: [String] = []) async throws -> [Office] {
            // Pressed by a program, in the night perhaps: all of it is misuse.
            try await deployment.desk(["satisfaction", "--json", "--include-flagged"] + more).jsonLines()
        }

        @Test("What is rated is counted once, also after a kill and when the tallies are thrown away")
        func counting() async throws {
            try await Deployment.with { deployment in
                try await deployment.makeKioskKeys()
                var aggregator = try await deployment.startAggregator()
                let nothing = try await deployment.desk(["satisfaction"]).output
                try #require(nothing.contains("Nothing was rated"))
                let kiosk = Kiosk(deployment, office: "29242")
                let agent = try await kiosk.startAgent()
                for level in ["5", "5", "4", "1"] { _ = try await kiosk.keep(["rate", "--level", level]) }
                let other = Kiosk(deployment, office: "29245")
                let otherAgent = try await other.startAgent()
                _ = try await other.keep(["rate", "--level", "2", "--reason", "late-result"])
                func total() async throws -> [UInt64] {
                    try await Self.figures(deployment).last?.levels ?? []
                }
                try await Waiting.until("five ratings to be counted", within: .seconds(60)) {
                    try await total() == [1, 1, 0, 1, 2]
                }
                let figures = try await Self.figures(deployment, ["--minimum", "1"])
                let first = try #require(figures.first)
                try #require(first.unit == "29242" && first.levels == [1, 0, 0, 1, 2] && first.bestPlace == 1)
                let satisfied = try #require(first.satisfied)
                try #require(satisfied.estimate == 0.75 && satisfied.low < 0.75 && satisfied.high > 0.75)
                let district = try await Self.figures(deployment, ["--unit", "29245"])
                try #require(district.map(\.levels) == [[0, 1, 0, 0, 0], [0, 1, 0, 0, 0]])
                let table = try await deployment.desk(["satisfaction", "--include-flagged"]).output
                try #require(table.split(separator: "\n").allSatisfy { $0.count <= 80 } && table.contains("Wilson"))
                try #require(table.contains("Chậm trả kết quả"), "why levels were low")
                let leader = try await deployment.desk(["satisfaction", "--json"], asLeaderOf: "29245")
                try #require(!leader.output.contains("29242"), "a leader sees the own unit's")

                try await aggregator.killed()
                aggregator = try await deployment.startAggregator()
                _ = try await kiosk.keep(["rate", "--level", "3"])
                try await Waiting.until("the sixth rating to be counted, and none twice", within: .seconds(60)) {
                    try await total() == [1, 1, 1, 1, 2]
                }
                try await aggregator.stopped()
                // Thrown away whole, with something broken in its place.
                for end in ["-wal", "-shm"] {
                    try? FileManager.default.removeItem(atPath: "\(deployment.data)/tallies.sqlite\(end)")
                }
                let broken = Data("SQLite format 3\0".utf8) + Data(repeating: 0xA5, count: 8176)
                try broken.write(to: URL(filePath: "\(deployment.data)/tallies.sqlite"))
                aggregator = try await deployment.startAggregator()
                try await Waiting.until("all to be counted again", within: .seconds(60)) {
                    try await total() == [1, 1, 1, 1, 2]
                }
                // Of another journal, as after a backup was put back, nothing is kept.
                try await agent.stopped()
                try await otherAgent.stopped()
                try await aggregator.stopped()
                for end in ["", "-wal", "-shm", ".lock"] {
                    try? FileManager.default.removeItem(atPath: "\(deployment.data)/langnghe.sqlite\(end)")
                }
                _ = try await deployment.startAggregator()
                try await Waiting.until("the tallies of the other journal to go", within: .seconds(60)) {
                    try await deployment.desk(["satisfaction"]).output.contains("Nothing was rated")
                }
            }
        }
    }
}
