import AdministrativeRegister
import ArgumentParser
import CivilTime
import FeedbackProtocol
import OperatorClient

/// The commands `langnghe kiosk …`.
struct KioskCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kiosk",
        abstract: "Show whether all that kiosks kept is here.",
        subcommands: [Report.self]
    )

    struct Report: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show which kiosk is silent or incomplete, and what it and the province signed.",
            discussion: """
                Per kiosk: the highest sequence heard of, through which sequence all is here, and the gap between them; how \
                many waited in its outbox; when it was last seen. Per day: what kiosks say they were given, what the \
                province holds, and whether both signed the same. A kiosk signs a day on which nothing was given as well, \
                so that a zero is proven. With --day, kiosk by kiosk, and the signatures are checked here.
                Ends with 1 when a kiosk is incomplete or silent; with --day, when not every kiosk has signed alike.
                """
        )
        @Option(help: ArgumentHelp("One day, kiosk by kiosk, such as 2026-01-31.", valueName: "day"))
        var day: String?
        @Option(
            help: ArgumentHelp("How many days to show, today included, 1 to 62 (default: 14).", valueName: "number")
        )
        var days: Int?
        @Option(help: ArgumentHelp("Only kiosks of this unit, by code or name, and those below.", valueName: "unit"))
        var unit: String?
        @Option(help: ArgumentHelp("After how many hours a kiosk counts as silent.", valueName: "hours"))
        var silentAfter = 24
        @OptionGroup var edition: EditionOptions
        @OptionGroup var desk: DeskOptions
        @OptionGroup var output: OutputOptions

        func validate() throws {
            if let day, Day(day) == nil { throw ValidationError("A day is written like 2026-01-31.") }
            if let day = self.day.flatMap({ Day($0) }), day > Clock.now.localDay {
                throw ValidationError("\(day) is still to come: nothing can be told of it.")
            }
            if self.day != nil, self.days != nil { throw ValidationError("Give --day or --days, not both.") }
            if let days, !(1...62).contains(days) { throw ValidationError("--days takes 1 to 62.") }
            guard (1...8760).contains(self.silentAfter) else {
                throw ValidationError("--silent-after takes 1 to 8760 hours.")
            }
        }

        func run() async throws {
            let lookup = try self.edition.lookup()
            let unit = try self.unit.map { try lookup.unit($0).code.text } ?? ""
            let day = self.day.flatMap { Day($0) }
            let today = Clock.now.localDay
            let query = WireGetKioskReport.make {
                $0.unit = unit
                $0.fromDay = (day ?? today.advanced(byDays: 1 - (self.days ?? 14))).description
                $0.throughDay = (day ?? today).description
            }
            let report = try await self.desk.ask { desk throws(OperatorError) in try await desk.kioskReport(query) }
            let text = KioskReportText(
                report,
                lookup,
                silentAfter: .seconds(self.silentAfter * 3600),
                checksSignatures: day != nil
            )
            if self.output.json {
                Terminal.write(text.json().map(\.line))
            } else {
                Terminal.write(day.map { text.lines(of: $0) } ?? text.lines())
            }
            let isWell = day.map { text.isSigned($0) } ?? text.isComplete
            if !isWell { throw OperatorError(.negative, "") }
        }
    }
}
