import AdministrativeRegister
import ArgumentParser
import CivilTime
import FeedbackProtocol
import OperatorClient

/// `langnghe satisfaction`.
struct SatisfactionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "satisfaction",
        abstract: "Show how content citizens are, office by office, with what chance leaves of it.",
        discussion: """
            The share of the satisfied, with the interval that holds it in 95 of 100 samples. Places are those that the \
            intervals leave: who cannot be told apart shares them, and too few ratings make none.
            """
    )
    @Option(help: ArgumentHelp("Only this unit of the geography, by code or name, and those below.", valueName: "unit"))
    var unit: String?
    @Option(
        help: ArgumentHelp("The edition whose units are told: 2022-10 or 2025-07 (default: in force).", valueName: "id")
    )
    var geography: String?
    @Option(name: .customLong("from"), help: ArgumentHelp("Rated on this day or later.", valueName: "day"))
    var fromDay: String?
    @Option(name: .customLong("through"), help: ArgumentHelp("Rated on this day or before.", valueName: "day"))
    var throughDay: String?
    @Option(help: ArgumentHelp("The scale (default: the one with the most ratings).", valueName: "code"))
    var scale: String?
    @Option(help: ArgumentHelp("How many ratings an office needs for a place (default: 30).", valueName: "number"))
    var minimum: UInt32?
    @OptionGroup var desk: DeskOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        for day in [self.fromDay, self.throughDay].compactMap(\.self) where Day(day) == nil {
            throw ValidationError("A day is written like 2026-01-31.")
        }
        if let minimum, !(1...100_000).contains(minimum) { throw ValidationError("--minimum takes 1 to 100000.") }
    }

    func run() async throws {
        var geography = self.geography
        if self.unit != nil, geography == nil {
            // The aggregator knows which edition is in force.
            geography = try await self.desk.ask { desk throws(OperatorError) in
                try await desk.satisfaction(WireGetSatisfaction()).geography
            }
        }
        let lookup = try RegisterLookup(edition: geography ?? RegisterLookup.defaultEdition)
        let unit = try self.unit.map { try lookup.unit($0).code.text } ?? ""
        let query = WireGetSatisfaction.make {
            $0.unit = unit
            $0.geography = geography ?? ""
            $0.fromDay = self.fromDay ?? ""
            $0.throughDay = self.throughDay ?? ""
            $0.scale = self.scale ?? ""
            $0.minimumCount = self.minimum ?? 0
        }
        let figures = try await self.desk.ask { desk throws(OperatorError) in try await desk.satisfaction(query) }
        let text = SatisfactionText(try RegisterLookup(edition: figures.geography))
        if self.output.json {
            Terminal.write(text.json(figures).map(\.line))
        } else {
            Terminal.write(text.lines(figures))
        }
    }
}
