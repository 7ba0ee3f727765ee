import Testing

@testable import FeedSubscriber

@Suite("Silence of an aggregator")
struct FeedSilenceTests {
    private static let start = ContinuousClock.now

    private static func at(_ seconds: Double) -> ContinuousClock.Instant { self.start.advanced(by: .seconds(seconds)) }

    @Test
    func `It is told once, after three intervals, and its end once`() {
        var silence = FeedSilence()
        silence.connected(at: Self.at(0))
        #expect(!silence.heard(intervalMilliseconds: 2000, at: Self.at(1)))
        let looks = [2.0, 6.9, 7.1, 8, 60].map { silence.look(at: Self.at($0), isRead: true) }
        #expect(looks == [false, false, true, false, false])
        let ends = [61.0, 62].map { silence.heard(intervalMilliseconds: 2000, at: Self.at($0)) }
        #expect(ends == [true, false])
        #expect(!silence.look(at: Self.at(67.9), isRead: true))
        #expect(silence.look(at: Self.at(68.1), isRead: true))
    }

    @Test
    func `Before the first heartbeat, and for an absurd interval, the longest one counts`() {
        for milliseconds: UInt32? in [nil, 0, .max] {
            var silence = FeedSilence()
            silence.connected(at: Self.at(0))
            if let milliseconds { _ = silence.heard(intervalMilliseconds: milliseconds, at: Self.at(0)) }
            #expect(!silence.look(at: Self.at(29.9), isRead: true))
            #expect(silence.look(at: Self.at(30.1), isRead: true))
        }
    }

    @Test
    func `Without a connection, and while nobody reads, there is no silence`() {
        var silence = FeedSilence()
        #expect(!silence.look(at: Self.at(1000), isRead: true))
        silence.connected(at: Self.at(1000))
        #expect(!silence.look(at: Self.at(1040), isRead: false))
        #expect(!silence.look(at: Self.at(1041), isRead: true))
        #expect(silence.look(at: Self.at(1071), isRead: true))
        silence.disconnected()
        #expect(!silence.isSilent && !silence.look(at: Self.at(2000), isRead: true))
    }
}
