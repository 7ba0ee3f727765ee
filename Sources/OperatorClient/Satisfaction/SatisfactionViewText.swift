package import FeedbackProtocol

/// An office's own past, the hours of the week, counters, fields and hours, as tables.
package struct SatisfactionViewText: Sendable {
    private let lookup: RegisterLookup

    /// Names units by a register.
    package init(_ lookup: RegisterLookup) {
        self.lookup = lookup
    }

    // MARK: Trend

    /// The offices against their own past, in lines of at most 80 columns.
    package func trendLines(_ figures: WireSatisfactionFigures) -> [String] {
        let now = figures.periods.first { $0.name == "now" } ?? WireSatisfactionPeriod()
        guard figures.total.levels.contains(where: { $0 > 0 }) else {
            let days = now.fromDay.isEmpty ? "" : " (\(now.fromDay) to \(now.throughDay))"
            return TextLayout.wrap("No trend: no rating counts in these days\(days).") + MisuseText.trendNote(figures)
                + Self.ending(figures)
        }
        var lines: [String] = []
        for period in figures.periods where period.name != "now" {
            var table = Table([
                .wrapping("OFFICE"), .number("NOW"), .number("THEN"), .number("NOW"), .number("THEN"),
                .number("CHANGE"), .number("95 %"), .text(""),
            ])
            for office in figures.offices {
                let name = self.lookup.rowName(of: office.unit, in: figures.geography)
                table.add(Self.row(office, name: name, against: period.name))
            }
            table.add(Self.row(figures.total, name: "Tổng cộng", against: period.name))
            lines += TextLayout.wrap(
                "\(now.fromDay) to \(now.throughDay) against \(Self.title(period)) \(period.fromDay) to "
                    + "\(period.throughDay): ratings, then the share of the satisfied."
            )
            lines += table.lines() + [""]
        }
        lines += TextLayout.wrap(
            "Change in points of percent, with the interval that holds it in 95 of 100 samples (Newcombe); scale "
                + "\(figures.scale), satisfied from level \(figures.satisfiedFrom). = means that chance alone can explain it; "
                + "too few: below \(figures.minimumCount) ratings now or then. Of many offices that stay as they are, at "
                + "least one in twenty shows a change by chance; more where days differ."
        )
        return lines + MisuseText.trendNote(figures) + Self.ending(figures)
    }

    /// What the figures are not of: other scales, and what is not counted yet.
    private static func ending(_ figures: WireSatisfactionFigures) -> [String] {
        CountedThrough.lines(figures.throughPosition, of: figures.journalPosition)
            + SatisfactionText.otherScales(figures)
    }

    private static func title(_ period: WireSatisfactionPeriod) -> String {
        period.name == "year-before" ? "the same days a year before," : "the days right before,"
    }

    private static func row(_ office: WireOfficeSatisfaction, name: String, against period: String) -> [String] {
        let trend = office.trends.first { $0.against == period } ?? WireSatisfactionTrend()
        let difference = trend.difference
        return [
            name, "\(office.levels.reduce(0, &+))", "\(trend.levels.reduce(0, &+))",
            office.hasSatisfied ? SatisfactionText.percent(office.satisfied.estimate) : "",
            trend.hasSatisfied ? SatisfactionText.percent(trend.satisfied.estimate) : "",
            trend.hasDifference ? self.points(difference.estimate) : "",
            trend.hasDifference ? "\(self.points(difference.low)) to \(self.points(difference.high))" : "",
            self.verdict(trend.verdict),
        ]
    }

    private static func verdict(_ code: String) -> String {
        switch code {
        case "not-shown": "="
        case "too-few": "too few"
        default: code
        }
    }

    /// A difference of shares in whole points of percent, with its sign; nothing for no difference of shares.
    private static func points(_ difference: Double) -> String {
        guard (-1.01...1.01).contains(difference) else { return "" }
        let rounded = Int((difference * 100).rounded())
        return rounded > 0 ? "+\(rounded)" : "\(rounded)"
    }

    // MARK: Week

    /// The hours of the week, in lines of at most 80 columns: a row for each hour, a column for each day.
    package static func weekLines(_ figures: WireSatisfactionFigures) -> [String] {
        let days = ["Thứ 2", "Thứ 3", "Thứ 4", "Thứ 5", "Thứ 6", "Thứ 7", "CN"]
        let titles = days.map { TextLayout.padded($0, to: Self.cellWidth, trailing: true) }
        var lines = [TextLayout.padded("h", to: 3) + titles.joined()]
        for hour in 0..<24 {
            let cells = (0..<7).map { self.cell(figures, at: $0 * 24 + hour) }
            let row = TextLayout.padded("\(hour)", to: 3) + cells.joined()
            lines.append(String(row.reversed().drop { $0 == " " }.reversed()))
        }
        lines += [""]
        lines += TextLayout.wrap(
            "Ratings and the share of the satisfied by hour and day of the week, all offices together; scale "
                + "\(figures.scale), satisfied from level \(figures.satisfiedFrom). The fuller the block, the more are "
                + "satisfied. Hours below \(figures.minimumCount) ratings have no share (few), and a full stop none at all. "
                + "Counted through position \(figures.throughPosition) of the journal."
        )
        return lines + MisuseText.viewNote(figures, hasPlaces: false) + Self.ending(figures)
    }

    private static let cellWidth = 11

    private static func cell(_ figures: WireSatisfactionFigures, at place: Int) -> String {
        guard figures.weekMap.ratings.indices.contains(place), figures.weekMap.satisfied.indices.contains(place) else {
            return TextLayout.padded(". ", to: self.cellWidth, trailing: true)
        }
        let count = figures.weekMap.ratings[place]
        guard count > 0 else { return TextLayout.padded(". ", to: self.cellWidth, trailing: true) }
        let number =
            switch count {
            case ...9_999: "\(count)"
            case ...999_999: "\(count / 1_000)k"
            default: "\(min(count / 1_000_000, 999))M"
            }
        guard count >= UInt64(figures.minimumCount) else {
            return TextLayout.padded("\(number)  few ", to: self.cellWidth, trailing: true)
        }
        // Cut, not rounded: 99.9 % is not 100 %.
        let (high, low) = min(figures.weekMap.satisfied[place], count).multipliedFullWidth(by: 100)
        let percent = high < count ? count.dividingFullWidth((high, low)).quotient : 100
        let share = TextLayout.padded("\(percent)%", to: 4, trailing: true)
        return TextLayout.padded("\(number) \(share)\(self.shade(percent))", to: self.cellWidth, trailing: true)
    }

    private static func shade(_ percent: UInt64) -> String {
        switch percent {
        case ..<50: " "
        case ..<70: "░"
        case ..<85: "▒"
        case ..<95: "▓"
        default: "█"
        }
    }

    // MARK: Groups

    /// Counters, fields or hours, in lines of at most 80 columns.
    package func groupLines(_ figures: WireSatisfactionFigures, by division: String) -> [String] {
        var table = Table([
            .number("PLACE"), .wrapping(division.uppercased()), .number("RATINGS"), .number("SATISFIED"),
            .number("95 %"), .number("MEAN"),
        ])
        for group in figures.groups {
            table.add(SatisfactionText.shares(group.satisfaction, name: self.name(of: group, by: division, figures)))
        }
        table.add(SatisfactionText.shares(figures.total, name: "Tổng cộng"))
        let lines = table.lines() + [""] + SatisfactionText.explanation(figures)
        return lines + MisuseText.viewNote(figures, hasPlaces: division != "hour")
            + SatisfactionText.otherScales(figures)
    }

    private func name(
        of group: WireSatisfactionGroup,
        by division: String,
        _ figures: WireSatisfactionFigures
    ) -> String {
        switch division {
        case "counter":
            let office = self.lookup.rowName(of: group.unit, in: figures.geography)
            return group.part.isEmpty ? "\(office): không rõ quầy" : "\(office): quầy \(group.part)"
        case "hour": return "\(group.part) giờ"
        default: return group.part.isEmpty ? "(không rõ lĩnh vực)" : Labels.field(group.part)
        }
    }
}
