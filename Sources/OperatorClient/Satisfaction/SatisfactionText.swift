package import FeedbackProtocol

/// Satisfaction as a table and as JSON.
package struct SatisfactionText: Sendable {
    private let lookup: RegisterLookup

    /// Names units by a register.
    package init(_ lookup: RegisterLookup) {
        self.lookup = lookup
    }

    /// The figures as lines of at most 80 columns.
    ///
    /// - Parameters:
    ///   - figures: The figures.
    ///   - nothing: What is said when nothing was rated, in lines of at most 80 columns.
    /// - Returns: The lines.
    package func lines(
        _ figures: WireSatisfactionFigures,
        nothing: [String] = ["Nothing was rated in that time."]
    ) -> [String] {
        guard figures.total.levels.contains(where: { $0 > 0 }) || figures.total.flagged > 0 else {
            return nothing + Self.otherScales(figures)
                + CountedThrough.lines(figures.throughPosition, of: figures.journalPosition)
        }
        var table = Table([
            .number("PLACE"), .wrapping("OFFICE"), .number("RATINGS"), .number("SATISFIED"), .number("95 %"),
            .number("MEAN"), .number("FLAGGED"), .number(figures.includesFlagged ? "SUSPECT" : "LEFT OUT"),
        ])
        for office in figures.offices {
            table.add(Self.row(office, name: self.lookup.rowName(of: office.unit, in: figures.geography)))
        }
        table.add(Self.row(figures.total, name: "Tổng cộng"))
        return table.lines() + Self.answers(figures.total) + MisuseText.lines(figures) + [""]
            + Self.explanation(figures) + Self.otherScales(figures)
    }

    /// The reasons of the total, most given first, and its criteria, least met first; in lines of at most 80 columns.
    private static func answers(_ total: WireOfficeSatisfaction) -> [String] {
        var lines: [String] = []
        if !total.reasons.isEmpty {
            var table = Table([.number("TIMES"), .wrapping("REASON GIVEN AFTER A LOW LEVEL")])
            for reason in total.reasons { table.add(["\(reason.count)", Labels.reasonLabel(reason.reason)]) }
            lines += [""] + table.lines()
        }
        if !total.criteria.isEmpty {
            var table = Table([.number("MET"), .number("OF"), .wrapping("CRITERION")])
            let asked = total.criteria.filter { Self.answers(to: $0) > 0 }
            for criterion in asked.sorted(by: { Self.share($0) < Self.share($1) }) {
                table.add([
                    Self.percent(Self.share(criterion)), "\(Self.answers(to: criterion))",
                    Labels.criterionLabel(criterion.criterion),
                ])
            }
            lines += [""] + table.lines()
        }
        return lines
    }

    private static func answers(to criterion: WireCriterionCount) -> UInt64 {
        let (sum, isOver) = criterion.met.addingReportingOverflow(criterion.notMet)
        return isOver ? .max : sum
    }

    private static func share(_ criterion: WireCriterionCount) -> Double {
        Double(criterion.met) / Double(max(1, self.answers(to: criterion)))
    }

    /// What counts and what a place means, in lines of at most 80 columns.
    static func explanation(_ figures: WireSatisfactionFigures) -> [String] {
        let lines = TextLayout.wrap(
            "Scale \(figures.scale), of which levels from \(figures.satisfiedFrom) count as satisfied; geography of edition "
                + "\(figures.geography). 95 %: chance alone leaves the share between these (Wilson). Offices whose "
                + "intervals overlap cannot be told apart and share places: each pair at 95 %, so that among many offices "
                + "some places differ by chance. Fewer than \(figures.minimumCount) ratings make no place. Counted "
                + "through position \(figures.throughPosition) of the journal."
        )
        return lines + CountedThrough.lines(figures.throughPosition, of: figures.journalPosition)
    }

    /// On which other scales was rated.
    static func otherScales(_ figures: WireSatisfactionFigures) -> [String] {
        guard !figures.otherScales.isEmpty else { return [] }
        return TextLayout.wrap("Rated on other scales too; see --scale \(figures.otherScales.joined(separator: ", ")).")
    }

    private static func row(_ office: WireOfficeSatisfaction, name: String) -> [String] {
        self.shares(office, name: name)
            + [self.some(office.flagged), self.some(office.excludedLevels.reduce(0, &+))]
    }

    /// The cells of place, name, ratings, share of the satisfied with its interval, and mean.
    static func shares(_ office: WireOfficeSatisfaction, name: String) -> [String] {
        let count = office.levels.reduce(0, &+)
        return [
            Self.place(office), name, "\(count)", office.hasSatisfied ? Self.percent(office.satisfied.estimate) : "",
            office.hasSatisfied ? "\(Self.percent(office.satisfied.low))-\(Self.percent(office.satisfied.high))" : "",
            self.mean(of: office.levels).map { Self.decimal($0) } ?? "",
        ]
    }

    /// The mean level, which every count of ratings has; its interval it may lack.
    private static func mean(of levels: [UInt64]) -> Double? {
        let total = levels.reduce(0.0) { $0 + Double($1) }
        guard total > 0 else { return nil }
        return levels.enumerated().reduce(0.0) { $0 + Double($1.offset + 1) * Double($1.element) } / total
    }

    /// A number; nothing for 0.
    private static func some(_ number: UInt64) -> String { number == 0 ? "" : "\(number)" }

    private static func place(_ office: WireOfficeSatisfaction) -> String {
        guard office.bestPlace > 0 else { return "" }
        return office.bestPlace == office.worstPlace
            ? "\(office.bestPlace)" : "\(office.bestPlace)-\(office.worstPlace)"
    }

    /// A share in whole percent, rounded to the nearest; never 100 or 0 for what is neither, and nothing for no share.
    static func percent(_ share: Double) -> String {
        guard (0...1).contains(share) else { return "" }
        let rounded = Int((share * 100).rounded())
        if rounded == 100, share < 1 { return ">99 %" }
        if rounded == 0, share > 0 { return "<1 %" }
        return "\(rounded) %"
    }

    private static func decimal(_ value: Double) -> String {
        guard (0...100).contains(value) else { return "" }
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10),\(tenths % 10)"
    }

    /// The lines for programs: the offices, and the total with unit null and total true.
    package func json(_ figures: WireSatisfactionFigures) -> [JSONValue] {
        (figures.offices.map { ($0, false) } + [(figures.total, true)]).map { office, isTotal in
            let known = self.json(office, figures, isTotal: isTotal)
            return MisuseText.adding(MisuseText.members(office, figures), to: known)
        }
    }

    private func json(
        _ office: WireOfficeSatisfaction,
        _ figures: WireSatisfactionFigures,
        isTotal: Bool
    ) -> JSONValue {
        .object([
            .init("unit", .optional(office.unit)),
            .init("total", .bool(isTotal)),
            .init("geography", .text(figures.geography)),
            .init("scale", .text(figures.scale)),
            .init("satisfied_from", .natural(UInt64(figures.satisfiedFrom))),
            .init("minimum_count", .natural(UInt64(figures.minimumCount))),
            .init("through_position", .natural(figures.throughPosition)),
            .init("journal_position", .natural(figures.journalPosition)),
            .init("other_scales", .array(figures.otherScales.map { .text($0) })),
            .init("levels", .array(office.levels.map { .natural($0) })),
            .init("satisfied", office.hasSatisfied ? Self.json(office.satisfied) : .null),
            .init("dissatisfied", office.hasDissatisfied ? Self.json(office.dissatisfied) : .null),
            .init("mean", Self.meanJSON(office)),
            .init("best_place", office.bestPlace == 0 ? .null : .natural(UInt64(office.bestPlace))),
            .init("worst_place", office.worstPlace == 0 ? .null : .natural(UInt64(office.worstPlace))),
            .init(
                "criteria",
                .array(
                    office.criteria.map {
                        ["criterion": .text($0.criterion), "met": .natural($0.met), "not_met": .natural($0.notMet)]
                    }
                )
            ),
            .init(
                "reasons",
                .array(office.reasons.map { ["reason": .text($0.reason), "count": .natural($0.count)] })
            ),
        ])
    }

    /// The mean level: with its interval, alone, or null without ratings.
    static func meanJSON(_ office: WireOfficeSatisfaction) -> JSONValue {
        if office.hasMean { return self.json(office.mean) }
        guard let mean = self.mean(of: office.levels) else { return .null }
        return ["estimate": .decimal(mean), "low": .null, "high": .null]
    }

    static func json(_ interval: WireInterval) -> JSONValue {
        ["estimate": .decimal(interval.estimate), "low": .decimal(interval.low), "high": .decimal(interval.high)]
    }
}
