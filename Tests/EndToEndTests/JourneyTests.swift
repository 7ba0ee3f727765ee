import Foundation
import Testing

extension EndToEnd {
    /// A citizen's entry on its way from one kiosk to the unit that answers it.
    @Suite(.serialized, .timeLimit(.minutes(5)))
    struct JourneyTests {
        /// What the citizen writes; looked for where it must not be.
        private static let text = "Hồ sơ của tôi trễ hẹn ba lần, chữ ký riêng 7QX41ZK."

        @Test("A complaint given while the agent runs is followed to its answer, and the feed tells each step")
        func withAgent() async throws {
            try await Deployment.with { deployment in
                try await deployment.makeKioskKeys()
                let aggregator = try await deployment.startAggregator()
                let kiosk = Kiosk(deployment, office: "29242")
                let agent = try await kiosk.startAgent()
                let feed = try await deployment.followFeed(with: kiosk)

                let kept = try await kiosk.keep([
                    "complain", "--lane", "complaint", "--subject", "late-result", "--field", "civil-status", Self.text,
                ])
                try #require(kept.keptBy == "agent")
                let code = try #require(kept.trackingCode)
                let given = try await deployment.arrival(of: code, toLeaderOf: "29242")
                try #require(given.responsibleUnit == "29242")
                try #require(given.routingRule == "complaint-author")
                try #require(given.routingRuleSet == "default-1")
                try #require(given.kiosk == "kiosk-29242-1")
                try #require(given.text == Self.text)
                try #require(try await deployment.show(code).text.isEmpty, "an operator needs no text")
                try #require(given.state == "assigned")
                try #require(given.trackingCode?.filter { $0 != "-" } == code.filter { $0 != "-" })
                try #require(try await deployment.cases().map(\.number) == [given.number])

                try await Self.handle(given, in: deployment)
                try await feed.awaitCase(given.number, version: given.version + 2)
                let told = try feed.events.filter { $0.caseNumber == given.number }
                try #require(told.map(\.state).suffix(3) == ["assigned", "accepted", "resolved"])
                try #require(told.allSatisfy { $0.unitPath == ["84", "842", "29242"] })
                for secret in ["7QX41ZK", code, code.filter { $0 != "-" }, "Nguyễn Thị Cán Bộ"] {
                    try #require(!feed.process.output.text.contains(secret), "the feed tells \(secret)")
                }
                try await feed.process.stopped()
                try await agent.stopped()
                try await aggregator.stopped()
                try #require(try await deployment.verify().sound)
            }
        }

        @Test("A complaint given while no agent runs is kept, and delivered when the agent starts")
        func withoutAgent() async throws {
            try await Deployment.with { deployment in
                try await deployment.makeKioskKeys()
                _ = try await deployment.startAggregator()
                let kiosk = Kiosk(deployment, office: "29242")
                let command = ["complain", "--lane", "complaint", "--subject", "late-result", Self.text]
                let shown = try await kiosk.run(command).output
                let codeLine = try #require(shown.split(separator: "\n").first { $0.hasPrefix("Mã tra cứu: ") })
                let code = String(codeLine.dropFirst("Mã tra cứu: ".count))
                try #require(shown.contains("Xin cảm ơn"))
                try #require(shown.contains("đã được lưu tại máy này"))

                let waiting = try await kiosk.status()
                try #require(waiting.agent == "not running")
                try #require(waiting.outboxDepth == 1)
                try #require(
                    try await kiosk.run(["outbox", "--json"]).json(as: OutboxListing.self).items.map(\.kind) == [
                        "entry"
                    ]
                )
                try #require(try await deployment.status().submissions == 0)

                let agent = try await kiosk.startAgent()
                let given = try await deployment.arrival(of: code, toLeaderOf: "29242")
                try #require(given.responsibleUnit == "29242")
                try await Self.handle(given, in: deployment)
                try await kiosk.awaitStatus("an empty outbox") { $0.outboxDepth == 0 }
                try await agent.stopped()
            }
        }

