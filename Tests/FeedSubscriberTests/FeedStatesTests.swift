import FeedbackProtocol
import Testing

@testable import FeedSubscriber

@Suite("States that wait for who takes them", .timeLimit(.minutes(1)))
struct FeedStatesTests {
    private static func summary(_ path: [String], _ assigned: UInt64 = 1) throws -> FeedState {
        try #require(ToldState.state(.summaries, ToldState.summary(path, assigned: assigned)))
    }

    private static func alert(_ kiosk: String) throws -> FeedState {
        try #require(ToldState.state(.alerts, ToldState.silence(kiosk)))
    }

    /// All that waits, in order.
    private static func taken(from pending: inout PendingStates) -> [FeedState] {
        var states: [FeedState] = []
        while let state = pending.take() { states.append(state) }
        return states
    }

    /// All states to the end, calling a closure with each.
    private static func all(_ states: FeedStates, _ onState: (FeedState) -> Void = { _ in }) async -> [FeedState] {
        var taken: [FeedState] = []
        for await state in states {
            taken.append(state)
            onState(state)
        }
        return taken
    }

    @Test
    func `Of each unit the newest is kept, in the order in which they began to wait`() throws {
        var pending = PendingStates()
        let newest = try Self.summary(["84", "842"], 5)
        let office = try Self.summary(ToldState.office)
        let alert = try Self.alert("1")
        let news = [try Self.summary(["84", "842"]), office, alert, newest]
        let areKept = news.map { pending.put($0, isNews: true) }
        #expect(areKept.allSatisfy(\.self) && pending.count == 3)
        let taken = Self.taken(from: &pending)
        #expect(taken == [newest, office, alert] && pending.count == 0)
        _ = pending.put(newest, isNews: true)
        let again = Self.taken(from: &pending)
        #expect(again == [newest])
    }

    @Test
    func `What is no news takes the place of what waits, and else does not wait`() throws {
        var pending = PendingStates()
        let alert = try Self.alert("1")
        let newerFigures = try #require(ToldState.state(.alerts, ToldState.silence("1", lastHeardAt: 1_700_000)))
        let isKept = pending.put(alert, isNews: false)
        #expect(isKept && pending.count == 0)
        _ = pending.put(alert, isNews: true)
        _ = pending.put(newerFigures, isNews: false)
        let taken = Self.taken(from: &pending)
        #expect(taken == [newerFigures])
    }

    @Test
    func `However many keys come, no more wait than there is room for, and those that wait stay new`() throws {
        var pending = PendingStates()
        let alerts = try (0..<PendingStates.most).map { try Self.alert("\($0)") }
        let areKept = alerts.map { pending.put($0, isNews: true) }
        #expect(areKept.allSatisfy { $0 })
        let isKept = pending.put(try Self.alert("one more"), isNews: true)
        #expect(!isKept && pending.count == PendingStates.most)
        let newer = try #require(ToldState.state(.alerts, ToldState.silence("7", lastHeardAt: 1_700_000)))
        let isNewerKept = pending.put(newer, isNews: true)
        #expect(isNewerKept && pending.count == PendingStates.most)
        var expected = alerts
        expected[7] = newer
        let taken = Self.taken(from: &pending)
        #expect(taken == expected)
        let hasRoomAgain = pending.put(newer, isNews: true)
        #expect(hasRoomAgain && pending.count == 1)
    }

    @Test
    func `A consumer gets what waits and what comes, until the end`() async throws {
        let mailbox = FeedStateMailbox()
        let first = try Self.alert("1")
        let second = try Self.alert("2")
        _ = mailbox.put(first, isNews: true)
        let taken = await Self.all(FeedStates(mailbox)) { state in
            if state == first { _ = mailbox.put(second, isNews: true) } else { mailbox.finish() }
        }
        #expect(taken == [first, second])
    }

    @Test
    func `A consumer that waits is woken by what comes from elsewhere`() async throws {
        let mailbox = FeedStateMailbox()
        let alert = try Self.alert("1")
        async let taken = Self.all(FeedStates(mailbox)) { _ in mailbox.finish() }
        _ = mailbox.put(alert, isNews: true)
        #expect(await taken == [alert])
    }

    @Test
    func `What waits when the feed ends is given out, and a cancelled consumer gets nothing`() async throws {
        let mailbox = FeedStateMailbox()
        let alerts = try (1...3).map { try Self.alert("\($0)") }
        for alert in alerts { _ = mailbox.put(alert, isNews: true) }
        mailbox.finish()
        let taken = await Self.all(FeedStates(mailbox))
        #expect(taken == alerts)
        let open = FeedStates(FeedStateMailbox())
        let waiting = Task { await Self.all(open) }
        waiting.cancel()
        let none = await waiting.value
        #expect(none.isEmpty)
    }
}
