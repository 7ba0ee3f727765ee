import CivilTime
import FeedbackProtocol
import FeedbackStore
import Identity
import NIOConcurrencyHelpers
import Satisfaction
import Testing
import ZeroMQ

@testable import Aggregator

@Suite("Alerts", .serialized, .timeLimit(.minutes(1)))
struct AlertServiceTests {
    private static let office = "29242"
    private static let topic = "alert/84/842/29242/"
    /// Half past eight on 2022-10-14, a Friday.
    private static let start = Timestamp(microseconds: 1_665_711_000_000_000)

    /// What was told, and the clock that says when.
    private final class Bench: Sendable {
        private let box = NIOLockedValueBox<(time: Timestamp, told: [FeedMessage])>((AlertServiceTests.start, []))

        var now: Timestamp { self.box.withLockedValue { $0.time } }

        func advance(to minutes: Double) {
            self.box.withLockedValue { $0.time = AlertServiceTests.start.advanced(by: .seconds(minutes * 60)) }
        }

        func tell(_ messages: [FeedMessage]) {
            self.box.withLockedValue { $0.told += messages }
        }

        /// What was told since the last call.
        func take() -> [WireAlert] {
            self.messages().map(\.event.alert)
        }

        func messages() -> [FeedMessage] {
            self.box.withLockedValue { state in
                defer { state.told = [] }
                return state.told
            }
        }
    }

    private static func sighting(_ lastSeen: Timestamp?, _ health: KioskHealth? = nil) -> KioskSightings.Sighting {
        KioskSightings.Sighting(
            office: self.office,
            epoch: 1,
            receivedThrough: 0,
            heardOf: 0,
            lastSeen: lastSeen,
            health: health
        )
    }

    @Test("A kiosk that falls silent raises an alert once, which is told again, and ends once it was heard for long")
    func silence() async throws {
        try await FeedUnderTest.running { feed in
            let keys = try await feed.admit("kiosk-a", .kiosk(office: Self.office))
            let bench = Bench()
            let service = AlertService(feed.parts, now: { bench.now }) { bench.tell($0) }
            service.look()
            bench.advance(to: 29.9)
            service.look()
            #expect(bench.take().isEmpty)
            bench.advance(to: 30)
            service.look()
            service.look()
            let begun = try #require(bench.take().first)
            #expect(begun.kind == .kioskSilent && begun.state == .begun)
            #expect(begun.kiosk == FeedKioskID(publicKey: keys.publicKey.bytes).rawValue, "and no name")
            #expect(begun.silence.neverHeard && begun.beganAt == Self.start.microseconds && begun.office == Self.office)
            #expect(begun.rule.settings.map { "\($0.name)=\($0.value)" } == ["alerts.silence=30m"])
            #expect(bench.take().isEmpty, "told once")
            service.tellAgain()
            #expect(bench.take().map(\.toldAgain) == [true], "and again to who comes late")
            #expect(feed.parts.alerts.contents.alerts.count == 1)
            #expect(feed.parts.alerts.contents.watchedSince == Self.start)

            let back = Self.start.advanced(by: .seconds(31 * 60))
            for minute in stride(from: 31.0, through: 60, by: 5) {
                bench.advance(to: minute)
                feed.parts.sightings.replace(with: ["kiosk-a": Self.sighting(bench.now)])
                service.look()
            }
            let changed = bench.take()
            #expect(changed.map(\.state) == [.changed] && changed[0].silence.heardAgainAt == back.microseconds)
            bench.advance(to: 61)
            service.look()
            let ended = bench.take()
            #expect(ended.map(\.state) == [.ended] && ended[0].endedAt == back.microseconds)
            #expect(feed.parts.alerts.contents.alerts.isEmpty)
            bench.advance(to: 65)
            service.tellAgain()
            #expect(bench.take().map(\.state) == [.ended], "its end is told for five minutes")
            bench.advance(to: 66)
            service.tellAgain()
            #expect(bench.take().isEmpty)
        }
    }

