import FeedSubscriber
import Testing

@Suite("Subscriptions that cannot be followed")
struct SubscriptionTests {
    private static let aggregator = FeedSubscription.Aggregator(
        feed: "tcp://127.0.0.1:1",
        replay: "tcp://127.0.0.1:1",
        keyFile: "/nowhere/subscriber.key"
    )

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
        ]
        for (subscription, word) in cases {
            let error = try #require(try await self.refusal(subscription))
            #expect(error.code == .badSubscription)
            #expect(error.description.contains(word), "\(error)")
        }
    }
}
