import ArgumentParser
import OperatorClient

/// The command `langnghe status`.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show the aggregator's figures and what it has of each kiosk."
    )
    @OptionGroup var desk: DeskOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let status = try await self.desk.ask { desk throws(OperatorError) in try await desk.status() }
        if self.output.json {
            Terminal.write(StatusText.json(status))
        } else {
            Terminal.write(StatusText.lines(status))
        }
    }
}
