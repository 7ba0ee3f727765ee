import AdministrativeRegister
import ArgumentParser
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
        subcommands: [Tail.self]
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

    struct Tail: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show events as they come, and every gap in their numbers.",
            discussion: """
                Asked to stop with Ctrl-C or SIGTERM it reads on to the next heartbeat, at most 12 seconds, so that \
                nothing is missed; asked again it stops at once. Ends with 1 when events were missed.
                """
        )
        @Option(help: ArgumentHelp("Only this unit, by code or name, and those below it.", valueName: "unit"))
        var unit: String?
        @Option(help: "Which events; summary is the newest state of each unit, all are those of cases and ratings.")
        var stream = Stream.all
        @Flag(help: "Count events without showing them.")
        var countOnly = false
        @Option(help: ArgumentHelp("Write the figures to this file at the end, as JSON.", valueName: "file"))
        var summary: String?
        @Option(help: ArgumentHelp("End after this many events.", valueName: "number"))
        var events: UInt64?
        @Option(help: ArgumentHelp("End after this many seconds.", valueName: "seconds"))
        var seconds: Double?
        @Option(help: ArgumentHelp("Where the aggregator's feed is.", valueName: "endpoint"))
        var feed = "tcp://127.0.0.1:5712"
        @OptionGroup var keys: KeyOptions
        @OptionGroup var edition: EditionOptions
        @OptionGroup var output: OutputOptions

        func validate() throws {
            if let seconds, !(0.001...31_536_000).contains(seconds) {
                throw ValidationError("--seconds takes 0.001 to 31536000.")
            }
            if self.events == 0 { throw ValidationError("--events takes a number from 1.") }
        }

        func run() async throws {
            let lookup = try self.edition.lookup()
            let unit = try self.unit.map { try lookup.unit($0).code }
            let path = unit.flatMap { lookup.edition.path(of: $0) }?.map(\.text) ?? []
            let options = FeedTail.Options(
                FeedSubscription(path: path, streams: self.stream.streams),
                eventLimit: self.events,
                duration: self.seconds.map { .milliseconds(Int64($0 * 1000)) }
            )
            let printer = FeedPrinter(lines: FeedLine(lookup), isJSON: self.output.json, showsEvents: !self.countOnly)
            let door = try self.keys.door(self.feed)
            let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
            let tail = try await FeedTail(door, options) { printer.print($0) }
            let tally = try await Self.finished(tail, signals)
            try self.report(tally)
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

        private func report(_ tally: FeedTally) throws(OperatorError) {
            if let summary {
                do {
                    try Data((tally.json.line + "\n").utf8).write(to: URL(filePath: summary), options: .atomic)
                } catch {
                    throw OperatorError(.cannotCreate, "\(summary) cannot be written; name another file.", cause: error)
                }
            }
            if self.countOnly, self.output.json {
                Terminal.write(tally.json)
            } else {
                Terminal.tell(
                    "\(tally.events) events (\(tally.caseEvents) of cases, \(tally.ratingEvents) ratings), "
                        + "\(tally.gaps) gaps, \(tally.missing) missing, newest position \(tally.lastPosition)"
                )
            }
            if tally.gaps > 0 { throw OperatorError(.negative, "") }
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
            case .connected: Terminal.tell("Connected.")
            case .disconnected: Terminal.tell("The connection was lost; connecting again. Events meanwhile are missed.")
            case .silent:
                Terminal.tell(
                    "Nothing came for 30 s, not even a heartbeat: the aggregator is not running, or the key may not follow this."
                )
            case .heardAgain: Terminal.tell("The feed is heard again.")
            }
        }
        Terminal.write(output)
    }
}
