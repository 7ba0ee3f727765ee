import Satisfaction
import Settings

extension AggregatorSettings {
    private static let usual = AlertRules()

    static let alertSilence = Setting(
        "alerts.silence",
        .duration(in: .seconds(1)...Duration.seconds(30 * 86_400)),
        default: usual.silence.limit,
        help: "How much of its office's opening time may pass without a sign of a kiosk before an alert begins; it "
            + "ends after as much of it with the kiosk heard of."
    )
    static let alertOutboxReports = Setting(
        "alerts.outbox.reports",
        .integer(in: 2...20),
        default: usual.outbox.reportCount,
        help: "An alert begins when a kiosk's outbox did not shrink over so many of its reports in a row, but grew."
    )
    static let alertOutboxLimit = Setting(
        "alerts.outbox.limit",
        .integer(in: 0...1_000_000_000),
        default: Int(usual.outbox.limit),
        help: "So many submissions may wait in an outbox all the same."
    )
    static let alertOutboxCalm = Setting(
        "alerts.outbox.calm",
        .integer(in: 0...1_000_000_000),
        default: Int(usual.outbox.calm),
        help: "At so many or fewer the alert on an outbox ends."
    )
    static let alertClockLimit = Setting(
        "alerts.clock.limit",
        .duration(in: .milliseconds(1)...Duration.seconds(86_400)),
        default: usual.clock.limit,
        help: "How far a kiosk's clock may be off, either way, before an alert begins."
    )
    static let alertClockCalm = Setting(
        "alerts.clock.calm",
        .duration(in: .zero...Duration.seconds(86_400)),
        default: usual.clock.calm,
        help: "How near a kiosk's clock must be for the alert to end."
    )
    static let alertDropPoints = Setting(
        "alerts.drop.points",
        .integer(in: 1...50),
        default: 10,
        help: "The fall of an office's share of the satisfied, in points of a hundred, that is to be found; lesser "
            + "ones are found later or never."
    )
    static let alertDropDaysToFalseAlarm = Setting(
        "alerts.drop.days-to-false-alarm",
        .integer(in: 10...1_000_000),
        default: Int(DropRules.standard.daysToFalseAlarm),
        help: "After how many days with ratings, on average and at the least, an office without a fall has an alert "
            + "all the same; see 'langnghe-bench drops'."
    )
    static let alertDropBaselineDays = Setting(
        "alerts.drop.baseline-days",
        .integer(in: 10...365),
        default: usual.drop.baselineDays,
        help: "How many days back the past reaches that an office is compared with."
    )

    /// The settings of alerts.
    static var alertSettings: [any SettingDeclaration] {
        [
            self.alertSilence, self.alertOutboxReports, self.alertOutboxLimit, self.alertOutboxCalm,
            self.alertClockLimit, self.alertClockCalm, self.alertDropPoints, self.alertDropDaysToFalseAlarm,
            self.alertDropBaselineDays,
        ]
    }
}

extension AlertRules {
    /// Takes the settings in force.
    init(_ settings: EffectiveSettings) {
        self.init()
        self.silence.limit = settings[AggregatorSettings.alertSilence]
        self.silence.calm = settings[AggregatorSettings.alertSilence]
        self.outbox.reportCount = settings[AggregatorSettings.alertOutboxReports]
        self.outbox.limit = UInt64(settings[AggregatorSettings.alertOutboxLimit])
        self.outbox.calm = UInt64(settings[AggregatorSettings.alertOutboxCalm])
        self.clock.limit = settings[AggregatorSettings.alertClockLimit]
        self.clock.calm = settings[AggregatorSettings.alertClockCalm]
        self.drop.baselineDays = settings[AggregatorSettings.alertDropBaselineDays]
        var drop = DropRules.standard
        drop.fall = Double(settings[AggregatorSettings.alertDropPoints]) / 100
        drop.daysToFalseAlarm = Double(settings[AggregatorSettings.alertDropDaysToFalseAlarm])
        self.drop.drop = drop
    }
}
