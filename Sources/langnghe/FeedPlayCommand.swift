import ArgumentParser
import FeedbackProtocol
import OperatorClient
import UnixSignals

/// `langnghe feed play`.
struct FeedPlayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "play",
        abstract: "Stand in for an aggregator: tell a recording to a dashboard under development.",
        discussion: """
            Opens a feed and a replay's door with CURVE and keys of their own. The dashboard uses the key file \
            dashboard.key in the folder that --keys names, and hears what was recorded, byte for byte and with its times \
            and numbers, N times as fast as it happened. It can take a snapshot and ask for what it missed, and ends with \
            what the aggregator would have told it. The telling begins when somebody follows. At the end heartbeats and \
            answers go on until Ctrl-C.

            Who played it before must forget what the dashboard stored, for the numbers begin anew. For the same reason it \
            is told once and not again and again: the same numbers twice would be a lie, and other ones were never told.
            """
    )
    @Argument(help: "The file that 'feed record' made.")
    var file: String
    @Option(help: ArgumentHelp("How many times as fast as it happened: 0.01 to 1000000, or max.", valueName: "number"))
    var speed: Speed = .init(value: .times(1))
    @Flag(help: "Begin at once, and not when somebody follows.")
    var now = false
    @Option(help: ArgumentHelp("Where the feed is told.", valueName: "endpoint"))
    var feed = "tcp://127.0.0.1:5722"
    @Option(help: ArgumentHelp("Where the replay's door is.", valueName: "endpoint"))
    var replay = "tcp://127.0.0.1:5723"
    @Option(help: ArgumentHelp("The folder of the keys, made when it is missing.", valueName: "folder"))
    var keys: String

    /// How fast a recording is told, as people type it.
    struct Speed: ExpressibleByArgument {
        let value: FeedPlayer.Speed

        init(value: FeedPlayer.Speed) {
            self.value = value
        }

        init?(argument: String) {
            if argument == "max" {
                self.value = .maximum
                return
            }
            guard let factor = Double(argument), (0.01...1_000_000).contains(factor) else { return nil }
            self.value = .times(factor)
        }

        var defaultValueDescription: String { "1" }
    }

    func validate() throws {
        for endpoint in [self.feed, self.replay] where !endpoint.hasPrefix("tcp://") {
            throw ValidationError("--feed and --replay take an endpoint such as tcp://127.0.0.1:5722.")
        }
    }

    func run() async throws {
        let recording = try RecordingFile(contentsOf: self.file)
        if recording.isCut { Terminal.tell("The file stops within an entry, which is left out: it was cut off.") }
        if recording.end?.complete != true {
            Terminal.tell("The recording was not ended whole: what happened last may be missing.")
        }
        let played = try PlayedFeed(recording)
        let place = played.unitPath.joined(separator: "/")
        let keys = try FeedPlayerKeys(inFolder: self.keys, unit: played.unitPath.last ?? "")
        let options = FeedPlayer.Options(
            feed: self.feed,
            replay: self.replay,
            speed: self.speed.value,
            beginsAtOnce: self.now
        )
        let player = try await FeedPlayer(played, keys, options) { notice in
            switch notice {
            case .ready(let feed, let replay):
                Terminal.write("ready feed=\(feed) replay=\(replay) unit=\(place) key=\(keys.dashboardFile)")
            case .begun: Terminal.tell("It begins.")
            case .toldAll(let events, let withheld):
                let rest = withheld == 0 ? "" : "; \(withheld) heartbeats tell of more than it has, and were left out"
                Terminal.tell("All was told: \(events) events\(rest). Heartbeats and answers go on; Ctrl-C ends it.")
            }
        }
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
        // Ended by hand, for it listens as long as the program runs.
        let listener = Task { for await _ in signals { player.stop() } }
        defer { listener.cancel() }
        await player.finished()
    }
}