        @Test("Feedback about a unit's head goes one level up; each lane goes where its rule says")
        func routing() async throws {
            try await Deployment.with { deployment in
                try await deployment.makeKioskKeys()
                _ = try await deployment.startAggregator()
                let kiosk = Kiosk(deployment, office: "29242")
                _ = try await kiosk.startAgent()
                let journeys: [(command: [String], unit: String, rule: String)] = [
                    (["complain", "--lane", "feedback", "--subject", "head-of-unit"], "842", "feedback-head"),
                    (["complain", "--lane", "feedback", "--subject", "facilities"], "29242", "feedback-unit"),
                    (
                        ["complain", "--lane", "feedback", "--subject", "head-of-unit", "--unit", "842"], "84",
                        "feedback-head"
                    ),
                    (["complain", "--lane", "complaint", "--subject", "head-of-unit"], "29242", "complaint-author"),
                    (
                        ["complain", "--lane", "denunciation", "--subject", "harassment"], "84TTPVHCC",
                        "denunciation-sealed-desk"
                    ),
                    (["commend"], "29242", "commendation-unit"),
                ]
                for journey in journeys {
                    let kept = try await kiosk.keep(journey.command + ["Nội dung thử."])
                    let code = try #require(kept.trackingCode)
                    let given = try await deployment.arrival(of: code)
                    guard journey.rule != "denunciation-sealed-desk" else {
                        try await Self.checkSealed(code, given, at: journey.unit, deployment)
                        continue
                    }
                    try #require(given.responsibleUnit == journey.unit, "\(journey)")
                    try #require(given.routingRule == journey.rule, "\(journey)")
                }
                let status = try await deployment.status()
                try #require(status.cases == UInt64(journeys.count))
                try #require(status.unitsWithCases == 4)
            }
        }

        /// A denunciation is a number to everybody but the inspectorate.
        private static func checkSealed(
            _ code: String,
            _ given: CaseDetail,
            at unit: String,
            _ deployment: Deployment
        ) async throws {
            try #require(given.text.isEmpty && given.responsibleUnit.isEmpty && given.history.isEmpty)
            let leader = try await deployment.show(code, asLeaderOf: unit)
            try #require(leader.text.isEmpty && leader.history.isEmpty)
            try await deployment.makeDeskKey("inspector", unit: unit, as: "inspectorate")
            let seen: CaseDetail = try await deployment.desk([
                "case", "show", code, "--json", "--key", "\(deployment.keys)/inspector.key",
                "--open-with", "\(deployment.data)/inspectorate-secret.key",
            ]).json()
            try #require(seen.responsibleUnit == unit)
            try #require(seen.routingRule == "denunciation-sealed-desk")
            try #require(seen.text == "Nội dung thử.")
        }

        /// Accepts and resolves a case as an officer, and tries each with a version that is no longer true.
        private static func handle(_ given: CaseDetail, in deployment: Deployment) async throws {
            let number = "\(given.number)"
            let officer = ["--as", "Nguyễn Thị Cán Bộ", "--json"]
            let answer = ["--answer", "Đã trả kết quả cho ông/bà.", "--outcome", "complaint-right"]
            func change(_ event: String, _ version: UInt32, expecting code: Int32) async throws -> CaseSummary {
                try await deployment.desk(
                    ["case", event, number, "--reason", "Đã xem \(event)", "--expect-version", "\(version)"] + officer
                        + (event == "resolve" ? answer : []),
                    asLeaderOf: "29242",
                    expecting: code
                ).json()
            }
            let accepted = try await change("accept", given.version, expecting: 0)
            try #require(accepted.state == "accepted")
            try #require(accepted.version == given.version + 1)
            let untouched = try await change("resolve", given.version, expecting: 1)
            // The case as it is, so that the officer can decide again.
            try #require(untouched == accepted)
            let resolved = try await change("resolve", accepted.version, expecting: 0)
            try #require(resolved.state == "resolved")
            try #require(try await change("accept", given.version, expecting: 1) == resolved)
            let shown = try await deployment.show(number, asLeaderOf: "29242")
            try #require(shown.state == "resolved")
            try #require(shown.version == resolved.version)
            try #require(shown.text == given.text)
            try #require(shown.history.map(\.event).suffix(2) == ["accept", "resolve"])
            let step = try #require(shown.history.last)
            try #require(step.actor?.contains("Nguyễn Thị Cán Bộ") == true)
            try #require(step.reason == "Đã xem resolve")
            try #require(step.at != nil)
        }
    }
}
