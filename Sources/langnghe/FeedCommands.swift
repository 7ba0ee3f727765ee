import ArgumentParser
import FeedSubscriber
import FeedbackProtocol
import OperatorClient
import UnixSignals

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The commands `langnghe feed …`.
struct FeedCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "feed",
        abstract: "Follow what the aggregator tells dashboards.",
        subcommands: [Tail.self, FeedSnapshotCommand.self, FeedRecordCommand.self, FeedPlayCommand.self]
    )

    enum Stream: String, ExpressibleByArgument, CaseIterable {
        case `case`, rating, alert, summary, all

        var streams: [FeedStream] {
            switch self {
            case .case: [.cases]
            case .rating: [.ratings]
            case .summary: [.summaries]
            case .alert: [.alerts]
            case .all: [.cases, .ratings, .alerts]
            }
        }
    }

    /// Events that have numbers.
    enum NumberedStream: String, ExpressibleByArgument, CaseIterable {
        case `case`, rating, all
    }

    struct Tail: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show events as they come, and every gap in their numbers.",
            discussion: """
                Asked to stop with Ctrl-C or SIGTERM it reads on to the next heartbeat, at most 12 seconds, so that \
                nothing is missed; asked again it stops at once. Ends with 1 when events were missed, or when no \
                heartbeat told at the end that none were. With --fill-gaps what gets lost is asked for at the \
                replay's door and shown in its place.
                """
        )
        @OptionGroup var unit: FeedUnitOptions
        @Option(
            help: "Which events; summary is the newest state of each unit, all are those of cases, ratings and alerts."
        )
        var stream = Stream.all
        @Flag(help: "Count events without showing them.")
        var countOnly = false
        @Option(help: ArgumentHelp("Write the figures to this file at the end, as JSON.", valueName: "file"))
        var summary: String?
        @OptionGroup var limits: FeedLimitOptions
        @Flag(help: "Ask for events that get lost, and show all in order.")
        var fillGaps = false
        @OptionGroup var doors: FeedDoorOptions
        @OptionGroup var keys: KeyOptions
        @OptionGroup var output: OutputOptions

        func validate() throws {
            if self.fillGaps, self.stream.numbered == nil {
                throw ValidationError(
                    "--fill-gaps is for cases and ratings; of alerts and summaries the newest replaces the others."
                )
            }
        }

        func run() async throws {
            let lookup = try self.unit.edition.lookup()
            let printer = FeedPrinter(lines: FeedLine(lookup), isJSON: self.output.json, showsEvents: !self.countOnly)
            let door = try self.keys.door(self.doors.feed)
            guard !self.fillGaps else {
                let path = try FeedUnit.pathOrRoot(named: self.unit.unit, key: door.key, in: lookup)
                return try await self.showFilled(path, printer)
            }
            let path = try FeedUnit.path(named: self.unit.unit, key: door.key, in: lookup) ?? []
            let options = FeedTail.Options(
                FollowedTopics(path: path, streams: self.stream.streams),
                eventLimit: self.limits.events,
                duration: self.limits.duration
            )
            let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
            let tail = try await FeedTail(door, options) { printer.print($0) }
            let tally = try await Self.finished(tail, signals)
            try self.write(summary: tally.json)
            if !self.countOnly || !self.output.json {
                Terminal.tell(
                    "\(tally.events) events (\(tally.caseEvents) of cases, \(tally.ratingEvents) ratings), "
                        + "\(tally.gaps) gaps, \(tally.missing) missing, newest position \(tally.lastPosition)"
                )
            }
            let problems = tally.problems(isAtLimit: self.limits.events.map { tally.events >= $0 } ?? false)
            if !problems.isEmpty { throw OperatorError(.negative, problems.joined(separator: "\n")) }
        }

        /// Shows every event once and in order, what gets lost included.
        private func showFilled(_ path: [String], _ printer: FeedPrinter) async throws {
            let subscription = FeedSubscription(
                [self.doors.aggregator(self.keys.file)],
                unitPath: path,
                streams: (self.stream.numbered ?? .all).followed,
                beginning: .now
            )
            let following = try FeedFollowing(self.limits.options(subscription))
            let progress = try await following.run(untilSignalled: Terminal.tellNotice) { told in
                printer.print(told)
            }
            try self.write(summary: progress.json)
            if !self.countOnly || !self.output.json { TextLayout.wrap(progress.line).forEach(Terminal.tell) }
            guard !progress.isWhole else { return }
            throw OperatorError(
                progress.origins.isEmpty ? .unreachable : .negative,
                progress.problems.joined(separator: "\n")
            )
        }

        /// Waits for the end, and passes on what the user asks meanwhile.
        private static func finished(
            _ tail: FeedTail,
            _ signals: UnixSignalsSequence
        ) async throws(OperatorError) -> FeedTally {
            // Ended by hand, for it listens as long as the program runs.
            let listener = Task { for await _ in signals { tail.stop() } }
            defer { listener.cancel() }
            return try await tail.finished()
        }

        private func write(summary json: JSONValue) throws(OperatorError) {
            if let summary {
                do {
                    try Data((json.line + "\n").utf8).write(to: URL(filePath: summary), options: .atomic)
                } catch {
                    throw OperatorError(.cannotCreate, "\(summary) cannot be written; name another file.", cause: error)
                }
            }
            if self.countOnly, self.output.json { Terminal.write(json) }
        }
    }
}

/// Prints what a feed tells, a batch at a time.
struct FeedPrinter: Sendable {
    let lines: FeedLine
    let isJSON: Bool
    let showsEvents: Bool

    func print(_ notices: [FeedTail.Notice]) {
        var output: [String] = []
        for notice in notices {
            switch notice {
            case .told(.event(let event)):
                guard self.showsEvents else { continue }
                output.append(self.isJSON ? self.lines.json(event).line : self.lines.text(event))
            case .told(.gap(let scope, let from, let through)):
                if self.isJSON, self.showsEvents {
                    output.append(self.lines.json(gap: scope, from: from, through: through).line)
                }
                Terminal.tell(self.lines.text(gap: scope, from: from, through: through))
            case .told(.reset(let scope)):
                Terminal.tell("The numbers of \(scope.origin) went back: its journal is another one. Counting anew.")
            case .told(.treeAlarm(let alarm)): Terminal.tell("ALARM: \(alarm)")
            case .connected: Terminal.tell("Connected.")
            case .disconnected: Terminal.tell("The connection was lost; connecting again. Events meanwhile are missed.")
            case .unheard(let path):
                Terminal.tell(
                    "Nothing came since connecting, not even a heartbeat: the key may not follow "
                        + "\(path.isEmpty ? "everything" : path.joined(separator: "/")). Name its own unit with --unit."
                )
            case .silent:
                Terminal.tell(
                    "Nothing came for 30 s, not even a heartbeat: the aggregator is not running, or the key may not follow this."
                )
            case .heardAgain: Terminal.tell("The feed is heard again.")
            }
        }
        Terminal.write(output)
    }

    /// Prints events that were followed without gaps.
    func print(_ told: [FeedTold]) {
        guard self.showsEvents else { return }
        Terminal.write(
            told.compactMap { told in
                guard case .event(_, _, let bytes, _) = told, let event = try? WireFeedEvent(decoding: bytes),
                    event.content != nil
                else { return nil }
                return self.isJSON ? self.lines.json(event).line : self.lines.text(event)
            }
        )
    }
}
