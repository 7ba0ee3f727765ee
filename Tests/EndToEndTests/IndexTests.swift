import Foundation
import Testing

extension EndToEnd {
    /// The official indices, from kiosks' entries and ratings to the figures and back to the cases.
    @Suite(.serialized, .timeLimit(.minutes(5)))
    struct IndexTests {
        private struct Figure: Decodable {
            struct Part: Decodable {
                let part: String
                let count: UInt64
            }
            let rule: String
            let value: String?
            let numerator: UInt64
            let denominator: UInt64
            let missing: String?
            let band: String?
            let counter: String?
            let parts: [Part]
            let choices: [String: String]

            func count(_ part: String) -> UInt64? { self.parts.first { $0.part == part }?.count }
        }

        private struct Member: Decodable {
            let `case`: UInt64
            let parts: [String]
        }

        @Test("Figures follow from what was given and done, and lead back to the cases that a key may know")
        func figures() async throws {
            try await Deployment.with { deployment in
                try await deployment.makeKioskKeys()
                _ = try await deployment.startAggregator()
                let kiosk = Kiosk(deployment, office: "29242")
                _ = try await kiosk.startAgent()
                let other = Kiosk(deployment, office: "29245")
                _ = try await other.startAgent()
                func give(_ kiosk: Kiosk, _ arguments: [String]) async throws -> (code: String, number: UInt64) {
                    let kept = try await kiosk.keep(["complain"] + arguments + ["Chữ 8QX41ZK."])
                    let code = try #require(kept.trackingCode)
                    return (code, try await deployment.arrival(of: code).number)
                }
                let disliked = try await give(kiosk, ["--subject", "late-result"])
                let open = try await give(kiosk, ["--subject", "late-result"])
                let elsewhere = try await give(other, ["--subject", "harassment"])
                let sealed = try await give(kiosk, ["--lane", "denunciation", "--subject", "harassment"])
                for step in [
                    ["accept", "\(disliked.number)"],
                    ["resolve", "\(disliked.number)", "--answer", "Đã trả.", "--outcome", "feedback-done"],
                    ["do", "\(disliked.number)", "publish"],
                ] { _ = try await deployment.desk(["case"] + step, asLeaderOf: "29242") }
                _ = try await kiosk.run(["tell", disliked.code, "rate", "--level", "1"])
                _ = try await kiosk.keep(["rate", "--level", "5", "--criterion", "greets=yes"])

                func figures(_ more: [String] = [], leader: String? = nil) async throws -> [String: Figure] {
                    let command = ["indices", "--json"] + more
                    let lines: [Figure] =
                        if let leader {
                            try await deployment.desk(command, asLeaderOf: leader).jsonLines()
                        } else {
                            try await deployment.desk(command).jsonLines()
                        }
                    return Dictionary(lines.map { ($0.rule, $0) }, uniquingKeysWith: { first, _ in first })
                }
                try await Waiting.until("the rating to be counted", within: .seconds(60)) {
                    try await figures()["circular-01-2018/7"]?.count("counted") == 1
                }
                let all = try await figures()
                let onTime = try #require(all["decision-766-2022/feedback-on-time"])
                try #require(onTime.value == "6.00" && onTime.numerator == 3 && onTime.denominator == 3)
                let content = try #require(all["decision-766-2022/feedback-satisfaction"])
                // 2 of 3, of 6 points.
                try #require(content.value == "4.00" && content.count("disliked") == 1)
                let attitude = try #require(all["circular-01-2018/7"])
                try #require(attitude.value == "0.0" && attitude.count("harassment-reports") == 1, "not the sealed one")
                let files = try #require(all["decision-766-2022/file-satisfaction"])
                try #require(files.value == nil && files.missing?.isEmpty == false)

                // The ward has no report, and its leader sees nothing of the other one, however it is asked for.
                let ward = try await figures(leader: "29242")
                try #require(ward["circular-01-2018/7"]?.value == "2.0")
                try #require(ward["decision-766-2022/feedback-on-time"]?.denominator == 2)
                let chosen = try await figures(["--set", "disliked-through=4", "--set", "decimals=1"], leader: "29242")
                let half = try #require(chosen["decision-766-2022/feedback-satisfaction"])
                try #require(half.value == "3.0" && half.choices["disliked-through"] == "4")
                _ = try await deployment.desk(["indices", "--unit", "29245"], asLeaderOf: "29242", expecting: 77)
                try await deployment.makeDeskKey("officer", unit: "29242", as: "officer")
                let officer = ["--key", "\(deployment.keys)/officer.key"]
                _ = try await deployment.desk(["indices"] + officer, expecting: 77)

                let members: [Member] = try await deployment.desk(
                    ["indices", "--drill-down", "feedback-satisfaction", "--json"],
                    asLeaderOf: "29242"
                ).jsonLines()
                try #require(members.map(\.case) == [disliked.number, open.number].sorted())
                try #require(members.first { $0.case == disliked.number }?.parts == ["counted", "disliked"])
                // Of everything, by whoever may see the most: the sealed case is nowhere.
                for rule in ["7", "8", "feedback-on-time", "feedback-satisfaction"] {
                    let seen: [Member] = try await deployment.desk(["indices", "--drill-down", rule, "--json"])
                        .jsonLines()
                    try #require(!seen.contains { $0.case == sealed.number })
                    try #require(rule != "7" || seen.map(\.case) == [elsewhere.number])
                }
                let first = try await deployment.desk(["indices", "--drill-down", "8", "--limit", "1"])
                try #require(first.output.contains("--after \(disliked.number)"))

                let text = try await deployment.desk(["indices"], asLeaderOf: "29242").output
                try #require(text.split(separator: "\n").allSatisfy { $0.count <= 80 } && text.contains("ATTENTION"))
                try #require(!text.contains("8QX41ZK"))
                _ = try await deployment.desk(["indices", "--set", "rounding=sometimes"], expecting: 64)
                _ = try await deployment.desk(["indices", "--drill-down", "nonsense"], expecting: 64)
                _ = try await deployment.desk(["indices", "--part", "late"], expecting: 64)
            }
        }
    }
}
