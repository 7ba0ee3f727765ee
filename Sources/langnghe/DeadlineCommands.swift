import ArgumentParser
import FeedbackProtocol
import OperatorClient

/// The commands `langnghe deadline …`.
struct DeadlineCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deadline",
        abstract: "Explain the time limits of cases.",
        subcommands: [Explain.self]
    )

    struct Explain: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show how each time limit of a case was counted, day by day and rule by rule."
        )
        @Argument(help: ArgumentHelp("The case's number, or its tracking code.", valueName: "number|code"))
        var reference: String
        @OptionGroup var desk: DeskOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let reference = try CaseReference.parse(self.reference)
            let found = try await self.desk.ask { desk throws(OperatorError) in
                try await desk.explainDeadlines(reference)
            }
            if self.output.json {
                Terminal.write(found.explanations.map { DeadlineText.json($0).line })
            } else if found.explanations.isEmpty {
                Terminal.write("No time limit of case \(found.caseNumber) has begun.")
            } else {
                Terminal.write(found.explanations.flatMap { DeadlineText.lines($0) })
            }
        }
    }
}
