import CivilTime
import FeedbackProtocol
import Testing

@testable import FeedSubscriber

@Suite("News and what is told again")
struct FeedStateBookTests {
    private static let second: Int64 = 1_000_000

    /// The lapsed alerts of heartbeats, every ten seconds from one second to another, both included.
    private static func beats(
        _ book: inout FeedStateBook,
        from first: Int64,
        through last: Int64,
        origin: String = "a1"
    ) -> [FeedState] {
        stride(from: first, through: last, by: 10).flatMap { time in
            book.beat(origin, at: Timestamp(microseconds: time * self.second), every: .seconds(10))
        }
    }

    @Test
    func `An alert that is told again is no news, not with newer figures either; a change and an end are`() throws {
        var book = FeedStateBook()
        let told: [(wire: WireFeedEvent, isNews: Bool)] = [
            (ToldState.silence(), true), (ToldState.silence(), false),
            (ToldState.silence(lastHeardAt: 1_500_000), false), (ToldState.silence("000000000000"), true),
            (ToldState.silence(origin: "a2"), true), (ToldState.silence(state: .changed, changedAt: 3_000_000), true),
            (ToldState.silence(state: .changed, changedAt: 3_000_000), false),
            (ToldState.silence(state: .changed, changedAt: 4_000_000), true),
            (ToldState.silence(state: .ended, changedAt: 5_000_000), true),
            (ToldState.silence(state: .ended, changedAt: 5_000_000), false), (ToldState.silence(), true),
        ]
        for (index, one) in told.enumerated() {
            let state = try #require(ToldState.state(.alerts, one.wire))
            let isNews = book.take(state)
            #expect(isNews == one.isNews, "\(index)")
        }
    }

    @Test
    func `A summary and a head that are told again are no news`() throws {
        var book = FeedStateBook()
        let summary = try #require(ToldState.state(.summaries, ToldState.summary(["84", "842"])))
        let more = try #require(ToldState.state(.summaries, ToldState.summary(["84", "842"], assigned: 2)))
        let below = try #require(ToldState.state(.summaries, ToldState.summary(ToldState.office)))
        let ofUnits = [summary, summary, below, more, more, summary].map { book.take($0) }
        #expect(ofUnits == [true, false, true, true, false, true])
        let head = try #require(ToldState.state(.trees, ToldState.treeHead()))
        let larger = try #require(ToldState.state(.trees, ToldState.treeHead(size: 4)))
        let ofTree = [head, head, larger, larger].map { book.take($0) }
        #expect(ofTree == [true, false, true, false])
    }

    @Test
    func `An alert that is not told for five minutes of heartbeats holds no more`() throws {
        var book = FeedStateBook()
        let alert = try #require(ToldState.state(.alerts, ToldState.silence()))
        let ended = try #require(
            ToldState.state(.alerts, ToldState.silence("000000000000", state: .ended, changedAt: 3_000_000))
        )
        let summary = try #require(ToldState.state(.summaries, ToldState.summary(["84", "842"])))
        var lapsed = Self.beats(&book, from: 0, through: 100)
        for state in [alert, ended, summary] { _ = book.take(state) }
        lapsed += Self.beats(&book, from: 110, through: 390)
        let isNews = book.take(alert)
        // Of another aggregator's heartbeats nothing follows.
        lapsed += Self.beats(&book, from: 0, through: 2000, origin: "a2")
        lapsed += Self.beats(&book, from: 400, through: 690)
        #expect(lapsed.isEmpty && !isNews)
        lapsed = Self.beats(&book, from: 700, through: 1000)
        #expect(lapsed.count == 1 && lapsed.first?.key == alert.key)
        guard case .alert(let last)? = lapsed.first?.content else {
            Issue.record("\(lapsed)")
            return
        }
        #expect(last.phase == .lapsed && !last.holds && last.kiosk == "9f3c27a1b0de")
        let areNews = [alert, summary].map { book.take($0) }
        #expect(areNews == [true, false], "what lapsed is news when it is told anew")
    }

    @Test
    func `While the aggregator is not heard, or its clock is set, no alert ends`() throws {
        var book = FeedStateBook()
        let alert = try #require(ToldState.state(.alerts, ToldState.silence()))
        _ = book.take(alert)
        var lapsed = Self.beats(&book, from: 0, through: 200)
        lapsed += Self.beats(&book, from: 4000, through: 4290)
        let isNews = book.take(alert)
        lapsed += Self.beats(&book, from: 10, through: 300)
        #expect(lapsed.isEmpty && !isNews)
        lapsed = Self.beats(&book, from: 310, through: 330)
        #expect(lapsed.map(\.key) == [alert.key])
        _ = book.take(alert)
        let ends = [Int64.max, .min].flatMap { book.beat("a1", at: Timestamp(microseconds: $0), every: .seconds(10)) }
        #expect(ends.isEmpty)
    }

    @Test
    func `What does not fit into the memory is told each time`() throws {
        var book = FeedStateBook()
        for number in 0..<FeedStateBook.most {
            let state = try #require(ToldState.state(.alerts, ToldState.silence("\(number)")))
            _ = book.take(state)
        }
        let first = try #require(ToldState.state(.alerts, ToldState.silence("0")))
        let beyond = try #require(ToldState.state(.alerts, ToldState.silence("one more")))
        let areNews = [first, beyond, beyond].map { book.take($0) }
        #expect(areNews == [false, true, true])
    }
}
