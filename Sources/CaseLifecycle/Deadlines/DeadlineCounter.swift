import CivilTime

/// Counts a limit off on a calendar, leaving out the times for which its clock stands still.
struct DeadlineCounter {
    private let calendar: UnitCalendar
    private let pauses: [CaseClock.Pause]

    /// The day up to which is counted: days count from the one after it.
    private var day: Day
    /// The instant up to which is counted: hours count from it.
    private var instant: Timestamp
    /// The last day before it was moved to a working day.
    private var nominalDay: Day
    private var isProvisional = false

    /// Whether each step is kept, for an explanation.
    var isRecording = false
    private(set) var steps: [DeadlineStep] = []

    /// - Parameters:
    ///   - calendar: The calendar of the responsible unit.
    ///   - start: When the limit begins.
    ///   - pauses: The times for which it stands still, one after the other.
    init(calendar: UnitCalendar, start: Timestamp, pauses: [CaseClock.Pause]) {
        self.calendar = calendar
        self.pauses = pauses
        self.day = start.countable.localDay
        self.instant = start.countable
        self.nominalDay = self.day
    }

    /// The deadline, once all is counted.
    var deadline: Deadline {
        Deadline(
            due: self.instant,
            lastDay: self.day,
            nominalLastDay: self.nominalDay,
            isProvisional: self.isProvisional
        )
    }

    /// Counts all parts.
    ///
    /// - Returns: What is left when the clock stands still before the end; otherwise `nil`.
    mutating func count(_ components: [TimeLimit.Component]) -> RemainingTime? {
        let terms = DeadlineCounter.terms(of: components)
        for (index, term) in terms.enumerated() {
            if self.isRecording { self.steps.append(.term(number: index + 1, of: terms.count, term)) }
            guard let left = self.count(term) else { continue }
            let later = terms[(index + 1)...].map { RemainingTime.Part(of: $0) }
            return RemainingTime(parts: [RemainingTime.Part(unit: term.unit, amount: left)] + later)
        }
        return nil
    }

    /// The parts, those of one unit that follow each other made one.
    private static func terms(of components: [TimeLimit.Component]) -> [TimeLimit.Component] {
        components.reduce(into: []) { terms, component in
            if let last = terms.last, last.unit == component.unit {
                terms[terms.count - 1] = TimeLimit.Component(last.amount + component.amount, last.unit)
            } else {
                terms.append(component)
            }
        }
    }

    private mutating func count(_ term: TimeLimit.Component) -> RemainingTime.Amount? {
        switch term.unit {
        case .workingDays, .calendarDays:
            return self.countDays(term).map { .days($0) }
        case .workingHours, .hours:
            let left =
                term.unit == .hours
                ? self.countHours(.seconds(3600 * term.amount)) : self.countOfficeHours(.seconds(3600 * term.amount))
            guard left == nil else { return left.map { .time($0) } }
            // A day whose last moment was counted is over.
            self.day = self.instant.advanced(by: .microseconds(-1)).localDay
            self.nominalDay = self.day
            return nil
        }
    }

    /// Keeps a step that is met again and again once.
    private mutating func recordOnce(_ step: DeadlineStep) {
        if !self.steps.contains(step) { self.steps.append(step) }
    }
}

// MARK: Days

extension DeadlineCounter {
    /// Counts whole days; gives those that are left when the clock stands still.
    private mutating func countDays(_ term: TimeLimit.Component) -> Int? {
        var counted = 0
        while counted < term.amount {
            if let pause = self.pause(atEndOf: self.day) {
                guard self.goOn(after: pause) else { return term.amount - counted }
                continue
            }
            self.day = self.day.advanced(byDays: 1)
            if term.unit == .calendarDays || self.isWorking(self.day) {
                counted += 1
                if self.isRecording {
                    self.steps.append(.counted(self.day, counted, of: term, self.calendar.status(of: self.day)))
                }
            } else {
                if self.isRecording { self.steps.append(.passedOver(self.day, self.calendar.status(of: self.day))) }
            }
        }
        self.nominalDay = self.day
        while true {
            if let pause = self.pause(atEndOf: self.day) {
                guard self.goOn(after: pause) else { return 0 }
                self.nominalDay = self.day
            } else if self.isWorking(self.day) {
                break
            } else {
                if self.isRecording { self.steps.append(.moved(self.day, self.calendar.status(of: self.day))) }
                self.day = self.day.advanced(byDays: 1)
            }
        }
        self.instant = Timestamp(startOf: self.day.advanced(byDays: 1))
        return nil
    }

