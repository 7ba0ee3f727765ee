import DeliverySimulation
import Testing

@testable import Delivery

@Suite("Outbox: connection")
struct OutboxConnectionTests {
    typealias State = KioskOutbox.Connection

    static let states: [State] = [
        .disconnected, .connecting, .greeting, .renumbering, .flowing, .backingOff(isOpen: false),
        .backingOff(isOpen: true),
    ]

    /// Every input, and the state it leads to from each state; what is not listed stays.
    enum Input: CaseIterable, Sendable {
        case start, stop, connected, connectionLost, timer, staleTimer, welcome, foreignWelcome, rolledBack
        case receipt, foreignReceipt, resend, resendOfReceipted, busy, refused, record, writeCompleted, writeFailed

        func next(from state: State) -> State {
            switch (self, state) {
            case (.start, .disconnected): .connecting
            case (.stop, _): .disconnected
            case (.connected, .connecting), (.connected, .flowing): .greeting
            case (.connected, .backingOff): .backingOff(isOpen: true)
            case (.connectionLost, .connecting), (.connectionLost, .greeting), (.connectionLost, .renumbering),
                (.connectionLost, .flowing), (.connectionLost, .backingOff):
                .backingOff(isOpen: false)
            case (.timer, .connecting), (.timer, .greeting): .backingOff(isOpen: false)
            case (.timer, .flowing), (.timer, .backingOff(isOpen: true)): .greeting
            case (.timer, .backingOff(isOpen: false)): .connecting
            case (.welcome, .greeting): .flowing
            case (.rolledBack, .greeting), (.rolledBack, .flowing): .renumbering
            case (.resendOfReceipted, .flowing): .backingOff(isOpen: true)
            case (.busy, .greeting), (.busy, .flowing): .backingOff(isOpen: true)
            case (.refused, .greeting), (.refused, .flowing): .backingOff(isOpen: false)
            case (.writeCompleted, .renumbering): .greeting
            default: state
            }
        }

        func input(for harness: OutboxHarness) -> OutboxInput {
            switch self {
            case .start: .start
            case .stop: .stop
            case .connected: .connected
            case .connectionLost: .connectionLost
            case .timer: .timerFired(harness.outbox.connectionTimer)
            case .staleTimer: .timerFired(OutboxTimer(kind: .connection, generation: 0))
            case .welcome: .welcome(harness.welcome(through: 0))
            case .foreignWelcome:
                .welcome(Welcome(epoch: 99, throughSequence: 0, throughSubmissionID: nil, window: 5))
            case .rolledBack: .welcome(harness.welcome(through: 1000))
            case .receipt: harness.receipt(through: 1)
            case .foreignReceipt: .receipt(Receipt(epoch: 99, throughSequence: 1, window: 5))
            case .resend: .resend(epoch: OutboxHarness.epoch, fromSequence: 1)
            case .resendOfReceipted: .resend(epoch: OutboxHarness.epoch, fromSequence: 0)
            case .busy: .busy(retryAfter: .seconds(1))
            case .refused: .refused(code: 3)
            case .record: .record(entry(50))
            case .writeCompleted: .writeCompleted
            case .writeFailed: .writeFailed
            }
        }
    }

