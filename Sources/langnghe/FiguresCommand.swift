import AdministrativeRegister
import ArgumentParser
import CivilTime
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
    @Option(help: ArgumentHelp("Only this unit of the geography, by code or name, and those below.", valueName: "unit"))
    var unit: String?
    @Option(
        help: ArgumentHelp("The edition whose units are told: 2022-10 or 2025-07 (default: in force).", valueName: "id")
    )
    var geography: String?
    @Option(name: .customLong("from"), help: ArgumentHelp("Received on this day or later.", valueName: "day"))
    var fromDay: String?
    @Option(name: .customLong("through"), help: ArgumentHelp("Received on this day or before.", valueName: "day"))
    var throughDay: String?
    @OptionGroup var desk: DeskOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        for day in [self.fromDay, self.throughDay].compactMap(\.self) where Day(day) == nil {
            throw ValidationError("A day is written like 2026-01-31.")
        }
    }

    func run() async throws {
        var geography = self.geography
        if self.unit != nil, geography == nil {
            // The aggregator knows which edition is in force.
            geography = try await self.desk.ask { desk throws(OperatorError) in
                try await desk.figures(WireGetFigures()).geography
            }
        }
        let lookup = try RegisterLookup(edition: geography ?? RegisterLookup.defaultEdition)
        let unit = try self.unit.map { try lookup.unit($0).code.text } ?? ""
        let query = WireGetFigures.make {
            $0.unit = unit
            $0.geography = self.geography ?? ""
            $0.fromDay = self.fromDay ?? ""
            $0.throughDay = self.throughDay ?? ""
        }
        let figures = try await self.desk.ask { desk throws(OperatorError) in try await desk.figures(query) }
        let text = FigureText(try RegisterLookup(edition: figures.geography))
        if self.output.json {
            Terminal.write(text.json(figures).map(\.line))
        } else {
            Terminal.write(text.lines(figures))
        }
    }
}
