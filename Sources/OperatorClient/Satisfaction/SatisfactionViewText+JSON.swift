package import FeedbackProtocol

/// The views for programs.
extension SatisfactionViewText {
    /// The offices against their own past, one comparison a line; the total has unit null and total true.
    package static func trendJSON(_ figures: WireSatisfactionFigures) -> [JSONValue] {
        let offices = figures.offices.map { (office: $0, isTotal: false) } + [(figures.total, true)]
        return offices.flatMap { office, isTotal in
            office.trends.map { trend in
                let period = figures.periods.first { $0.name == trend.against }
                let line: JSONValue = .object([
                    .init("unit", .optional(office.unit)), .init("total", .bool(isTotal)),
                    .init("scale", .text(figures.scale)), .init("against", .text(trend.against)),
                    .init("from", .optional(period?.fromDay ?? "")),
                    .init("through", .optional(period?.throughDay ?? "")),
                    .init("levels_now", .array(office.levels.map { .natural($0) })),
                    .init("levels_then", .array(trend.levels.map { .natural($0) })),
                    .init("satisfied_now", office.hasSatisfied ? SatisfactionText.json(office.satisfied) : .null),
                    .init("satisfied_then", trend.hasSatisfied ? SatisfactionText.json(trend.satisfied) : .null),
                    .init("difference", trend.hasDifference ? SatisfactionText.json(trend.difference) : .null),
                    .init("verdict", .text(trend.verdict)),
                    .init("minimum_count", .natural(UInt64(figures.minimumCount))),
                ])
                return MisuseText.adding(self.common(figures), to: line)
            }
        }
    }

    /// The hours of the week, one a line.
    ///
    /// Weekday 1 is Monday. Below the least count there is no share.
    package static func weekJSON(_ figures: WireSatisfactionFigures) -> [JSONValue] {
        zip(figures.weekMap.ratings, figures.weekMap.satisfied).enumerated().map { place, cell in
            let isShown = cell.0 > 0 && cell.0 >= UInt64(figures.minimumCount)
            let line: JSONValue = [
                "weekday": .integer(Int64(place / 24 + 1)), "hour": .integer(Int64(place % 24)),
                "ratings": .natural(cell.0), "satisfied": .natural(cell.1),
                "share": isShown ? .decimal(Double(cell.1) / Double(cell.0)) : .null,
                "minimum_count": .natural(UInt64(figures.minimumCount)), "scale": .text(figures.scale),
            ]
            return MisuseText.adding(self.common(figures), to: line)
        }
    }

    /// Counters, fields or hours, one a line; the total stands at the end, with total true.
    package static func groupJSON(_ figures: WireSatisfactionFigures, by division: String) -> [JSONValue] {
        let groups = figures.groups.map { (group: $0, isTotal: false) }
        let total = WireSatisfactionGroup.make { $0.satisfaction = figures.total }
        return (groups + [(total, true)]).map { group, isTotal in
            let office = group.satisfaction
            let line: JSONValue = .object([
                .init("by", .text(division)), .init("unit", .optional(group.unit)),
                .init("part", .optional(group.part)), .init("total", .bool(isTotal)),
                .init("scale", .text(figures.scale)), .init("levels", .array(office.levels.map { .natural($0) })),
                .init("satisfied", office.hasSatisfied ? SatisfactionText.json(office.satisfied) : .null),
                .init("dissatisfied", office.hasDissatisfied ? SatisfactionText.json(office.dissatisfied) : .null),
                .init("mean", SatisfactionText.meanJSON(office)),
                .init("best_place", office.bestPlace == 0 ? .null : .natural(UInt64(office.bestPlace))),
                .init("worst_place", office.worstPlace == 0 ? .null : .natural(UInt64(office.worstPlace))),
                .init("minimum_count", .natural(UInt64(figures.minimumCount))),
            ])
            return MisuseText.adding(self.common(figures), to: line)
        }
    }

    /// What every line of a view has: whether flagged ratings are in it, how many the rules keep out of it or would have
    /// kept out, how far the journal is counted, and on which other scales was rated.
    private static func common(_ figures: WireSatisfactionFigures) -> [JSONValue.Member] {
        let flagged = MisuseText.excluded(figures)
        return [
            .init("includes_flagged", .bool(figures.includesFlagged)),
            .init("excluded", .natural(figures.includesFlagged ? 0 : flagged)),
            .init("counted_although_flagged", .natural(figures.includesFlagged ? flagged : 0)),
            .init("through_position", .natural(figures.throughPosition)),
            .init("journal_position", .natural(figures.journalPosition)),
            .init("other_scales", .array(figures.otherScales.map { .text($0) })),
        ]
    }
}
