import Delivery
import DeliverySimulation
import Testing

@Suite("Feed follower")
struct FeedFollowerTests {
    typealias Action = FeedAction<String>

    private struct Harness {
        var follower: FeedFollower<String>
        var random = TestRandom(seed: 1)

        init(_ configuration: FeedConfiguration = FeedConfiguration(), after positions: [FeedPosition] = []) {
            self.follower = FeedFollower(configuration: configuration, continuingAfter: positions)
        }

        mutating func tell(_ input: FeedInput<String>) -> [Action] {
            self.follower.handle(input, using: &self.random)
        }

        mutating func event(_ sequence: UInt64, origin: UInt64 = 1) -> [Action] {
            self.tell(.event(position(sequence, origin: origin), "event \(sequence)"))
        }
    }

    private static func position(_ sequence: UInt64, origin: UInt64 = 1) -> FeedPosition {
        FeedPosition(origin: origin, number: sequence &* 10, scopeSequence: sequence)
    }

    private static func delivered(_ actions: [Action]) -> [UInt64] {
        actions.compactMap { if case .deliver(let position, _) = $0 { position.scopeSequence } else { nil } }
    }

    private static func asked(_ actions: [Action]) -> [ClosedRange<UInt64>] {
        actions.compactMap { if case .requestReplay(_, let from, let through) = $0 { from...through } else { nil } }
    }

    private static func timers(_ actions: [Action]) -> [FeedTimer] {
        actions.compactMap { if case .arm(let timer, _) = $0 { timer } else { nil } }
    }

    @Test("Events in order are delivered at once, repeats never")
    func inOrder() {
        var harness = Harness()
        #expect(harness.event(1) == [.deliver(Self.position(1), "event 1")])
        #expect(harness.event(2) == [.deliver(Self.position(2), "event 2")])
        #expect(harness.event(2) == [])
        #expect(harness.event(1) == [])
        #expect(harness.follower.positions == [Self.position(2)])
    }

    @Test("A gap is reported and asked for; what is behind it waits")
    func gap() {
        var harness = Harness()
        _ = harness.event(1)
        let actions = harness.event(4)
        #expect(actions.contains(.report(.gap(origin: 1, from: 2, through: 3))))
        #expect(Self.asked(actions) == [2...3])
        #expect(Self.timers(actions).count == 1)
        #expect(harness.event(6) == [], "one question at a time")
        #expect(harness.follower.hasGap)
        #expect(Self.delivered(harness.event(3)).isEmpty)
        let closing = harness.event(2)
        #expect(Self.delivered(closing) == [2, 3, 4])
        #expect(Self.asked(closing) == [5...5], "the next gap")
        #expect(Self.delivered(harness.event(5)) == [5, 6])
        #expect(!harness.follower.hasGap)
    }

    @Test("A heartbeat shows what silence hides")
    func heartbeat() {
        var harness = Harness()
        _ = harness.event(1)
        #expect(harness.tell(.heartbeat(newest: Self.position(1))) == [])
        #expect(Self.asked(harness.tell(.heartbeat(newest: Self.position(3)))) == [2...3])
        #expect(harness.tell(.heartbeat(newest: Self.position(1))) == [], "a late heartbeat takes nothing back")
        #expect(Self.delivered(harness.event(2) + harness.event(3)) == [2, 3])
    }

    @Test("An unanswered question is asked again, later each time")
    func retry() throws {
        var configuration = FeedConfiguration()
        configuration.retry = BackOff(minimum: .seconds(1), maximum: .seconds(8))
        var harness = Harness(configuration)
        var actions = harness.event(3)
        let stale = try #require(Self.timers(actions).first)
        for attempt in 0..<6 {
            let timer = try #require(Self.timers(actions).first)
            actions = harness.tell(.timerFired(timer))
            #expect(Self.asked(actions) == [1...2], "attempt \(attempt)")
        }
        #expect(harness.tell(.timerFired(stale)) == [])
        #expect(harness.tell(.replayFailed(origin: 1)) == [], "the timer asks again")
        #expect(harness.tell(.replayEnded(origin: 1)) == [], "an empty answer too")
        #expect(harness.tell(.replayEnded(origin: 5)) == [])
        #expect(Self.asked(harness.tell(.connected)) == [1...2], "a new connection doesn't remember the question")
    }

