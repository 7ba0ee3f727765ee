import AdministrativeRegister
import ArgumentParser
import FeedbackProtocol
import OperatorClient

/// `langnghe alerts`.
struct AlertsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alerts",
        abstract: "Show what somebody should look at: a silent kiosk, a fall of satisfaction and so on.",
        discussion: """
            Also outboxes that grow and clocks that are wrong. Those that hold now, each with what it means, what to do and the settings that decided. What begins, changes \
            and ends is told on the feed: langnghe feed tail --stream alert.
            """
    )
    @Option(
        help: ArgumentHelp(
            "Only this unit of the edition in force, by code or name, and those below it.",
            valueName: "unit"
        )
    )
    var unit: String?
    @OptionGroup var edition: EditionOptions
    @OptionGroup var desk: DeskOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let lookup = try self.edition.lookup()
        let unit = try self.unit.map { name throws(OperatorError) in try lookup.unit(name).code.text } ?? ""
        let list = try await self.desk.ask { desk throws(OperatorError) in
            try await desk.alerts(WireListAlerts.make { $0.unit = unit })
        }
        if self.output.json {
            Terminal.write(AlertText.json(list).map(\.line))
        } else {
            Terminal.write(AlertText(lookup).lines(list, at: Clock.now))
        }
    }
}
