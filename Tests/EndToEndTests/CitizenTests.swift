import Foundation
import Testing

extension EndToEnd {
    /// What citizens do with the code on their slip.
    @Suite(.serialized, .timeLimit(.minutes(5)))
    struct CitizenTests {
        private struct Listed: Decodable {
            let number: UInt64
            let lane: String
        }

        private struct Tracked: Decodable {
            struct Seen: Decodable {
                struct Choice: Decodable {
                    let event: String
                }
                let stateLabel: String
                let version: UInt32
                let open: Bool
                let unit: String?
                let dueAt: String?
                let answer: String?
                let rating: UInt32?
                let choices: [Choice]
                let parts: [Seen]
            }
            let seen: Seen?
            let error: String?
        }

        @Test("A citizen follows a complaint at another kiosk, says it is not solved, and rates what became of it")
        func journey() async throws {
            try await Deployment.with { deployment in
                try await deployment.makeKioskKeys()
                let aggregator = try await deployment.startAggregator()
                let first = Kiosk(deployment, office: "29242")
                _ = try await first.startAgent()
                let second = Kiosk(deployment, office: "29245")
                _ = try await second.startAgent()
                let kept = try await first.keep(["complain", "--subject", "late-result", "Hồ sơ trễ hẹn 7QX41ZK."])
                let code = try #require(kept.trackingCode)
                let number = "\(try await deployment.arrival(of: code, toLeaderOf: "29242").number)"
                func desk(_ arguments: [String]) async throws {
                    _ = try await deployment.desk(["case"] + arguments, asLeaderOf: "29242")
                }
                func seen(_ command: [String] = []) async throws -> Tracked.Seen {
                    let words = command.isEmpty ? ["track", code] : command
                    let reply: Tracked = try await second.run(words + ["--json"]).json()
                    return try #require(reply.seen)
                }
                try #require(try await seen().unit == "29242")
                try await desk(["accept", number])
                try await desk(["resolve", number, "--answer", "Đã trả.", "--outcome", "feedback-done"])
                try await desk(["do", number, "publish"])

                let shown = try await second.run(["track", code]).output
                try #require(shown.contains("Trả lời:      Đã trả.") && shown.contains("phường 3, thành phố Trà Vinh"))
                try #require(shown.split(separator: "\n").allSatisfy { $0.count <= 80 })
                try #require(!shown.contains("7QX41ZK") && shown.contains("Ông/bà có thể:"))

                let key = String(repeating: "ab", count: 16)
                let complaint = ["tell", code, "not-solved", "--text", "Vẫn chưa nhận được.", "--key", key]
                let published = try await seen()
                let reopened = try await seen(complaint + ["--seen", "\(published.version)"])
                try #require(reopened.open && reopened.dueAt != nil && reopened.version == published.version + 1)
                // The aggregator is killed before the citizen hears; saying it again changes nothing.
                try await aggregator.killed()
                let away = try await second.run(["track", code], expecting: nil)
                try #require(away.ending == .exited(75) && away.errors.contains("chưa kết nối"))
                _ = try await deployment.startAggregator()
                try await Waiting.until("the kiosk's connection", within: .seconds(60)) {
                    try await second.run(["track", code], expecting: nil).ending == .exited(0)
                }
                let again = try await seen(complaint + ["--seen", "\(published.version)"])
                try #require(again.version == reopened.version)
                let inbox = try await deployment.show(number, asLeaderOf: "29242")
                try #require(inbox.state == "reopening-requested")
                try #require(inbox.history.filter { $0.event == "report-not-solved" }.count == 1)
                try #require(inbox.history.last?.reason == "Vẫn chưa nhận được.")

                try await desk(["do", number, "reopen"])
                try await desk(["resolve", number, "--answer", "Đã giao tận nhà.", "--outcome", "feedback-done"])
                try await desk(["do", number, "publish"])
                _ = try await seen(["tell", code, "rate", "--level", "5"])
                let closed = try await seen(["tell", code, "solved"])
                try #require(!closed.open && closed.answer == "Đã giao tận nhà." && closed.rating == 5)
                let tooLate = try await second.run(["tell", code, "withdraw"], expecting: 1)
                try #require(tooLate.output.contains("không thực hiện được"))
                try #require(
                    try await second.run(["track", "AAAAA-AAAAA"], expecting: 65).output.contains("Mã tra cứu")
                )
                try #require(try await deployment.verify().sound)
            }
        }

        @Test(
            "With the slip's code a citizen finds the parts of a mixed entry; of a denunciation only that it is there"
        )
        func parts() async throws {
            try await Deployment.with { deployment in
                try await deployment.makeKioskKeys()
                _ = try await deployment.startAggregator()
                let kiosk = Kiosk(deployment, office: "29242")
                _ = try await kiosk.startAgent()
                let kept = try await kiosk.keep(["complain", "--subject", "late-result", "Trễ, và nhận tiền."])
                let code = try #require(kept.trackingCode)
                let number = "\(try await deployment.arrival(of: code, toLeaderOf: "29242").number)"
                _ = try await deployment.desk(
                    ["case", "do", number, "return", "--reason", "Hai nội dung"],
                    asLeaderOf: "29242"
                )
                try await deployment.makeDeskKey("lan", unit: "84TTPVHCC", as: "triage")
                _ = try await deployment.desk([
                    "case", "split", number, "--part", "feedback:late-result:Trễ.", "--part",
                    "denunciation:harassment:Nhận tiền.", "--key", "\(deployment.keys)/lan.key",
                ])
                let reply: Tracked = try await kiosk.run(["track", code, "--json"]).json()
                let parts = try #require(reply.seen).parts
                try #require(parts.count == 2 && parts[0].unit == "29242" && parts[0].dueAt != nil)
                try #require(parts[1].unit == nil && parts[1].dueAt == nil && parts[1].stateLabel == "Đang xem xét")

                // The part's words are sealed: the inspectorate's key alone opens them.
                try await deployment.makeDeskKey("tra", unit: "84TTPVHCC", as: "inspectorate")
                let tra = ["--key", "\(deployment.keys)/tra.key"]
                let listed: [Listed] = try await deployment.desk(["case", "list", "--json"] + tra).jsonLines()
                let sealed = try #require(listed.first { $0.lane == "denunciation" })
                let show = ["case", "show", "\(sealed.number)"] + tra
                try #require(try await deployment.desk(show).output.contains("Nhận tiền.") == false)
                let secret = ["--open-with", "\(deployment.data)/inspectorate-secret.key"]
                try #require(try await deployment.desk(show + secret).output.contains("Nhận tiền."))
            }
        }
    }
}
