import Foundation
import Testing

extension EndToEnd {
    /// Whether all that kiosks kept is at the province, and who can prove it.
    @Suite(.serialized, .timeLimit(.minutes(10)))
    struct CompletenessTests {
        private struct Report: Decodable {
            let kiosk: String
            let state: String
            let problems: [String]
            let gap: UInt64
            let heardOf: UInt64
            let receivedThrough: UInt64
            let outboxDepth: UInt64?
            let signingKeyChanges: UInt64
            let epochs: [Epoch]
            let days: [ReportedDay]
        }

        private struct Epoch: Decodable {
            let epoch: UInt64
        }

        private struct ReportedDay: Decodable {
            let day: String
            let sent: UInt64?
            let held: UInt64
            let signedSoFar: Bool
        }

        private static func report(
            _ deployment: Deployment,
            of office: String = "29242",
            _ more: [String] = []
        ) async throws -> Report {
            let reports: [Report] = try await deployment.desk(
                ["kiosk", "report", "--json", "--unit", office] + more,
                expecting: nil
            ).jsonLines()
            return try #require(reports.first { $0.kiosk == "kiosk-\(office)-1" })
        }

        private static func give(_ count: Int, at kiosk: Kiosk) async throws {
            for _ in 0..<count { _ = try await kiosk.keep(["rate", "--level", "4"]) }
        }

        @Test("A kiosk gives twenty, the aggregator is killed in between, and both sides sign alike")
        func signsAlike() async throws {
            try await Deployment.with { deployment in
                try await deployment.makeKioskKeys()
                var aggregator = try await deployment.startAggregator()
                let kiosk = Kiosk(deployment, office: "29242")
                let agent = try await kiosk.startAgent(["--tally-interval", "1s"])
                try await Self.give(8, at: kiosk)
                try await kiosk.awaitStatus("the first receipts") { $0.receiptedThrough == 8 }
                try await aggregator.killed()
                try await Self.give(7, at: kiosk)
                aggregator = try await deployment.startAggregator()
                try await Self.give(5, at: kiosk)
                try await Waiting.until("both to sign twenty", within: .seconds(60)) {
                    let days = try await Self.report(deployment).days
                    return days.reduce(0) { $0 + ($1.sent ?? 0) } == 20 && days.allSatisfy(\.signedSoFar)
                }
                // What was heard of is noted each second.
                try await Waiting.until("the kiosk to be complete", within: .seconds(20)) {
                    let report = try await Self.report(deployment)
                    return report.state == "complete" && report.heardOf == 20
                }
                let report = try await Self.report(deployment)
                try #require(report.state == "complete" && report.gap == 0 && report.problems.isEmpty)
                try #require(report.heardOf == 20 && report.receivedThrough == 20 && report.outboxDepth == 0)
                try #require(report.days.reduce(0) { $0 + $1.held } == 20)
                let text = try await deployment.desk(["kiosk", "report", "--unit", "29242"])
                try #require(text.output.contains("The one kiosk is complete"), "and it ends with 0")
                try #require(text.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
                let day = try #require(report.days.last?.day)
                // The day goes on: nobody has signed for all of it.
                let ofDay = try await deployment.desk(
                    ["kiosk", "report", "--unit", "29242", "--day", day],
                    expecting: 1
                )
                let told = ofDay.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                try #require(told.contains("1 are not proven") && !told.contains("signed by both"))
                // The kiosk's own side, and without its agent.
                let own = try await kiosk.run(["status"]).output
                try #require(own.contains("given") && own.contains("received by the province"))
                try await agent.stopped()
                try #require(try await kiosk.run(["status"]).output.contains("Today "))

                // What is counted can be thrown away; what was signed and heard stays, also over a kill.
                try await aggregator.killed()
                for end in ["", "-wal", "-shm"] {
                    try? FileManager.default.removeItem(atPath: "\(deployment.data)/holdings.sqlite\(end)")
                }
                _ = try await deployment.startAggregator()
                _ = try await kiosk.startAgent(["--tally-interval", "1s"])
                try await Waiting.until("all to be counted again", within: .seconds(60)) {
                    let report = try await Self.report(deployment)
                    return report.days.reduce(0) { $0 + $1.held } == 20 && report.days.allSatisfy(\.signedSoFar)
                        && report.state == "complete"
                }
                // Others are not complete: they have keys and never spoke.
                let all = try await deployment.desk(["kiosk", "report"], expecting: 1)
                try #require(all.output.contains("1 of 106 kiosks are complete, 105 are silent."))
                try #require(all.output.contains("kiosk-29245-1: It has a key and never spoke."))
                try #require(try await deployment.verify().sound)
            }
        }

