import Delivery
import DeliverySimulation
import Testing

@Suite("Feed follower that begins with a snapshot")
struct SnapshotFollowerTests {
    private struct Harness {
        var follower: FeedFollower<String>
        var random = TestRandom(seed: 1)

        init(after positions: [FeedPosition] = []) {
            var configuration = FeedConfiguration()
            configuration.beginning = .snapshot
            configuration.maximumHeld = 3
            self.follower = FeedFollower(configuration: configuration, continuingAfter: positions)
        }

        mutating func tell(_ input: FeedInput<String>) -> [FeedAction<String>] {
            self.follower.handle(input, using: &self.random)
        }

        mutating func event(_ sequence: UInt64) -> [FeedAction<String>] {
            self.tell(.event(position(sequence), "event \(sequence)"))
        }
    }

    private static func position(_ sequence: UInt64, origin: UInt64 = 1) -> FeedPosition {
        FeedPosition(origin: origin, number: sequence &* 10, scopeSequence: sequence)
    }

    private static func delivered(_ actions: [FeedAction<String>]) -> [String] {
        actions.compactMap { if case .deliver(_, let event) = $0 { event } else { nil } }
    }

    private static func timer(_ actions: [FeedAction<String>]) throws -> FeedTimer {
        try #require(actions.compactMap { if case .arm(let timer, _) = $0 { timer } else { nil } }.last)
    }

    @Test
    func `Nothing is delivered before the snapshot, and then what is behind it`() {
        var harness = Harness()
        #expect(harness.event(8).first == .requestSnapshot(origin: 1))
        #expect(harness.event(9) == [] && harness.event(7) == [], "asked once")
        #expect(harness.follower.positions.isEmpty && harness.follower.hasGap)
        let actions = harness.tell(.snapshot(Self.position(7), "all"))
        #expect(Self.delivered(actions) == ["all", "event 8", "event 9"])
        #expect(harness.follower.positions == [Self.position(9)] && !harness.follower.hasGap)
        #expect(harness.tell(.snapshot(Self.position(20), "again")) == [], "one is enough")
        #expect(Self.delivered(harness.event(10)) == ["event 10"])
    }

    @Test
    func `What lies between an older snapshot and the live events is asked for`() {
        var harness = Harness()
        _ = harness.event(8)
        let actions = harness.tell(.snapshot(Self.position(5), "all"))
        #expect(Self.delivered(actions) == ["all"])
        #expect(actions.contains(.requestReplay(origin: 1, from: 6, through: 7)))
        #expect(Self.delivered(harness.event(6) + harness.event(7)) == ["event 6", "event 7", "event 8"])
    }

    @Test
    func `A snapshot newer than all that was heard is delivered, and older events never`() {
        var harness = Harness()
        #expect(harness.tell(.heartbeat(newest: Self.position(0))).first == .requestSnapshot(origin: 1))
        for sequence in 1...6 as ClosedRange<UInt64> { _ = harness.event(sequence) }
        #expect(Self.delivered(harness.tell(.snapshot(Self.position(9), "all"))) == ["all"])
        #expect(Self.delivered(harness.event(9)).isEmpty)
        #expect(Self.delivered(harness.event(10)) == ["event 10"])
    }

    @Test
    func `Without an answer it is asked again, and at a new connection at once`() throws {
        var harness = Harness()
        let timer = try Self.timer(harness.event(3))
        let again = harness.tell(.timerFired(timer))
        #expect(again.first == .requestSnapshot(origin: 1))
        #expect(harness.tell(.timerFired(timer)) == [], "an old timer")
        #expect(harness.tell(.replayFailed(origin: 1)) == [] && harness.tell(.replayEnded(origin: 1)) == [])
        #expect(harness.tell(.connected).first == .requestSnapshot(origin: 1))
    }

    @Test
    func `Each origin begins with its own, and one with a stored position with none`() {
        var harness = Harness(after: [Self.position(4)])
        #expect(Self.delivered(harness.event(5)) == ["event 5"])
        let other = harness.tell(.event(Self.position(3, origin: 2), "other 3"))
        #expect(other.first == .requestSnapshot(origin: 2))
        #expect(harness.tell(.snapshot(Self.position(9), "not wanted")) == [])
        #expect(harness.tell(.snapshot(Self.position(9, origin: 5), "unknown")) == [])
        #expect(Self.delivered(harness.tell(.snapshot(Self.position(3, origin: 2), "all"))) == ["all"])
    }

    @Test
    func `The ends of the range don't trap`() {
        var harness = Harness()
        _ = harness.event(.max)
        _ = harness.event(.max - 1)
        #expect(Self.delivered(harness.tell(.snapshot(Self.position(.max), "all"))) == ["all"])
        _ = harness.event(.max)
    }
}
