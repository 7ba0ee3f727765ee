internal import AsyncAlgorithms
import FeedSubscriber
import Foundation

/// One subscriber: follows, folds, and stores.
actor Board {
    /// What is stored, and read by the tests.
    private struct State: Codable {
        var figures = Figures()
        /// The newest event of each origin and stream that is in the figures.
        var positions: [FeedEventPosition] = []
    }

    private static let eventsBeforeRest = 40
    private static let interval = Duration.milliseconds(700)

    private let plan: Plan
    private var state = State()
    private var isStored = true

    /// Goes on from the plan's file if it is there.
    init(_ plan: Plan) throws {
        self.plan = plan
        let file = URL(filePath: plan.stateFile)
        guard FileManager.default.fileExists(atPath: plan.stateFile) else { return }
        self.state = try JSONDecoder().decode(State.self, from: Data(contentsOf: file))
    }

    /// Follows until the feed refuses.
    func follow() async throws {
        let name = self.plan.name
        let subscription = FeedSubscription(
            [.init(feed: self.plan.feed, replay: self.plan.replay, keyFile: self.plan.keyFile)],
            unitPath: self.plan.unitPath,
            streams: Set(self.plan.streams),
            continuingAfter: self.state.positions,
            beginning: self.plan.snapshot ? .snapshot : .firstEvent,
            maximumWaiting: 50
        )
        let tell: @Sendable (FeedNotice) -> Void = { FoldFeed.tell("\(name): \($0)") }
        try await FeedSubscriber.following(subscription, onNotice: tell) { events in
            var count = 0
            for try await event in events {
                self.take(event)
                count += 1
                if count == Self.eventsBeforeRest, self.plan.restSeconds > 0 { await self.rest() }
            }
        }
    }

    private func rest() async {
        let end = AsyncTimerSequence(interval: .seconds(self.plan.restSeconds), clock: ContinuousClock())
        _ = await end.first { _ in true }
        FoldFeed.tell("\(self.plan.name): rested")
    }

    /// Stores what is new every now and then.
    func storeAgainAndAgain() async throws {
        for await _ in AsyncTimerSequence(interval: Self.interval, clock: ContinuousClock()) where !self.isStored {
            try JSONEncoder().encode(self.state).write(to: URL(filePath: self.plan.stateFile), options: .atomic)
            self.isStored = true
        }
    }

    private func take(_ event: FeedEvent) {
        self.state.figures.take(event)
        self.state.positions.removeAll {
            $0.origin == event.position.origin && $0.stream == event.position.stream
        }
        self.state.positions.append(event.position)
        self.isStored = false
    }
}