    @Test("A long gap is asked for in pieces, one after the other")
    func pieces() throws {
        var configuration = FeedConfiguration()
        configuration.maximumReplay = 4
        var harness = Harness(configuration)
        #expect(Self.asked(harness.tell(.heartbeat(newest: Self.position(10)))) == [1...4])
        var asked: [ClosedRange<UInt64>] = []
        for sequence in 1...3 as ClosedRange<UInt64> { asked += Self.asked(harness.event(sequence)) }
        #expect(asked.isEmpty)
        #expect(Self.asked(harness.tell(.replayEnded(origin: 1))) == [4...7], "a short answer: the rest is asked for")
        for sequence in 4...7 as ClosedRange<UInt64> { asked += Self.asked(harness.event(sequence)) }
        #expect(asked == [8...10])
    }

    @Test("Behind a gap no more than allowed is held; the rest is asked for again")
    func bounded() {
        var configuration = FeedConfiguration()
        configuration.maximumHeld = 2
        var harness = Harness(configuration)
        _ = harness.event(5)
        _ = harness.event(6)
        #expect(harness.event(7).contains(.report(.heldTooMany(origin: 1))))
        #expect(harness.event(3) == [], "the nearest are kept, and that some are not is told once")
        #expect(Self.delivered(harness.event(1) + harness.event(2)) == [1, 2, 3])
        let actions = harness.event(4)
        #expect(Self.delivered(actions) == [4, 5])
        #expect(Self.asked(actions) == [6...7])
    }

    @Test("A restart continues after the stored position")
    func restart() {
        var harness = Harness(after: [Self.position(7), Self.position(2, origin: 2)])
        #expect(harness.event(7) == [])
        #expect(Self.delivered(harness.event(8)) == [8])
        #expect(Self.asked(harness.event(5, origin: 2)) == [3...4])
    }

    @Test("A new origin is followed from its first event, beside the others")
    func newOrigin() {
        var harness = Harness(after: [Self.position(7)])
        #expect(Self.asked(harness.event(3, origin: 2)) == [1...2])
        #expect(Self.delivered(harness.event(8)) == [8])
        #expect(Self.delivered(harness.event(1, origin: 2) + harness.event(2, origin: 2)) == [1, 2, 3])
        #expect(harness.follower.positions == [Self.position(8), Self.position(3, origin: 2)])
    }

    @Test("More origins than allowed are reported")
    func tooManyOrigins() {
        var configuration = FeedConfiguration()
        configuration.maximumOrigins = 1
        var harness = Harness(configuration)
        _ = harness.event(1)
        #expect(harness.event(1, origin: 2) == [.report(.tooManyOrigins(origin: 2))])
    }

    @Test("A follower may begin with what comes now", arguments: [true, false])
    func beginsNow(withEvent: Bool) {
        var configuration = FeedConfiguration()
        configuration.beginning = .now
        var harness = Harness(configuration)
        if withEvent {
            #expect(Self.delivered(harness.event(50)) == [50])
        } else {
            #expect(harness.tell(.heartbeat(newest: Self.position(50))) == [])
        }
        #expect(Self.asked(harness.event(52)) == [51...51])
        #expect(Self.asked(harness.event(3, origin: 2)) == [1...2], "only with the first origin")
    }

    @Test("An origin that was reset without a new name is reported, not delivered")
    func inconsistent() {
        var harness = Harness(after: [Self.position(7)])
        let early = FeedPosition(origin: 1, number: 3, scopeSequence: 8)
        #expect(harness.tell(.event(early, "x")).first == .report(.inconsistent(early)))
        #expect(Self.delivered(harness.event(8)) == [8])
        // Also when it had to wait behind a gap.
        _ = harness.tell(.event(FeedPosition(origin: 1, number: 3, scopeSequence: 10), "x"))
        #expect(Self.delivered(harness.event(9)) == [9])
        #expect(Self.delivered(harness.event(10)) == [10])
    }

