import Foundation

extension Deployment {
    /// Makes the key of every commune's kiosk, and with the first call the keys of the aggregator.
    func makeKioskKeys() async throws {
        _ = try await self.run(
            .operatorCommand,
            ["keys", "new-kiosks", "--all", "--data", self.data, "--output-dir", self.keys]
        )
    }

    /// Asks the aggregator's desk with the operator's key.
    func desk(_ arguments: [String], expecting code: Int32? = 0) async throws -> Outcome {
        try await self.run(
            .operatorCommand,
            arguments + ["--data", self.data, "--desk", try self.endpoints.desk, "--timeout", "30"],
            expecting: code
        )
    }

    /// Asks the aggregator's desk with the key of a unit's leader, which is made when there is none yet.
    func desk(
        _ arguments: [String],
        asLeaderOf unit: String,
        expecting code: Int32? = 0
    ) async throws -> Outcome {
        let name = "leader-\(unit.lowercased())"
        let key = "\(self.keys)/\(name).key"
        if !FileManager.default.fileExists(atPath: key) {
            try await self.makeDeskKey(name, unit: unit, as: "leader")
        }
        return try await self.desk(arguments + ["--key", key], expecting: code)
    }

    /// Makes the key of somebody at a unit's desk.
    func makeDeskKey(_ name: String, unit: String, as role: String) async throws {
        _ = try await self.run(
            .operatorCommand,
            [
                "keys", "new", name, "--role", "desk", "--unit", unit, "--as", role, "--data", self.data,
                "--output", "\(self.keys)/\(name).key",
            ]
        )
    }

    /// The aggregator's figures.
    func status() async throws -> AggregatorStatus {
        try await self.desk(["status", "--json"]).json()
    }

    /// All cases, at most 1000.
    func cases() async throws -> [CaseSummary] {
        try await self.desk(["case", "list", "--json", "--limit", "1000"]).jsonLines()
    }

    /// What is or was in quarantine.
    func quarantine() async throws -> [QuarantinedItem] {
        try await self.desk(["quarantine", "list", "--all", "--json"]).jsonLines()
    }

    /// One case by its number or tracking code.
    func show(_ reference: String, asLeaderOf unit: String? = nil) async throws -> CaseDetail {
        let command = ["case", "show", reference, "--json"]
        guard let unit else { return try await self.desk(command).json() }
        return try await self.desk(command, asLeaderOf: unit).json()
    }

    /// Waits until the aggregator has the case of a tracking code.
    ///
    /// - Parameters:
    ///   - code: The tracking code.
    ///   - unit: Whose leader looks, who sees the text; the operator when left out, who does not.
    /// - Returns: The case.
    /// - Throws: ``TestFailure`` when it does not come in a minute.
    func arrival(of code: String, toLeaderOf unit: String? = nil) async throws -> CaseDetail {
        var found: CaseDetail?
        try await Waiting.until("the case of a tracking code", within: .seconds(60)) {
            let outcome = try await self.desk(["case", "show", code, "--json"], expecting: nil)
            guard outcome.ending != .exited(1) else { return false }
            found = try outcome.json()
            if let unit {
                found = try await self.desk(["case", "show", code, "--json"], asLeaderOf: unit).json()
            }
            return true
        }
        guard let found else { throw TestFailure("there is no case") }
        return found
    }

    /// Waits until the aggregator's figures fulfil a condition.
    @discardableResult
    func awaitStatus(
        _ what: String,
        _ condition: @Sendable (AggregatorStatus) -> Bool
    ) async throws -> AggregatorStatus {
        var newest = try await self.status()
        try await Waiting.until(what, within: .seconds(60)) {
            if condition(newest) { return true }
            newest = try await self.status()
            return condition(newest)
        }
        return newest
    }

    /// Checks the journal, with the aggregator running or not.
    func verify(expecting code: Int32? = 0) async throws -> JournalVerification {
        try await self.run(
            .operatorCommand,
            ["journal", "verify", "--data", self.data, "--json"],
            expecting: code
        ).json()
    }

    /// Compares a file of submission ids with the journal.
    func compare(_ published: String, expecting code: Int32? = 0) async throws -> JournalComparison {
        try await self.run(
            .operatorCommand,
            ["journal", "compare", "--published", published, "--data", self.data, "--json"],
            expecting: code
        ).json()
    }

    /// Makes the projections anew; the aggregator must be stopped.
    func rebuild() async throws {
        _ = try await self.run(.operatorCommand, ["journal", "rebuild", "--data", self.data, "--json"])
    }

    /// Starts to follow the feed, and returns when its events come: ratings of `kiosk` are given until one is told.
    func followFeed(with kiosk: Kiosk) async throws -> FeedFollower {
        let process = try self.start(
            .operatorCommand,
            ["feed", "tail", "--json", "--data", self.data, "--feed", try self.endpoints.feed, "--timeout", "30"],
            name: "feed"
        )
        let follower = FeedFollower(process: process)
        try await Waiting.until("the feed to tell of a rating", within: .seconds(60)) {
            _ = try await kiosk.keep(["rate", "--level", "5"])
            return try await !Waiting.expires(.seconds(2)) { try follower.events.contains { $0.type == "rating" } }
        }
        return follower
    }
}

/// A running `langnghe feed tail --json`.
struct FeedFollower: Sendable {
    let process: ChildProcess

    /// What the feed told so far.
    var events: [FeedLine] {
        get throws { try self.process.output.lines.map { try JSONText.decode(FeedLine.self, $0) } }
    }

    /// Waits until the feed told of a case at a version.
    func awaitCase(_ number: UInt64, version: UInt32) async throws {
        try await Waiting.until("case \(number), version \(version), on the feed", within: .seconds(30)) {
            try self.events.contains { $0.caseNumber == number && $0.version == version }
        }
    }
}
