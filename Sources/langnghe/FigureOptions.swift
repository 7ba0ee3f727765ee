import AdministrativeRegister
import ArgumentParser
import CivilTime
import OperatorClient

/// Of which units and days figures are told.
struct FigureOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Only this unit of the geography, by code or name, and those below.", valueName: "unit"))
    var unit: String?
    @Option(
        help: ArgumentHelp("The edition whose units are told: 2022-10 or 2025-07 (default: in force).", valueName: "id")
    )
    var geography: String?
    @Option(name: .customLong("from"), help: ArgumentHelp("Received or rated on this day or later.", valueName: "day"))
    var fromDay: String?
    @Option(
        name: .customLong("through"),
        help: ArgumentHelp("Received or rated on this day or before.", valueName: "day")
    )
    var throughDay: String?

    func validate() throws {
        for day in [self.fromDay, self.throughDay].compactMap(\.self) where Day(day) == nil {
            throw ValidationError("A day is written like 2026-01-31.")
        }
    }

    /// What is said when there is nothing: of which unit and days.
    ///
    /// - Parameters:
    ///   - what: What there is not, such as "No case is counted".
    ///   - unit: The unit's code; empty for all.
    ///   - lookup: Names the unit.
    /// - Returns: Lines of at most 80 columns.
    func nothing(_ what: String, in unit: String, _ lookup: RegisterLookup) -> [String] {
        NothingFound.lines(
            what,
            unit: unit.isEmpty ? "" : "\(unit) \(lookup.nameInAnyEdition(of: unit))",
            from: self.fromDay ?? "",
            through: self.throughDay ?? "",
            today: Clock.now.localDay
        )
    }

    /// The code of the unit that is meant, empty for all, and the geography, empty for the one in force.
    ///
    /// - Parameter inForce: Asks the aggregator, which knows the edition in force; only when a unit needs it.
    /// - Returns: Both.
    /// - Throws: ``OperatorError`` when there is no such edition or unit, or the aggregator cannot be asked.
    func place(
        _ inForce: () async throws(OperatorError) -> String
    ) async throws(OperatorError) -> (unit: String, geography: String) {
        var geography = self.geography
        if self.unit != nil, geography == nil { geography = try await inForce() }
        guard let geography else { return ("", "") }
        let lookup = try RegisterLookup(edition: geography)
        return (try self.unit.map { name throws(OperatorError) in try lookup.unit(name).code.text } ?? "", geography)
    }
}
