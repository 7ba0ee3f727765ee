import CaseLifecycle
import CivilTime
import Testing

@Suite("Properties of deadlines", .serialized)
struct DeadlinePropertyTests {
    private static let rounds = 30

    @Test("A limit in days ends at midnight of a working day, not before its nominal end", arguments: PropertySeeds.all)
    func daysEnd(seed: UInt64) throws {
        var random = RandomDeadlines(seed: seed)
        let calendar = try random.calendar()
        for _ in 0..<Self.rounds {
            let clock = try random.clock(units: [.workingDays, .calendarDays])
            let deadline = try #require(clock.deadline(in: calendar))
            #expect(calendar.isWorking(deadline.lastDay), "seed \(seed)")
            #expect(deadline.nominalLastDay <= deadline.lastDay, "seed \(seed)")
            #expect(deadline.due == Timestamp(startOf: deadline.lastDay.advanced(byDays: 1)), "seed \(seed)")
            #expect(deadline.lastDay > clock.start.localDay, "seed \(seed)")
        }
    }

    @Test("Working days are those after the first through the last, counted one by one", arguments: PropertySeeds.all)
    func workingDays(seed: UInt64) throws {
        var random = RandomDeadlines(seed: seed)
        let calendar = try random.calendar()
        for _ in 0..<Self.rounds {
            let start = try random.instant()
            let limit = try random.limit(units: [.workingDays])
            let last = calendar.deadline(of: limit, from: start).lastDay
            let amount = limit.components.map(\.amount).reduce(0, +)
            #expect(calendar.workingDays(after: start.localDay, through: last) == amount, "seed \(seed)")
            #expect(calendar.day(workingDays: amount, after: start.localDay) == last, "seed \(seed)")
        }
    }

    @Test("Office time from the start to the end is the limit", arguments: PropertySeeds.all)
    func officeTime(seed: UInt64) throws {
        var random = RandomDeadlines(seed: seed)
        let calendar = try random.calendar()
        for _ in 0..<Self.rounds {
            let start = try random.instant()
            let limit = try random.limit(units: [.workingHours])
            let due = calendar.deadline(of: limit, from: start).due
            let amount = Duration.seconds(3600 * limit.components.map(\.amount).reduce(0, +))
            #expect(calendar.officeTime(from: start, to: due) == amount, "seed \(seed)")
            #expect(calendar.instant(officeTime: amount, after: start) == due, "seed \(seed)")
            #expect(calendar.officeTime(from: calendar.instant(officeTime: amount, before: due), to: due) == amount)
        }
    }

    @Test("A later start and a longer limit never end earlier", arguments: PropertySeeds.all)
    func monotone(seed: UInt64) throws {
        var random = RandomDeadlines(seed: seed)
        let calendar = try random.calendar()
        for _ in 0..<Self.rounds {
            let start = try random.instant()
            let limit = try random.limit()
            let due = calendar.deadline(of: limit, from: start).due
            let later = start.advanced(by: .seconds(60 * random.number(0...5000)))
            #expect(calendar.deadline(of: limit, from: later).due >= due, "seed \(seed): \(limit)")
            let longer = try #require(TimeLimit(limit.components + [try random.limit().components[0]]))
            #expect(calendar.deadline(of: longer, from: start).due >= due, "seed \(seed): \(longer)")
        }
    }

    @Test("A closure more never ends a limit earlier", arguments: PropertySeeds.all)
    func closures(seed: UInt64) throws {
        var random = RandomDeadlines(seed: seed)
        let calendar = try random.calendar()
        for _ in 0..<Self.rounds {
            let clock = try random.clock()
            let closed = try CalendarFixture.calendar(closures: calendar.calendar.closures + [try random.closure()])
                .calendar(ofUnit: calendar.path)
            let due = try #require(clock.deadline(in: calendar)).due
            #expect(try #require(clock.deadline(in: closed)).due >= due, "seed \(seed)")
        }
    }

    @Test("A limit in parts of one unit is the limit of their sum", arguments: PropertySeeds.all)
    func sums(seed: UInt64) throws {
        var random = RandomDeadlines(seed: seed)
        let calendar = try random.calendar()
        for _ in 0..<Self.rounds {
            let start = try random.instant()
            let unit = try #require(TimeLimit.Unit.allCases.randomElement(using: &random.generator))
            let parts = try random.limit(units: [unit])
            let sum = TimeLimit([.init(parts.components.map(\.amount).reduce(0, +), unit)])
            #expect(
                calendar.deadline(of: parts, from: start) == calendar.deadline(of: try #require(sum), from: start),
                "seed \(seed): \(parts)"
            )
        }
    }

    @Test("An explanation ends with the deadline and counts every day", arguments: PropertySeeds.fixed.prefix(10))
    func derivation(seed: UInt64) throws {
        var random = RandomDeadlines(seed: seed)
        let calendar = try random.calendar()
        for _ in 0..<Self.rounds {
            let clock = try random.clock()
            let derivation = clock.derivation(in: calendar)
            let deadline = try #require(clock.deadline(in: calendar))
            #expect(derivation.steps.last == .ended(deadline), "seed \(seed)")
            let counted = derivation.steps.count { if case .counted = $0 { true } else { false } }
            let days = clock.components.filter(\.unit.isOfDays).map(\.amount).reduce(0, +)
            #expect(counted == days, "seed \(seed)")
            #expect(derivation.vietnameseLines.allSatisfy { $0.count <= 80 }, "seed \(seed)")
            #expect(derivation.steps.allSatisfy { $0.fields.first?.name == "step" }, "seed \(seed)")
        }
    }

    @Test("Reminders lie before the end, escalations after it, all within office hours", arguments: PropertySeeds.all)
    func reminders(seed: UInt64) throws {
        var random = RandomDeadlines(seed: seed)
        let calendar = try random.calendar()
        for _ in 0..<Self.rounds {
            let deadline = try #require(try random.clock().deadline(in: calendar))
            let limit = try random.limit()
            let before = calendar.instant(limit, before: deadline)
            #expect(before < deadline.due, "seed \(seed): \(limit)")
            let after = calendar.instant(limit, after: deadline)
            #expect(after > deadline.due, "seed \(seed): \(limit)")
            for instant in [before, after, calendar.instant(nil, after: deadline)] {
                #expect(calendar.officeInstant(atOrAfter: instant) == instant, "seed \(seed): \(limit)")
            }
        }
    }
}
