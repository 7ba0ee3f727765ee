import Foundation
import Testing

extension EndToEnd {
    /// Several units and one case, and one entry that is several cases.
    @Suite(.serialized, .timeLimit(.minutes(5)))
    struct CooperationTests {
        @Test("A mixed entry is returned to the screening desk, split there, and each part goes its own way")
        func split() async throws {
            try await Deployment.with { deployment in
                try await deployment.makeKioskKeys()
                let aggregator = try await deployment.startAggregator()
                let kiosk = Kiosk(deployment, office: "29242")
                let agent = try await kiosk.startAgent()
                let kept = try await kiosk.keep([
                    "complain", "--subject", "late-result", "--phone", "0912345678",
                    "Hồ sơ trễ, và thu sai phí 7QX41ZK.",
                ])
                let code = try #require(kept.trackingCode)
                let whole = try await deployment.arrival(of: code, toLeaderOf: "29242")
                let number = "\(whole.number)"
                _ = try await deployment.desk(
                    ["case", "do", number, "return", "--reason", "Hai nội dung khác nhau"],
                    asLeaderOf: "29242"
                )
                try await deployment.makeDeskKey("lan", unit: "84TTPVHCC", as: "triage")
                let lan = ["--key", "\(deployment.keys)/lan.key"]
                _ = try await deployment.desk(
                    ["case", "split", number, "--part", "feedback:late-result:Hồ sơ trễ."] + lan,
                    expecting: 64
                )
                let parts = [
                    "--part", "feedback:late-result:Hồ sơ trễ.", "--part",
                    "complaint:wrong-fee@29245:Thu sai phí 7QX41ZK.", "--reason", "Hai nội dung",
                ]
                let unlisted = try await deployment.desk(
                    ["case", "split", number, "--part", "feedback:late-result:Trễ.", "--part", "feedback:lte:Trễ."]
                        + lan,
                    expecting: nil
                )
                try #require(unlisted.errors.contains("Part 2") && unlisted.errors.contains("late-result"))
                _ = try await deployment.desk(["case", "split", number] + parts + lan)
                let again = try await deployment.desk(["case", "split", number] + parts + lan, expecting: nil)
                try #require(again.ending != .exited(0) && again.errors.contains("'split'"))
                try #require(!again.errors.contains("Part"))
                let split: CaseDetail = try await deployment.desk(["case", "show", number, "--json"] + lan).json()
                try #require(split.state == "split" && split.partNumbers.count == 2)
                try #require(split.text.isEmpty, "what was split is read in its parts")

                let first = try await deployment.show("\(split.partNumbers[0])", asLeaderOf: "29242")
                let second = try await deployment.show("\(split.partNumbers[1])", asLeaderOf: "29245")
                try #require(first.text == "Hồ sơ trễ." && second.text == "Thu sai phí 7QX41ZK.")
                try #require([first, second].allSatisfy { $0.partOf == whole.number && $0.hasSealedContact })
                try #require(second.routingRule == "complaint-author" && second.responsibleUnit == "29245")
                try #require(first.trackingCode != second.trackingCode)
                // Each unit sees its own part alone.
                _ = try await deployment.desk(
                    ["case", "show", "\(second.number)", "--json"],
                    asLeaderOf: "29242",
                    expecting: 1
                )
                let table = try await deployment.desk(["case", "show", number] + lan).output
                try #require(table.contains("Split into   case \(first.number), case \(second.number)"))
                let listed = try await deployment.run(
                    .operatorCommand,
                    ["journal", "show", "\(second.number)", "--data", deployment.data]
                ).output
                try #require(listed.contains("case_part_opened") && !listed.contains("7QX41ZK"))
                try await agent.stopped()
                try await aggregator.stopped()
                try #require(try await deployment.verify().sound)
            }
        }

        @Test("A unit that is asked for help sees the case without the contact, contributes, and decides nothing")
        func help() async throws {
            try await Deployment.with { deployment in
                try await deployment.makeKioskKeys()
                _ = try await deployment.startAggregator()
                let kiosk = Kiosk(deployment, office: "29242")
                _ = try await kiosk.startAgent()
                let kept = try await kiosk.keep([
                    "complain", "--subject", "late-result", "--phone", "0912345678", "Hồ sơ ở hai phường.",
                ])
                let code = try #require(kept.trackingCode)
                let number = "\(try await deployment.arrival(of: code, toLeaderOf: "29242").number)"
                let show = ["case", "show", number, "--json"]
                _ = try await deployment.desk(show, asLeaderOf: "29245", expecting: 1)
                _ = try await deployment.desk(
                    ["case", "do", number, "invite-unit", "--helper", "29245", "--reason", "Hồ sơ gốc ở phường 5"],
                    asLeaderOf: "29242"
                )
                let seen: CaseDetail = try await deployment.desk(show, asLeaderOf: "29245").json()
                try #require(seen.coordinatingUnits == ["29245"] && seen.responsibleUnit == "29242")
                try #require(seen.text == "Hồ sơ ở hai phường." && !seen.hasSealedContact)
                let refused = try await deployment.desk(
                    ["case", "accept", number],
                    asLeaderOf: "29245",
                    expecting: nil
                )
                try #require(refused.ending != .exited(0) && refused.errors.contains("for the unit that leads"))
                _ = try await deployment.desk(
                    ["case", "do", number, "contribute", "--reason", "Đã gửi bản sao."],
                    asLeaderOf: "29245"
                )
                let own = try await deployment.desk(
                    ["case", "do", number, "contribute", "--reason", "Tự ý."],
                    asLeaderOf: "29242",
                    expecting: nil
                )
                try #require(own.ending != .exited(0) && own.errors.contains("for the units that help"))
                let list = ["case", "list", "--due", "--helping", "--json"]
                let helping: [CaseSummary] = try await deployment.desk(list, asLeaderOf: "29245").jsonLines()
                try #require(helping.map { "\($0.number)" } == [number])
                _ = try await deployment.desk(
                    ["case", "do", number, "release-unit", "--released", "29245"],
                    asLeaderOf: "29242"
                )
                _ = try await deployment.desk(show, asLeaderOf: "29245", expecting: 1)
                let lead = try await deployment.show(number, asLeaderOf: "29242")
                try #require(lead.history.contains { $0.event == "contribute" && $0.reason == "Đã gửi bản sao." })
            }
        }
    }
}
