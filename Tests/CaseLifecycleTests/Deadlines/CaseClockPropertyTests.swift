import CaseLifecycle
import CivilTime
import Testing

@Suite("Properties of clocks", .serialized)
struct CaseClockPropertyTests {
    private static let rounds = 30
    private static let days: [TimeLimit.Unit] = [.workingDays, .calendarDays]

    @Test("What is left when a clock goes on is what was left when it stopped", arguments: PropertySeeds.all)
    func remaining(seed: UInt64) throws {
        var random = RandomDeadlines(seed: seed)
        let calendar = try random.calendar()
        for _ in 0..<Self.rounds {
            var clock = try random.clock()
            let latest = clock.pauses.last?.until ?? clock.start
            let instants = random.instants(3, after: latest)
            let running = clock.remaining(at: instants[0], in: calendar)
            clock.pause(at: instants[0], reason: .waitingForCitizen)
            #expect(clock.remaining(at: instants[0], in: calendar) == running, "seed \(seed)")
            #expect(clock.remaining(at: instants[1], in: calendar) == running, "seed \(seed)")
            #expect((clock.deadline(in: calendar) == nil) == !running.isOver, "seed \(seed)")
            clock.resume(at: instants[2])
            #expect(clock.remaining(at: instants[2], in: calendar) == running, "seed \(seed)")
        }
    }

    @Test("A pause more never ends a limit earlier", arguments: PropertySeeds.all)
    func pauses(seed: UInt64) throws {
        var random = RandomDeadlines(seed: seed)
        let calendar = try random.calendar()
        for _ in 0..<Self.rounds {
            var clock = try random.clock()
            let before = try #require(clock.deadline(in: calendar))
            let latest = clock.pauses.last?.until ?? clock.start
            let instants = random.instants(2, after: latest)
            clock.pause(at: instants[0], reason: .suspended)
            clock.resume(at: instants[1])
            let after = try #require(clock.deadline(in: calendar))
            #expect(after.due >= before.due, "seed \(seed)")
            if instants[0] >= before.due { #expect(after == before, "seed \(seed)") }
        }
    }

    @Test("A pause within a day changes nothing of a limit in days", arguments: PropertySeeds.all)
    func sameDay(seed: UInt64) throws {
        var random = RandomDeadlines(seed: seed)
        let calendar = try random.calendar()
        for _ in 0..<Self.rounds {
            var clock = try random.clock(units: Self.days)
            let before = clock.deadline(in: calendar)
            let latest = clock.pauses.last?.until ?? clock.start
            let midnight = Timestamp(startOf: latest.localDay.advanced(byDays: random.number(1...20)))
            let seconds = [random.number(0...86_399), random.number(0...86_399)].sorted()
            clock.pause(at: midnight.advanced(by: .seconds(seconds[0])), reason: .suspended)
            clock.resume(at: midnight.advanced(by: .seconds(seconds[1])))
            #expect(clock.deadline(in: calendar) == before, "seed \(seed)")
        }
    }

    @Test("A clock of office hours runs for as long as the limit, pauses left out", arguments: PropertySeeds.all)
    func officeTime(seed: UInt64) throws {
        var random = RandomDeadlines(seed: seed)
        let calendar = try random.calendar()
        for _ in 0..<Self.rounds {
            let clock = try random.clock(units: [.workingHours])
            let due = try #require(clock.deadline(in: calendar)).due
            let standing = clock.pauses.filter { $0.from < due }.map { pause in
                calendar.officeTime(from: pause.from, to: min(pause.until ?? due, due))
            }
            let running = calendar.officeTime(from: clock.start, to: due) - standing.reduce(.zero, +)
            let amount = clock.components.map(\.amount).reduce(0, +)
            #expect(running == .seconds(3600 * amount), "seed \(seed)")
        }
    }

    @Test(
        "What is left never grows, day by day and never by more than one, until the end",
        arguments: PropertySeeds.all
    )
    func noJumps(seed: UInt64) throws {
        var random = RandomDeadlines(seed: seed)
        let calendar = try random.calendar()
        for _ in 0..<10 {
            let clock = try random.clock(units: Self.days)
            let deadline = try #require(clock.deadline(in: calendar))
            var left = clock.components.map(\.amount).reduce(0, +)
            var day = clock.start.localDay
            while day <= deadline.lastDay.advanced(byDays: 3) {
                let remaining = clock.remaining(
                    at: Timestamp(startOf: day).advanced(by: .seconds(43_200)),
                    in: calendar
                )
                let now = remaining.parts.map { part in
                    if case .days(let days) = part.amount { days } else { 0 }
                }.reduce(0, +)
                #expect((left - 1...left).contains(now), "seed \(seed)")
                #expect(remaining.isOver == (day > deadline.lastDay), "seed \(seed)")
                left = now
                day = day.advanced(byDays: 1)
            }
            #expect(left == 0, "seed \(seed)")
        }
    }

    @Test(
        "An extension never ends a limit earlier, and ends it later when it is of a working day",
        arguments: PropertySeeds.all
    )
    func extensions(seed: UInt64) throws {
        var random = RandomDeadlines(seed: seed)
        let calendar = try random.calendar()
        for _ in 0..<Self.rounds {
            var clock = try random.clock()
            let before = try #require(clock.deadline(in: calendar))
            let limit = try random.limit(parts: 1...1)
            clock.extend(by: limit, at: clock.start)
            let after = try #require(clock.deadline(in: calendar))
            #expect(after.due >= before.due, "seed \(seed)")
            if limit.components[0].unit == .workingDays { #expect(after.due > before.due, "seed \(seed)") }
        }
    }
}
