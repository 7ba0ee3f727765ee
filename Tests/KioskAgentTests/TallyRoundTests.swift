import CivilTime
import Delivery
import Foundation
import Testing

@testable import FeedbackStore
@testable import KioskAgent

@Suite("Which day a kiosk tells next")
struct TallyRoundTests {
    private static let now = Timestamp(microseconds: 1_665_711_000_000_000)
    private static let interval = Duration.seconds(600)

    private static func day(_ daysAgo: Int, given: UInt64 = 2, received: UInt64 = 2) -> OutboxDay {
        func count(_ number: UInt64) -> DayCount {
            guard number > 0 else { return DayCount() }
            return DayCount(
                count: number,
                firstSequence: 1,
                lastSequence: number,
                digest: [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: 32)
            )
        }
        var day = OutboxDay(key: KioskDayKey(epoch: 5, day: self.now.localDay.advanced(byDays: -daysAgo)))
        day.given = count(given)
        day.received = count(received)
        return day
    }

    private static func later(_ seconds: Int) -> Timestamp { self.now.advanced(by: .seconds(seconds)) }

    @Test
    func `One at a time, the oldest first, each once, and the last once more when it is over`() {
        let days = [Self.day(2), Self.day(1), Self.day(0)]
        var round = TallyRound()
        for day in days {
            #expect(round.next(of: days, at: Self.now, every: Self.interval) == day)
            #expect(round.next(of: days, at: Self.now, every: Self.interval) == nil, "it waits for an answer")
            #expect(
                round.answered(KioskDayKey(epoch: 6, day: day.key.day), isKept: true) == nil,
                "another day's answer"
            )
            #expect(round.answered(day.key, isKept: true) == day.given)
        }
        #expect(round.next(of: days, at: Self.later(1200), every: Self.interval) == nil)
        // Nothing was given since, and the whole day is signed all the same.
        let tomorrow = Self.later(86_400)
        #expect(round.next(of: days, at: tomorrow, every: Self.interval) == days[2])
        #expect(round.answered(days[2].key, isKept: true) == days[2].given)
        #expect(round.next(of: days, at: tomorrow, every: Self.interval) == nil)
        #expect(round.next(of: days, at: Self.now, every: Self.interval) == nil, "a clock that was set back")
    }

    @Test
    func `A day that changed is told again, at once when it is over`() {
        var round = TallyRound()
        let early = Self.day(1, given: 3, received: 1)
        #expect(round.next(of: [early], at: Self.now, every: Self.interval) == early)
        #expect(round.answered(early.key, isKept: true) == early.given)
        #expect(round.next(of: [early], at: Self.now, every: Self.interval) == nil)
        let late = Self.day(1, given: 3, received: 3)
        #expect(round.next(of: [late], at: Self.now, every: Self.interval) == late)
    }

    @Test
    func `The day that is not over is told now and then`() {
        var round = TallyRound()
        let first = Self.day(0, given: 1)
        #expect(round.next(of: [first], at: Self.now, every: Self.interval) == first)
        #expect(round.answered(first.key, isKept: true) == first.given)
        let second = Self.day(0, given: 2)
        #expect(round.next(of: [second], at: Self.later(599), every: Self.interval) == nil)
        #expect(round.next(of: [second], at: Self.later(600), every: Self.interval) == second)
    }

    @Test
    func `What was not answered or not kept is told again after a while`() {
        var round = TallyRound()
        let day = Self.day(1)
        #expect(round.next(of: [day], at: Self.now, every: Self.interval) == day)
        round.gaveUp(day.key)
        #expect(round.next(of: [day], at: Self.later(10), every: Self.interval) == nil)
        #expect(round.next(of: [day], at: Self.later(600), every: Self.interval) == day)
        #expect(round.answered(day.key, isKept: false) == day.given)
        #expect(round.next(of: [day], at: Self.later(1200), every: Self.interval) == day)
    }

    @Test
    func `After a refusal nothing more is told, and another refusal is about something else`() {
        var round = TallyRound()
        let isTooEarly = round.refused()
        #expect(!isTooEarly, "nothing was told")
        let day = Self.day(1)
        #expect(round.next(of: [day], at: Self.now, every: Self.interval) == day)
        let (first, second) = (round.refused(), round.refused())
        #expect(first && !second)
        #expect(round.next(of: [day], at: Self.later(100_000), every: Self.interval) == nil)
    }
}
