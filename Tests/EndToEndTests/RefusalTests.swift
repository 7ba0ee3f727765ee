import Foundation
import Testing

extension EndToEnd {
    /// What stops a program from starting is said, with what to do.
    @Suite(.serialized, .timeLimit(.minutes(5)))
    struct RefusalTests {
        @Test(
            "A wrong setting stops the aggregator's start with the key and the reason",
            arguments: [
                (["--intake-endpoint", "nonsense"], "intake.endpoint", "tcp://"),
                (["--feed-endpoint", "tcp://127.0.0.1:99999"], "feed.endpoint", "65535"),
                (["--feed-heartbeat", "10parsecs"], "feed.heartbeat", "allowed"),
                (["--connections", "-5"], "connections", "16"),
                (["--origin", "Tỉnh Trà Vinh"], "origin", "a-z"),
                (["--log-level", "loud"], "log.level", "debug"),
                (["--feed-hartbeat", "1s"], "feed-hartbeat", "feed-heartbeat"),
                (["--data", "a", "--data", "b"], "data", "twice"),
                (["--config", "/nonexistent.yaml"], "/nonexistent.yaml", "no such file"),
            ]
        )
        func wrongFlag(arguments: [String], key: String, reason: String) async throws {
            try await Deployment.with { deployment in
                let outcome = try await deployment.run(.aggregator, arguments, expecting: 78)
                try #require(outcome.errors.contains(key), "\(outcome.errors)")
                try #require(outcome.errors.contains(reason), "\(outcome.errors)")
                try #require(outcome.errors.contains("--help"))
                try #require(outcome.output.isEmpty)
            }
        }

        @Test("Wrong settings of the environment and the file are told together, each with its place")
        func wrongEnvironmentAndFile() async throws {
            try await Deployment.with { deployment in
                let file = "\(deployment.folder)/settings.yaml"
                try Data("feed:\n  heartbeat: never\ndesk:\n  port: 12\n".utf8).write(to: URL(filePath: file))
                let outcome = try await deployment.run(
                    .aggregator,
                    ["--config", file, "--data", deployment.data],
                    expecting: 78,
                    environment: ["LANGNGHE_CONNECTIONS": "many", "LANGNGHE_INTAKE_WIDOW": "5"]
                )
                let parts = [
                    "4 settings are wrong", "LANGNGHE_CONNECTIONS", "LANGNGHE_INTAKE_WIDOW", "feed.heartbeat",
                    "desk.port", file, "line 2", "line 4",
                ]
                for part in parts { try #require(outcome.errors.contains(part), "no \(part) in \(outcome.errors)") }
                try #require(!FileManager.default.fileExists(atPath: deployment.data))
            }
        }

        @Test("A register edition that does not exist stops the aggregator's start")
        func unknownEdition() async throws {
            try await Deployment.with { deployment in
                let arguments = await deployment.aggregatorArguments
                let outcome = try await deployment.run(
                    .aggregator,
                    arguments + ["--register-edition", "1999-01"],
                    expecting: nil
                )
                try #require(outcome.ending == .exited(78) || outcome.ending == .exited(1), "\(outcome)")
                for part in ["register.edition", "1999-01", "2022-10", "2025-07"] {
                    try #require(outcome.errors.contains(part), "\(outcome.errors)")
                }
            }
        }

        @Test("A second aggregator on the same data is refused, and the first works on")
        func secondAggregator() async throws {
            try await Deployment.with { deployment in
                try await deployment.makeKioskKeys()
                let first = try await deployment.startAggregator()
                let outcome = try await deployment.run(
                    .aggregator,
                    [
                        "--data", deployment.data, "--intake-endpoint", "tcp://127.0.0.1:*", "--desk-endpoint",
                        "tcp://127.0.0.1:*", "--feed-endpoint", "tcp://127.0.0.1:*", "--replay-endpoint",
                        "tcp://127.0.0.1:*",
                    ],
                    expecting: 1
                )
                try #require(outcome.errors.contains("has the store open"), "\(outcome.errors)")
                try #require(!outcome.output.contains("ready"))
                // Nor may the projections be made anew beside it.
                let rebuild = try await deployment.run(
                    .operatorCommand,
                    ["journal", "rebuild", "--data", deployment.data],
                    expecting: nil
                )
                try #require(rebuild.ending != .exited(0))
                try #require(
                    rebuild.errors.replacing("\n", with: " ").contains("has the store open"),
                    "\(rebuild.errors)"
                )
                try #require(try await deployment.status().submissions == 0)
                try await first.stopped()
            }
        }

