import CivilTime

extension FeedEventFactory {
    /// The event of an alert; the position's number is the journal's newest, its scope sequences are not sent.
    ///
    /// - Parameters:
    ///   - facts: The alert.
    ///   - isToldAgain: It was told before, and nothing happened since.
    ///   - position: Where its office stands.
    /// - Returns: The message.
    package static func alert(_ facts: AlertFacts, isToldAgain: Bool, at position: FeedPosition) -> FeedMessage {
        var position = position
        position.scopeSequences = []
        return self.message(.alerts, position) { event in
            event.alert = WireAlert(facts)
            event.alert.toldAgain = isToldAgain
        }
    }
}

extension WireAlert {
    /// The alert on the wire.
    package init(_ facts: AlertFacts) {
        self = .make {
            $0.state = facts.state
            $0.beganAt = facts.began.microseconds
            $0.raisedAt = facts.raised.microseconds
            $0.changedAt = facts.changed.microseconds
            $0.endedAt = facts.ended?.microseconds ?? 0
            $0.office = facts.office.rawValue
            $0.registerEdition = facts.registerEdition.rawValue
            $0.kiosk = facts.kiosk.rawValue
            $0.rule.settings = facts.settings.map { WireAlertSetting($0) }
            $0.set(facts.figures)
        }
    }

    private mutating func set(_ figures: AlertFacts.Figures) {
        switch figures {
        case .silence(let lastHeard, let neverHeard, let heardAgain):
            self.kind = .kioskSilent
            self.rule.name = "silence"
            self.silence = .make {
                $0.lastHeardAt = lastHeard.microseconds
                $0.neverHeard = neverHeard
                $0.heardAgainAt = heardAgain?.microseconds ?? 0
            }
        case .outbox(let depth, let reportedAt, let depthAtFirst):
            self.kind = .outboxGrows
            self.rule.name = "outbox"
            self.outbox = .make {
                $0.depth = depth
                $0.reportedAt = reportedAt.microseconds
                $0.depthAtFirst = depthAtFirst
            }
        case .clock(let offset, let reportedAt):
            self.kind = .clockError
            self.rule.name = "clock"
            self.clock = .make {
                $0.offset = offset.wholeMicroseconds
                $0.reportedAt = reportedAt.microseconds
            }
        case .fall(let fall):
            self.kind = .satisfactionFell
            self.rule.name = "drop"
            self.fall = .make {
                $0.scale = fall.scale.rawValue
                $0.sinceDay = "\(fall.since)"
                $0.throughDay = "\(fall.through)"
                $0.raisedDay = "\(fall.raised)"
                $0.before = fall.before
                $0.ratingsBefore = fall.ratingsBefore
                $0.since = fall.sinceThen
                $0.ratingsSince = fall.ratingsSince
                $0.fall = fall.fall
            }
        }
    }
}

extension WireAlertSetting {
    fileprivate init(_ setting: AlertFacts.Setting) {
        let (name, value) =
            switch setting {
            case .silence(let time): ("alerts.silence", Self.text(time))
            case .outboxReports(let count): ("alerts.outbox.reports", "\(count)")
            case .outboxLimit(let count): ("alerts.outbox.limit", "\(count)")
            case .outboxCalm(let count): ("alerts.outbox.calm", "\(count)")
            case .clockLimit(let time): ("alerts.clock.limit", Self.text(time))
            case .clockCalm(let time): ("alerts.clock.calm", Self.text(time))
            case .dropPoints(let points): ("alerts.drop.points", "\(points)")
            case .dropDaysToFalseAlarm(let days): ("alerts.drop.days-to-false-alarm", "\(days)")
            case .dropBaselineDays(let days): ("alerts.drop.baseline-days", "\(days)")
            }
        self = .make {
            $0.name = name
            $0.value = value
        }
    }

    /// A time as it is written in the configuration.
    private static func text(_ time: Duration) -> String {
        let microseconds = time.wholeMicroseconds
        switch microseconds {
        case let time where time % 60_000_000 == 0: return "\(time / 60_000_000)m"
        case let time where time % 1_000_000 == 0: return "\(time / 1_000_000)s"
        case let time where time % 1000 == 0: return "\(time / 1000)ms"
        default: return "\(microseconds)us"
        }
    }
}
