import FeedbackProtocol

extension AlertText {
    /// What an alert is, for programs.
    static func members(_ alert: WireAlert) -> [JSONValue.Member] {
        let known: [JSONValue.Member] = [
            .init("alert", .text(self.code(alert.kind))),
            .init("state", .text(self.code(alert.state))),
            .init("office", .text(alert.office)),
            .init("office_edition", .text(alert.registerEdition)),
            .init("kiosk", .optional(alert.kiosk)),
            .init("began_at", LocalTime.json(alert.beganAt)),
            .init("raised_at", LocalTime.json(alert.raisedAt)),
            .init("changed_at", LocalTime.json(alert.changedAt)),
            .init("ended_at", LocalTime.json(alert.endedAt)),
            .init("told_again", .bool(alert.toldAgain)),
            .init("rule", .text(alert.rule.name)),
            .init("settings", .object(alert.rule.settings.map { .init($0.name, .text($0.value)) })),
        ]
        return known + self.figures(alert)
    }

    private static func figures(_ alert: WireAlert) -> [JSONValue.Member] {
        switch alert.figures {
        case .silence(let silence):
            [
                .init("last_heard_at", LocalTime.json(silence.lastHeardAt)),
                .init("never_heard", .bool(silence.neverHeard)),
                .init("heard_again_at", LocalTime.json(silence.heardAgainAt)),
            ]
        case .outbox(let outbox):
            [
                .init("depth", .natural(outbox.depth)), .init("depth_at_first", .natural(outbox.depthAtFirst)),
                .init("reported_at", LocalTime.json(outbox.reportedAt)),
            ]
        case .clock(let clock):
            [
                .init("offset_seconds", .decimal(Double(clock.offset) / 1e6)),
                .init("reported_at", LocalTime.json(clock.reportedAt)),
            ]
        case .fall(let fall):
            [
                .init("scale", .text(fall.scale)), .init("since_day", .text(fall.sinceDay)),
                .init("through_day", .text(fall.throughDay)), .init("raised_day", .text(fall.raisedDay)),
                .init("before", self.json(fall.before)), .init("ratings_before", .natural(fall.ratingsBefore)),
                .init("since", self.json(fall.since)), .init("ratings_since", .natural(fall.ratingsSince)),
                .init("fall", self.json(fall.fall)),
            ]
        case .none: []
        }
    }

    private static func json(_ interval: WireInterval) -> JSONValue {
        ["estimate": .decimal(interval.estimate), "low": .decimal(interval.low), "high": .decimal(interval.high)]
    }

    private static func code(_ kind: WireAlertKind) -> String {
        switch kind {
        case .kioskSilent: "kiosk-silent"
        case .outboxGrows: "outbox-grows"
        case .clockError: "clock-error"
        case .satisfactionFell: "satisfaction-fell"
        case .unspecified, .UNRECOGNIZED: "unknown"
        }
    }

    static func code(_ state: WireAlertState) -> String {
        switch state {
        case .begun: "begun"
        case .changed: "changed"
        case .ended: "ended"
        case .unspecified, .UNRECOGNIZED: "unknown"
        }
    }
}
