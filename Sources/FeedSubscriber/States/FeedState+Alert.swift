public import Foundation

extension FeedState {
    /// What somebody should look at; of one office, what it is about, kiosk and scale there is one at a time.
    public struct Alert: Sendable, Hashable {
        /// Where it is in its course.
        public enum Phase: String, Sendable, Hashable, Codable {
            /// It holds, as it was when it began.
            case begun
            /// It holds, and was said anew.
            case changed
            /// It holds no more.
            case ended
            /// It was not told for five minutes although the aggregator was heard: it holds no more.
            ///
            /// The aggregator began anew, or another one told it; if it still is so, it will be told as begun.
            case lapsed
        }

        /// What it is about, and what is known of that.
        public enum Figures: Sendable, Hashable {
            /// A kiosk has not been heard of for too much of its office's opening hours.
            case kioskSilent(KioskSilence)
            /// What waits at a kiosk to be delivered grows and grows.
            case outboxGrows(OutboxGrowth)
            /// A kiosk's clock is wrong.
            case clockWrong(ClockError)
            /// The office's share of the satisfied fell below its own past.
            case satisfactionFell(SatisfactionFall)
            /// Something that only a later version of this library knows.
            case unknown
        }

        /// Where it is in its course.
        public let phase: Phase
        /// Since when it is so, as far as can be told.
        public let beganAt: Date
        /// When it was noticed.
        public let raisedAt: Date
        /// When it was last said anew what it is; as `raisedAt` when it never changed.
        public let changedAt: Date
        /// Since when it is so no more; `nil` while it is, and of one that lapsed.
        public let endedAt: Date?
        /// Register code of the office.
        public let office: String
        /// Tells kiosks apart: 12 hexadecimal digits; `nil` when it is about the office.
        public let kiosk: String?
        /// The name of the rule that decided, such as `silence`.
        public let rule: String
        /// The settings it had, as in the aggregator's configuration, such as `alerts.silence` and `30m`.
        public let ruleSettings: [String: String]
        /// What it is about, and what is known of that; newer figures alone are not told.
        public let figures: Figures

        /// Whether it holds.
        public var holds: Bool { self.phase == .begun || self.phase == .changed }

        /// The same one, told no more.
        var lapsed: Alert {
            Alert(
                phase: .lapsed,
                beganAt: self.beganAt,
                raisedAt: self.raisedAt,
                changedAt: self.changedAt,
                endedAt: nil,
                office: self.office,
                kiosk: self.kiosk,
                rule: self.rule,
                ruleSettings: self.ruleSettings,
                figures: self.figures
            )
        }
    }
}

extension FeedState.Alert {
    /// A kiosk that is not heard of.
    public struct KioskSilence: Sendable, Hashable {
        /// When it was last heard of; when it never was, since when the aggregator looks for it.
        public let lastHeardAt: Date
        /// Whether it never was.
        public let isNeverHeard: Bool
        /// When it was heard of again, though not yet for long enough; `nil` when it was not.
        public let heardAgainAt: Date?
    }

    /// Submissions that wait at a kiosk.
    public struct OutboxGrowth: Sendable, Hashable {
        /// How many wait, as the kiosk last said; 0 to 2⁵³.
        public let depth: Int
        /// When it said so.
        public let reportedAt: Date
        /// How many waited when it began; 0 to 2⁵³.
        public let depthAtFirst: Int
    }

    /// A kiosk's clock against the aggregator's.
    public struct ClockError: Sendable, Hashable {
        /// The kiosk's clock minus the aggregator's, as the kiosk last said: positive when it is ahead.
        public let offset: Duration
        /// When it said so.
        public let reportedAt: Date
    }

    /// The share of the satisfied before and since a fall.
    public struct SatisfactionFall: Sendable, Hashable {
        /// Code of the scale.
        public let scale: String
        /// The day on which it began, as far as can be told; in days since 1970-01-01, UTC+7.
        public let sinceDay: Int
        /// The last closed day that is in it; in days since 1970-01-01, UTC+7.
        public let throughDay: Int
        /// The day on whose ratings it was noticed; in days since 1970-01-01, UTC+7.
        public let raisedDay: Int
        /// The share before, 0 to 1.
        public let before: Interval
        /// How many ratings that is of; 0 to 2⁵³.
        public let ratingsBefore: Int
        /// The share since then, 0 to 1.
        public let since: Interval
        /// How many ratings that is of; 0 to 2⁵³.
        public let ratingsSince: Int
        /// The share since then less the one before, −1 to 1 and below 0; its interval is widened for days that differ by
        /// more than chance.
        public let difference: Interval
    }

    /// A share with its 95 % interval; always numbers, never infinite.
    public struct Interval: Sendable, Hashable {
        /// The share itself.
        public let estimate: Double
        /// Where the interval begins.
        public let low: Double
        /// Where it ends.
        public let high: Double
    }
}