        @Test("A taken port is named, with what to do")
        func takenPort() async throws {
            try await Deployment.with { deployment in
                _ = try await deployment.startAggregator()
                let endpoints = try await deployment.endpoints
                let doors = [
                    ("--desk-endpoint", endpoints.desk), ("--intake-endpoint", endpoints.intake),
                    ("--replay-endpoint", endpoints.replay),
                ]
                for (flag, taken) in doors {
                    let free = ["--intake-endpoint", "--desk-endpoint", "--feed-endpoint", "--replay-endpoint"]
                        .filter { $0 != flag }
                    let outcome = try await deployment.run(
                        .aggregator,
                        ["--data", "\(deployment.folder)/other", flag, taken]
                            + free.flatMap { [$0, "tcp://127.0.0.1:*"] },
                        expecting: 1
                    )
                    try #require(outcome.errors.contains(taken), "\(outcome.errors)")
                    try #require(!outcome.output.contains("ready"))
                }
            }
        }

        @Test("A data folder that a newer version wrote is left alone")
        func newerVersion() async throws {
            try await Deployment.with { deployment in
                try await deployment.makeKioskKeys()
                try await deployment.startAggregator().stopped()
                let path = "\(deployment.data)/langnghe.sqlite"
                try #require(OutputFile(path: "\(path)-wal").size == 0, "the header is not in the file but in its log")
                let written = try Self.setUserVersion(9999, of: path)
                let outcome = try await deployment.run(.aggregator, await deployment.aggregatorArguments, expecting: 1)
                try #require(outcome.errors.contains("newer"), "\(outcome.errors)")
                let verify = try await deployment.run(
                    .operatorCommand,
                    ["journal", "verify", "--data", deployment.data],
                    expecting: nil
                )
                try #require(verify.ending != .exited(0))
                try #require(FileManager.default.contents(atPath: path) == written)
            }
        }

        @Test("Keys that others can read, and a damaged list of keys, stop the start")
        func unsafeKeys() async throws {
            try await Deployment.with { deployment in
                try await deployment.makeKioskKeys()
                let arguments = await deployment.aggregatorArguments
                let key = "\(deployment.data)/aggregator.key"
                try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: key)
                let open = try await deployment.run(.aggregator, arguments, expecting: 1)
                try #require(open.errors.contains(key), "\(open.errors)")
                try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key)
                let principals = "\(deployment.data)/principals.json"
                let handle = try #require(FileHandle(forWritingAtPath: principals))
                try handle.truncate(atOffset: 40)
                try handle.close()
                let damaged = try await deployment.run(.aggregator, arguments, expecting: 1)
                try #require(damaged.errors.contains(principals), "\(damaged.errors)")
            }
        }

        @Test("A kiosk without office, key or a free outbox says so")
        func kiosks() async throws {
            try await Deployment.with { deployment in
                try await deployment.makeKioskKeys()
                _ = try await deployment.startAggregator()
                let data = "\(deployment.kiosks)/nowhere"
                let noOffice = try await deployment.run(
                    .kiosk,
                    ["--data", data, "rate", "--level", "3"],
                    expecting: 65
                )
                try #require(noOffice.errors.contains("office"))
                let wrongOffice = try await deployment.run(
                    .kiosk,
                    ["--data", data, "--office", "phường 3", "run"],
                    expecting: nil
                )
                try #require(wrongOffice.ending != .exited(0))
                try #require(wrongOffice.errors.contains("office"))
                let noKey = Kiosk(deployment, office: "29236", keyFile: "\(deployment.folder)/missing.key")
                let keyless = try await noKey.run(["run"], expecting: nil)
                try #require(keyless.ending != .exited(0))
                try #require(keyless.errors.contains("missing.key"), "\(keyless.errors)")

                let kiosk = Kiosk(deployment, office: "29242")
                _ = try await kiosk.startAgent()
                let second = try await kiosk.run(["run"], expecting: nil)
                try #require(second.ending != .exited(0))
                try #require(second.errors.contains("open") || second.errors.contains("use"), "\(second.errors)")
                for wrong in [["rate", "--level", "6"], ["rate", "--level", "3", "--scale", "stars-7"]] {
                    let refused = try await kiosk.run(wrong, expecting: 65)
                    try #require(refused.errors.contains("Nothing was kept"), "\(refused.errors)")
                }
                _ = try await kiosk.run(["rate"], expecting: 64)
                try #require(try await kiosk.status().newestSequence == 0)
            }
        }

        /// Sets the version in a database's header, as SQLite's "Database File Format", section 1.3, describes it.
        private static func setUserVersion(_ version: UInt32, of path: String) throws -> Data {
            var data = try #require(FileManager.default.contents(atPath: path))
            try #require(data.count > 100)
            for offset in 0..<4 { data[60 + offset] = UInt8(truncatingIfNeeded: version >> (24 - 8 * UInt32(offset))) }
            try data.write(to: URL(filePath: path))
            return data
        }
    }
}
