import ArgumentParser
import OperatorClient

/// The operator's command.
@main
struct Program {
    static func main() async {
        do {
            var command = try LangNghe.parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let error as OperatorError {
            if !error.message.isEmpty { Terminal.complain(error.message) }
            Terminal.exit(error.code.exitCode)
        } catch {
            LangNghe.exit(withError: error)
        }
    }
}

/// `langnghe` itself: its name, its help and its groups of commands.
struct LangNghe: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "langnghe",
        abstract: "Runs Lắng Nghe: cases, feed, imports, journal, quarantine and keys of one aggregator.",
        discussion: """
            Commands on cases, letters, feed, import, quarantine and status speak to the aggregator over ZeroMQ with a key file. Commands \
            on journal and keys, and most on transparency, work on its data folder and belong on its server.

            Exit codes: 0 all is well; 1 the answer is no, or a check found problems; 2 nothing is wrong, and nothing is \
            proven either; 64 the command was given \
            wrongly; 65 a file does not hold what it should; 69 the aggregator does not answer; 73 a file cannot \
            be written; 77 the key or the user may not do it.

            With --json, output is one JSON object, or one a line, with stable names; errors go to standard error.
            """,
        version: "0.1.0",
        subcommands: [
            StatusCommand.self, KioskCommands.self, DeskCommands.self, UnitCommands.self, CaseCommands.self,
            DeadlineCommands.self, LetterCommands.self, FiguresCommand.self, IndicesCommand.self,
            SatisfactionCommand.self, AlertsCommand.self,
            RulesCommands.self, FeedCommands.self, ImportCommand.self, QuarantineCommands.self, JournalCommands.self,
            TransparencyCommands.self, KeysCommands.self,
        ]
    )
}
