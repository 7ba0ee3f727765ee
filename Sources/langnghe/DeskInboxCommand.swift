import AdministrativeRegister
import ArgumentParser
import CivilTime
import FeedbackProtocol
import OperatorClient

/// `langnghe desk`: what waits at a unit.
struct DeskInboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "desk",
        abstract: "Show a unit's inbox: its open cases, what is due first, with the time left.",
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
    @OptionGroup var desk: DeskOptions
    @OptionGroup var edition: EditionOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (1...1000).contains(self.limit) else { throw ValidationError("--limit takes 1 to 1000.") }
    }

    func run() async throws {
        let lookup = try self.edition.lookup()
        let unit = try self.unit.map { try lookup.unit($0).code.text } ?? ""
        let query = WireListCases.make {
            $0.unit = unit
            $0.limit = self.limit
            $0.order = .due
            $0.openOnly = true
            $0.officer = self.officer ?? ""
        }
        let list = try await self.desk.ask { desk throws(OperatorError) in try await desk.cases(query) }
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
