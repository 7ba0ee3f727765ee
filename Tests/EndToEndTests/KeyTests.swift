import Foundation
import Testing

extension EndToEnd {
    /// Whoever has no key in force achieves nothing, and is counted.
    @Suite(.serialized, .timeLimit(.minutes(5)))
    struct KeyTests {
        /// In what the refused kiosks give; looked for in all logs.
        private static let marker = "NHAN7K2Q"

        @Test("A kiosk whose key nobody knows gets no connection")
        func unknownKey() async throws {
            try await Deployment.with { deployment in
                try await deployment.makeKioskKeys()
                _ = try await deployment.startAggregator()
                let stranger = try await Self.foreignKey(in: deployment)
                let own = try KeyFile("\(deployment.keys)/kiosk-29242-1.key")
                let path = "\(deployment.folder)/stranger.key"
                try stranger.replacing("server-public-key", by: own["server-public-key"]).write(to: path)
                let kiosk = Kiosk(deployment, office: "29242", keyFile: path)
                let agent = try await kiosk.startAgent()
                try await Self.giveInVain(kiosk)
                let status = try await deployment.awaitStatus("the refusal's count") { $0.refusedConnections > 0 }
                try #require(status.submissions == 0)
                try await kiosk.awaitStatus("the refusal's reason") { $0.lastProblem?.contains("key") == true }
                try await Self.checkNothingArrived(from: kiosk, in: deployment, agent)
            }
        }

        @Test("A kiosk does not speak to an aggregator with another key than the one in its key file")
        func wrongServerKey() async throws {
            try await Deployment.with { deployment in
                try await deployment.makeKioskKeys()
                _ = try await deployment.startAggregator()
                let foreign = try await Self.foreignKey(in: deployment)
                let own = try KeyFile("\(deployment.keys)/kiosk-29242-1.key")
                let path = "\(deployment.folder)/misled.key"
                try own.replacing("server-public-key", by: foreign["server-public-key"]).write(to: path)
                let kiosk = Kiosk(deployment, office: "29242", keyFile: path)
                let agent = try await kiosk.startAgent()
                try await Self.giveInVain(kiosk)
                try await kiosk.awaitStatus("the refusal's reason") { $0.lastProblem?.contains("key file") == true }
                try await Self.checkNothingArrived(from: kiosk, in: deployment, agent)
            }
        }

        @Test("A kiosk whose key is revoked while it is connected is not heard any more, and keeps what it has")
        func revokedWhileConnected() async throws {
            try await Deployment.with { deployment in
                try await deployment.makeKioskKeys()
                let aggregator = try await deployment.startAggregator()
                let kiosk = Kiosk(deployment, office: "29242")
                let agent = try await kiosk.startAgent()
                _ = try await kiosk.keep(["rate", "--level", "4"])
                try await kiosk.awaitStatus("the first receipt") { $0.receiptedThrough == 1 }
                _ = try await deployment.run(
                    .operatorCommand,
                    ["keys", "revoke", "kiosk-29242-1", "--reason", "máy mất", "--data", deployment.data]
                )
                try await Waiting.until("the revocation in the aggregator's log", within: .seconds(30)) {
                    aggregator.errors.text.contains("kiosk-29242-1")
                }
                try await Self.giveInVain(kiosk)
                let status = try await deployment.awaitStatus("the refusal's count") {
                    $0.refusedSubmissions + $0.refusedConnections > 0
                }
                try #require(status.submissions == 1)
                try await kiosk.awaitStatus("the refusal's reason") { $0.lastProblem?.contains("revoked") == true }
                try #require(try await kiosk.status().outboxDepth == 1)
                try await agent.stopped()
                try await aggregator.stopped()
                try await Self.checkLogs(of: deployment)
                // The revocation outlives the aggregator's process.
                _ = try await deployment.startAggregator()
                _ = try await kiosk.startAgent()
                try await deployment.awaitStatus("the refused connection") { $0.refusedConnections > 0 }
                try #require(try await deployment.status().submissions == 1)
            }
        }

