import AdministrativeRegister
import ArgumentParser
import FeedbackProtocol
import OperatorClient

/// `langnghe indices`.
struct IndicesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "indices",
        abstract: "Reckon the official indices: Circular 01/2018/TT-VPCP and Decision 766/QĐ-TTg.",
        discussion: """
            Without --from and --through, of this quarter; the circular is reckoned quarterly. What is not recorded here, \
            such as files of the one-stop software, is told as not measured and never as zero. Beside each figure stands \
            what was chosen where its text leaves a choice; --set NAME=VALUE chooses otherwise, \
            e.g. --set fault-overlap=once.
            """
    )
    @OptionGroup var figure: FigureOptions
    @Option(help: ArgumentHelp("Only circular-01-2018 or decision-766-2022.", valueName: "law"))
    var law: String?
    @Option(
        name: .customLong("set"),
        help: ArgumentHelp("Choose otherwise; the report has the names.", valueName: "name=value")
    )
    var choices: [String] = []
    @Option(
        help: ArgumentHelp("Show the cases behind this item, such as 8 or feedback-on-time.", valueName: "item")
    )
    var drillDown: String?
    @Option(help: ArgumentHelp("With --drill-down: only the cases in this part, such as late.", valueName: "part"))
    var part: String?
    @Option(help: ArgumentHelp("With --drill-down: go on after this case.", valueName: "number"))
    var after: UInt64 = 0
    @Option(help: ArgumentHelp("With --drill-down: how many at most, 1 to 1000.", valueName: "number"))
    var limit: UInt32 = 100
    @OptionGroup var desk: DeskOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (1...1000).contains(self.limit) else { throw ValidationError("--limit takes 1 to 1000.") }
        if self.drillDown == nil, self.part != nil || self.after > 0 {
            throw ValidationError("--part and --after are for --drill-down.")
        }
    }

    func run() async throws {
        let law = try IndexWish.law(self.law)
        let choices = try IndexWish.choices(self.choices)
        let page = try self.drillDown.map { item throws(OperatorError) in
            try IndexWish.drillDown(item, part: self.part)
        }
        let place = try await self.figure.place { () throws(OperatorError) in
            try await self.desk.ask { desk throws(OperatorError) in try await desk.indices(WireGetIndices()).geography }
        }
        let query = WireGetIndices.make {
            $0.unit = place.unit
            $0.geography = place.geography
            $0.fromDay = self.figure.fromDay ?? ""
            $0.throughDay = self.figure.throughDay ?? ""
            $0.law = law
            $0.choices = choices
            if var page {
                page.after = self.after
                page.limit = self.limit
                $0.drillDown = page
            }
        }
        let indices = try await self.desk.ask { desk throws(OperatorError) in try await desk.indices(query) }
        let isDrillDown = page != nil
        if self.output.json {
            Terminal.write((isDrillDown ? IndexText.caseJSON(indices) : IndexText.json(indices)).map(\.line))
        } else if isDrillDown {
            Terminal.write(IndexText.caseLines(indices))
        } else {
            Terminal.write(IndexText(try RegisterLookup(edition: indices.geography)).lines(indices))
        }
    }
}
