import Testing

extension EndToEnd {
    /// What cannot be accepted is kept, shown, and released or discarded by an operator.
    @Suite(.serialized, .timeLimit(.minutes(5)))
    struct QuarantineTests {
        @Test("What is given for a wrong office is quarantined; released with the right one it becomes a case")
        func wrongOffice() async throws {
            try await Deployment.with { deployment in
                try await deployment.makeKioskKeys()
                let aggregator = try await deployment.startAggregator()
                // Set up for ward 2 and for no office at all, with keys of ward 3.
                let kiosk = Kiosk(deployment, office: "29245", keyOf: "29242")
                let agent = try await kiosk.startAgent()
                let toRelease = try await kiosk.keep(["complain", "--subject", "facilities", "Phòng chờ thiếu ghế."])
                let toDiscard = try await kiosk.keep(["rate", "--level", "4"])
                try await kiosk.awaitStatus("both receipts") { $0.receiptedThrough == toDiscard.sequence }
                try #require(try await kiosk.status().rejected == 2)
                let rejected = try await kiosk.run(["outbox", "--json"]).json(as: OutboxListing.self)
                try #require(rejected.items.map(\.state) == ["rejected", "rejected"])

                let held = try await deployment.quarantine()
                try #require(held.map(\.reason) == ["office-not-of-this-kiosk", "office-not-of-this-kiosk"])
                try #require(held.map(\.kiosk) == ["kiosk-29242-1", "kiosk-29242-1"])
                try #require(Set(held.map(\.state)).count == 1)
                let before = try await deployment.status()
                try #require(before.quarantined == 2)
                try #require(before.submissions == 0)
                try #require(before.cases == 0)
                try #require(before.refusedSubmissions == 2)

                let officer = ["--as", "Trần Văn Trực", "--json"]
                _ = try await deployment.desk(
                    ["quarantine", "release", "\(held[0].number)", "--office", "29242", "--reason", "nhầm nơi"]
                        + officer
                )
                _ = try await deployment.desk(
                    ["quarantine", "discard", "\(held[1].number)", "--reason", "bấm thử"] + officer
                )
                let given = try await deployment.arrival(
                    of: try #require(toRelease.trackingCode),
                    toLeaderOf: "29242"
                )
                try #require(given.responsibleUnit == "29242")
                try #require(given.routingRule == "feedback-unit")
                try #require(given.text == "Phòng chờ thiếu ghế.")

                let decided = try await deployment.quarantine()
                try #require(decided.map(\.state) == ["released", "discarded"])
                try #require(decided.map(\.decisionReason) == ["nhầm nơi", "bấm thử"])
                try #require(decided.allSatisfy { $0.decidedBy?.contains("Trần Văn Trực") == true })
                let after = try await deployment.status()
                try #require(after.quarantined == 0)
                try #require(after.cases == 1)
                // What was decided once stays so.
                for decision in [["release", "\(held[1].number)"], ["discard", "\(held[0].number)"]] {
                    _ = try await deployment.desk(
                        ["quarantine"] + decision + ["--reason", "lại"] + officer,
                        expecting: 1
                    )
                }
                try #require(try await deployment.quarantine() == decided)

                try await agent.stopped()
                try await aggregator.stopped()
                let verified = try await deployment.verify()
                try #require(verified.sound)
                try await deployment.rebuild()
                try #require(try await deployment.verify() == verified)
            }
        }

        @Test("An office that the register does not know is quarantined, and is not released without a known one")
        func unknownOffice() async throws {
            try await Deployment.with { deployment in
                try await deployment.makeKioskKeys()
                _ = try await deployment.startAggregator()
                let kiosk = Kiosk(deployment, office: "99999", keyOf: "29242")
                _ = try await kiosk.startAgent()
                let kept = try await kiosk.keep(["commend", "Cán bộ rất tận tình."])
                try await kiosk.awaitStatus("the receipt") { $0.receiptedThrough == kept.sequence }
                let held = try #require(try await deployment.quarantine().first)
                try #require(held.reason == "unknown-office")
                _ = try await deployment.desk(
                    ["quarantine", "release", "\(held.number)", "--reason", "thử", "--json"],
                    expecting: 1
                )
                try #require(try await deployment.status().quarantined == 1)
                _ = try await deployment.desk(
                    ["quarantine", "release", "\(held.number)", "--office", "29245", "--reason", "đúng nơi", "--json"]
                )
                let given = try await deployment.arrival(of: try #require(kept.trackingCode))
                try #require(given.responsibleUnit == "29245")
            }
        }
    }
}
