import AdministrativeRegister
import ArgumentParser
import FeedbackProtocol
import OperatorClient

/// `langnghe figures`.
struct FiguresCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "figures",
        abstract: "Count cases unit by unit: received, open, overdue, done, late, and the share on time.",
        discussion: """
            In the geography of any register edition: cases of 2022 count for the successors of their units, or cases of \
            2025 for the units they came from. The totals are the same.
            """
    )
    @OptionGroup var figure: FigureOptions
    @OptionGroup var desk: DeskOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let place = try await self.figure.place { () throws(OperatorError) in
            try await self.desk.ask { desk throws(OperatorError) in try await desk.figures(WireGetFigures()).geography }
        }
        let query = WireGetFigures.make {
            $0.unit = place.unit
            $0.geography = place.geography
            $0.fromDay = self.figure.fromDay ?? ""
            $0.throughDay = self.figure.throughDay ?? ""
        }
        let figures = try await self.desk.ask { desk throws(OperatorError) in try await desk.figures(query) }
        let lookup = try RegisterLookup(edition: figures.geography)
        let text = FigureText(lookup)
        if self.output.json {
            Terminal.write(text.json(figures).map(\.line))
        } else if figures.total.received == 0 {
            Terminal.write(self.figure.nothing("No case is counted", in: figures.total.unit, lookup))
        } else {
            Terminal.write(text.lines(figures))
        }
    }
}
