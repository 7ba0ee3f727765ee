package import CivilTime

/// The clock of one time limit of a case: when it began, how long it is, and when it stood still (đồng hồ thời hạn).
///
/// It is a value without a calendar. What is left when it stands still is what is left when it goes on: of a limit in
/// days, the day on which it stops counts as used, and the day on which it goes on is excluded like a first day; so
/// stopping and going on within a day changes nothing. Of a limit in hours, the time it stands still is left out.
package struct CaseClock: Sendable, Hashable {
    /// Why a clock stands still.
    package enum PauseReason: String, Sendable, Hashable, CaseIterable {
        /// Chờ người dân bổ sung: the citizen was asked for something.
        case waitingForCitizen = "waiting-for-citizen"

        /// Tạm đình chỉ: suspended on legal ground (Law 02/2011/QH13 Art. 11a as amended by Law 136/2025/QH15).
        case suspended = "suspended"
    }

    /// A time for which the clock stands still.
    package struct Pause: Sendable, Hashable {
        /// When it stops.
        package let from: Timestamp

        /// When it goes on, or `nil` while it stands still.
        package fileprivate(set) var until: Timestamp?

        /// Why.
        package let reason: PauseReason
    }

    /// A prolongation (gia hạn).
    package struct Extension: Sendable, Hashable {
        /// When it was granted.
        package let at: Timestamp

        /// What it adds at the end of the limit.
        package let limit: TimeLimit
    }

    /// When the limit began; of a limit in days, this day is not counted.
    package let start: Timestamp

    /// The limit.
    package let limit: TimeLimit

    /// The prolongations, in the order in which they were granted.
    package private(set) var extensions: [Extension] = []

    /// The times for which it stands still, one after the other; only the last can be open.
    package private(set) var pauses: [Pause] = []

    /// Starts a clock.
    package init(start: Timestamp, limit: TimeLimit) {
        self.start = start.countable
        self.limit = limit
    }

    /// Whether it stands still now.
    package var isPaused: Bool { self.pauses.last.map { $0.until == nil } ?? false }

    /// The limit's parts with those of all prolongations.
    package var components: [TimeLimit.Component] {
        self.limit.components + self.extensions.flatMap(\.limit.components)
    }

    /// Stops the clock; nothing changes when it stands still already.
    ///
    /// - Parameters:
    ///   - instant: When; an earlier instant than the clock has seen counts as the latest it has seen.
    ///   - reason: Why.
    /// - Returns: Whether it went before.
    @discardableResult
    package mutating func pause(at instant: Timestamp, reason: PauseReason) -> Bool {
        guard !self.isPaused else { return false }
        let from = max(instant.countable, self.latest)
        self.pauses.append(Pause(from: from, until: nil, reason: reason))
        return true
    }

    /// Lets the clock go on; nothing changes when it goes already.
    ///
    /// - Parameter instant: When; an earlier instant than the clock has seen counts as the latest it has seen.
    /// - Returns: Whether it stood still before.
    @discardableResult
    package mutating func resume(at instant: Timestamp) -> Bool {
        guard self.isPaused else { return false }
        self.pauses[self.pauses.count - 1].until = max(instant.countable, self.latest)
        return true
    }

    /// Prolongs the limit.
    ///
    /// Whether the law allows it is the rule's matter, not the clock's.
    /// - Parameters:
    ///   - limit: What is added at its end.
    ///   - instant: When it is granted.
    package mutating func extend(by limit: TimeLimit, at instant: Timestamp) {
        self.extensions.append(Extension(at: instant, limit: limit))
    }

    /// The latest instant at which it started, stopped or went on.
    private var latest: Timestamp {
        guard let last = self.pauses.last else { return self.start }
        return last.until ?? last.from
    }
}

extension CaseClock {
    /// When the limit ends.
    ///
    /// - Parameter calendar: The calendar of the responsible unit.
    /// - Returns: The deadline, or `nil` while the clock stands still before it.
    package func deadline(in calendar: UnitCalendar) -> Deadline? {
        var counter = DeadlineCounter(calendar: calendar, start: self.start, pauses: self.pauses)
        return counter.count(self.components) == nil ? counter.deadline : nil
    }

    /// What is left of the limit at an instant; while the clock stands still this doesn't change.
    ///
    /// - Parameters:
    ///   - instant: When; before the start, all of the limit is left.
    ///   - calendar: The calendar of the responsible unit.
    /// - Returns: The terms that are not used up; none when the limit is over.
    package func remaining(at instant: Timestamp, in calendar: UnitCalendar) -> RemainingTime {
        let instant = max(instant.countable, self.start)
        // What is left is what would be left if the clock stood still from now on.
        var pauses = self.pauses.filter { $0.from <= instant }
        if let last = pauses.last, last.until.map({ $0 > instant }) ?? true {
            pauses[pauses.count - 1].until = nil
        } else {
            pauses.append(Pause(from: instant, until: nil, reason: .suspended))
        }
        var counter = DeadlineCounter(calendar: calendar, start: self.start, pauses: pauses)
        return counter.count(self.components) ?? RemainingTime(parts: [])
    }

    /// How the deadline is derived.
    ///
    /// - Parameter calendar: The calendar of the responsible unit.
    /// - Returns: The way to it, day by day.
    package func derivation(in calendar: UnitCalendar) -> DeadlineDerivation {
        var counter = DeadlineCounter(calendar: calendar, start: self.start, pauses: self.pauses)
        counter.isRecording = true
        let remaining = counter.count(self.components)
        let end = remaining.map { DeadlineStep.standing($0) } ?? .ended(counter.deadline)
        let extensions = self.extensions.map { DeadlineStep.extended(at: $0.at, by: $0.limit) }
        let start = [DeadlineStep.started(at: self.start, limit: self.limit)]
        return DeadlineDerivation(steps: start + extensions + counter.steps + [end])
    }
}

extension UnitCalendar {
    /// When a limit ends that never stands still.
    ///
    /// - Parameters:
    ///   - limit: The limit.
    ///   - start: When it begins; of a limit in days, this day is not counted.
    /// - Returns: The deadline.
    package func deadline(of limit: TimeLimit, from start: Timestamp) -> Deadline {
        var counter = DeadlineCounter(calendar: self, start: start, pauses: [])
        _ = counter.count(limit.components)
        return counter.deadline
    }
}
