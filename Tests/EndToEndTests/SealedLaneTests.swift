import Foundation
import Testing

extension EndToEnd {
    /// What a citizen writes in a denunciation is read by the inspectorate, with its own key, and by nobody else.
    @Suite(.serialized, .timeLimit(.minutes(5)))
    struct SealedLaneTests {
        private static let text = "Ông KÍNCHỮ7R nhận tiền ở phòng 5."
        private static let name = "Lê Thị KÍNTÊN4M"
        private static let address = "12 đường KÍNĐC5N, khóm 3"
        private static let telephone = "09KINDT6P88"
        private static let secrets = ["KÍNCHỮ7R", "KÍNTÊN4M", "KÍNĐC5N", "KINDT6P"]
        private static let centre = "84TTPVHCC"

        /// `langnghe case show --json` of a sealed case.
        private struct SealedCase: Decodable {
            struct Contact: Decodable {
                let name: String?
                let address: String?
                let telephone: String?
            }
            struct Read: Decodable {
                let principal: String
                let actor: String?
            }
            let number: UInt64
            let text: String
            let hasSealedText: Bool
            let hasSealedContact: Bool
            let counter: String?
            let contact: Contact?
            let reads: [Read]
        }

        @Test("Marked words of a denunciation are on no disk, in no log, on no feed and in nobody's reply but one")
        func markedWords() async throws {
            try await Deployment.with { deployment in
                let secretFile = try await Self.makeInspectorateKey(deployment)
                try await deployment.makeKioskKeys()
                let aggregator = try await deployment.startAggregator(["--log-level", "debug"])
                let kiosk = Kiosk(deployment, office: "29242")
                let agent = try await kiosk.startAgent()
                let feed = try await deployment.followFeed(with: kiosk)

                let kept = try await kiosk.keep(try Self.denunciation(deployment))
                let code = try #require(kept.trackingCode)
                let other = try await deployment.arrival(of: code)
                try await feed.awaitCase(other.number, version: 2)
                try await deployment.makeDeskKey("inspector", unit: Self.centre, as: "inspectorate")
                try await deployment.makeDeskKey("auditor", unit: "84", as: "auditor")
                let number = "\(other.number)"
                func show(_ key: String, _ more: [String] = [], expecting code: Int32? = 0) async throws -> Outcome {
                    try await deployment.desk(
                        ["case", "show", number, "--key", "\(deployment.keys)/\(key).key"] + more,
                        expecting: code
                    )
                }

                // The inspectorate without its secret key, with another one, and with the right one.
                let closed: SealedCase = try await show("inspector", ["--json", "--as", "Bà Thanh Tra"]).json()
                try #require(closed.text.isEmpty && closed.hasSealedText && closed.hasSealedContact)
                try #require(closed.counter == nil)
                let wrongKey = try await show(
                    "inspector",
                    ["--open-with", "\(deployment.data)/contact-secret.key"],
                    expecting: 1
                )
                let opened: SealedCase = try await show("inspector", ["--json", "--open-with", secretFile]).json()
                try #require(opened.text == Self.text && opened.contact?.name == Self.name)
                try #require(opened.contact?.address == Self.address && opened.contact?.telephone == Self.telephone)
                let sheet = try await show("inspector", ["--open-with", secretFile])
                for secret in Self.secrets { try #require(sheet.output.contains(secret)) }

                // Who read it is known: a reading for each person in a minute, and each is in the journal.
                let readers = opened.reads.map { "\($0.principal)/\($0.actor ?? "")" }
                try #require(readers == ["inspector/Bà Thanh Tra", "inspector/"])
                let reads = try await deployment.desk([
                    "case", "reads", number, "--key", "\(deployment.keys)/inspector.key",
                ])
                try #require(reads.output.contains("Bà Thanh Tra"))
                let newest = try await deployment.status().newestPosition
                let entry = try await deployment.run(
                    .operatorCommand,
                    ["journal", "show", "\(newest)", "--data", deployment.data, "--json"]
                )
                try #require(entry.output.contains("case_read") && entry.output.contains("inspector"))

                let leader = try await deployment.desk(["case", "show", number, "--json"], asLeaderOf: Self.centre)
                let audit = try await show("auditor", ["--json"])
                for reply in [leader, audit] {
                    let seen: SealedCase = try reply.json()
                    try #require(!seen.hasSealedText && !seen.hasSealedContact && seen.reads.isEmpty)
                }
                let listed = try await deployment.desk(["case", "list", "--json"])
                let status = try await deployment.desk(["status", "--json"])
                let outbox = try await kiosk.run(["outbox"])
                let journal = try await deployment.run(
                    .operatorCommand,
                    ["journal", "show", number, "--data", deployment.data]
                )
                // While all run, so that the write-ahead logs are looked at as well.
                try Self.searchDisks(deployment)
                try await feed.process.stopped()
                try await agent.stopped()
                try await aggregator.stopped()
                let places: [(String, String)] = [
                    ("the aggregator's output", aggregator.output.text + aggregator.errors.text),
                    ("the agent's output", agent.output.text + agent.errors.text),
                    ("the feed", feed.process.output.text), ("the leader's reply", leader.output),
                    ("the auditor's reply", audit.output), ("the wrong key's", wrongKey.output + wrongKey.errors),
                    ("the list", listed.output), ("the status", status.output), ("the outbox's list", outbox.output),
                    ("the journal's entries", journal.output + entry.output),
                ]
                for (place, text) in places {
                    try #require(!text.isEmpty, "\(place) is empty: nothing was looked at")
                    for secret in Self.secrets { try #require(!text.contains(secret), "\(place) holds \(secret)") }
                }
                try Self.searchDisks(deployment)
                let verification = try await deployment.verify()
                try #require(verification.sound)
                try await deployment.rebuild()
            }
        }

        @Test("A kiosk whose key file is of before keeps no denunciation, says why, and keeps everything else")
        func oldKeyFile() async throws {
            try await Deployment.with { deployment in
                try await deployment.makeKioskKeys()
                _ = try await deployment.startAggregator()
                let made = try String(contentsOfFile: "\(deployment.keys)/kiosk-29242-1.key", encoding: .utf8)
                let old = made.split(separator: "\n").filter { !$0.hasPrefix("inspectorate-key") }.joined(
                    separator: "\n"
                )
                let path = "\(deployment.keys)/old.key"
                _ = FileManager.default.createFile(
                    atPath: path,
                    contents: Data("\(old)\n".utf8),
                    attributes: [.posixPermissions: 0o600]
                )
                let kiosk = Kiosk(deployment, office: "29242", keyFile: path)
                let agent = try await kiosk.startAgent()
                try #require(agent.errors.text.contains("no inspectorate-key"))
                let refused = try await kiosk.run(try Self.denunciation(deployment), expecting: 65)
                try #require(refused.errors.contains("inspectorate-key"))
                try Self.searchDisks(deployment)
                _ = try await kiosk.keep(["complain", "--lane", "feedback", "--subject", "other", "Chậm."])
                try await deployment.awaitStatus("the other entry") { $0.cases == 1 }
            }
        }

        /// Makes the pair elsewhere than on the server and puts its public half into force there.
        private static func makeInspectorateKey(_ deployment: Deployment) async throws -> String {
            let folder = "\(deployment.folder)/inspectorate"
            _ = try await deployment.run(.operatorCommand, ["keys", "inspectorate", "new", "--output", folder])
            _ = try await deployment.run(
                .operatorCommand,
                ["keys", "inspectorate", "use", "\(folder)/inspectorate-public.key", "--data", deployment.data]
            )
            return "\(folder)/inspectorate-secret.key"
        }

        private static func denunciation(_ deployment: Deployment) throws -> [String] {
            let contact = ["name": self.name, "address": self.address, "telephone": self.telephone]
            let path = "\(deployment.folder)/contact.json"
            try JSONEncoder().encode(contact).write(to: URL(filePath: path))
            return ["complain", "--lane", "denunciation", "--subject", "harassment", "--contact-file", path, self.text]
        }

        /// Looks for the marked words in every file of the kiosks and of the aggregator.
        private static func searchDisks(_ deployment: Deployment) throws {
            var files = 0
            for folder in [deployment.kiosks, deployment.data] {
                for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
                    guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else { continue }
                    files += data.isEmpty ? 0 : 1
                    for secret in Self.secrets {
                        try #require(data.firstRange(of: Data(secret.utf8)) == nil, "\(name) holds \(secret)")
                    }
                }
            }
            try #require(files > 4, "there is nothing to search")
        }
    }
}
