package import CivilTime

/// What anyone in its unit may know of an alert: codes, numbers, times and what the feed calls a kiosk.
package struct AlertFacts: Sendable, Hashable {
    /// What is known, by what the alert is about.
    package enum Figures: Sendable, Hashable {
        /// When a kiosk was last heard of (when it never was: since when it is looked for), and again since then.
        case silence(lastHeard: Timestamp, neverHeard: Bool, heardAgain: Timestamp?)
        /// How many submissions wait at a kiosk, as it said at a time, and how many did when that began.
        case outbox(depth: UInt64, reportedAt: Timestamp, depthAtFirst: UInt64)
        /// How far a kiosk's clock is ahead, as it said at a time.
        case clock(offset: Duration, reportedAt: Timestamp)
        /// How an office's share of the satisfied fell.
        case fall(Fall)
    }

    /// The share of the satisfied before and since a fall.
    package struct Fall: Sendable, Hashable {
        package var scale: FeedCode
        package var since: Day
        package var through: Day
        package var raised: Day
        package var before: WireInterval
        package var ratingsBefore: UInt64
        package var sinceThen: WireInterval
        package var ratingsSince: UInt64
        package var fall: WireInterval

        /// Gathers the figures.
        package init(
            scale: FeedCode,
            since: Day,
            through: Day,
            raised: Day,
            before: WireInterval,
            ratingsBefore: UInt64,
            sinceThen: WireInterval,
            ratingsSince: UInt64,
            fall: WireInterval
        ) {
            self.scale = scale
            self.since = since
            self.through = through
            self.raised = raised
            self.before = before
            self.ratingsBefore = ratingsBefore
            self.sinceThen = sinceThen
            self.ratingsSince = ratingsSince
            self.fall = fall
        }
    }

    /// A setting of the rule that decided.
    package enum Setting: Sendable, Hashable {
        case silence(Duration)
        case outboxReports(Int)
        case outboxLimit(UInt64)
        case outboxCalm(UInt64)
        case clockLimit(Duration)
        case clockCalm(Duration)
        case dropPoints(Int)
        case dropDaysToFalseAlarm(Int)
        case dropBaselineDays(Int)
    }

    package var state: WireAlertState
    /// Since when it is so, when that was noticed, and when it last changed.
    package var began: Timestamp
    package var raised: Timestamp
    package var changed: Timestamp
    /// Since when it is so no more; `nil` while it is.
    package var ended: Timestamp?
    package var office: FeedUnitCode
    package var registerEdition: FeedCode
    /// Empty for what is about the office.
    package var kiosk: FeedKioskID
    package var settings: [Setting]
    package var figures: Figures

    /// Gathers the facts of an alert that begins.
    package init(
        began: Timestamp,
        raised: Timestamp,
        office: FeedUnitCode,
        registerEdition: FeedCode,
        kiosk: FeedKioskID,
        settings: [Setting],
        figures: Figures
    ) {
        self.state = .begun
        self.began = began
        self.raised = raised
        self.changed = raised
        self.office = office
        self.registerEdition = registerEdition
        self.kiosk = kiosk
        self.settings = settings
        self.figures = figures
    }
}

/// What the feed calls a kiosk: it tells kiosks apart, and is no name that people gave.
package struct FeedKioskID: Sendable, Hashable {
    /// 12 hexadecimal digits; empty for no kiosk.
    package let rawValue: String

    /// No kiosk.
    package static let none = FeedKioskID(publicKey: [])

    /// Makes it of the first 6 bytes of a key: of a thousand kiosks, two are alike once in half a billion provinces.
    ///
    /// - Parameter publicKey: The 32 bytes of the kiosk's public key.
    package init(publicKey: [UInt8]) {
        self.rawValue = publicKey.prefix(6).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
