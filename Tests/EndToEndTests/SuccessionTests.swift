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
                _ = try await deployment.run(
                    .operatorCommand,
                    [
                        "keys", "new", "dashboard", "--role", "subscriber", "--unit", "84", "--data", deployment.data,
                    ]
                )
                // Whoever follows everything gets every event or is told that it is missing.
                let follower = try await deployment.followFeed(with: kiosk)
                // A second one ends with the next heartbeat, which the first hears too.
                _ = try await deployment.run(
                    .operatorCommand,
                    [
                        "feed", "tail", "--seconds", "1", "--data", deployment.data, "--feed",
                        try await deployment.endpoints.feed,
                    ]
                )
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
                try await Waiting.until("the moves to be told or missed", within: .seconds(60)) {
                    let told = try follower.events
                    let moves = told.filter { $0.unitPath.first == "86" && $0.type == "case" }.count
                    let missing = told.filter { $0.type == "gap" && $0.unitPath == ["86"] }.compactMap(\.missing)
                    return moves + Int(missing.reduce(0, +)) == 2
                }
                let log = try deployment.allLogs().map(\.text).joined()
                try #require(log.contains("dashboard"), "a follower of what is no more is named")

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

        @Test("The successor has what ended before, units that help go on, and parts of a moved entry go to it")
        func records() async throws {
            try await Deployment.with { deployment in
                try await deployment.makeKioskKeys()
                var aggregator = try await deployment.startAggregator()
                let kiosk = Kiosk(deployment, office: "29245")
                let agent = try await kiosk.startAgent()
                var numbers: [String] = []
                for text in ["Không rõ.", "Hồ sơ ở hai phường.", "Trễ, và thu sai."] {
                    let kept = try await kiosk.keep(["complain", "--subject", "late-result", text])
                    let code = try #require(kept.trackingCode)
                    numbers.append("\(try await deployment.arrival(of: code, toLeaderOf: "29245").number)")
                }
                for command in [
                    [numbers[0], "refuse", "--ground", "feedback-unclear", "--reason", "Không rõ"],
                    [numbers[1], "invite-unit", "--helper", "29257", "--reason", "Hồ sơ gốc"],
                    [numbers[2], "return", "--reason", "Hai nội dung"],
                ] {
                    _ = try await deployment.desk(["case", "do"] + command, asLeaderOf: "29245")
                }
                // Whoever refuses can sign the letter about it.
                let letters = try await deployment.desk(
                    ["letter", "list", "--case", numbers[0], "--json"],
                    asLeaderOf: "29245"
                )
                try #require(letters.output.contains("feedback-refusal") && letters.output.contains("leader"))
                try await agent.stopped()
                try await aggregator.stopped()

                aggregator = try await deployment.startAggregator(["--register-edition", "2025-07"])
                func list(_ more: [String] = [], asLeaderOf unit: String) async throws -> [Listed] {
                    try await deployment.desk(["case", "list", "--json"] + more, asLeaderOf: unit).jsonLines()
                }
                try await Waiting.until("the open cases to move", within: .seconds(60)) {
                    try await list(asLeaderOf: "29242").contains { "\($0.number)" == numbers[1] }
                }
                let own = try await list(asLeaderOf: "29242")
                try #require(own.map { "\($0.number)" } == Array(numbers[..<2]))
                try #require(own.map(\.registerEdition) == ["2022-10", "2025-07"])
                let closed = try await deployment.show(numbers[0], asLeaderOf: "29242")
                try #require(closed.text == "Không rõ." && closed.responsibleUnit == "29245")
                _ = try await deployment.desk(["case", "show", numbers[0]], asLeaderOf: "29254", expecting: 1)
                let drafts = try await deployment.desk(["letter", "list", "--json"], asLeaderOf: "29242")
                try #require(drafts.output.contains("feedback-refusal"))
                _ = try await deployment.desk(
                    ["letter", "sign", numbers[0], "1", "--name", "Trần Văn Minh", "--position", "Chủ tịch"],
                    asLeaderOf: "29242"
                )
                let former: [Listed] = try await deployment.desk(["case", "list", "--unit", "29245", "--json"])
                    .jsonLines()
                try #require(former.map { "\($0.number)" } == [numbers[0]])

                let helping = try await list(["--due", "--helping"], asLeaderOf: "29254")
                try #require(helping.map { "\($0.number)" } == [numbers[1]])
                _ = try await deployment.desk(
                    ["case", "do", numbers[1], "contribute", "--reason", "Đã gửi bản sao."],
                    asLeaderOf: "29257"
                )

                try await deployment.makeDeskKey("lan", unit: "84TTPVHCC", as: "triage")
                let lan = ["--key", "\(deployment.keys)/lan.key"]
                _ = try await deployment.desk(
                    [
                        "case", "split", numbers[2], "--part", "feedback:late-result:Trễ.", "--part",
                        "feedback:wrong-fee:Thu sai.",
                    ] + lan
                )
                let split: CaseDetail = try await deployment.desk(["case", "show", numbers[2], "--json"] + lan).json()
                for part in split.partNumbers {
                    let shown = try await deployment.show("\(part)", asLeaderOf: "29242")
                    try #require(shown.responsibleUnit == "29242" && shown.registerEdition == "2025-07")
                    try #require(!shown.history.contains { $0.event == "succeed" }, "routed by the edition in force")
                }
                try await aggregator.stopped()
                try #require(try await deployment.verify().sound)
            }
        }
    }
}