    @Test("A revoked kiosk is missed by nobody: its alert ends")
    func revocation() async throws {
        try await FeedUnderTest.running { feed in
            _ = try await feed.admit("kiosk-a", .kiosk(office: Self.office))
            let bench = Bench()
            let service = AlertService(feed.parts, now: { bench.now }) { bench.tell($0) }
            bench.advance(to: 10)
            service.look()
            bench.advance(to: 39)
            service.look()
            #expect(bench.take().isEmpty, "whose key is new is not missed for the time before")
            bench.advance(to: 40)
            service.look()
            #expect(bench.take().map(\.state) == [.begun])
            _ = try await feed.revoke("kiosk-a")
            service.look()
            #expect(bench.take().map(\.state) == [.ended])
            bench.advance(to: 400)
            service.look()
            #expect(bench.take().isEmpty)
        }
    }

    @Test("A growing outbox and a wrong clock raise alerts, and end when they are calm")
    func health() async throws {
        try await FeedUnderTest.running { feed in
            _ = try await feed.admit("kiosk-a", .kiosk(office: Self.office))
            let bench = Bench()
            let service = AlertService(feed.parts, now: { bench.now }) { bench.tell($0) }
            var health = KioskHealth()
            func report(_ depth: UInt64, offset seconds: Int64, at minute: Double) {
                bench.advance(to: minute)
                health.report(depth: depth, clockOffset: seconds * 1_000_000, at: bench.now)
                feed.parts.sightings.replace(with: ["kiosk-a": Self.sighting(bench.now, health)])
                service.look()
                service.look()
            }
            for (minute, depth) in [UInt64(20), 40, 51].enumerated() { report(depth, offset: 119, at: Double(minute)) }
            #expect(bench.take().isEmpty)
            report(60, offset: -121, at: 3)
            let begun = bench.take()
            #expect(begun.map(\.kind) == [.outboxGrows, .clockError] && begun.map(\.state) == [.begun, .begun])
            #expect(begun[0].outbox.depth == 60 && begun[0].outbox.depthAtFirst == 20)
            #expect(begun[1].clock.offset == -121_000_000)
            report(61, offset: -122, at: 4)
            #expect(bench.take().isEmpty, "not every report is news")
            report(120, offset: -80, at: 5)
            #expect(bench.take().map(\.kind) == [.outboxGrows], "twice as many are")
            report(10, offset: 60, at: 6)
            let ended = bench.take()
            #expect(ended.map(\.state) == [.ended, .ended] && ended.map(\.kind) == [.outboxGrows, .clockError])
        }
    }

    /// Adds days of ratings to the tallies: forty a day, so many of them satisfied.
    private static func add(_ days: Range<Int32>, satisfied: UInt64, to file: TallyFile) throws {
        var counted = CountedRatings()
        for day in days {
            let group = RatingGroup(
                unitPath: ["84", "842", Self.office],
                registerEdition: "2022-10",
                counter: "",
                field: "",
                scale: "faces-5",
                hour: Int64(day) * 24 + 9
            )
            // One more or less, so that days are not all alike.
            let count = satisfied + UInt64(day % 3) - 1
            let levels = try #require(LevelTally(counts: [40 - count, 0, 0, 0, count, 0, 0, 0, 0, 0]))
            counted.groups[group] = RatingTally(levels: levels)
        }
        let mark = try file.mark()
        #expect(try file.add(counted, from: mark, through: JournalMark(position: mark.position + 1, hash: [1])))
    }

