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
        let hasEnded = silence.heard(intervalMilliseconds: 2000, at: Self.at(1))
        #expect(!hasEnded)
        let looks = [2.0, 6.9, 7.1, 8, 60].map { silence.look(at: Self.at($0), isRead: true) }
        #expect(looks == [false, false, true, false, false])
        let ends = [61.0, 62].map { silence.heard(intervalMilliseconds: 2000, at: Self.at($0)) }
        #expect(ends == [true, false])
        let again = [67.9, 68.1].map { silence.look(at: Self.at($0), isRead: true) }
        #expect(again == [false, true])
    }

    @Test
    func `Before the first heartbeat, and for an absurd interval, the longest one counts`() {
        for milliseconds: UInt32? in [nil, 0, .max] {
            var silence = FeedSilence()
            silence.connected(at: Self.at(0))
            if let milliseconds { _ = silence.heard(intervalMilliseconds: milliseconds, at: Self.at(0)) }
            let looks = [29.9, 30.1].map { silence.look(at: Self.at($0), isRead: true) }
            #expect(looks == [false, true])
        }
    }

    @Test
    func `Without a connection, and while nobody reads, there is no silence`() {
        var silence = FeedSilence()
        let unconnected = silence.look(at: Self.at(1000), isRead: true)
        silence.connected(at: Self.at(1000))
        let looks = [(1040.0, false), (1041, true), (1071, true)].map { silence.look(at: Self.at($0), isRead: $1) }
        #expect(!unconnected && looks == [false, false, true])
        silence.disconnected()
        let lost = silence.look(at: Self.at(2000), isRead: true)
        #expect(!silence.isSilent && !lost)
    }
}
