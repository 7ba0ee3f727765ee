import ArgumentParser
import FeedSubscriber
import OperatorClient
import UnixSignals

/// `langnghe feed record`.
struct FeedRecordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Write what the feed tells into a file, for 'feed play'.",
        discussion: """
            The file begins with what stands in the unit and has every event behind that, what gets lost asked for again. \
            It holds nothing that the feed does not tell. Asked to stop with Ctrl-C or SIGTERM it waits for a heartbeat \
            behind which nothing is missing, at most 12 seconds; asked again it stops at once. Ends with 1 when events are \
            missing. After a crash the file can be played as far as it goes.
            """
    )
    @Argument(help: "The file to make.")
    var file: String
    @OptionGroup var unit: FeedUnitOptions
    @Option(help: "Which events.")
    var stream = FeedCommands.NumberedStream.all
    @OptionGroup var limits: FeedLimitOptions
    @Flag(help: "Replace a file that is there already.")
    var overwrite = false
    @OptionGroup var doors: FeedDoorOptions
    @OptionGroup var keys: KeyOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let lookup = try self.unit.edition.lookup()
        let path = try FeedUnit.pathOrRoot(
            named: self.unit.unit,
            key: self.keys.door(self.doors.feed).key,
            in: lookup
        )
        let subscription = FeedSubscription(
            [self.doors.aggregator(self.keys.file)],
            unitPath: path,
            streams: self.stream.followed,
            beginning: .snapshot
        )
        let recorder = try FeedRecorder(self.file, overwrites: self.overwrite, subscription, at: Clock.now)
        let following = try FeedFollowing(self.limits.options(subscription))
        Terminal.tell("Recording \(path.joined(separator: "/")) into \(self.file); Ctrl-C ends it.")
        let progress: FollowedProgress
        do throws(OperatorError) {
            progress = try await following.run(untilSignalled: Terminal.tellNotice) { told throws(OperatorError) in
                try recorder.take(told)
            }
            try recorder.end(progress)
        } catch {
            recorder.close()
            throw error
        }
        try self.report(progress, size: recorder.size)
    }

    private func report(_ progress: FollowedProgress, size: UInt64) throws(OperatorError) {
        if self.output.json { Terminal.write(progress.json) }
        TextLayout.wrap("\(progress.line); \(size) bytes in \(self.file)").forEach(Terminal.tell)
        guard !progress.isWhole else { return }
        throw OperatorError(
            progress.origins.isEmpty ? .unreachable : .negative,
            progress.problems.joined(separator: "\n")
        )
    }
}

/// When a command that follows ends by itself.
struct FeedLimitOptions: ParsableArguments {
    @Option(help: ArgumentHelp("End after this many events.", valueName: "number"))
    var events: UInt64?
    @Option(help: ArgumentHelp("End after this many seconds.", valueName: "seconds"))
    var seconds: Double?

    func validate() throws {
        if let seconds, !(0.001...31_536_000).contains(seconds) {
            throw ValidationError("--seconds takes 0.001 to 31536000.")
        }
        if self.events == 0 { throw ValidationError("--events takes a number from 1.") }
    }

    var duration: Duration? { self.seconds.map { .milliseconds(Int64($0 * 1000)) } }

    func options(_ subscription: FeedSubscription) -> FeedFollowing.Options {
        FeedFollowing.Options(subscription, eventLimit: self.events, duration: self.duration)
    }
}

extension FeedCommands.Stream {
    /// What of it has numbers, so that it can be asked for again; `nil` for what is told as a state.
    var numbered: FeedCommands.NumberedStream? {
        switch self {
        case .case: .case
        case .rating: .rating
        case .all: .all
        case .alert, .summary: nil
        }
    }
}

extension FeedCommands.NumberedStream {
    /// The same for the library for dashboards.
    var followed: Set<FeedEventStream> {
        switch self {
        case .case: [.cases]
        case .rating: [.ratings]
        case .all: [.cases, .ratings]
        }
    }
}

extension FeedDoorOptions {
    /// The two doors, with the key for them.
    func aggregator(_ keyFile: String) -> FeedSubscription.Aggregator {
        .init(feed: self.feed, replay: self.replay.replay, keyFile: keyFile)
    }
}

extension FeedFollowing {
    /// Follows to the end, and passes on what the user asks meanwhile.
    func run(
        untilSignalled onNotice: @escaping @Sendable (FeedNotice) -> Void,
        _ output: @escaping Output
    ) async throws(OperatorError) -> FollowedProgress {
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
        // Ended by hand, for it listens as long as the program runs.
        let listener = Task { for await _ in signals { self.stop() } }
        defer { listener.cancel() }
        return try await self.run(onNotice: onNotice, output)
    }
}

extension Terminal {
    /// Writes a notice of the library for dashboards to standard error.
    @Sendable static func tellNotice(_ notice: FeedNotice) {
        let text = TextLayout.oneLine(notice.description)
        for line in TextLayout.wrap(text.prefix(1).uppercased() + text.dropFirst() + ".") { self.tell(line) }
    }
}