    @Test("An office whose satisfaction fell is told of once a day, from the tallies alone, also after a restart")
    func falls() async throws {
        try await FeedUnderTest.running { feed in
            let today = Self.start.localDay.daysSinceEpoch
            try Self.add(today - 120..<today - 10, satisfied: 36, to: feed.parts.tallies)
            try Self.add(today - 10..<today, satisfied: 25, to: feed.parts.tallies)
            // What was rated today is not judged before the day is over.
            try Self.add(today..<today + 1, satisfied: 39, to: feed.parts.tallies)
            let bench = Bench()
            let service = AlertService(feed.parts, now: { bench.now }) { bench.tell($0) }
            service.look()
            service.look()
            let told = bench.take()
            let fell = try #require(told.first)
            #expect(told.count == 1 && fell.kind == .satisfactionFell)
            #expect(fell.office == Self.office && fell.kiosk.isEmpty)
            #expect(fell.fall.throughDay == "2022-10-13" && fell.fall.since.estimate < 0.7)
            #expect(fell.fall.before.estimate > 0.85 && fell.fall.fall.high < -0.1)
            #expect(feed.parts.alerts.contents.judgedThrough == Day(daysSinceEpoch: today - 1))
            #expect(feed.parts.alerts.contents.rated.map(\.office) == [Self.office])
            #expect(feed.parts.alerts.contents.watched.map(\.office) == [Self.office])
            let again = AlertService(feed.parts, now: { bench.now }) { bench.tell($0) }
            again.look()
            #expect(bench.take() == [fell], "who starts anew finds the same")
            bench.advance(to: 24 * 60)
            service.look()
            let next = bench.take()
            #expect(next.map(\.state) == [.changed] && next[0].fall.throughDay == "2022-10-14")
            #expect(next[0].beganAt == fell.beganAt && next[0].raisedAt == fell.raisedAt)
        }
    }

    @Test("Presses that the rules of misuse keep out raise no alert")
    func misuse() async throws {
        try await FeedUnderTest.running { feed in
            let today = Self.start.localDay.daysSinceEpoch
            try Self.add(today - 120..<today, satisfied: 36, to: feed.parts.tallies)
            try Self.add(today - 10..<today, satisfied: 1, to: feed.parts.tallies)
            let key = ScreenKey(
                kiosk: "kiosk-a",
                unitPath: ["84", "842", Self.office],
                registerEdition: "2022-10",
                scale: "faces-5"
            )
            var screened = ScreenedPresses(state: MisuseScreen.State())
            for day in today - 10..<today {
                let low = 40 - UInt64(day % 3)
                let excluded = try #require(LevelTally(counts: [low, 0, 0, 0, 40 - low, 0, 0, 0, 0, 0]))
                screened.settled[Int64(day)] = FlaggedRatings(presses: 40, flags: [.burst: 40], excluded: excluded)
            }
            let mark = try feed.parts.tallies.mark()
            let next = JournalMark(position: mark.position + 1, hash: [2])
            #expect(
                try feed.parts.tallies.add(CountedRatings(), screened: [key: screened], from: mark, through: next)
            )
            let bench = Bench()
            let service = AlertService(feed.parts, now: { bench.now }) { bench.tell($0) }
            service.look()
            #expect(bench.take().isEmpty && feed.parts.alerts.contents.judgedThrough != nil)
        }
    }

    @Test("A follower of the office hears its alerts on the feed, one of another district does not")
    func feedScope() async throws {
        try await FeedUnderTest.running { feed in
            _ = try await feed.admit("kiosk-a", .kiosk(office: Self.office))
            let own = try await feed.admit("own", .subscriber(scope: Self.office))
            let other = try await feed.admit("other", .subscriber(scope: "844"))
            let follower = try await feed.connect(
                own,
                sending: [Self.topic, "heartbeat/84/842/29242/"].map(FeedFollower.subscribe)
            )
            let stranger = try await feed.connect(
                other,
                sending: [Self.topic, "alert/", "heartbeat/84/844/"].map(FeedFollower.subscribe)
            )
            // Its last subscription is in force, and so are those before it.
            for follower in [follower, stranger] { await follower.seen.wait { _ in true } }
            let bench = Bench()
            let service = AlertService(feed.parts, now: { bench.now }) { bench.tell($0) }
            service.look()
            bench.advance(to: 31)
            service.look()
            try await feed.tell(bench.messages())
            await follower.seen.wait { $0.topic == Self.topic }
            let round = feed.newestRound
            await stranger.seen.wait { $0.round > round + 5 }
            #expect(stranger.seen.all.allSatisfy { $0.topic.hasPrefix("heartbeat/84/844/") })
            #expect(feed.counters.values.refusedSubscriptions == 2)
        }
    }
}
