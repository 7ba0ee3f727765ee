import ArgumentParser
import FeedbackProtocol
import OperatorClient

/// What is to be told of satisfaction instead of the offices' figures.
struct SatisfactionViewOptions: ParsableArguments {
    @Flag(help: "Compare offices with their own past: as many days before, and a year before (default: 30 days).")
    var trend = false
    @Flag(help: "Show hours and days of the week (all ratings).")
    var week = false
    @Option(help: ArgumentHelp("Divide by counter, field or hour (all ratings).", valueName: "what"))
    var by: String?

    func validate() throws {
        if let by, !["counter", "field", "hour"].contains(by) {
            throw ValidationError("--by takes counter, field or hour.")
        }
        guard [self.trend, self.week, self.by != nil].count(where: \.self) <= 1 else {
            throw ValidationError("Choose one of --trend, --week and --by.")
        }
    }

    /// Asks for what is to be told.
    func ask(in query: inout WireGetSatisfaction) {
        query.withTrend = self.trend
        query.withWeekMap = self.week
        query.groupBy = self.by ?? ""
    }

    /// What is to be told, in lines or as JSON; `nil` for the offices' figures.
    func lines(_ figures: WireSatisfactionFigures, asJSON: Bool) throws(OperatorError) -> [String]? {
        guard self.trend || self.week || self.by != nil else { return nil }
        // A comparison says by itself that there is none; the others have nothing to divide.
        if !asJSON, !self.trend, !figures.total.levels.contains(where: { $0 > 0 }) { return nil }
        let text = SatisfactionViewText(try RegisterLookup(edition: figures.geography))
        if self.trend {
            return asJSON ? SatisfactionViewText.trendJSON(figures).map(\.line) : text.trendLines(figures)
        }
        if let by {
            return asJSON
                ? SatisfactionViewText.groupJSON(figures, by: by).map(\.line) : text.groupLines(figures, by: by)
        }
        return asJSON ? SatisfactionViewText.weekJSON(figures).map(\.line) : SatisfactionViewText.weekLines(figures)
    }
}