    @Test("Every input in every state leads to the state it should", arguments: states, Input.allCases)
    func transitions(state: State, input: Input) {
        var harness = OutboxHarness(entries: 3)
        harness.bring(to: state)
        #expect(harness.outbox.connection == state)
        let actions = harness.tell(input.input(for: harness))
        let next = input.next(from: state)
        #expect(harness.outbox.connection == next)
        // Nothing is published unless welcomed, and nothing is said without a connection.
        if next != .flowing { #expect(actions.published.isEmpty) }
        if next != .greeting { #expect(actions.greetings.isEmpty) }
        if next == .greeting, state != .greeting { #expect(actions.greetings.map(\.newestSequence) == [3]) }
        // Whoever begins to wait arms a timer; a back-off's goes on when the connection comes or goes.
        var begins = next != state && next != .disconnected && next != .renumbering
        if case .backingOff = state, case .backingOff = next { begins = false }
        if begins { #expect(actions.armed.contains { $0.timer == harness.outbox.connectionTimer }) }
        // Recording works in every state.
        if input == .record { #expect(actions.writes.count == (state == .renumbering ? 0 : 1)) }
    }

    @Test("A greeting tells what is unreceipted")
    func greeting() {
        var harness = OutboxHarness(entries: 3, removed: 4)
        harness.tell(.start)
        let hello = Hello(epoch: OutboxHarness.epoch, oldestUnreceipted: 5, newestSequence: 7)
        #expect(harness.tell(.connected).greetings == [hello])
        var empty = OutboxHarness()
        empty.tell(.start)
        #expect(
            empty.tell(.connected).greetings
                == [Hello(epoch: OutboxHarness.epoch, oldestUnreceipted: 1, newestSequence: 0)]
        )
    }

    @Test("Waits grow between the bounds and start anew after progress")
    func backOff() {
        var configuration = OutboxHarness.configuration
        configuration.backOff = BackOff(minimum: .seconds(1), maximum: .seconds(16))
        var harness = OutboxHarness(entries: 1, configuration: configuration)
        harness.tell(.start)
        var longest = Duration.zero
        for attempt in 0..<60 {
            let armed = harness.tell(.connectionLost).armed
            #expect(armed.count == 1)
            let delay = armed.first?.delay ?? .zero
            let ceiling = Duration.seconds(attempt < 3 ? 1 << (attempt + 1) : 16)
            #expect(delay >= .seconds(1) && delay <= ceiling, "attempt \(attempt)")
            longest = max(longest, delay)
            harness.tell(.timerFired(harness.outbox.connectionTimer))
        }
        #expect(longest > .seconds(12))
        harness.tell(.connected)
        harness.tell(.welcome(harness.welcome(through: 0)))
        harness.tell(harness.receipt(through: 1))
        #expect(harness.tell(.connectionLost).armed.allSatisfy { $0.delay <= .seconds(2) })
    }

    @Test(
        "Busy waits as long as asked, within reason and spread",
        arguments: [(Duration.seconds(4), 4, 8), (.seconds(-9), 1, 2), (.seconds(1_000_000), 16, 32)]
    )
    func busy(asked: Duration, least: Int, most: Int) throws {
        var configuration = OutboxHarness.configuration
        configuration.backOff = BackOff(minimum: .seconds(1), maximum: .seconds(16))
        var harness = OutboxHarness(entries: 1, configuration: configuration)
        harness.bring(to: .flowing)
        let delay = try #require(harness.tell(.busy(retryAfter: asked)).armed.first?.delay)
        #expect(delay >= .seconds(least) && delay <= .seconds(most))
    }

    @Test("A refusal keeps everything, hangs up and waits long")
    func refused() throws {
        var harness = OutboxHarness(entries: 3)
        harness.bring(to: .flowing)
        let actions = harness.tell(.refused(code: 9))
        #expect(actions.reports == [.refused(code: 9)])
        #expect(actions.contains(.disconnect))
        #expect(try #require(actions.armed.first).delay >= OutboxHarness.configuration.refusedBackOff.minimum)
        #expect(harness.outbox.usage.count == 3)
        #expect(actions.writes.isEmpty)
    }

    @Test("Without a reply the kiosk greets again and resends from the first unreceipted")
    func replyTimeout() {
        var harness = OutboxHarness(entries: 4, removed: 2)
        harness.bring(to: .flowing, through: 2)
        harness.tell(harness.receipt(through: 3))
        harness.tell(.writeCompleted)
        let greeting = harness.tell(.timerFired(harness.outbox.connectionTimer))
        #expect(greeting.greetings.map(\.oldestUnreceipted) == [4])
        let resent = harness.tell(.welcome(harness.welcome(through: 3, id: id(3)))).published
        #expect(resent == [PublishRange(epoch: OutboxHarness.epoch, firstSequence: 4, count: 3)])
    }
}
