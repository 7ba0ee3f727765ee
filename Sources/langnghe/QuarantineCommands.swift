import AdministrativeRegister
import ArgumentParser
import FeedbackProtocol
import OperatorClient

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The commands `langnghe quarantine …`.
struct QuarantineCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quarantine",
        abstract: "Look at submissions that were not accepted, mend them and let them in.",
        subcommands: [List.self, Show.self, Release.self, Discard.self]
    )

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List what is held.")
        @Flag(help: "Released and discarded ones too.")
        var all = false
        @Option(help: "At most this many, 1 to 1000.")
        var limit: UInt32 = 100
        @Option(help: ArgumentHelp("Only those with a greater number.", valueName: "number"))
        var after: UInt64 = 0
        @OptionGroup var desk: DeskOptions
        @OptionGroup var output: OutputOptions

        func validate() throws {
            guard (1...1000).contains(self.limit) else { throw ValidationError("--limit takes 1 to 1000.") }
        }

        func run() async throws {
            let query = WireListQuarantine.make {
                $0.after = self.after
                $0.limit = self.limit
                $0.all = self.all
            }
            let list = try await self.desk.ask { desk throws(OperatorError) in try await desk.quarantine(query) }
            if self.output.json {
                Terminal.write(list.submissions.map { QuarantineText.json($0).line })
            } else if list.submissions.isEmpty {
                Terminal.write("Nothing is in quarantine.")
            } else {
                let more = list.next == 0 ? "" : "; more with --after \(list.next)"
                Terminal.write(
                    QuarantineText.table(list).lines() + ["\(list.submissions.count) of \(list.total)\(more)"]
                )
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show one with its content, which may be personal: mind who sees your screen."
        )
        @Argument(help: "Its number, as 'quarantine list' shows it.")
        var number: UInt64
        @OptionGroup var desk: DeskOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let number = self.number
            let found = try await self.desk.ask { desk throws(OperatorError) in try await desk.quarantined(number) }
            Terminal.tell("What follows may be personal: mind who sees it, and keep no copy.")
            if self.output.json {
                Terminal.write(QuarantineText.json(found, withContent: true))
            } else {
                Terminal.write(QuarantineText.lines(found))
            }
        }
    }

    struct Release: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let one in, mended where it needs it.",
            discussion: "It is checked again like any submission, and routed as if it had just arrived."
        )
        @Argument(help: "Its number, as 'quarantine list' shows it.")
        var number: UInt64
        @Option(help: "Why, for the journal.")
        var reason: String
        @Option(help: ArgumentHelp("The office to use instead, by code or name.", valueName: "unit"))
        var office: String?
        @Flag(help: "Cut a text that is too long to the limit.")
        var cutText = false
        @Option(help: ArgumentHelp("A file with a whole serialized Submission to use instead.", valueName: "file"))
        var submission: String?
        @OptionGroup var decision: QuarantineDecision
        @OptionGroup var edition: EditionOptions

        func run() async throws {
            let office = try self.office.map { try self.edition.lookup().unit($0).code.text } ?? ""
            var mended = Data()
            if let submission {
                do {
                    mended = try Data(contentsOf: URL(filePath: submission))
                } catch {
                    throw OperatorError(
                        .badData,
                        "\(submission) cannot be read; see whether it is there.",
                        cause: error
                    )
                }
                guard !mended.isEmpty else { throw OperatorError(.badData, "\(submission) is empty.") }
            }
            let bytes = mended
            try await self.decision.run { wish in
                wish.number = self.number
                wish.decision = .release
                wish.reason = self.reason
                wish.mendedOffice = office
                wish.cutText = self.cutText
                wish.mendedSubmission = bytes
            }
        }
    }

    struct Discard: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Leave one out for good; the journal keeps its bytes."
        )
        @Argument(help: "Its number, as 'quarantine list' shows it.")
        var number: UInt64
        @Option(help: "Why, for the journal.")
        var reason: String
        @OptionGroup var decision: QuarantineDecision

        func run() async throws {
            try await self.decision.run { wish in
                wish.number = self.number
                wish.decision = .discard
                wish.reason = self.reason
            }
        }
    }
}

/// What both decisions take.
struct QuarantineDecision: ParsableArguments {
    @OptionGroup var actor: ActorOptions
    @OptionGroup var desk: DeskOptions
    @OptionGroup var output: OutputOptions

    func run(_ fill: (inout WireDecideQuarantined) -> Void) async throws(OperatorError) {
        var wish = WireDecideQuarantined()
        wish.idempotencyKey = Data(Randomness.idempotencyKey())
        wish.actor = self.actor.actor
        fill(&wish)
        let decided = wish
        let found = try await self.desk.ask { desk throws(OperatorError) in try await desk.decide(decided) }
        if self.output.json {
            Terminal.write(QuarantineText.json(found))
        } else {
            Terminal.write("Number \(found.number) is \(found.state).")
        }
    }
}
