import Foundation
import Testing

extension EndToEnd {
    /// Cases from before this system, out of spreadsheets.
    @Suite(.serialized, .timeLimit(.minutes(5)))
    struct ImportTests {
        /// `langnghe import --json`, one line for each file.
        struct Report: Decodable, Sendable, Hashable {
            let rows: Int
            let converted: Int
            let refused: Int
            let new: Int
            let unchanged: Int
            let changedRows: Int
            let changedMeanings: Int
            let imported: UInt64
            let dryRun: Bool
            let problemCount: Int
            let remarkCount: Int
        }

        private static let sample = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../CaseImportTests/Resources").standardized.path

        /// More than enough for a kill between two batches.
        private static let longMapping = """
            source: long-book
            edition: 2022-10
            time_zone: "+07:00"
            date_formats: [yyyy-MM-dd]
            columns: { request_id: id, opened: opened, due: due, closed: closed }
            office: { constant: "29242" }
            responsible_unit: { constant: "29242" }
            lane: { constant: feedback }
            subject: { constant: other }
            field: { constant: other }
            status:
              values:
                closed: { counts_as: closed, state: closed, outcome: feedback-done }
                open: { counts_as: open, state: assigned }
            """

        /// Imports with the operator's key, or another one.
        private static func run(
            _ deployment: Deployment,
            _ arguments: [String],
            expecting code: Int32? = 0
        ) async throws -> Outcome {
            try await deployment.run(
                .operatorCommand,
                ["import"] + arguments
                    + ["--data", deployment.data, "--desk", try await deployment.endpoints.desk, "--timeout", "30"],
                expecting: code,
                name: "import"
            )
        }

        @Test("A spreadsheet is tried, imported, and imported again without a change; what was changed in it is told")
        func sample() async throws {
            try await Deployment.with { deployment in
                let aggregator = try await deployment.startAggregator()
                let arguments = [
                    "\(Self.sample)/requests.csv", "--mapping", "\(Self.sample)/mapping.yaml", "--json",
                ]
                // Nine rows of the sample can't be cases, which is why the exit code is 1.
                let dry: Report = try await Self.run(deployment, arguments + ["--dry-run"], expecting: 1).json()
                try #require(dry.dryRun && dry.new == 22 && dry.refused == 9 && dry.imported == 0)
                try #require(try await deployment.status().cases == 0)

                let real: Report = try await Self.run(deployment, arguments + ["--as", "Lê Thị Sổ"], expecting: 1)
                    .json()
                try #require(real.new == 22 && real.imported == 22 && real.refused == 9 && real.remarkCount == 0)
                let cases = try await deployment.cases()
                try #require(cases.count == 22)
                let status = try await deployment.status()
                try #require(status.cases == 22 && status.submissions == 0 && status.kiosks.isEmpty)
                let first = try await deployment.show("\(cases[0].number)")
                try #require(first.history.map(\.event) == ["receive", "import"])
                try #require(first.history.allSatisfy { $0.actor == "Lê Thị Sổ" })
                try #require(first.history.last?.state == "closed")
                try #require(cases[0].receivedAt.hasPrefix("2022-10-03"))

                let again: Report = try await Self.run(deployment, arguments, expecting: 1).json()
                try #require(again.new == 0 && again.unchanged == 22 && again.imported == 0)
                try #require(try await deployment.cases() == cases)
                try #require(try await deployment.status().newestPosition == status.newestPosition)

                // One row is told otherwise: the case stays, and its line is named.
                let changed = "\(deployment.folder)/requests.csv"
                let text = try String(contentsOfFile: "\(Self.sample)/requests.csv", encoding: .utf8)
                    .replacingOccurrences(of: "13/10/2022 16:40", with: "12/10/2022 16:40")
                try Data(text.utf8).write(to: URL(filePath: changed))
                let told = try await Self.run(
                    deployment,
                    [changed, "--mapping", "\(Self.sample)/mapping.yaml"],
                    expecting: 1
                )
                try #require(told.output.contains("0 new, 21 already there, 1 changed in the file"))
                try #require(told.output.contains("requests.csv:2: the row was imported with other facts"))
                try #require(told.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
                try #require(try await deployment.cases() == cases)

                // Only operators may.
                try await deployment.makeDeskKey("leader", unit: "29242", as: "leader")
                let key = ["--key", "\(deployment.keys)/leader.key"]
                let refused = try await Self.run(deployment, arguments + key, expecting: 77)
                try #require(refused.errors.contains("operator"))

                try await aggregator.stopped()
                let verified = try await deployment.verify()
                try #require(verified.sound)
                try await deployment.rebuild()
                try #require(try await deployment.verify() == verified)
                // What was imported is there after a start; its limits are not counted anew.
                let second = try await deployment.startAggregator()
                try #require(try await deployment.cases() == cases)
                try await second.stopped()
                try #require(try await deployment.verify() == verified)
            }
        }

        @Test("An aggregator and an import killed between batches lose no row and double none")
        func kills() async throws {
            try await Deployment.with { deployment in
                let rows = 6000
                let file = "\(deployment.folder)/long.csv"
                let mapping = "\(deployment.folder)/long.yaml"
                let lines = (1...rows).map { number in
                    number % 3 == 0
                        ? "R\(number),2024-05-02,2024-05-20," : "R\(number),2024-05-02,2024-05-20,2024-05-17"
                }
                try Data((["id,opened,due,closed"] + lines).joined(separator: "\n").utf8)
                    .write(to: URL(filePath: file))
                try Data(Self.longMapping.utf8).write(to: URL(filePath: mapping))
                var aggregator = try await deployment.startAggregator()
                let arguments = [file, "--mapping", mapping, "--json"]
                let hasty = ["import"] + arguments + ["--data", deployment.data, "--timeout", "2", "--desk"]

                var counts: [UInt64] = []
                for isAggregatorKilled in [true, false] {
                    let endpoint = try await deployment.endpoints.desk
                    let before = try await deployment.status().cases
                    let run = try await deployment.start(.operatorCommand, hasty + [endpoint], name: "import")
                    try await deployment.awaitStatus("a batch") { $0.cases > before }
                    if isAggregatorKilled {
                        try await aggregator.killed()
                        try #require(try await run.ended(within: .seconds(60)) == .exited(69))
                        try #require(run.errors.text.contains("Run the same command again"))
                        aggregator = try await deployment.startAggregator()
                    } else {
                        try await run.killed()
                    }
                    counts.append(try await deployment.status().cases)
                }
                print("ImportTests: \(counts) of \(rows) cases after the kills")
                try #require(counts.allSatisfy { $0 > 0 && $0 < rows } && counts[0] < counts[1])

                let last: Report = try await Self.run(deployment, arguments).json()
                // A batch may have been on its way when its sender was killed.
                try #require((Int(counts[1])...Int(counts[1]) + 200).contains(last.unchanged))
                try #require(Int(last.imported) + last.unchanged == rows && last.refused == 0)
                try #require(try await deployment.status().cases == UInt64(rows))
                let again: Report = try await Self.run(deployment, arguments).json()
                try #require(again.imported == 0 && again.unchanged == rows)
                try await aggregator.stopped()
                let verified = try await deployment.verify()
                try #require(verified.sound)
                try await deployment.rebuild()
                try #require(try await deployment.verify() == verified)
            }
        }
    }
}
