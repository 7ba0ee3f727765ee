import ArgumentParser
import OperatorClient

/// The commands `langnghe rules …`.
struct RulesCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "Check rule files before the aggregator gets them.",
        subcommands: [Check.self]
    )

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check case rules (case-rules*.yaml) and calendars (calendar*.yaml).",
            discussion: """
                Every problem is told with file, line and reason. The aggregator takes the files of the folder 'rules' \
                in its data folder when it starts, in place of its own.
                """
        )
        @Argument(help: ArgumentHelp("The files; those of case rules are checked together.", valueName: "file"))
        var files: [String]

        func run() throws {
            Terminal.write(try RuleCheck.check(self.files).flatMap { TextLayout.wrap($0) })
        }
    }
}
