import AdministrativeRegister
import ArgumentParser
import CivilTime
import FeedbackProtocol
import OperatorClient

/// `langnghe desk`: an officer's terminal.
struct DeskCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "desk",
        abstract: "Work on a unit's cases: the inbox, what is due first, with the time left.",
        discussion: """
            On a terminal it takes commands, 'help' lists them; elsewhere, or with --once, it shows the inbox and \
            ends. 'pull' keeps the inbox here for work without the aggregator ('--offline'), 'send' sends what was \
            done then.
            """,
        subcommands: [
            DeskInboxCommand.self, DeskPullCommand.self, DeskSendCommand.self, DeskQueueCommand.self,
            DeskForgetCommand.self,
        ],
        defaultSubcommand: DeskInboxCommand.self
    )
}

/// `langnghe desk inbox`: what waits at a unit.
struct DeskInboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inbox",
        abstract: "Show a unit's inbox, and on a terminal take commands.",
        discussion: """
            'langnghe case show NUMBER' tells what your key can do with a case, 'langnghe case do NUMBER EVENT' does \
            it, and 'langnghe deadline explain NUMBER' why it is due then.
            """
    )
    @Option(help: ArgumentHelp("The unit, by code or name (default: the key's).", valueName: "unit"))
    var unit: String?
    @Option(help: ArgumentHelp("Only cases handled by the holder of this key.", valueName: "key"))
    var officer: String?
    @Option(help: "At most this many, 1 to 1000.")
    var limit: UInt32 = 40
    @Flag(help: "Show the inbox and end, on a terminal too.")
    var once = false
    @Flag(help: "Show the inbox, then each change as it comes, until Ctrl-C.")
    var watch = false
    @Option(
        help: ArgumentHelp(
            "With --watch: first what the key's role was told of time limits after this journal position.",
            valueName: "position"
        )
    )
    var since: UInt64 = 0
    @Flag(help: "Work on what 'desk pull' kept, without the aggregator; commands wait for 'desk send'.")
    var offline = false
    @OptionGroup var folder: DeskFolderOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var desk: DeskOptions
    @OptionGroup var edition: EditionOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (1...1000).contains(self.limit) else { throw ValidationError("--limit takes 1 to 1000.") }
        if self.watch, self.offline { throw ValidationError("Choose --watch or --offline, not both.") }
    }

    /// What the inbox is asked for with.
    func query(_ lookup: RegisterLookup) throws -> WireListCases {
        let unit = try self.unit.map { try lookup.unit($0).code.text } ?? ""
        return .make {
            $0.unit = unit
            $0.limit = self.limit
            $0.order = .due
            $0.openOnly = true
            $0.officer = self.officer ?? ""
        }
    }

    func run() async throws {
        let lookup = try self.edition.lookup()
        if self.offline { return try OfflineDesk(self, lookup).run() }
        if self.watch { return try await InboxWatch(self, lookup).run() }
        if !self.once, !self.output.json, Terminal.isInteractive {
            return try await OfficerTerminal(self, lookup).run()
        }
        let query = try self.query(lookup)
        let list = try await self.desk.ask { desk throws(OperatorError) in try await desk.cases(query) }
        self.show(list, lookup)
    }

    /// Shows an inbox.
    func show(_ list: WireCaseList, _ lookup: RegisterLookup) {
        if self.output.json {
            let text = CaseText(lookup)
            Terminal.write(list.cases.map { text.json($0).line })
        } else if list.cases.isEmpty {
            Terminal.write("Nothing waits here.")
        } else {
            Terminal.write(InboxText.table(list, now: Clock.now.microseconds).lines())
            let rest = list.total > UInt64(list.cases.count) ? "; more with --limit" : ""
            Terminal.write("\(list.cases.count) of \(list.total) open cases\(rest)")
        }
    }
}
