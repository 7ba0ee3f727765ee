import Foundation
import Testing

extension EndToEnd {
    /// What citizens say of themselves goes nowhere but, sealed, into the case, and their words nowhere but to the desk.
    @Suite(.serialized, .timeLimit(.minutes(5)))
    struct PrivacyTests {
        private static let name = "Lê Thị RIÊNGTÊN4M"
        private static let address = "12 đường RIÊNGĐC5N, khóm 3"
        private static let telephone = "09RIENGDT6P88"
        private static let text = "Tôi tên RIÊNGCHỮ7R, mong được giải quyết."
        private static let reason = "Đã gọi cho bà RIÊNGLÝ8S."
        private static let secrets = ["RIÊNGTÊN4M", "RIÊNGĐC5N", "RIENGDT6P", "RIÊNGCHỮ7R", "RIÊNGLÝ8S"]
        private static let contact = ["RIÊNGTÊN4M", "RIÊNGĐC5N", "RIENGDT6P"]

        @Test("Marked personal data is in no log, no feed, no figure, and the contact is in clear on no disk")
        func markedData() async throws {
            try await Deployment.with { deployment in
                try await deployment.makeKioskKeys()
                let aggregator = try await deployment.startAggregator(["--log-level", "debug"])
                let kiosk = Kiosk(deployment, office: "29242")
                let agent = try await kiosk.startAgent()
                let feed = try await deployment.followFeed(with: kiosk)

                var codes: [String] = []
                for command in try Self.commands(deployment) {
                    codes.append(try #require(try await kiosk.keep(command).trackingCode))
                }
                let spoken = try Self.file("text", Self.text, deployment)
                let fromInput = try await kiosk.run(["complain", "--subject", "other", "--json"], input: spoken)
                codes.append(try #require(try fromInput.json(as: KeptSubmission.self).trackingCode))
                for code in codes {
                    let given = try await deployment.arrival(of: code, toLeaderOf: "29242")
                    try #require(given.text == Self.text)
                }
                let first = try await deployment.show(codes[0], asLeaderOf: "29242")
                try #require(first.hasSealedContact)
                let answer = ["--answer", Self.reason, "--outcome", "feedback-done"]
                for (event, version) in [("accept", first.version), ("resolve", first.version + 1)] {
                    _ = try await deployment.desk(
                        [
                            "case", event, "\(first.number)", "--reason", Self.reason,
                            "--expect-version", "\(version)",
                        ] + (event == "resolve" ? answer : [])
                    )
                }
                try await feed.awaitCase(first.number, version: first.version + 2)

                // Quarantined with its content, and refused outright.
                let misplaced = Kiosk(deployment, office: "29245", keyOf: "29248")
                let misplacedAgent = try await misplaced.startAgent()
                _ = try await misplaced.keep(try Self.commands(deployment)[0])
                try await deployment.awaitStatus("the quarantine") { $0.quarantined == 1 }
                let refused = try await kiosk.run(["complain", "--subject", Self.name, Self.text], expecting: 65)
                let tooLong = try await kiosk.run(
                    ["complain", "--subject", "other", String(repeating: Self.text, count: 400)],
                    expecting: 65
                )
                let stale = try await deployment.desk(
                    ["case", "accept", "\(first.number)", "--reason", Self.reason, "--expect-version", "1"],
                    expecting: 1
                )
                // While all run, so that the write-ahead logs are looked at as well.
                try Self.searchDisks(deployment)

                let status = try await deployment.desk(["status", "--json"])
                let shown = try await deployment.desk(["status"])
                let outbox = try await kiosk.run(["outbox"])
                let held = try await deployment.desk(["quarantine", "list", "--all"])
                let audit = try await deployment.run(
                    .operatorCommand,
                    ["journal", "show", "\(first.number)", "--data", deployment.data]
                )
                try await feed.process.stopped()
                try await agent.stopped()
                try await misplacedAgent.stopped()
                try await aggregator.stopped()
                let places: [(String, String)] = [
                    ("the aggregator's output", aggregator.output.text + aggregator.errors.text),
                    ("the agent's output", agent.output.text + agent.errors.text),
                    ("the other agent's output", misplacedAgent.output.text + misplacedAgent.errors.text),
                    ("the feed", feed.process.output.text + feed.process.errors.text),
                    ("the status", status.output + shown.output),
                    ("the outbox's list", outbox.output),
                    ("the quarantine's list", held.output),
                    ("the journal's entry", audit.output),
                    ("a refusal", refused.output + refused.errors + tooLong.output + tooLong.errors),
                    ("a refused change", stale.errors),
                ]
                for (place, text) in places {
                    try #require(!text.isEmpty, "\(place) is empty: nothing was looked at")
                    for secret in Self.secrets + codes.flatMap({ [$0, $0.filter { $0 != "-" }] }) {
                        try #require(!text.contains(secret), "\(place) holds \(secret)")
                    }
                }
                try Self.searchDisks(deployment)
            }
        }

        /// Every way a citizen's contact and words are given on a command line.
        private static func commands(_ deployment: Deployment) throws -> [[String]] {
            let contact = ["name": self.name, "address": self.address, "telephone": self.telephone]
            let json = String(decoding: try JSONEncoder().encode(contact), as: UTF8.self)
            let file = try self.file("contact.json", json, deployment)
            let complain = ["complain", "--lane", "feedback", "--subject", "harassment"]
            return [
                complain + ["--name", self.name, "--address", self.address, "--phone", self.telephone, self.text],
                complain + ["--contact-file", file, self.text],
                ["commend", self.text],
            ]
        }

        private static func file(_ name: String, _ text: String, _ deployment: Deployment) throws -> String {
            let path = "\(deployment.folder)/\(name)"
            try Data(text.utf8).write(to: URL(filePath: path))
            return path
        }

        /// Looks for the contact in every file of the kiosks and of the aggregator; the citizen's words are there.
        private static func searchDisks(_ deployment: Deployment) throws {
            var hasWords = false
            for folder in [deployment.kiosks, deployment.data] {
                for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
                    // No content for folders and local sockets.
                    guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else { continue }
                    for secret in Self.contact {
                        try #require(data.firstRange(of: Data(secret.utf8)) == nil, "\(name) holds \(secret)")
                    }
                    if data.firstRange(of: Data("RIÊNGCHỮ7R".utf8)) != nil { hasWords = true }
                }
            }
            try #require(hasWords, "the citizen's words are on no disk: the search looks in the wrong place")
        }
    }
}
