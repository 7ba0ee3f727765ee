package import CivilTime

/// What anyone in its unit may know of an alert: codes, numbers, times and the name of a kiosk's key.
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
    package var kiosk: FeedKeyName
    package var settings: [Setting]
    package var figures: Figures

    /// Gathers the facts of an alert that begins.
    package init(
        began: Timestamp,
        raised: Timestamp,
        office: FeedUnitCode,
        registerEdition: FeedCode,
        kiosk: FeedKeyName,
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

/// The name of a key that may go out on the feed; empty when made from a text that has another form.
package struct FeedKeyName: Sendable, Hashable {
    /// The name; empty, or 1 to 64 of `a`–`z`, `0`–`9`, `-`, `.` and `_`.
    package let rawValue: String

    /// No key.
    package static let none = FeedKeyName("")

    /// Takes a text when it has the form of a key's name, and nothing otherwise.
    package init(_ text: String) {
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        let isName = text.utf8.allSatisfy { byte in
            letters.contains(byte) || digits.contains(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
                || byte == UInt8(ascii: "_")
        }
        self.rawValue = isName && text.utf8.count <= TextSyntax.maximumLength ? text : ""
    }
}