    @Test("Old numbers of another journal are reported, repeats and late heartbeats not")
    func otherJournal() {
        var harness = Harness(after: [Self.position(7)])
        #expect(harness.event(6) == [] && harness.event(7) == [])
        let new = FeedPosition(origin: 1, number: 71, scopeSequence: 3)
        #expect(harness.tell(.event(new, "x")) == [.report(.inconsistent(new))])
        #expect(harness.tell(.heartbeat(newest: FeedPosition(origin: 1, number: 69, scopeSequence: 6))) == [])
        let beat = FeedPosition(origin: 1, number: 70, scopeSequence: 6)
        #expect(harness.tell(.heartbeat(newest: beat)) == [.report(.inconsistent(beat))])
        let low = FeedInput<String>.heartbeat(newest: FeedPosition(origin: 1, number: 20, scopeSequence: 2))
        #expect((0..<17).allSatisfy { _ in harness.tell(low) == [] })
        #expect(harness.tell(low) == [.report(.inconsistent(FeedPosition(origin: 1, number: 20, scopeSequence: 2)))])
        _ = harness.event(8)
        let other = FeedPosition(origin: 1, number: 79, scopeSequence: 8)
        #expect(harness.tell(.event(other, "x")) == [.report(.inconsistent(other))], "two events have one number")
    }

    @Test("A replay that takes longer is asked on at once")
    func unfinished() {
        var harness = Harness()
        let asked = Self.asked(harness.event(9))
        #expect(asked == [1...8])
        #expect(Self.asked(harness.tell(.replayEnded(origin: 1))).isEmpty)
        #expect(Self.asked(harness.tell(.replayUnfinished(origin: 1))) == asked)
        #expect(harness.tell(.replayUnfinished(origin: 4)) == [])
    }

    @Test("Each of several aggregators' origins is begun now, and a later one with its first event")
    func severalBegunNow() {
        var configuration = FeedConfiguration()
        configuration.beginning = .now
        configuration.originsBegunNow = 2
        var harness = Harness(configuration, after: [Self.position(7)])
        #expect(Self.delivered(harness.event(40, origin: 2)) == [40])
        #expect(Self.asked(harness.event(40, origin: 3)) == [1...39])
    }

    @Test("A case that goes from one unit of the scope to another makes two events of one number")
    func twoEventsOfOneNumber() {
        var harness = Harness(after: [Self.position(7)])
        let left = FeedPosition(origin: 1, number: 90, scopeSequence: 8)
        let changed = FeedPosition(origin: 1, number: 90, scopeSequence: 9)
        #expect(Self.asked(harness.tell(.event(changed, "changed"))) == [8...8])
        let actions = harness.tell(.event(left, "left"))
        #expect(actions == [.deliver(left, "left"), .deliver(changed, "changed")])
    }

    @Test("The ends of the range don't trap")
    func extremes() {
        var harness = Harness(after: [FeedPosition(origin: 1, number: .max, scopeSequence: .max)])
        for sequence in [0, 1, .max - 1, .max] as [UInt64] {
            _ = harness.event(sequence)
            _ = harness.event(sequence, origin: 2)
            _ = harness.tell(.heartbeat(newest: Self.position(sequence)))
            _ = harness.tell(.heartbeat(newest: Self.position(sequence, origin: 3)))
        }
        #expect(harness.follower.positions.count == 3)
    }

    @Test("Whatever is lost, doubled or late, each event is delivered once and in order", arguments: 0..<50)
    func anything(seed: UInt64) {
        var random = TestRandom(seed: seed)
        var configuration = FeedConfiguration()
        configuration.maximumHeld = 5
        configuration.maximumReplay = 3
        var harness = Harness(configuration)
        var received: [UInt64] = []
        let newest: UInt64 = 60
        var live = Array(1...newest).flatMap { [$0, $0] }.filter { _ in Bool.random(using: &random) }
        for index in live.indices.dropLast(4) {
            live.swapAt(index, index + Int.random(in: 0...4, using: &random))
        }
        var pending: [Action] = []
        for sequence in live { pending += harness.event(sequence) }
        pending += harness.tell(.heartbeat(newest: Self.position(newest)))
        for _ in 0..<2000 where !pending.isEmpty {
            switch pending.removeFirst() {
            case .deliver(let position, _): received.append(position.scopeSequence)
            case .requestReplay(_, let from, let through):
                for sequence in from...through where Bool.random(using: &random) {
                    pending += harness.event(sequence)
                }
            case .arm(let timer, _): pending += harness.tell(.timerFired(timer))
            case .requestSnapshot, .report: break
            }
        }
        #expect(received == Array(1...newest), "seed \(seed)")
    }
}