    /// The pause in which the clock stands still at 24:00 of the day.
    private func pause(atEndOf day: Day) -> CaseClock.Pause? {
        guard !self.pauses.isEmpty else { return nil }
        return self.pauses.first { $0.from.localDay <= day && ($0.until.map { $0.localDay > day } ?? true) }
    }

    /// Goes to the day on which the clock goes on, which itself is not counted; `false` while it stands still.
    private mutating func goOn(after pause: CaseClock.Pause) -> Bool {
        if self.isRecording { self.recordOnce(.paused(pause)) }
        guard let until = pause.until else { return false }
        self.day = until.countable.localDay
        return true
    }

    private mutating func isWorking(_ day: Day) -> Bool {
        if !self.calendar.calendar.isConfirmed(day) {
            self.isProvisional = true
            if self.isRecording { self.recordOnce(.missingYear(day.civilDate.year)) }
        }
        return self.calendar.isWorking(day)
    }
}

// MARK: Hours

extension DeadlineCounter {
    /// Counts hours of the clock; gives what is left when it stands still.
    private mutating func countHours(_ amount: Duration) -> Duration? {
        var left = amount.wholeMicroseconds
        let end = Timestamp(startOf: Day.lastCountable.advanced(byDays: 2 * Int(Int16.max)))
        return self.count(self.instant..<max(end, self.instant), left: &left) ? .microseconds(left) : nil
    }

    /// Counts time within office hours; gives what is left when the clock stands still.
    private mutating func countOfficeHours(_ amount: Duration) -> Duration? {
        var left = amount.wholeMicroseconds
        var day = self.instant.localDay
        while left > 0 {
            if self.isWorking(day) {
                if self.isRecording {
                    self.steps += self.calendar.partialClosures(on: day).map { .closedHours(day, $0) }
                }
                for stretch in self.calendar.openStretches(on: day) where left > 0 {
                    let open = max(stretch.lowerBound, self.instant)
                    guard open < stretch.upperBound else { continue }
                    if self.count(open..<stretch.upperBound, left: &left) { return .microseconds(left) }
                }
            } else {
                if self.isRecording { self.steps.append(.passedOver(day, self.calendar.status(of: day))) }
            }
            day = day.advanced(byDays: 1)
        }
        return nil
    }

    /// Counts the time of a stretch up to what is left, and goes there; `true` when the clock stands still in it.
    private mutating func count(_ stretch: Range<Timestamp>, left: inout Int64) -> Bool {
        var cursor = stretch.lowerBound
        while cursor < stretch.upperBound, left > 0 {
            let pause = self.pauses.first { $0.until.map { $0 > cursor } ?? true }
            if let pause, pause.from <= cursor {
                if self.isRecording { self.recordOnce(.paused(pause)) }
                guard let until = pause.until else { return true }
                cursor = until
                continue
            }
            let end = min(stretch.upperBound, pause?.from ?? stretch.upperBound)
            let step = min(end.microseconds - cursor.microseconds, left)
            left -= step
            self.instant = Timestamp(microseconds: cursor.microseconds + step)
            if self.isRecording {
                self.steps.append(.countedTime(from: cursor, to: self.instant, left: .microseconds(left)))
            }
            cursor = end
        }
        return false
    }
}

extension RemainingTime.Part {
    /// All of a term.
    fileprivate init(of term: TimeLimit.Component) {
        let amount: RemainingTime.Amount =
            term.unit.isOfDays ? .days(term.amount) : .time(.seconds(3600 * term.amount))
        self.init(unit: term.unit, amount: amount)
    }
}
