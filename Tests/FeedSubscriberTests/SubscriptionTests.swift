import FeedSubscriber
import Foundation
import Testing

@Suite("Subscriptions that cannot be followed")
struct SubscriptionTests {
    private static let aggregator = FeedSubscription.Aggregator(
        feed: "tcp://127.0.0.1:1",
        replay: "tcp://127.0.0.1:1",
        keyFile: "/nowhere/subscriber.key"
    )

    /// A stored position, as programs outside of the library have them.
    private static func position(_ origin: String, _ unitPath: [String]) throws -> FeedEventPosition {
        let path = unitPath.map { "\"\($0)\"" }.joined(separator: ",")
        let text =
            "{\"origin\":\"\(origin)\",\"stream\":\"case\",\"unitPath\":[\(path)],\"journalNumber\":9,\"sequence\":7}"
        return try JSONDecoder().decode(FeedEventPosition.self, from: Data(text.utf8))
    }

    private func refusal(_ subscription: FeedSubscription) async throws -> FeedSubscriberError? {
        do {
            try await FeedSubscriber.following(subscription) { _ in }
            return nil
        } catch let error as FeedSubscriberError {
            return error
        }
    }

    @Test
    func `Each is refused with what to do`() async throws {
        let cases: [(FeedSubscription, String)] = [
            (FeedSubscription([], unitPath: ["84"]), "aggregators"),
            (FeedSubscription([Self.aggregator], unitPath: []), "unitPath"),
            (FeedSubscription([Self.aggregator], unitPath: ["84/842"]), "unitPath"),
            (FeedSubscription([Self.aggregator], unitPath: ["84"], streams: []), "streams"),
            (FeedSubscription([Self.aggregator], unitPath: ["84"]), "/nowhere/subscriber.key"),
            (
                FeedSubscription([Self.aggregator], unitPath: ["84"], streams: [], states: [.alerts]),
                "/nowhere/subscriber.key"
            ),
            (FeedSubscription([Self.aggregator], unitPath: ["84"], ratingsSince: "2026-13-01"), "ratingsSince"),
            (
                FeedSubscription(
                    [Self.aggregator],
                    unitPath: ["84"],
                    continuingAfter: [try Self.position("a1", ["86"])]
                ), "another unit"
            ),
            (
                FeedSubscription(
                    [Self.aggregator],
                    unitPath: ["84"],
                    continuingAfter: try (1...65).map { try Self.position("a\($0)", ["84"]) }
                ), "more than 64"
            ),
        ]
        for (subscription, word) in cases {
            let error = try #require(try await self.refusal(subscription))
            #expect(error.code == .badSubscription)
            #expect(error.description.contains(word), "\(error)")
        }
    }
}
