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
        subcommands: [
            List.self, Show.self, Reads.self, Accept.self, Resolve.self, Split.self, Act.self,
        ]
    )

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List cases, by number or by what is due.")
        @Option(
            help: ArgumentHelp("Only cases of this unit, by code or name, and of those below it.", valueName: "unit")
        )
        var unit: String?
        @Option(help: "Only cases in this state, such as received, assigned, accepted or resolved.")
        var state: String?
        @Flag(help: "Only cases in which somebody must still act.")
        var open = false
        @Flag(help: "The newest first.")
        var newest = false
        @Flag(help: "The inbox of --unit (default: the key's unit): its own open cases, what is due first.")
        var due = false
        @Flag(help: "With --due: the cases in which the unit helps another one that leads.")
        var helping = false
        @Option(help: ArgumentHelp("Only cases handled by the holder of this key.", valueName: "key"))
        var officer: String?
        @Option(help: "At most this many, 1 to 1000.")
        var limit: UInt32 = 100
        @Option(
            help: ArgumentHelp("Only cases with a greater number; with --newest, a smaller one.", valueName: "number")
        )
        var after: UInt64 = 0
        @OptionGroup var desk: DeskOptions
        @OptionGroup var edition: EditionOptions
        @OptionGroup var output: OutputOptions

        func validate() throws {
            guard (1...1000).contains(self.limit) else { throw ValidationError("--limit takes 1 to 1000.") }
            if let state, !CaseState(rawValue: state).isWellFormed {
                throw ValidationError("--state takes a state's name, such as assigned.")
            }
            if self.helping, !self.due { throw ValidationError("--helping goes with --due.") }
            if self.newest, self.due { throw ValidationError("Choose --newest or --due, not both.") }
        }

        func run() async throws {
            let lookup = try self.edition.lookup()
            let unit = try self.unit.map { try lookup.unit($0).code.text } ?? ""
            let query = WireListCases.make {
                $0.unit = unit
                $0.state = self.state ?? ""
                $0.after = self.after
                $0.limit = self.limit
                $0.openOnly = self.open
                $0.officer = self.officer ?? ""
                if self.newest { $0.order = .newest }
                if self.due { $0.order = .due }
                $0.coordinated = self.helping
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
        static let configuration = CommandConfiguration(
            abstract: "Show a case with its history.",
            discussion: """
                With --open-with, what is sealed is opened on this machine and shown: mind who sees your screen. That a \
                sealed case was read, by which key and by whom (--as), is kept with it.
                """
        )
        @Argument(help: ArgumentHelp("The case's number, or its tracking code.", valueName: "number|code"))
        var reference: String
        @Option(
            help: ArgumentHelp(
                "The file of the secret key to open text and contact with, such as inspectorate-secret.key.",
                valueName: "file"
            )
        )
        var openWith: String?
        @OptionGroup var person: ActorOptions
        @OptionGroup var desk: DeskOptions
        @OptionGroup var edition: EditionOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let lookup = try self.edition.lookup()
            let reference = try CaseReference.parse(self.reference)
            // Before the case is asked for, so that a wrong file makes no reading.
            let key = try self.openWith.map { try SecretKeyFile.read($0) }
            let actor = self.person.actor
            let detail = try await self.desk.ask { desk throws(OperatorError) in
                try await desk.caseDetail(reference, actor: actor)
            }
            let text = CaseText(lookup)
            let opened = try key.map { try OpenedCase(detail, with: $0) }
            if self.output.json {
                Terminal.write(text.json(detail, opened: opened))
            } else {
                Terminal.write(text.lines(detail, opened: opened))
            }
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
