import ArgumentParser
import CivilTime
import Foundation

/// `langnghe-bench feed`: what dashboards get, and how soon, with years of ratings behind them.
struct FeedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "feed",
        abstract: "Measure start-up, snapshots, replay and the live feed of an aggregator.",
        discussion: """
            Fills a store with three years of ratings and some cases, starts an aggregator on it, and asks it over CURVE \
            on loopback as dashboards do; the readers run on the same machine. Targets: submissions are taken within 2 s \
            of the start, a snapshot of the province in 50 ms, 200,000 events told again a second, and 5,000 events a \
            second to 100 subscribers with the slowest hundredth within 50 ms.
            """
    )

    @Option(help: "How many ratings the store has.")
    var ratings = 1_000_000
    @Option(help: "How many cases the store has.")
    var cases = 4_000
    @Option(help: "How often each is measured; medians are shown.")
    var rounds = 11
    @Option(help: "Ratings a second on the live feed.")
    var rate = 5_000
    @Option(help: "How many seconds of the live feed.")
    var seconds = 5

    func validate() throws {
        guard (1000...100_000_000).contains(self.ratings), (0...1_000_000).contains(self.cases) else {
            throw ValidationError("--ratings takes 1000 to 100000000, --cases 0 to 1000000.")
        }
        guard (1...1000).contains(self.rounds), (100...100_000).contains(self.rate), (1...600).contains(self.seconds)
        else { throw ValidationError("--rounds takes 1 to 1000, --rate 100 to 100000, --seconds 1 to 600.") }
    }

    func run() async throws {
        let folder = try BenchFolder()
        defer { folder.remove() }
        let history = FeedHistory(ratings: self.ratings, cases: self.cases)
        print("Filling a store with \(self.ratings) ratings and \(self.cases) cases…")
        try history.fill("\(folder.path)/langnghe.sqlite")
        let trial = try FeedTrial(folder: folder.path)
        defer { trial.stop() }
        print("Start-up until submissions are taken: \(trial.startUp.wholeMicroseconds / 1000) ms")
        let counting = try await trial.waitUntilCounted(self.ratings)
        print("Ratings counted anew behind it in \(counting.wholeMicroseconds / 1_000_000) s")
        for (what, stream) in [("cases", "case"), ("ratings", "rating")] {
            let result = try await trial.snapshot(stream, rounds: self.rounds)
            print("Snapshot of \(what): median \(Self.milliseconds(result.median)) ms, \(result.bytes / 1024) KiB")
        }
        for (what, stream, count) in [("ratings", "rating", self.ratings), ("cases", "case", self.cases)] {
            let perSecond = try await trial.replay(stream, count: min(count, 1_000_000))
            print("Told again, \(what), one reader: \(perSecond) events/s")
        }
        for subscribers in [1, 10, 100] {
            let result = try await trial.live(subscribers, rate: self.rate, seconds: self.seconds)
            print(
                "Live, \(self.rate) events/s to \(subscribers) subscribers: \(result.received) of \(result.sent) came, "
                    + "lag median \(Self.milliseconds(result.median)) ms, p99 \(Self.milliseconds(result.p99)) ms"
            )
        }
        print("The aggregator's memory at its highest: \(trial.peakMemory) MiB")
    }

    private static func milliseconds(_ microseconds: Int64) -> String {
        "\(microseconds / 1000).\(microseconds / 100 % 10)"
    }
}
