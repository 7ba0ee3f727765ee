import Foundation

/// The two servers that are measured, each started anew with an empty store for every run.
enum MeasuredSide {
    case floor(store: String)
    case product

    /// Starts the server, loads it and stops it.
    ///
    /// - Throws: ``BenchError`` when a program is missing or fails.
    func run(_ load: IntakeLoad, shortenedBy divisor: Int) throws -> Measurement {
        let folder = try BenchFolder()
        defer { folder.remove() }
        let total = max(load.peers * load.batch, load.total / divisor)
        var arguments = [
            "--peers", "\(load.peers)", "--in-flight", "\(load.inFlight)", "--batch", "\(load.batch)",
            "--total", "\(total)", "--seconds", "120",
        ]
        let server: RunningProgram
        switch self {
        case .floor(let store):
            server = try RunningProgram("intake-floor", ["--path", folder.path, "--store", store])
            let greeting = try JSONDecoder().decode(FloorGreeting.self, from: Data(server.firstLine().utf8))
            arguments += ["--protocol", "floor", "--endpoint", greeting.endpoint, "--server-key", greeting.serverKey]
        case .product:
            let keys = try BenchKeys(peers: load.peers, folder: folder.path)
            server = try RunningProgram(
                "langnghe-aggregator",
                [
                    "--data", folder.path, "--intake-endpoint", "tcp://127.0.0.1:*", "--desk-endpoint",
                    "tcp://127.0.0.1:*", "--feed-endpoint", "tcp://127.0.0.1:*", "--replay-endpoint",
                    "tcp://127.0.0.1:*", "--log-level", "error",
                    "--intake-kiosk-burst", "100000000",
                ]
            )
            let endpoint = try BenchError.unwrap(
                server.firstLine().split(separator: " ").first { $0.hasPrefix("intake=") }?.dropFirst("intake=".count),
                "langnghe-aggregator did not say where its intake is"
            )
            arguments += [
                "--protocol", "langnghe", "--endpoint", String(endpoint), "--server-key", keys.serverKey,
                "--peer-keys", keys.path,
            ]
        }
        defer { server.stop() }
        let client = try RunningProgram("intake-load", arguments)
        let line = try client.firstLine()
        try client.waitForSuccess()
        return try JSONDecoder().decode(Measurement.self, from: Data(line.utf8))
    }
}

/// What `intake-floor` prints when it listens.
private struct FloorGreeting: Codable {
    let endpoint: String
    let serverKey: String

    enum CodingKeys: String, CodingKey {
        case endpoint
        case serverKey = "server_key"
    }
}
