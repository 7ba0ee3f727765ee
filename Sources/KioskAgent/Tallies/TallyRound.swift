import CivilTime
import Delivery
import FeedbackStore

/// Which day a kiosk tells the province next, on one connection: one at a time, each once unless it has changed, and once
/// more when it is over.
///
/// Inputs in, a day out: no input or output and no clock.
struct TallyRound {
    /// What was told of a day, and when.
    private struct Told {
        let given: DayCount
        let received: DayCount
        let isOver: Bool
        let at: Timestamp
        var isAnswered = false
    }

    private var told: [KioskDayKey: Told] = [:]
    private var openDayToldAt: Timestamp?
    /// The day that was told and has no answer yet.
    private(set) var waiting: KioskDayKey?
    /// The aggregator does not know the message; it is not sent again on this connection.
    private(set) var isRefused = false

    /// Whether a day may be told now.
    var isFree: Bool { self.waiting == nil && !self.isRefused }

    /// Chooses the day to tell, which waits for its answer then.
    ///
    /// - Parameters:
    ///   - days: What the kiosk counts, oldest first.
    ///   - now: The time by the kiosk's clock.
    ///   - interval: How long a day that is not over, or that was not answered, waits before it is told again.
    /// - Returns: The oldest day that is due.
    mutating func next(of days: [OutboxDay], at now: Timestamp, every interval: Duration) -> OutboxDay? {
        guard self.isFree, let day = days.first(where: { self.isDue($0, at: now, every: interval) }) else { return nil }
        self.waiting = day.key
        let isOver = day.key.day < now.localDay
        self.told[day.key] = Told(given: day.given, received: day.received, isOver: isOver, at: now)
        if day.key.day >= now.localDay { self.openDayToldAt = now }
        return day
    }

    private func isDue(_ day: OutboxDay, at now: Timestamp, every interval: Duration) -> Bool {
        if day.key.day >= now.localDay, let last = self.openDayToldAt {
            // A clock that was set back begins anew.
            guard now < last || now.duration(since: last) >= interval else { return false }
        }
        guard let told = self.told[day.key], told.given == day.given, told.received == day.received,
            told.isOver || day.key.day >= now.localDay
        else { return true }
        return !told.isAnswered && (now < told.at || now.duration(since: told.at) >= interval)
    }

    /// Takes the answer about a day.
    ///
    /// - Parameters:
    ///   - key: The day that it is about.
    ///   - isKept: Whether the province has kept it.
    /// - Returns: What was told of it; `nil` when that day is not waited for.
    mutating func answered(_ key: KioskDayKey, isKept: Bool) -> DayCount? {
        guard self.waiting == key else { return nil }
        self.waiting = nil
        self.told[key]?.isAnswered = isKept
        return self.told[key]?.given
    }

    /// No answer came in time.
    mutating func gaveUp(_ key: KioskDayKey) {
        if self.waiting == key { self.waiting = nil }
    }

    /// Takes a refusal that a day caused: an older aggregator does not know the message.
    ///
    /// - Returns: Whether it was about the day; otherwise it is about something else.
    mutating func refused() -> Bool {
        guard self.waiting != nil, !self.isRefused else { return false }
        self.waiting = nil
        self.isRefused = true
        return true
    }
}
