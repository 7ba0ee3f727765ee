import CivilTime
import FeedbackProtocol
import Foundation
import Identity
import ZeroMQ

/// A running aggregator with its dashboards.
final class FeedTrial {
    /// From the start of the process until it said that it listens.
    let startUp: Duration
    private let server: RunningProgram
    private let endpoints: [Substring: String]
    private let serverKey: CurvePublicKey
    private let dashboard: CurveKeyPair
    private let kiosks: [(office: String, key: CurveKeyPair)]
    private var nextKiosk = 0

    /// Starts it on a folder with a store.
    init(folder: String) throws {
        self.serverKey = try ServerKeys(inFolder: folder).keyPair.publicKey
        self.dashboard = try CurveKeyPair.generate()
        self.kiosks = try ["29242", "29245", "29248"].map { ($0, try CurveKeyPair.generate()) }
        var principals = [
            Principal(
                name: try PrincipalName("board"),
                role: .subscriber(scope: "84"),
                publicKey: self.dashboard.publicKey,
                createdAt: .epoch
            )
        ]
        for (office, key) in self.kiosks {
            principals.append(
                Principal(
                    name: try PrincipalName("live-\(office)"),
                    role: .kiosk(office: office),
                    publicKey: key.publicKey,
                    createdAt: .epoch
                )
            )
        }
        let added = principals
        try PrincipalFile(inFolder: folder).edit { registry throws(IdentityError) in
            for principal in added { try registry.add(principal) }
        }
        let doors = ["intake", "desk", "feed", "replay"].flatMap { ["--\($0)-endpoint", "tcp://127.0.0.1:*"] }
        let started = ContinuousClock.now
        self.server = try RunningProgram(
            "langnghe-aggregator",
            ["--data", folder, "--log-level", "error", "--intake-kiosk-burst", "100000000"] + doors
        )
        let line = try self.server.firstLine()
        self.startUp = started.duration(to: .now)
        self.endpoints = Dictionary(
            line.split(separator: " ").compactMap { word in
                word.firstIndex(of: "=").map { (word[..<$0], String(word[word.index(after: $0)...])) }
            },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// Ends it.
    func stop() {
        self.server.stop()
    }

    /// The most memory that the process ever had, in MiB.
    var peakMemory: Int {
        let status = (try? String(contentsOfFile: "/proc/\(self.server.processID)/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
        return (line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) / 1024
    }

    private func reading<Result>(_ body: (inout ReplayReader) async throws -> Result) async throws -> Result {
        let context = try Context()
        let host = try SocketHost(name: "bench-replay")
        let result: Swift.Result<Result, any Error>
        do {
            var reader = try await ReplayReader(
                self.endpoints["replay"] ?? "",
                self.dashboard,
                serverKey: self.serverKey,
                in: context,
                on: host
            )
            result = .success(try await body(&reader))
        } catch {
            result = .failure(error)
        }
        await host.shutdown()
        await context.terminate()
        return try result.get()
    }

    private func wish(_ stream: String) -> WireTakeSnapshot {
        .make {
            $0.stream = stream
            $0.unitPath = FeedHistory.province
            $0.credit = 1000
        }
    }

    /// Waits until the tallies have all ratings.
    func waitUntilCounted(_ count: Int) async throws -> Duration {
        let started = ContinuousClock.now
        try await self.reading { reader in
            while try await reader.piece(self.wish("rating")).0.sequence < count {
                try await Task.sleep(for: .milliseconds(200))
            }
        }
        return started.duration(to: .now)
    }

    /// Takes a snapshot of the province again and again: the median microseconds, and its size in bytes.
    func snapshot(_ stream: String, rounds: Int) async throws -> (median: Int64, bytes: Int) {
        try await self.reading { reader in
            var times: [Int64] = []
            var bytes = 0
            for _ in 0..<rounds {
                var wish = self.wish(stream)
                bytes = 0
                let started = ContinuousClock.now
                while true {
                    let (piece, size) = try await reader.piece(wish)
                    bytes += size
                    guard piece.hasNext else { break }
                    wish.place = piece.next
                }
                times.append(started.duration(to: .now).wholeMicroseconds)
            }
            return (times.sorted()[times.count / 2], bytes)
        }
    }

    /// Has the first events told again: how many a second.
    func replay(_ stream: String, count: Int) async throws -> Int {
        guard count > 0 else { return 0 }
        return try await self.reading { reader in
            // The origin stands in the snapshot.
            let origin = try await reader.piece(self.wish(stream)).0.origin
            var next: UInt64 = 1
            var told = 0
            var waiting = 0
            let started = ContinuousClock.now
            while told < count {
                // Two are on their way, so that the aggregator finds the next events while these are read.
                while waiting < 2, next <= count {
                    let wish = WireReplayEvents.make {
                        $0.origin = origin
                        $0.stream = stream
                        $0.unitPath = FeedHistory.province
                        $0.fromSequence = next
                        $0.throughSequence = min(UInt64(count), next + 999)
                        $0.credit = 1000
                    }
                    try await reader.send(.events(wish))
                    next += 1000
                    waiting += 1
                }
                let events = try await reader.reply().0.events
                waiting -= 1
                told += events.events.count
                guard events.nextSequence == 0 else { throw BenchError("a reply of the replay was cut short") }
            }
            guard told == count else { throw BenchError("\(told) of \(count) events were told again") }
            return Int(Int64(told) * 1_000_000 / max(1, started.duration(to: .now).wholeMicroseconds))
        }
    }

    /// What came of the live feed, and how late, in microseconds.
    struct Live {
        let sent: Int
        let received: Int
        let median: Int64
        let p99: Int64
    }

    /// Publishes ratings at a rate, each time from another kiosk, to so many subscribers.
    func live(_ subscribers: Int, rate: Int, seconds: Int) async throws -> Live {
        let kiosk = self.kiosks[self.nextKiosk % self.kiosks.count]
        self.nextKiosk += 1
        let (context, publishing) = (try Context(), try Context())
        let (host, publisher) = (try SocketHost(name: "bench-boards"), try SocketHost(name: "bench-kiosk"))
        let (feed, intake) = (self.endpoints["feed"] ?? "", self.endpoints["intake"] ?? "")
        let (dashboard, serverKey) = (self.dashboard, self.serverKey)
        let total = rate * seconds
        let listeners = try await host.run { host throws(ZeroMQError) in
            try FeedListeners.connect(subscribers, to: feed, dashboard, serverKey: serverKey, in: context, on: host)
        }
        // Until all are connected and subscribed.
        try await Task.sleep(for: .seconds(2))
        await withCheckedContinuation { continuation in
            host.perform { host in
                host.with(listeners) { $0.wait(for: total * subscribers, continuation) }
                // What has not come by then does not come.
                _ = try? host.schedule(after: .seconds(seconds * 4 + 5)) { host in host.with(listeners) { $0.tellAll() }
                }
            }
            publisher.perform { publisher in
                try? PacedKiosk.start(
                    at: intake,
                    office: kiosk.office,
                    kiosk.key,
                    serverKey: serverKey,
                    rate: rate,
                    total: total,
                    in: publishing,
                    on: publisher
                )
            }
        }
        let lags = await host.run { host in host.with(listeners) { $0.lags } ?? [] }.sorted()
        await publisher.shutdown()
        await publishing.terminate()
        await host.shutdown()
        await context.terminate()
        guard let last = lags.last else { throw BenchError("no event came at all") }
        let p99 = lags.indices.contains(lags.count * 99 / 100) ? lags[lags.count * 99 / 100] : last
        return Live(sent: total * subscribers, received: lags.count, median: lags[lags.count / 2], p99: p99)
    }
}
