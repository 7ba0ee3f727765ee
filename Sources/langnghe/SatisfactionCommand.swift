import AdministrativeRegister
import ArgumentParser
import FeedbackProtocol
import OperatorClient

/// `langnghe satisfaction`.
struct SatisfactionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "satisfaction",
        abstract: "Show how content citizens are, office by office, with what chance leaves of it.",
        discussion: """
            The share of the satisfied, with the interval that holds it in 95 of 100 samples. Places are those that the \
            intervals leave: who cannot be told apart shares them, and too few ratings make none. Presses of the button \
            that look like misuse are flagged and kept; those that the rules leave out of the figures are counted beside \
            them.
            """
    )
    @OptionGroup var figure: FigureOptions
    @Option(help: ArgumentHelp("The scale (default: the one with the most ratings).", valueName: "code"))
    var scale: String?
    @Option(help: ArgumentHelp("How many ratings an office needs for a place (default: 30).", valueName: "number"))
    var minimum: UInt32?
    @Flag(help: "Count also the ratings that the rules of misuse leave out.")
    var includeFlagged = false
    @OptionGroup var view: SatisfactionViewOptions
    @OptionGroup var desk: DeskOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if let minimum, !(1...100_000).contains(minimum) { throw ValidationError("--minimum takes 1 to 100000.") }
    }

    func run() async throws {
        let place = try await self.figure.place { () throws(OperatorError) in
            try await self.desk.ask { desk throws(OperatorError) in
                try await desk.satisfaction(WireGetSatisfaction()).geography
            }
        }
        let query = WireGetSatisfaction.make {
            $0.unit = place.unit
            $0.geography = place.geography
            $0.fromDay = self.figure.fromDay ?? ""
            $0.throughDay = self.figure.throughDay ?? ""
            $0.scale = self.scale ?? ""
            $0.minimumCount = self.minimum ?? 0
            $0.includeFlagged = self.includeFlagged
            self.view.ask(in: &$0)
        }
        let figures = try await self.desk.ask { desk throws(OperatorError) in try await desk.satisfaction(query) }
        let lookup = try RegisterLookup(edition: figures.geography)
        let text = SatisfactionText(lookup)
        if let lines = try self.view.lines(figures, asJSON: self.output.json) {
            Terminal.write(lines)
        } else if self.output.json {
            Terminal.write(text.json(figures).map(\.line))
        } else {
            let nothing = self.figure.nothing("Nothing was rated", in: place.unit, lookup)
            Terminal.write(text.lines(figures, nothing: nothing))
        }
    }
}
