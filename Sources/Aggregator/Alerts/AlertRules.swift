import CivilTime
import FeedbackProtocol
package import Satisfaction

/// When somebody is to look at a kiosk or an office.
package struct AlertRules: Sendable, Hashable {
    package var silence = KioskAlert.SilenceRule()
    package var outbox = KioskAlert.OutboxRule()
    package var clock = KioskAlert.ClockRule()
    package var drop = DropWatch.Rules()

    /// Makes the usual rules.
    package init() {}

    /// The settings that decide about a silent kiosk, as an alert tells them.
    var silenceSettings: [AlertFacts.Setting] { [.silence(self.silence.limit)] }

    /// The settings that decide about an outbox.
    var outboxSettings: [AlertFacts.Setting] {
        [
            .outboxReports(self.outbox.reportCount), .outboxLimit(self.outbox.limit), .outboxCalm(self.outbox.calm),
        ]
    }

    /// The settings that decide about a clock.
    var clockSettings: [AlertFacts.Setting] { [.clockLimit(self.clock.limit), .clockCalm(self.clock.calm)] }

    /// The settings that decide about a fall.
    var dropSettings: [AlertFacts.Setting] {
        [
            .dropPoints(Int((self.drop.drop.fall * 100).rounded())),
            .dropDaysToFalseAlarm(Int(self.drop.drop.daysToFalseAlarm)), .dropBaselineDays(self.drop.baselineDays),
        ]
    }
}
