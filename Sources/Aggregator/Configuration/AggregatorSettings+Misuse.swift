import Satisfaction
import Settings

/// When offices of kiosks count as open.
enum OfficeHoursSource: String, CaseIterable, Sendable {
    /// In the office hours of the working calendar.
    case calendar
    /// Day and night.
    case always
}

extension AggregatorSettings {
    static let officeHours = Setting(
        "kiosk.hours",
        .choice,
        default: OfficeHoursSource.calendar,
        help: "When kiosks' offices are open: in the office hours of the working calendar, or always. Presses at other "
            + "times are flagged, and a kiosk may be silent then."
    )
    static let misuseInterval = Setting(
        "misuse.minimum-interval",
        .duration(in: .zero...MisuseRules.longestTime),
        default: MisuseRules.standard.minimumInterval,
        help:
            "Ratings at one counter that follow each other faster are flagged as too soon. With other rules of misuse "
            + "than before, all ratings are counted anew from the journal."
    )
    static let misuseBurstLimit = Setting(
        "misuse.burst.limit",
        .integer(in: 1...200),
        default: MisuseRules.standard.burst.limit,
        help: "Ratings of a kiosk beyond so many within the window are flagged as a burst."
    )
    static let misuseBurstWindow = Setting(
        "misuse.burst.window",
        .duration(in: .zero...MisuseRules.longestTime),
        default: MisuseRules.standard.burst.window,
        help: "The window of a burst."
    )
    static let misuseCompensationCount = Setting(
        "misuse.compensation.count",
        .integer(in: 1...200),
        default: MisuseRules.standard.compensation.count,
        help: "So many high ratings soon after a low one at the same counter are flagged as made up for it."
    )
    static let misuseCompensationWindow = Setting(
        "misuse.compensation.window",
        .duration(in: .zero...MisuseRules.longestTime),
        default: MisuseRules.standard.compensation.window,
        help: "How soon after the low rating they come."
    )
    static let misuseStuckCount = Setting(
        "misuse.stuck.count",
        .integer(in: 3...200),
        default: MisuseRules.standard.stuckButton.count,
        help: "So many ratings of one level at near-regular intervals are flagged as a stuck button."
    )
    static let misuseStuckInterval = Setting(
        "misuse.stuck.interval",
        .duration(in: .zero...MisuseRules.longestTime),
        default: MisuseRules.standard.stuckButton.longestInterval,
        help: "The longest of these intervals."
    )
    static let misuseHoursMargin = Setting(
        "misuse.hours-margin",
        .duration(in: .zero...MisuseRules.longestTime),
        default: MisuseRules.standard.hoursMargin,
        help: "How long before opening and after closing people still rate."
    )
    static let misuseExcluded = Setting(
        "misuse.excluded",
        .list(of: .choice, count: 0...MisuseFlag.allCases.count),
        default: MisuseFlag.allCases.filter { MisuseRules.standard.excluded.contains($0) },
        help: "The flags that keep a rating out of shares, means, places and alerts; the others are shown alone."
    )

    /// Settings with those of the rules of misuse and of alerts behind them.
    static func withRules(_ settings: [any SettingDeclaration]) -> [any SettingDeclaration] {
        settings + self.misuseSettings + self.alertSettings
    }

    /// The settings of the screening for misuse.
    static var misuseSettings: [any SettingDeclaration] {
        [
            self.officeHours, self.misuseInterval, self.misuseBurstLimit, self.misuseBurstWindow,
            self.misuseCompensationCount, self.misuseCompensationWindow, self.misuseStuckCount,
            self.misuseStuckInterval, self.misuseHoursMargin, self.misuseExcluded,
        ]
    }
}

extension MisuseRules {
    /// How many presses a kiosk's screen holds in an aggregator, which bounds what screening a flood costs.
    static let heldByAggregator = 512

    /// The rules where nothing else is set.
    static var ofAggregator: MisuseRules {
        var rules = MisuseRules.standard
        rules.maximumHeld = MisuseRules.heldByAggregator
        return rules
    }

    /// Takes the settings in force.
    init(_ settings: EffectiveSettings) {
        var rules = MisuseRules.ofAggregator
        rules.set(settings)
        if rules != .ofAggregator {
            rules = MisuseRules(id: "own", version: 1)
            rules.maximumHeld = MisuseRules.heldByAggregator
            rules.set(settings)
        }
        self = rules
    }

    private mutating func set(_ settings: EffectiveSettings) {
        self.minimumInterval = settings[AggregatorSettings.misuseInterval]
        self.burst.limit = settings[AggregatorSettings.misuseBurstLimit]
        self.burst.window = settings[AggregatorSettings.misuseBurstWindow]
        self.compensation.count = settings[AggregatorSettings.misuseCompensationCount]
        self.compensation.window = settings[AggregatorSettings.misuseCompensationWindow]
        self.stuckButton.count = settings[AggregatorSettings.misuseStuckCount]
        self.stuckButton.longestInterval = settings[AggregatorSettings.misuseStuckInterval]
        self.hoursMargin = settings[AggregatorSettings.misuseHoursMargin]
        self.excluded = Set(settings[AggregatorSettings.misuseExcluded])
    }
}