        @Test("A kiosk's key opens neither desk nor feed, and another unit's desk sees no foreign case")
        func keysOfOtherRoles() async throws {
            try await Deployment.with { deployment in
                try await deployment.makeKioskKeys()
                _ = try await deployment.startAggregator()
                let kiosk = Kiosk(deployment, office: "29242")
                _ = try await kiosk.startAgent()
                let kept = try await kiosk.keep(["complain", "--subject", "facilities", Self.marker])
                let given = try await deployment.arrival(of: try #require(kept.trackingCode))
                for unit in ["29242", "29245"] {
                    _ = try await deployment.run(
                        .operatorCommand,
                        [
                            "keys", "new", "desk-\(unit)", "--role", "desk", "--unit", unit, "--data", deployment.data,
                            "--output", "\(deployment.keys)/desk-\(unit).key",
                        ]
                    )
                }
                func desk(_ arguments: [String], as key: String) async throws -> Outcome {
                    try await deployment.desk(arguments + ["--key", "\(deployment.keys)/\(key).key"], expecting: nil)
                }
                // A running aggregator lets a new key in at once, but not before it has noticed the file.
                try await Waiting.until("the desk's new key to be in force", within: .seconds(30)) {
                    try await desk(["case", "list", "--json"], as: "desk-29245").ending == .exited(0)
                }
                try #require(try await desk(["case", "list", "--json"], as: "desk-29245").output.isEmpty)
                let own = try await desk(["case", "show", "\(given.number)", "--json"], as: "desk-29242")
                try #require(try own.json(as: CaseDetail.self).text == Self.marker)
                for key in ["desk-29245", "kiosk-29242-1"] {
                    for command in [["case", "show"], ["case", "accept"]] {
                        let refused = try await desk(command + ["\(given.number)", "--json"], as: key)
                        try #require(refused.ending != .exited(0), "\(key): \(command)")
                        try #require(!refused.output.contains(Self.marker), "\(key): \(command)")
                    }
                }
                let feed = try await deployment.run(
                    .operatorCommand,
                    [
                        "feed", "tail", "--seconds", "20", "--feed", try await deployment.endpoints.feed, "--key",
                        kiosk.keyFile, "--timeout", "10",
                    ],
                    expecting: nil
                )
                try #require(feed.ending == .exited(77) || feed.ending == .exited(69), "\(feed)")
                try #require(try await deployment.show("\(given.number)").version == given.version)
            }
        }

        /// Keeps an entry that must not get through.
        private static func giveInVain(_ kiosk: Kiosk) async throws {
            _ = try await kiosk.keep([
                "complain", "--subject", "facilities", "--name", self.marker, "Nội dung \(self.marker)",
            ])
        }

        private static func checkNothingArrived(
            from kiosk: Kiosk,
            in deployment: Deployment,
            _ agent: ChildProcess
        ) async throws {
            let status = try await deployment.status()
            try #require(status.newestPosition == 0)
            try #require(status.cases == 0)
            try #require(status.quarantined == 0)
            try #require(try await kiosk.status().outboxDepth == 1)
            try await agent.stopped()
            try await self.checkLogs(of: deployment)
        }

        private static func checkLogs(of deployment: Deployment) async throws {
            for (name, text) in try deployment.allLogs() {
                try #require(!text.contains(self.marker), "\(name) tells what a citizen gave")
            }
        }

        /// The key file of a kiosk of another aggregator, of the same name as one of ours.
        private static func foreignKey(in deployment: Deployment) async throws -> KeyFile {
            let path = "\(deployment.folder)/foreign.key"
            _ = try await deployment.run(
                .operatorCommand,
                [
                    "keys", "new", "kiosk-29242-1", "--role", "kiosk", "--unit", "29242", "--data",
                    "\(deployment.folder)/other-aggregator", "--output", path,
                ]
            )
            return try KeyFile(path)
        }
    }
}

/// The lines `name = value` of a key file.
private struct KeyFile {
    private let lines: [String]

    init(_ path: String) throws {
        self.lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
    }

    private init(lines: [String]) {
        self.lines = lines
    }

    subscript(name: String) -> String {
        let line = self.lines.first { $0.hasPrefix("\(name) = ") } ?? ""
        return String(line.dropFirst("\(name) = ".count))
    }

    func replacing(_ name: String, by value: String) -> KeyFile {
        KeyFile(lines: self.lines.map { $0.hasPrefix("\(name) = ") ? "\(name) = \(value)" : $0 })
    }

    /// Writes it for its owner alone, as the programs demand.
    func write(to path: String) throws {
        let data = Data((self.lines.joined(separator: "\n") + "\n").utf8)
        guard FileManager.default.createFile(atPath: path, contents: data, attributes: [.posixPermissions: 0o600])
        else {
            throw TestFailure("\(path) cannot be written")
        }
    }
}
