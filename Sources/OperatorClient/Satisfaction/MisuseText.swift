import FeedbackProtocol

/// What the screening of ratings for misuse found, as lines and as JSON.
enum MisuseText {
    /// Under the table: which rule flagged how many, and what that does; nothing when nothing was flagged.
    static func lines(_ figures: WireSatisfactionFigures) -> [String] {
        guard figures.total.flagged > 0 else { return [] }
        let rules = figures.misuse
        var table = Table([.number("TIMES"), .text("FLAG"), .text("COUNTED"), .wrapping("WHAT IT MEANS")])
        for flag in figures.total.flags.sorted(by: { ($1.count, $0.flag) < ($0.count, $1.flag) }) {
            let isCounted = figures.includesFlagged || !rules.excluded.contains(flag.flag)
            table.add(["\(flag.count)", flag.flag, isCounted ? "yes" : "no", self.meaning(of: flag.flag, rules)])
        }
        let excluded = self.excluded(figures)
        let count = figures.total.flagged
        let flagged = count == 1 ? "1 rating is flagged" : "\(count) ratings are flagged"
        let word =
            figures.includesFlagged
            ? "\(excluded) of them would be left out of the figures, and are counted as asked for."
            : "\(excluded) of them are left out of the figures; --include-flagged counts all."
        return [""] + table.lines() + [""]
            + TextLayout.wrap(
                "\(flagged) as perhaps not one visitor's answer (rules \"\(TextLayout.oneLine(rules.id))\", version "
                    + "\(rules.version)); \(word) One may have several flags. Nothing is deleted: the journal and the feed "
                    + "have all of them, and reasons and criteria are of all."
            )
    }

    /// How many ratings of the total the rules keep out, whether they are counted or not.
    static func excluded(_ figures: WireSatisfactionFigures) -> UInt64 {
        figures.total.excludedLevels.reduce(0, &+)
    }

    /// Under a view of hours, counters or fields: that flagged ratings are in it; nothing when there are none.
    ///
    /// - Parameters:
    ///   - figures: The figures.
    ///   - hasPlaces: Whether the view can have places.
    /// - Returns: Lines of at most 80 columns.
    static func viewNote(_ figures: WireSatisfactionFigures, hasPlaces: Bool) -> [String] {
        let excluded = self.excluded(figures)
        guard excluded > 0 else { return [] }
        let lacksPlaces = figures.groups.contains { group in
            group.satisfaction.bestPlace == 0
                && group.satisfaction.levels.reduce(0, &+) >= UInt64(figures.minimumCount)
        }
        let places =
            hasPlaces && lacksPlaces ? " So there are no places; --include-flagged gives them all the same." : ""
        return TextLayout.wrap(
            "All ratings are counted here, also \(excluded) that the offices' figures leave out as perhaps not one "
                + "visitor's answer (rules \"\(TextLayout.oneLine(figures.misuse.id))\", version "
                + "\(figures.misuse.version)): flags are not kept by hour, counter or field.\(places)"
        )
    }

    /// Under a comparison with the past: what is left out on both sides; nothing when that is nothing.
    static func trendNote(_ figures: WireSatisfactionFigures) -> [String] {
        let excluded = self.excluded(figures)
        guard excluded > 0, !figures.includesFlagged else { return [] }
        return TextLayout.wrap(
            "\(excluded) flagged ratings of now are left out, and those of the earlier days by the same rules."
        )
    }

    private static func meaning(of flag: String, _ rules: WireMisuseSettings) -> String {
        switch flag {
        case "too-soon":
            return "less than \(self.time(rules.minimumInterval)) after the one before at the same counter"
        case "burst": return "beyond \(rules.burstLimit) within \(self.time(rules.burstWindow)) at one kiosk"
        case "compensation":
            return "one of \(rules.compensationCount) or more high ones within "
                + "\(self.time(rules.compensationWindow)) after a low one"
        case "stuck-button":
            return "one of \(rules.stuckCount) or more of one level at even intervals of at most "
                + self.time(rules.stuckInterval)
        case "out-of-hours":
            return "more than \(self.time(rules.hoursMargin)) before or after the office's opening hours"
        case "repeated-visit": return "not the first of its visit"
        case "out-of-order": return "earlier than others before it: the kiosk's clock was set back"
        default: return "known to a later version of this program"
        }
    }

    /// A time in the largest unit it is whole in.
    private static func time(_ microseconds: Int64) -> String {
        switch microseconds {
        case let time where time != 0 && time % 60_000_000 == 0: "\(time / 60_000_000) min"
        case let time where time % 1_000_000 == 0: "\(time / 1_000_000) s"
        default: "\(microseconds / 1000) ms"
        }
    }

    /// For programs: what is flagged and left out, and by which rules.
    static func members(_ office: WireOfficeSatisfaction, _ figures: WireSatisfactionFigures) -> [JSONValue.Member] {
        let rules = figures.misuse
        return [
            .init("flagged", .natural(office.flagged)),
            .init("flags", .object(office.flags.map { .init($0.flag, .natural($0.count)) })),
            .init("excluded_levels", .array(office.excludedLevels.map { .natural($0) })),
            .init("includes_flagged", .bool(figures.includesFlagged)),
            .init(
                "misuse_rules",
                [
                    "id": .text(rules.id), "version": .natural(UInt64(rules.version)),
                    "minimum_interval_seconds": .decimal(Double(rules.minimumInterval) / 1e6),
                    "burst_limit": .natural(UInt64(rules.burstLimit)),
                    "burst_window_seconds": .decimal(Double(rules.burstWindow) / 1e6),
                    "compensation_count": .natural(UInt64(rules.compensationCount)),
                    "compensation_window_seconds": .decimal(Double(rules.compensationWindow) / 1e6),
                    "stuck_count": .natural(UInt64(rules.stuckCount)),
                    "stuck_interval_seconds": .decimal(Double(rules.stuckInterval) / 1e6),
                    "hours_margin_seconds": .decimal(Double(rules.hoursMargin) / 1e6),
                    "always_open": .bool(rules.alwaysOpen),
                    "excluded": .array(rules.excluded.map { .text($0) }),
                ]
            ),
        ]
    }

    /// An object with more members.
    static func adding(_ more: [JSONValue.Member], to value: JSONValue) -> JSONValue {
        guard case .object(let members) = value else { return value }
        return .object(members + more)
    }
}
