import AdministrativeRegister
import ArgumentParser
import CivilTime
import FeedbackProtocol
import Identity
import OperatorClient

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Where a desk keeps what it pulled and what waits to be sent.
struct DeskFolderOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Where 'desk pull' keeps the inbox (default: langnghe/desk-KEY in the user's state folder).",
            valueName: "dir"
        )
    )
    var folder: String?

    /// The folder of a key's desk.
    func folder(_ keys: KeyOptions) throws(OperatorError) -> DeskFolder {
        if let folder { return DeskFolder(folder) }
        let name = try keys.door("tcp://127.0.0.1:5711").key.name.text
        let environment = ProcessInfo.processInfo.environment
        if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
            return DeskFolder("\(state)/langnghe/desk-\(name)")
        }
        guard let home = environment["HOME"], home.hasPrefix("/") else {
            throw OperatorError(.usage, "There is no home folder to keep the inbox in. Name one with --folder.")
        }
        return DeskFolder("\(home)/.local/state/langnghe/desk-\(name)")
    }
}

/// `langnghe desk pull`.
struct DeskPullCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pull",
        abstract: "Keep the inbox and its cases on this machine, for work without the aggregator.",
        discussion: """
            What was pulled before is replaced. The files are for their owner alone; 'langnghe desk forget' removes \
            the cases.
            """
    )
    @Option(help: ArgumentHelp("The unit, by code or name (default: the key's).", valueName: "unit"))
    var unit: String?
    @Option(help: "At most this many cases, 1 to 1000.")
    var limit: UInt32 = 200
    @OptionGroup var folder: DeskFolderOptions
    @OptionGroup var desk: DeskOptions
    @OptionGroup var edition: EditionOptions

    func validate() throws {
        guard (1...1000).contains(self.limit) else { throw ValidationError("--limit takes 1 to 1000.") }
    }

    func run() async throws {
        let unit = try self.unit.map { try self.edition.lookup().unit($0).code.text } ?? ""
        let query = WireListCases.make {
            $0.unit = unit
            $0.limit = self.limit
            $0.order = .due
            $0.openOnly = true
        }
        let folder = try self.folder.folder(self.desk.keys)
        let key = try self.desk.keys.door(self.desk.desk).key.name.text
        let inbox = try await self.desk.ask { desk throws(OperatorError) in
            try await desk.pull(query, key: key, at: Clock.now.microseconds)
        }
        try folder.keep(inbox)
        Terminal.write("\(inbox.cases.count) cases kept in \(folder.path); 'langnghe desk --offline' works on them.")
    }
}

/// `langnghe desk send`.
struct DeskSendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "send",
        abstract: "Send the commands given offline, each once.",
        discussion: """
            Ends with 1 when some were not done: the case had moved on (conflict), or the rules refuse it. They wait \
            until you drop them with 'langnghe desk queue --drop NUMBER'. Interrupted, it can simply be run again.
            """
    )
    @OptionGroup var folder: DeskFolderOptions
    @OptionGroup var desk: DeskOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let folder = try self.folder.folder(self.desk.keys)
        guard try !folder.queue().commands.isEmpty else {
            if !self.output.json { Terminal.write("Nothing waits to be sent.") }
            return
        }
        try await self.desk.ask { desk throws(OperatorError) in
            try await QueueSender(folder).send(to: desk) { queued, outcome in
                if self.output.json {
                    Terminal.write(QueueText.json(queued, outcome))
                } else {
                    Terminal.write(QueueText.lines(queued, outcome))
                }
            }
        }
        guard try folder.queue().commands.isEmpty else { throw OperatorError(.negative, "") }
    }
}

/// `langnghe desk queue`.
struct DeskQueueCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queue",
        abstract: "Show the commands that wait to be sent, or take one back."
    )
    @Option(help: ArgumentHelp("Take this one back, and those on the same case that build on it.", valueName: "number"))
    var drop: UInt64?
    @OptionGroup var folder: DeskFolderOptions
    @OptionGroup var keys: KeyOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let folder = try self.folder.folder(self.keys)
        if let number = self.drop {
            let dropped = try folder.changeQueue { queue in queue.drop(number) }
            guard !dropped.isEmpty else {
                throw OperatorError(.negative, "No command \(number) waits. See 'langnghe desk queue'.")
            }
        }
        let queue = try folder.queue()
        if self.output.json {
            Terminal.write(queue.commands.map { JSONValue.object(QueueText.members($0)).line })
        } else if queue.commands.isEmpty {
            Terminal.write("Nothing waits to be sent.")
        } else {
            Terminal.write(QueueText.table(queue).lines())
        }
    }
}

/// `langnghe desk forget`.
struct DeskForgetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forget",
        abstract: "Remove the pulled cases from this machine; commands that wait stay."
    )
    @OptionGroup var folder: DeskFolderOptions
    @OptionGroup var keys: KeyOptions

    func run() throws {
        try self.folder.folder(self.keys).forget()
    }
}
