import CivilTime
import FeedbackProtocol

/// The alerts that hold, and those that ended lately; pure.
struct AlertBook: Sendable {
    /// How long the end of an alert is told again.
    static let endsTold = Duration.seconds(300)

    /// Those that hold.
    private(set) var standing: [AlertKey: StandingAlert] = [:]
    /// Those that ended lately, by when that was noticed.
    private var ended: [AlertKey: (alert: StandingAlert, at: Timestamp)] = [:]
    /// What was told of those that hold when they last changed.
    private var told: [AlertKey: AlertFacts.Figures] = [:]

    /// Notes what is so now.
    ///
    /// - Parameters:
    ///   - key: Which alert.
    ///   - facts: It, as if it began; of one that holds already, only its figures count.
    ///   - now: The time.
    /// - Returns: The alert if it began, or if its figures changed so much that it is to be told.
    mutating func hold(_ key: AlertKey, _ facts: AlertFacts, at now: Timestamp) -> StandingAlert? {
        self.ended[key] = nil
        guard var alert = self.standing[key], alert.facts.began == facts.began else {
            let alert = StandingAlert(key: key, facts: facts)
            self.standing[key] = alert
            self.told[key] = facts.figures
            return alert
        }
        let isTold = self.told[key].map { facts.figures.isNews(after: $0) } ?? true
        alert.facts.figures = facts.figures
        if isTold {
            alert.facts.state = .changed
            alert.facts.changed = now
            self.told[key] = facts.figures
        }
        self.standing[key] = alert
        return isTold ? alert : nil
    }

    /// Notes that something is so no more.
    ///
    /// - Parameters:
    ///   - key: Which alert.
    ///   - end: Since when.
    ///   - now: The time.
    /// - Returns: The alert that ended; `nil` when there was none.
    mutating func end(_ key: AlertKey, since end: Timestamp, at now: Timestamp) -> StandingAlert? {
        guard var alert = self.standing.removeValue(forKey: key) else { return nil }
        self.told[key] = nil
        alert.facts.state = .ended
        alert.facts.ended = max(end, alert.facts.began)
        alert.facts.changed = now
        self.ended[key] = (alert, now)
        return alert
    }

    /// What is told again now: all that hold, and those that ended lately; older ends are forgotten.
    mutating func repeats(at now: Timestamp) -> [StandingAlert] {
        self.ended = self.ended.filter { now.duration(since: $0.value.at) < Self.endsTold && now >= $0.value.at }
        return AlertBook.ordered(Array(self.standing.values) + self.ended.values.map(\.alert))
    }

    /// By office, kiosk, kind and scale.
    static func ordered(_ alerts: [StandingAlert]) -> [StandingAlert] {
        alerts.sorted { left, right in
            let (one, two) = (left.key, right.key)
            let (first, second) = (one.place.path.codes, two.place.path.codes)
            if first != second { return first.lexicographicallyPrecedes(second) }
            return (one.kiosk?.name ?? "", one.kind.rawValue, one.scale, one.place.registerEdition)
                < (two.kiosk?.name ?? "", two.kind.rawValue, two.scale, two.place.registerEdition)
        }
    }
}

extension AlertFacts.Figures {
    /// Whether it is worth telling after other figures of the same alert: not every report of a kiosk is.
    func isNews(after told: AlertFacts.Figures) -> Bool {
        switch (self, told) {
        case (.silence(_, _, let again), .silence(_, _, let before)): (again == nil) != (before == nil)
        case (.outbox(let depth, _, _), .outbox(let before, _, _)): depth / 2 >= before || depth <= before / 2
        case (.clock(let offset, _), .clock(let before, _)):
            (offset < .zero) != (before < .zero) || (offset / 2).magnitude >= before.magnitude
                || offset.magnitude <= (before / 2).magnitude
        case (.fall(let fall), .fall(let before)): fall != before
        default: true
        }
    }
}

extension Duration {
    /// Its length, whichever way it goes.
    fileprivate var magnitude: Duration { self < .zero ? .zero - self : self }
}
