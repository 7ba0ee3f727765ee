package import CivilTime
package import FeedbackProtocol

/// Alerts as lines of at most 80 columns and as JSON: what each means, and what to do.
package struct AlertText: Sendable {
    private let lookup: RegisterLookup

    /// Names units by a register.
    package init(_ lookup: RegisterLookup) {
        self.lookup = lookup
    }

    /// How long after the aggregator was started is said that silent kiosks may not show yet.
    private static let newness = Duration.seconds(24 * 3600)

    /// The alerts that hold, each with what it means and what to do.
    ///
    /// - Parameters:
    ///   - list: What the aggregator tells.
    ///   - now: When that was.
    /// - Returns: Lines of at most 80 columns.
    package func lines(_ list: WireAlertList, at now: Timestamp) -> [String] {
        let judged =
            list.judgedThroughDay.isEmpty
            ? "Falls of satisfaction are not judged yet: the aggregator still counts the ratings."
            : "Falls of satisfaction are judged once a day, now through \(TextLayout.oneLine(list.judgedThroughDay)). "
                + Self.watchedForFalls(list)
        let watched = Self.watched(list, at: now).flatMap { TextLayout.wrap($0) }
        guard !list.alerts.isEmpty else { return ["No alert holds."] + watched + TextLayout.wrap(judged) }
        var lines: [String] = []
        for alert in list.alerts {
            let office = self.lookup.rowName(of: alert.office, in: alert.registerEdition)
            let name = Self.kioskName(of: alert, in: list)
            let kiosk = name.isEmpty ? "" : "  \(TextLayout.oneLine(name))"
            lines += TextLayout.wrap("\(Self.title(alert))\(kiosk)  \(office)")
            let since = "since \(LocalTime.short(alert.beganAt)) (UTC+7)"
            lines += TextLayout.wrap("\(since): \(Self.meaning(alert))", indent: "  ")
            lines += TextLayout.wrap("To do: \(Self.advice(alert.kind))", indent: "  ")
            lines += TextLayout.wrap("Rule: \(Self.rule(alert.rule))", indent: "  ") + [""]
        }
        let count = list.alerts.count == 1 ? "1 alert holds." : "\(list.alerts.count) alerts hold."
        return lines + watched + TextLayout.wrap("\(count) \(judged)")
    }

    /// Says soon after a start that a kiosk may be silent all the same.
    private static func watched(_ list: WireAlertList, at now: Timestamp) -> [String] {
        let since = Timestamp(microseconds: list.watchedSince)
        guard list.watchedSince != 0, now.duration(since: since) < self.newness else { return [] }
        let limit = list.silenceLimitSeconds
        let after = limit == 0 ? "later" : "after \(self.length(UInt64(limit))) of opening hours"
        return ["Kiosks are watched since \(LocalTime.short(list.watchedSince)); a silence shows \(after)."]
    }

    /// Who is watched for falls: where nobody is, that no alert holds says nothing.
    private static func watchedForFalls(_ list: WireAlertList) -> String {
        switch (list.watchedOffices, list.ratedOffices) {
        case (_, 0):
            "No office had ratings that count through \(TextLayout.oneLine(list.judgedThroughDay)); today's are judged "
                + "tomorrow."
        case (let watched, let rated) where watched >= rated:
            "All \(rated) offices that were rated lately are watched for falls."
        case (let watched, let rated):
            "\(watched) of \(rated) offices that were rated lately are watched for falls; the rest have too few ratings."
        }
    }

    /// The list for programs: an object for each alert.
    package static func json(_ list: WireAlertList) -> [JSONValue] {
        list.alerts.map { alert in
            .object(self.members(alert) + [.init("kiosk_name", .optional(self.kioskName(of: alert, in: list)))])
        }
    }

    /// The name of the key of the kiosk that an alert is about; empty for none.
    private static func kioskName(of alert: WireAlert, in list: WireAlertList) -> String {
        list.kiosks.first { $0.kiosk == alert.kiosk }?.name ?? alert.kiosk
    }

    /// An alert in a few words, as the feed's lines have it.
    static func summary(_ alert: WireAlert) -> String {
        let kiosk = alert.kiosk.isEmpty ? "" : " \(TextLayout.oneLine(alert.kiosk))"
        return "\(self.code(alert.state))  \(self.title(alert))\(kiosk): \(self.meaning(alert))"
    }

    private static func title(_ alert: WireAlert) -> String {
        switch alert.kind {
        case .kioskSilent: "SILENT KIOSK"
        case .outboxGrows: "GROWING OUTBOX"
        case .clockError: "WRONG CLOCK"
        case .satisfactionFell: "SATISFACTION FELL"
        case .unspecified, .UNRECOGNIZED: "UNKNOWN ALERT"
        }
    }

    private static func meaning(_ alert: WireAlert) -> String {
        switch alert.figures {
        case .silence(let silence) where silence.heardAgainAt != 0:
            return "silent until \(LocalTime.short(silence.heardAgainAt)), heard again since, not yet for long enough"
        case .silence(let silence) where silence.neverHeard:
            return "not heard of yet since the aggregator started or its key was made, in opening hours"
        case .silence(let silence):
            return "last heard of \(LocalTime.short(silence.lastHeardAt)), in its office's opening hours since"
        case .outbox(let outbox):
            return "\(outbox.depth) submissions wait at the kiosk, \(outbox.depthAtFirst) when it began; reported "
                + LocalTime.short(outbox.reportedAt)
        case .clock(let clock):
            let seconds = clock.offset.magnitude / 1_000_000
            let way = clock.offset < 0 ? "behind" : "ahead"
            return "its clock is \(self.length(seconds)) \(way); reported \(LocalTime.short(clock.reportedAt))"
        case .fall(let fall):
            return "\(self.percent(fall.since.estimate)) satisfied of \(fall.ratingsSince) ratings since "
                + "\(TextLayout.oneLine(fall.sinceDay)), \(self.percent(fall.before.estimate)) of "
                + "\(fall.ratingsBefore) before: a fall of \(self.points(fall.fall.high, to: fall.fall.low)) points "
                + "(95 % before it was picked for being low), on scale \(TextLayout.oneLine(fall.scale))"
        case .none: return "a kind of a later version"
        }
    }

    private static func advice(_ kind: WireAlertKind) -> String {
        switch kind {
        case .kioskSilent:
            "call the office: is the machine switched on, is its network up? What it has is on its disk and comes later."
        case .outboxGrows:
            "look at the kiosk's network and at 'langnghe status'; nothing is lost, but the office's figures lag."
        case .clockError: "set the kiosk's clock, and let it follow a time server; the hours of its ratings are wrong."
        case .satisfactionFell:
            "look at 'langnghe satisfaction' for the reasons, and talk with the office. Chance may raise one as well."
        case .unspecified, .UNRECOGNIZED: "update this program."
        }
    }

    private static func rule(_ rule: WireAlertRule) -> String {
        let settings = rule.settings.map { "\($0.name)=\($0.value)" }.joined(separator: ", ")
        return TextLayout.oneLine("\(rule.name) (\(settings))")
    }

    private static func length(_ seconds: UInt64) -> String {
        seconds < 120 ? "\(seconds) s" : seconds < 7200 ? "\(seconds / 60) min" : "\(seconds / 3600) h"
    }

    private static func percent(_ share: Double) -> String { "\(self.hundredths(share)) %" }

    private static func points(_ least: Double, to most: Double) -> String {
        "\(self.hundredths(-least)) to \(self.hundredths(-most))"
    }

    /// A share in whole hundredths; 0 for what is no number.
    private static func hundredths(_ share: Double) -> Int {
        (-10...10).contains(share) ? Int((share * 100).rounded()) : 0
    }
}
