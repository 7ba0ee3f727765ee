import CivilTime
import Testing
import ZeroMQ

@testable import Aggregator

@Suite("Who watches an inbox")
struct WatchListTests {
    private static let start = Timestamp(microseconds: 1_735_600_000_000_000)

    private static func peer(_ number: UInt8) throws -> RoutingID {
        try #require(RoutingID([0, number, 1, 2, 3]))
    }

    private static func watch(_ renewal: WatchList.Renewal) throws -> (watch: WatchList.Watch, lookAgain: Bool) {
        guard case .watching(let watch, let lookAgain) = renewal else { throw NoWatch() }
        return (watch, lookAgain)
    }

    private struct NoWatch: Error {}

    @Test("A watch ends by itself, and a clock set back prolongs nothing")
    func lease() throws {
        var list = WatchList(startedAt: Self.start)
        let peer = try Self.peer(1)
        _ = list.renew(peer, userID: "a", unit: "29242", known: (0, 0), at: Self.start)
        list.expire(at: Self.start.advanced(by: .seconds(59)))
        #expect(list.all.count == 1)
        var later = list
        later.expire(at: Self.start.advanced(by: .seconds(60)))
        #expect(later.isEmpty)
        list.expire(at: Self.start.advanced(by: .seconds(-1)))
        #expect(list.isEmpty)
    }

    @Test("Who knows the newest notice need not look again; who missed one, or comes anew, must")
    func lookAgain() throws {
        var list = WatchList(startedAt: Self.start)
        let peer = try Self.peer(1)
        func renew(_ watch: UInt64, _ number: UInt64) throws -> (watch: WatchList.Watch, lookAgain: Bool) {
            try Self.watch(list.renew(peer, userID: "a", unit: "29242", known: (watch, number), at: Self.start))
        }
        let first = try renew(0, 0)
        #expect(!first.lookAgain)
        #expect(list.nextNumber(for: peer) == 1)
        #expect(try !renew(first.watch.id, 1).lookAgain)
        #expect(try renew(first.watch.id, 0).lookAgain)
        list.missed(peer)
        #expect(try renew(first.watch.id, 1).lookAgain)
        #expect(try !renew(first.watch.id, 1).lookAgain, "it was said once")
        list.remove(peer)
        let second = try renew(first.watch.id, 1)
        #expect(second.lookAgain)
        #expect(second.watch.id != first.watch.id)
        #expect(list.nextNumber(for: try Self.peer(9)) == nil)
    }

    @Test("Watches are bounded, for one key and in all")
    func bounds() throws {
        var list = WatchList(startedAt: Self.start, limits: WatchList.Limits(ofOnePrincipal: 2, inTotal: 3))
        func renew(_ peer: UInt8, _ user: String, _ seconds: Int64 = 0) throws -> WatchList.Renewal {
            let time = Self.start.advanced(by: .seconds(seconds))
            return list.renew(try Self.peer(peer), userID: user, unit: "29242", known: (0, 0), at: time)
        }
        _ = try renew(1, "a")
        _ = try renew(2, "a")
        #expect(try renew(3, "a") == .tooManyOfPrincipal)
        #expect(throws: Never.self) { try Self.watch(renew(2, "a")) }
        _ = try renew(4, "b")
        #expect(try renew(5, "c") == .tooMany)
        #expect(throws: Never.self) { try Self.watch(renew(5, "c", 61)) }
    }
}
