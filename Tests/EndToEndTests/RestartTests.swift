import Foundation
import Testing

extension EndToEnd {
    /// An aggregator stopped and started again is the same as before, for kiosks, officers and followers.
    @Suite(.serialized, .timeLimit(.minutes(5)))
    struct RestartTests {
        private struct Letter: Decodable {
            let state: String
        }

        @Test("After a clean stop and start everything is as it was, and kiosks and followers go on by themselves")
        func cleanRestart() async throws {
            try await Deployment.with { deployment in
                try await deployment.makeKioskKeys()
                let first = try await deployment.startAggregator()
                let kiosk = Kiosk(deployment, office: "29242")
                let agent = try await kiosk.startAgent()
                let misplaced = Kiosk(deployment, office: "29245", keyOf: "29248")
                let misplacedAgent = try await misplaced.startAgent()
                let feed = try await deployment.followFeed(with: kiosk)
                let given = try await Self.give("Trước khi khởi động lại.", kiosk, deployment)
                _ = try await deployment.desk(["case", "accept", "\(given.number)", "--reason", "thụ lý"])
                // The notice of acceptance needs no signature and goes out by itself, soon after.
                try await Waiting.until("the notice of acceptance", within: .seconds(60)) {
                    let list = ["letter", "list", "--case", "\(given.number)", "--json"]
                    let letters: [Letter] = try await deployment.desk(list, asLeaderOf: "29242").jsonLines()
                    return letters.contains { $0.state == "signed" }
                }
                _ = try await misplaced.keep(["rate", "--level", "2"])
                try await deployment.awaitStatus("the quarantine") { $0.quarantined == 1 }
                _ = try await deployment.run(
                    .operatorCommand,
                    ["keys", "revoke", "kiosk-29251-1", "--reason", "thay máy", "--data", deployment.data]
                )
                let before = try await Self.everything(deployment)

                try await first.stopped()
                try #require(try await deployment.verify().sound)
                // Given while there is no aggregator; the kiosk keeps it.
                let meanwhile = try await kiosk.keep(["complain", "--subject", "other", "Trong khi dừng."])
                try #require(try await kiosk.status().outboxDepth == 1)

                let second = try await deployment.startAggregator()
                let code = try #require(meanwhile.trackingCode)
                try #require(try await deployment.arrival(of: code).state == "assigned")
                try await kiosk.awaitStatus("an empty outbox") { $0.outboxDepth == 0 }
                let after = try await Self.everything(deployment)
                try #require(after.cases.prefix(before.cases.count) == before.cases[...])
                try #require(after.details.prefix(before.details.count) == before.details[...])
                try #require(after.quarantine == before.quarantine)
                try #require(after.keys == before.keys)
                try #require(after.status.submissions == before.status.submissions + 1)
                try #require(after.status.cases == before.status.cases + 1)
                // The case, and its time limits.
                try #require(after.status.newestPosition == before.status.newestPosition + 2)
                try #require(after.status.quarantined == before.status.quarantined)
                let revoked = Kiosk(deployment, office: "29251")
                let revokedAgent = try await revoked.startAgent()
                try await deployment.awaitStatus("the revoked key's refusal") { $0.refusedConnections > 0 }

                // Numbers go on where they were. What was told before the follower was back is missed, but never unnoticed.
                let last = try await Self.give("Sau khi khởi động lại.", kiosk, deployment)
                try await feed.awaitCase(last.number, version: last.version)
                await feed.process.signal(SIGTERM)
                let ending = try await feed.process.ended(within: .seconds(60))
                let missed = try await deployment.arrival(of: code).number
                let told = try feed.events
                let isTold = told.contains { $0.caseNumber == missed }
                try #require(isTold != told.contains { $0.type == "gap" }, "case \(missed) is neither told nor missed")
                try #require(ending == .exited(isTold ? 0 : 1))
                let positions = told.compactMap(\.position)
                try #require(positions == positions.sorted())
                try #require(Set(positions).count == positions.count)
                for process in [agent, misplacedAgent, revokedAgent, second] { try await process.stopped() }
            }
        }

        @Test("A kiosk's agent stopped and started again goes on with the same outbox and numbers")
        func kioskRestart() async throws {
            try await Deployment.with { deployment in
                try await deployment.makeKioskKeys()
                let aggregator = try await deployment.startAggregator()
                let kiosk = Kiosk(deployment, office: "29242")
                var agent = try await kiosk.startAgent()
                for round in UInt64(1)...3 {
                    let kept = try await kiosk.keep(["rate", "--level", "3"])
                    try #require(kept.sequence == round * 2 - 1)
                    try await kiosk.awaitStatus("the receipt") { $0.receiptedThrough == kept.sequence }
                    try await agent.stopped()
                    let alone = try await kiosk.keep(["rate", "--level", "2"])
                    try #require(alone.sequence == round * 2)
                    try #require(alone.keptBy == "outbox")
                    agent = try await kiosk.startAgent()
                    try await kiosk.awaitStatus("the receipt") { $0.receiptedThrough == alone.sequence }
                }
                try await agent.stopped()
                let status = try await deployment.status()
                try #require(status.submissions == 6)
                // And the beginning of the one epoch.
                try #require(status.newestPosition == 7)
                try await aggregator.stopped()
                try #require(try await deployment.verify().sound)
            }
        }

        @Test("After a clean stop the database file alone is whole: its write-ahead log is moved into it")
        func nothingLeftInTheLog() async throws {
            try await Deployment.with { deployment in
                try await deployment.makeKioskKeys()
                let aggregator = try await deployment.startAggregator()
                let kiosk = Kiosk(deployment, office: "29242")
                let agent = try await kiosk.startAgent()
                _ = try await Self.give("Một ý kiến.", kiosk, deployment)
                try await agent.stopped()
                try await aggregator.stopped()
                // What is left there makes the next start check the whole database, as after a crash.
                for file in ["\(deployment.data)/langnghe.sqlite", "\(kiosk.data)/outbox.sqlite"] {
                    try #require(OutputFile(path: file).size > 4096)
                    let log = OutputFile(path: "\(file)-wal")
                    try #require(log.size == 0, "\(log.path) still holds \(log.size) bytes")
                }
            }
        }

        private struct Everything {
            let status: AggregatorStatus
            let cases: [CaseSummary]
            let details: [CaseDetail]
            let quarantine: [QuarantinedItem]
            let keys: String
        }

        private static func everything(_ deployment: Deployment) async throws -> Everything {
            let cases = try await deployment.cases()
            var details: [CaseDetail] = []
            for file in cases { details.append(try await deployment.show("\(file.number)")) }
            return Everything(
                status: try await deployment.status(),
                cases: cases,
                details: details,
                quarantine: try await deployment.quarantine(),
                keys: try await deployment.run(
                    .operatorCommand,
                    ["keys", "list", "--json", "--data", deployment.data]
                ).output
            )
        }

        private static func give(_ text: String, _ kiosk: Kiosk, _ deployment: Deployment) async throws -> CaseDetail {
            let kept = try await kiosk.keep(["complain", "--subject", "other", text])
            return try await deployment.arrival(of: try #require(kept.trackingCode))
        }
    }
}
