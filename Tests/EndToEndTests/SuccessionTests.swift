import Foundation
import Testing

extension EndToEnd {
    /// Another register edition takes effect.
    @Suite(.serialized, .timeLimit(.minutes(5)))
    struct SuccessionTests {
        private struct Figures: Decodable, Equatable {
            let unit: String?
            let total: Bool
            let received: UInt64
            let openInTime: UInt64
        }

        private struct Listed: Decodable {
            let number: UInt64
            let responsibleUnit: String
            let registerEdition: String
            let dueAt: String?
            let version: UInt32
        }

        @Test("Open cases go to the successors of their units once, and old keys and kiosks go on working")
        func succession() async throws {
            try await Deployment.with { deployment in
                try await deployment.makeKioskKeys()
                var aggregator = try await deployment.startAggregator()
                let kiosk = Kiosk(deployment, office: "29245")
                let agent = try await kiosk.startAgent()
                var codes: [String] = []
                for lane in ["feedback", "complaint"] {
                    let kept = try await kiosk.keep([
                        "complain", "--lane", lane, "--subject", "late-result", "Trễ hẹn.",
                    ])
                    codes.append(try #require(kept.trackingCode))
                }
                let first = try await deployment.arrival(of: codes[0], toLeaderOf: "29245")
                _ = try await deployment.arrival(of: codes[1])
                func list() async throws -> [Listed] {
                    try await deployment.desk(["case", "list", "--json"]).jsonLines()
                }
                let before = try await list()
                try #require(before.allSatisfy { $0.registerEdition == "2022-10" && $0.responsibleUnit == "29245" })
                try await agent.stopped()
                try await aggregator.stopped()

                aggregator = try await deployment.startAggregator(["--register-edition", "2025-07"])
                try await Waiting.until("the cases to move", within: .seconds(60)) {
                    try await list().allSatisfy { $0.registerEdition == "2025-07" }
                }
                let after = try await list()
                try #require(after.map(\.number) == before.map(\.number))
                try #require(after.map(\.dueAt) == before.map(\.dueAt), "no due date moves")
                try #require(after.map(\.version) == before.map { $0.version + 1 })
                let successor = try #require(after.first).responsibleUnit

                // The old unit's key works for the successor, and an old kiosk's entry goes there at once.
                let number = "\(first.number)"
                let stale = try await deployment.desk(
                    ["case", "accept", number, "--expect-version", "\(first.version)"],
                    asLeaderOf: "29245",
                    expecting: 1
                )
                try #require(stale.output.contains("The case as it is:"))
                _ = try await deployment.desk(["case", "accept", number], asLeaderOf: "29245")
                let shown = try await deployment.show(number, asLeaderOf: "29245")
                try #require(shown.history.contains { $0.event == "succeed" && $0.reason?.contains("kế thừa") == true })
                let again = Kiosk(deployment, office: "29245")
                _ = try await again.startAgent()
                let kept = try await again.keep(["complain", "--subject", "late-result", "Vẫn trễ."])
                let late = try await deployment.arrival(of: try #require(kept.trackingCode), toLeaderOf: "29245")
                try #require(late.responsibleUnit == successor)
                try #require(!late.history.contains { $0.event == "succeed" })
                // A unit that another took over sees nothing of it.
                _ = try await deployment.desk(["case", "show", number], asLeaderOf: "29302", expecting: 1)

                func figures(_ geography: String) async throws -> [Figures] {
                    try await deployment.desk(["figures", "--geography", geography, "--json"]).jsonLines()
                }
                let new = try await figures("2025-07")
                let old = try await figures("2022-10")
                try #require(new.last?.received == 3 && old.last?.received == 3)
                try #require(new.first { !$0.total }?.unit == successor)
                try #require(old.first { !$0.total }?.unit == "29245")
                let table = try await deployment.desk(["figures"]).output
                try #require(table.split(separator: "\n").allSatisfy { $0.count <= 80 })

                try await aggregator.killed()
                _ = try await deployment.startAggregator(["--register-edition", "2025-07"])
                try await Waiting.until("a look at the cases", within: .seconds(60)) {
                    try await deployment.status().cases == 3
                }
                let versions = try await list().map(\.version)
                try #require(versions.count == 3 && versions[0] == first.version + 2)
                try #require(try await deployment.verify().sound)
            }
        }
    }
}
