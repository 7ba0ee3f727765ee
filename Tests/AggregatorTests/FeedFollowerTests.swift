import Identity
import Testing
import ZeroMQ

@testable import Aggregator

@Suite("Followers of the feed", .serialized, .timeLimit(.minutes(1)))
struct FeedFollowerTests {
    private static let province = "heartbeat/84/"
    private static let ward = "heartbeat/84/842/29242/"

    @Test("What lies outside of the scope is refused and counted")
    func refusal() async throws {
        try await FeedUnderTest.running { feed in
            let keys = try await feed.admit("narrow", .subscriber(scope: "29242"))
            let narrow = try await feed.connect(
                keys,
                sending: [Self.province, Self.ward].map(FeedFollower.subscribe)
            )
            await narrow.seen.wait { _ in true }
            #expect(feed.counters.values.refusedSubscriptions == 1)
            #expect(narrow.seen.all.allSatisfy { $0.topic.hasPrefix(Self.ward) })
        }
    }

    @Test(
        "A key that fills the memory, with a topic longer than any or with ever more others, is kept out",
        arguments: [1, SubscriptionList.mostOutOfScopePerKey + 1]
    )
    func fillingMemory(count: Int) async throws {
        let long = Self.ward + String(repeating: "x", count: 300)
        let topics = count == 1 ? [long] : (0..<count).map { "case/84/\($0)/" }
        try await FeedUnderTest.running { feed in
            let greedy = try await feed.admit("greedy", .subscriber(scope: "29242"))
            let witness = try await feed.connect(
                try await feed.admit("modest", .subscriber(scope: "29242")),
                sending: [FeedFollower.subscribe(Self.ward)]
            )
            await witness.seen.wait { _ in true }
            _ = try await feed.connect(greedy, sending: topics.map(FeedFollower.subscribe))
            await feed.denied.wait { $0 == greedy.publicKey.z85 }
            let kept = feed.newestRound
            await witness.seen.wait { $0.round > kept + 5 }
        }
    }

    @Test("A revoked follower is told nothing more, whatever its connections took back; another one goes on")
    func revocation() async throws {
        try await FeedUnderTest.running { feed in
            let revoked = try await feed.admit("revoked", .subscriber(scope: "29242"))
            let other = try await feed.admit("other", .subscriber(scope: "29242"))
            let reader = try await feed.connect(revoked, sending: [FeedFollower.subscribe(Self.ward)])
            let decoy = try await feed.connect(revoked, sending: [FeedFollower.subscribe(Self.ward)])
            let witness = try await feed.connect(other, sending: [FeedFollower.subscribe(Self.ward)])
            for follower in [reader, decoy, witness] { await follower.seen.wait { _ in true } }
            try await decoy.send(FeedFollower.unsubscribe(Self.ward))
            let asked = feed.newestRound
            await reader.seen.wait { $0.round > asked + 5 }

            let last = try await feed.revoke("revoked")
            await witness.seen.wait { $0.round > last + 20 }
            await feed.denied.wait { $0 == revoked.publicKey.z85 }
            #expect(reader.seen.all.allSatisfy { $0.round <= last })
            #expect(decoy.seen.all.allSatisfy { $0.round <= last })
        }
    }

    @Test("A key that sends what is no subscription is kept out until the keys change; nobody gets another's scope")
    func otherMessages() async throws {
        try await FeedUnderTest.running { feed in
            let narrow = try await feed.admit("narrow", .subscriber(scope: "29242"))
            let wide = try await feed.admit("wide", .subscriber(scope: "84"))
            let province = try await feed.connect(wide, sending: [FeedFollower.subscribe(Self.province)])
            await province.seen.wait { _ in true }
            let sender = try await feed.connect(
                narrow,
                sending: [Array("X".utf8), FeedFollower.subscribe(Self.ward)]
            )
            await feed.denied.wait { $0 == narrow.publicKey.z85 }
            let kept = feed.newestRound
            await province.seen.wait { $0.round > kept + 5 }
            #expect(sender.seen.all.allSatisfy { $0.topic.hasPrefix(Self.ward) })

            _ = try await feed.admit("newcomer", .operator)
            let again = try await feed.connect(narrow, sending: [FeedFollower.subscribe(Self.ward)])
            await again.seen.wait { $0.topic.hasPrefix(Self.ward) }
            #expect(again.seen.all.allSatisfy { $0.topic.hasPrefix(Self.ward) })
        }
    }

    @Test("Followers that come and go at once neither break the feed nor take it from another one for good")
    func comingAndGoing() async throws {
        try await FeedUnderTest.running { feed in
            let keys = try await feed.admit("restless", .operator)
            let witness = try await feed.connect(
                try await feed.admit("patient", .subscriber(scope: "29242")),
                sending: [FeedFollower.subscribe(Self.ward)]
            )
            for _ in 0..<30 {
                let restless = try await feed.connect(keys, sending: [FeedFollower.subscribe(Self.ward)])
                await restless.close()
            }
            let asked = feed.newestRound
            await witness.seen.wait { $0.round > asked + 20 }
        }
    }
}
