import Foundation

/// One aggregator with its kiosks and operators, all real programs, in a temporary folder of its own.
actor Deployment {
    /// Where the aggregator listens.
    struct Endpoints: Sendable, Hashable {
        let intake: String
        let desk: String
        let feed: String
        let replay: String
    }

    nonisolated let folder: String
    /// The aggregator's data folder.
    nonisolated var data: String { "\(self.folder)/aggregator" }
    /// The folder of the kiosks' key files.
    nonisolated var keys: String { "\(self.folder)/keys" }
    /// The folder of the outboxes.
    nonisolated var kiosks: String { "\(self.folder)/kiosks" }
    /// The folder of everything programs wrote to standard output and error.
    nonisolated var logs: String { "\(self.folder)/logs" }

    private var children: [ChildProcess] = []
    private var knownEndpoints: Endpoints?

    private init() throws {
        // Short, for a local socket's path has 107 bytes at most.
        self.folder = "/tmp/langnghe-e2e-\(UUID().uuidString.prefix(8).lowercased())"
        for folder in ["logs", "keys", "kiosks"] {
            try FileManager.default.createDirectory(
                atPath: "\(self.folder)/\(folder)",
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        }
    }

    /// Lends a deployment; at the end everything it started is killed and its folder removed.
    ///
    /// When the body throws, the last lines of all logs are printed.
    static func with(_ body: (Deployment) async throws -> Void) async throws {
        let deployment = try Deployment()
        do {
            try await body(deployment)
            await deployment.removeEverything()
        } catch {
            await deployment.printLogs()
            await deployment.removeEverything()
            throw error
        }
    }

    private func removeEverything() async {
        for child in self.children { await child.signal(SIGKILL) }
        for child in self.children { _ = try? await child.ended(within: .seconds(30)) }
        try? FileManager.default.removeItem(atPath: self.folder)
    }

    private func printLogs() {
        for child in self.children.suffix(12) {
            for file in [child.output, child.errors] {
                let lines = file.text.split(separator: "\n").suffix(12)
                guard !lines.isEmpty else { continue }
                print("--- the last lines of \(URL(filePath: file.path).lastPathComponent)")
                for line in lines { print("    \(line.prefix(400))") }
            }
        }
    }

    // MARK: Programs

    /// Starts a program that runs on.
    func start(
        _ program: Program,
        _ arguments: [String],
        name: String,
        input: String = "/dev/null",
        environment: [String: String] = [:]
    ) throws -> ChildProcess {
        let child = try ChildProcess(
            program,
            arguments,
            name: "\(self.children.count)-\(name)",
            logsIn: self.logs,
            input: input,
            environment: environment
        )
        self.children.append(child)
        return child
    }

    /// Runs a program to its end, at most a minute.
    ///
    /// - Parameters:
    ///   - program: which one.
    ///   - arguments: its arguments.
    ///   - code: the exit code it has to end with; `nil` for any.
    ///   - name: what it is called in logs; its first words when left out.
    ///   - input: a file for its standard input.
    ///   - environment: variables besides the tests' own.
    /// - Returns: what it wrote and how it ended.
    /// - Throws: ``TestFailure`` when it ends otherwise or not at all.
    func run(
        _ program: Program,
        _ arguments: [String],
        expecting code: Int32? = 0,
        name: String? = nil,
        input: String = "/dev/null",
        environment: [String: String] = [:]
    ) async throws -> Outcome {
        let child = try self.start(
            program,
            arguments,
            name: name
                ?? ([program.rawValue] + arguments.prefix { !$0.hasPrefix("-") }.prefix(2)).joined(separator: "-"),
            input: input,
            environment: environment
        )
        let ending = try await child.ended(within: .seconds(60))
        let outcome = Outcome(name: child.name, ending: ending, output: child.output.text, errors: child.errors.text)
        guard let code, ending != .exited(code) else { return outcome }
        throw TestFailure("\(child.name) ended with \(ending), not with \(code); it said: \(outcome.errors)")
    }

    // MARK: The aggregator

    /// Where the aggregator listens, once it did.
    var endpoints: Endpoints {
        get throws {
            guard let knownEndpoints else { throw TestFailure("no aggregator was started yet") }
            return knownEndpoints
        }
    }

    /// Starts the aggregator without waiting until it listens; at the ports it had before, if it had any.
    func spawnAggregator(_ more: [String] = []) throws -> ChildProcess {
        try self.start(.aggregator, self.aggregatorArguments + more, name: "aggregator")
    }

    /// What the aggregator is started with.
    var aggregatorArguments: [String] {
        let anywhere = "tcp://127.0.0.1:*"
        return [
            "--data", self.data,
            "--intake-endpoint", self.knownEndpoints?.intake ?? anywhere,
            "--desk-endpoint", self.knownEndpoints?.desk ?? anywhere,
            "--feed-endpoint", self.knownEndpoints?.feed ?? anywhere,
            "--replay-endpoint", self.knownEndpoints?.replay ?? anywhere,
            "--feed-heartbeat", "500ms",
        ]
    }

    /// Starts the aggregator and waits until all its doors are open.
    func startAggregator(_ more: [String] = []) async throws -> ChildProcess {
        let aggregator = try self.spawnAggregator(more)
        try await Waiting.until("the aggregator's doors", within: .seconds(60)) {
            if let end = await aggregator.end {
                throw TestFailure("the aggregator ended with \(end) while starting: \(aggregator.errors.text)")
            }
            return self.noteReadiness(of: aggregator)
        }
        return aggregator
    }

    /// Reads the line about the open doors: `ready intake=… desk=… feed=… replay=…`.
    ///
    /// - Returns: whether it is there.
    func noteReadiness(of aggregator: ChildProcess) -> Bool {
        guard let line = aggregator.output.lines.first(where: { $0.hasPrefix("ready ") }) else { return false }
        var found: [String: String] = [:]
        for word in line.split(separator: " ").dropFirst() {
            let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
            if parts.count == 2 { found[parts[0]] = parts[1] }
        }
        guard let intake = found["intake"], let desk = found["desk"], let feed = found["feed"],
            let replay = found["replay"]
        else { return false }
        self.knownEndpoints = Endpoints(intake: intake, desk: desk, feed: feed, replay: replay)
        return true
    }
}

/// What became of a program that ran to its end.
struct Outcome: Sendable {
    let name: String
    let ending: ChildProcess.Ending
    let output: String
    let errors: String

    /// What it printed as one JSON value.
    func json<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value {
        try JSONText.decode(type, self.output)
    }

    /// What it printed as one JSON value a line.
    func jsonLines<Value: Decodable>(of type: Value.Type = Value.self) throws -> [Value] {
        try self.output.split(separator: "\n").map { try JSONText.decode(type, String($0)) }
    }
}

extension Deployment {
    /// Everything that programs wrote to standard output and error so far, by the file's name.
    nonisolated func allLogs() throws -> [(name: String, text: String)] {
        try FileManager.default.contentsOfDirectory(atPath: self.logs).sorted().map { name in
            (name, OutputFile(path: "\(self.logs)/\(name)").text)
        }
    }
}
