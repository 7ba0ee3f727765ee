import AdministrativeRegister
import ArgumentParser
import CaseLifecycle
import FeedbackProtocol
import OperatorClient

/// The commands `langnghe case …`.
struct CaseCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "case",
        abstract: "List, show and change cases.",
        subcommands: [List.self, Show.self, Accept.self, Resolve.self]
    )

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List cases by number.")
        @Option(
            help: ArgumentHelp("Only cases of this unit, by code or name, and of those below it.", valueName: "unit")
        )
        var unit: String?
        @Option(help: "Only cases in this state: received, assigned, accepted or resolved.")
        var state: String?
        @Option(help: "At most this many, 1 to 1000.")
        var limit: UInt32 = 100
        @Option(help: ArgumentHelp("Only cases with a greater number.", valueName: "number"))
        var after: UInt64 = 0
        @OptionGroup var desk: DeskOptions
        @OptionGroup var edition: EditionOptions
        @OptionGroup var output: OutputOptions

        func validate() throws {
            guard (1...1000).contains(self.limit) else { throw ValidationError("--limit takes 1 to 1000.") }
            let states = LifecycleDefinition.smallest.states.map(\.state.rawValue)
            if let state, !states.contains(state) {
                throw ValidationError("--state takes one of \(states.joined(separator: ", ")).")
            }
        }

        func run() async throws {
            let lookup = try self.edition.lookup()
            let unit = try self.unit.map { try lookup.unit($0).code.text } ?? ""
            let query = WireListCases.make {
                $0.unit = unit
                $0.state = self.state ?? ""
                $0.after = self.after
                $0.limit = self.limit
            }
            let list = try await self.desk.ask { desk throws(OperatorError) in try await desk.cases(query) }
            let text = CaseText(lookup)
            if self.output.json {
                Terminal.write(list.cases.map { text.json($0).line })
            } else if list.cases.isEmpty {
                Terminal.write("No such cases.")
            } else {
                Terminal.write(text.table(list).lines())
                let more = list.next == 0 ? "" : "; more with --after \(list.next)"
                Terminal.write("\(list.cases.count) of \(list.total)\(more)")
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show a case with its history.")
        @Argument(help: ArgumentHelp("The case's number, or its tracking code.", valueName: "number|code"))
        var reference: String
        @OptionGroup var desk: DeskOptions
        @OptionGroup var edition: EditionOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let lookup = try self.edition.lookup()
            let reference = try CaseReference.parse(self.reference)
            let detail = try await self.desk.ask { desk throws(OperatorError) in try await desk.caseDetail(reference) }
            let text = CaseText(lookup)
            if self.output.json { Terminal.write(text.json(detail)) } else { Terminal.write(text.lines(detail)) }
        }
    }

    struct Accept: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Take a case on (thụ lý).")
        @Argument(help: "The case's number.")
        var number: UInt64
        @Option(help: "Why, for the history.")
        var reason = ""
        @OptionGroup var change: CaseChange

        func run() async throws {
            try await self.change.run(.accept, self.number, reason: self.reason)
        }
    }

    struct Resolve: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Answer a case (giải quyết).")
        @Argument(help: "The case's number.")
        var number: UInt64
        @Option(help: "How it was answered, for the history.")
        var reason: String
        @OptionGroup var change: CaseChange

        func run() async throws {
            try await self.change.run(.resolve, self.number, reason: self.reason)
        }
    }
}

/// What all changes of a case take.
struct CaseChange: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The version you last saw; the case is left alone when it has moved on (default: the present one).",
            valueName: "version"
        )
    )
    var expectVersion: UInt32?
    @OptionGroup var actor: ActorOptions
    @OptionGroup var desk: DeskOptions
    @OptionGroup var edition: EditionOptions
    @OptionGroup var output: OutputOptions

    func run(_ event: CaseEventKind, _ number: UInt64, reason: String) async throws(OperatorError) {
        let text = CaseText(try self.edition.lookup())
        let change = CaseChangeRequest(
            number: number,
            event: event,
            expectedVersion: self.expectVersion,
            reason: reason,
            actor: self.actor.actor,
            idempotencyKey: Randomness.idempotencyKey()
        )
        do throws(OperatorError) {
            let detail = try await self.desk.ask { desk throws(OperatorError) in try await desk.change(change) }
            if self.output.json { Terminal.write(text.json(detail)) } else { Terminal.write(text.changed(detail)) }
        } catch {
            guard let current = (error.cause as? DeskRefusal)?.current else { throw error }
            // The case as it is, so that the operator can decide again.
            if self.output.json {
                Terminal.write(text.json(current))
            } else {
                Terminal.write(["The case as it is:"] + text.lines(current))
            }
            throw error
        }
    }
}

/// A case's number or tracking code as typed.
enum CaseReference {
    /// - Throws: ``OperatorError`` when the text is neither.
    static func parse(_ text: String) throws(OperatorError) -> WireShowCase.OneOf_Reference {
        // Ten digits may be a tracking code, but then the check decides; a number that long is not reached in practice.
        do throws(TrackingCodeError) {
            let code = try TrackingCode(parsing: text)
            return .trackingCode(code.symbols)
        } catch {
            if let number = UInt64(text), number > 0 { return .number(number) }
            throw OperatorError(.usage, "This is neither a case's number nor a tracking code. \(error)", cause: error)
        }
    }
}