        @Test("A submission that was taken out of an outbox is missed, also after a restart of the aggregator")
        func findsHole() async throws {
            try await Deployment.with { deployment in
                try await deployment.makeKioskKeys()
                let aggregator = try await deployment.startAggregator()
                let kiosk = Kiosk(deployment, office: "29242")
                let agent = try await kiosk.startAgent(["--tally-interval", "1s"])
                try await Self.give(3, at: kiosk)
                try await kiosk.awaitStatus("the first receipts") { $0.receiptedThrough == 3 }
                try await Waiting.until("three to be signed", within: .seconds(60)) {
                    try await Self.report(deployment).days.contains { $0.sent == 3 && $0.signedSoFar }
                }
                try await aggregator.stopped()
                try await Self.give(5, at: kiosk)
                try await agent.killed()
                try Self.sqlite(
                    "\(kiosk.data)/outbox.sqlite",
                    """
                    DELETE FROM waiting WHERE sequence = 8;
                    UPDATE outbox SET waiting_count = waiting_count - 1, next_sequence = next_sequence - 1,
                        waiting_bytes = (SELECT sum(length(bytes)) FROM waiting);
                    """
                )
                let again = try await deployment.startAggregator()
                let changed = try await kiosk.startAgent(["--tally-interval", "1s"])
                try await kiosk.awaitStatus("the rest") { $0.receiptedThrough == 7 }
                try await Waiting.until("the day to be told with what is missing", within: .seconds(60)) {
                    try await Self.report(deployment).days.contains { $0.sent == 8 && $0.held == 7 && !$0.signedSoFar }
                }
                let report = try await Self.report(deployment)
                let day = try #require(report.days.last?.day)
                let text = try await deployment.desk(
                    ["kiosk", "report", "--unit", "29242", "--day", day],
                    expecting: 1
                ).output
                try #require(text.contains("1 missing at the province"))
                try await changed.stopped()
                try await again.stopped()
            }
        }

        @Test(
            "What a kiosk has spoken of is not forgotten when the aggregator is killed, and desks see their own kiosks"
        )
        func remembersGap() async throws {
            try await Deployment.with { deployment in
                try await deployment.makeKioskKeys()
                var aggregator = try await deployment.startAggregator()
                let kiosk = Kiosk(deployment, office: "29242")
                let agent = try await kiosk.startAgent()
                try await Self.give(4, at: kiosk)
                try await kiosk.awaitStatus("the first receipts") { $0.receiptedThrough == 4 }
                try await Waiting.until("what was heard of to be noted", within: .seconds(20)) {
                    try await Self.report(deployment).heardOf == 4
                }
                // The store's file is taken away and an older one put back, as after a bad restore.
                try await aggregator.stopped()
                try await agent.stopped()
                for end in ["", "-wal", "-shm", ".lock"] {
                    try? FileManager.default.removeItem(atPath: "\(deployment.data)/langnghe.sqlite\(end)")
                }
                aggregator = try await deployment.startAggregator()
                let report = try await Self.report(deployment)
                try #require(report.state == "incomplete" && report.gap == 4 && report.heardOf == 4)
                try #require(report.problems.first?.contains("4 of 4 are not here, from sequence 1") == true)
                let leader = try await deployment.desk(
                    ["kiosk", "report", "--json"],
                    asLeaderOf: "29245",
                    expecting: 1
                )
                try #require(leader.output.contains("kiosk-29245-1") && !leader.output.contains("kiosk-29242-1"))
                let refused = try await deployment.desk(
                    ["kiosk", "report", "--unit", "29242"],
                    asLeaderOf: "29245",
                    expecting: 77
                )
                try #require(refused.errors.contains("another unit's kiosks"))
                _ = try await deployment.desk(["kiosk", "report", "--days", "63"], expecting: 64)
                _ = try await deployment.desk(["kiosk", "report", "--day", "24-11-2026"], expecting: 64)
                try await aggregator.stopped()
            }
        }

        /// Tampers with a file behind its owner's back.
        private static func sqlite(_ path: String, _ sql: String) throws {
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/env")
            process.arguments = [
                "python3", "-c",
                "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); c.executescript(sys.argv[2]); c.commit()", path,
                sql,
            ]
            try process.run()
            process.waitUntilExit()
            guard process.terminationStatus == 0 else { throw TestFailure("the file could not be changed") }
        }
    }
}
