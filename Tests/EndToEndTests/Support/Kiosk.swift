import Foundation

/// One kiosk as a technician installs it: an outbox, a key file and an office.
struct Kiosk: Sendable {
    let deployment: Deployment
    /// The office its settings say, which its key may not be for.
    let office: String
    let data: String
    let keyFile: String

    /// Makes a kiosk; nothing is started.
    ///
    /// - Parameters:
    ///   - deployment: where it belongs.
    ///   - office: the office that the settings name.
    ///   - keyOffice: the office whose key it has, in a file that does not say so, as from before; `office` when left
    ///     out.
    ///   - keyFile: another key file than the one of `keyOffice`.
    init(_ deployment: Deployment, office: String, keyOf keyOffice: String? = nil, keyFile: String? = nil) {
        self.deployment = deployment
        self.office = office
        self.data = "\(deployment.kiosks)/\(office)"
        let made = keyFile ?? "\(deployment.keys)/kiosk-\(keyOffice ?? office)-1.key"
        self.keyFile = keyOffice == nil ? made : Kiosk.withoutUnit(made, as: "\(deployment.keys)/of-\(office).key")
    }

    /// Copies a key file without the line that names its unit, with which the agent would not start elsewhere.
    private static func withoutUnit(_ path: String, as copy: String) -> String {
        let lines = (try? String(contentsOfFile: path, encoding: .utf8))?.split(separator: "\n") ?? []
        let text = lines.filter { !$0.hasPrefix("unit = ") }.joined(separator: "\n") + "\n"
        _ = FileManager.default.createFile(
            atPath: copy,
            contents: Data(text.utf8),
            attributes: [.posixPermissions: 0o600]
        )
        return copy
    }

    private var settings: [String] {
        get async throws {
            [
                "--data", self.data, "--key-file", self.keyFile, "--office", self.office,
                "--aggregator-endpoint", try await self.deployment.endpoints.intake,
                "--back-off-minimum", "20ms", "--back-off-maximum", "200ms",
                "--status-interval", "1s", "--log-level", "debug",
            ]
        }
    }

    /// Starts the agent and waits until it keeps submissions.
    func startAgent(_ more: [String] = []) async throws -> ChildProcess {
        let agent = try await self.deployment.start(
            .kiosk,
            try await self.settings + more,
            name: "agent-\(self.office)"
        )
        try await Waiting.until("the agent of \(self.office)", within: .seconds(60)) {
            if let end = await agent.end {
                throw TestFailure("the agent ended with \(end) while starting: \(agent.errors.text)")
            }
            return agent.errors.text.contains("The kiosk's agent keeps submissions")
        }
        return agent
    }

    /// Runs a one-shot command to its end.
    func run(
        _ command: [String],
        expecting code: Int32? = 0,
        input: String = "/dev/null"
    ) async throws -> Outcome {
        try await self.deployment.run(
            .kiosk,
            try await self.settings + command,
            expecting: code,
            name: "kiosk-\(self.office)-\(command.first ?? "")",
            input: input
        )
    }

    /// Keeps a submission with a one-shot command.
    func keep(_ command: [String]) async throws -> KeptSubmission {
        try await self.run(command + ["--json"]).json()
    }

    /// How the kiosk is.
    func status() async throws -> KioskStatus {
        try await self.run(["status", "--json"]).json()
    }

    /// Waits until the kiosk's status fulfils a condition.
    @discardableResult
    func awaitStatus(_ what: String, _ condition: @Sendable (KioskStatus) -> Bool) async throws -> KioskStatus {
        var newest = try await self.status()
        try await Waiting.until(what, within: .seconds(60)) {
            if condition(newest) { return true }
            newest = try await self.status()
            return condition(newest)
        }
        return newest
    }
}
