import Delivery

extension World {
    mutating func startSubscriber() {
        guard self.subscriber.follower == nil else { return }
        let positions = self.subscriber.storedPositions
        self.note("subscriber starts after \(positions)")
        self.subscriber.follower = FeedFollower(
            configuration: self.subscriber.configuration,
            continuingAfter: positions
        )
        self.tellSubscriber(.connected)
    }

    mutating func killSubscriber() {
        guard self.subscriber.follower != nil else { return }
        self.note("subscriber is killed")
        self.count(.subscriberKilled)
        self.subscriber.follower = nil
        self.subscriber.life += 1
        self.subscriber.received.removeLast(self.subscriber.received.count - self.subscriber.storedCount)
        self.schedule(.subscriberStarts, in: 10...800)
    }

    /// Publishes what was committed since the last time.
    mutating func publishFeed() {
        for (position, id) in self.store.feed[self.publishedFeed...] {
            self.transmitFeed(.event(position, id))
        }
        self.publishedFeed = self.store.feed.count
    }

    mutating func sendHeartbeats() {
        self.schedule(.heartbeat, in: 300...300)
        guard self.aggregator.isAlive, self.configuration.defect != .noHeartbeats else { return }
        for (origin, number, scopeSequence) in self.store.origins {
            self.transmitFeed(
                .heartbeat(newest: FeedPosition(origin: origin, number: number, scopeSequence: scopeSequence))
            )
        }
    }

    /// Answers a replay in a bounded chunk; what is beyond is asked for again.
    mutating func replay(origin: UInt64, from: UInt64, through: UInt64) {
        guard self.aggregator.isAlive else { return }
        self.count(.feedReplayed)
        let chunk = self.store.feed.filter {
            $0.position.origin == origin && $0.position.scopeSequence >= from && $0.position.scopeSequence <= through
        }
        for (position, id) in chunk.prefix(self.random.pick(1...12)) {
            self.transmitFeed(.event(position, id))
        }
        self.transmitFeed(.replayEnded(origin: origin))
    }

    /// Tells what stood at a position, perhaps not the newest: the events through it, which stay as they are.
    mutating func tellSnapshot(origin: UInt64) {
        guard self.aggregator.isAlive else { return }
        self.count(.feedSnapshotTaken)
        let told = self.store.feed.filter { $0.position.origin == origin }
        let newest = told.dropLast(self.random.pick(0...3)).last?.position
        let position = newest ?? FeedPosition(origin: origin, number: 0, scopeSequence: 0)
        self.transmitFeed(.snapshot(position, SimulatedSubscriber.snapshot))
    }

    private mutating func transmitFeed(_ input: FeedInput<SubmissionID>) {
        if self.random.chance(self.rates.feedLoss) { return self.count(.feedEventLost) }
        let copies = self.random.chance(self.rates.duplication) ? 2 : 1
        for _ in 0..<copies { self.schedule(.messageToSubscriber(input), in: 1...20) }
    }

    mutating func tellSubscriber(_ input: FeedInput<SubmissionID>) {
        guard self.subscriber.follower != nil else { return }
        self.note("subscriber ← \(input)")
        if self.configuration.defect == .subscriberTrustsFeed, case .event(let position, let id) = input {
            self.subscriber.received.append((position, id))
            return
        }
        let actions = self.subscriber.follower?.handle(input, using: &self.random) ?? []
        for action in actions {
            self.note("subscriber → \(action)")
            switch action {
            case .deliver(let position, SimulatedSubscriber.snapshot):
                self.subscriber.received += self.store.feed.filter {
                    $0.position.origin == position.origin && $0.position.scopeSequence <= position.scopeSequence
                }
            case .deliver(let position, let id):
                self.subscriber.received.append((position, id))
            case .requestReplay(let origin, let from, let through):
                guard !self.random.chance(self.rates.messageLoss) else { continue }
                self.schedule(.replayRequested(origin: origin, from: from, through: through), in: 1...20)
            case .requestSnapshot(let origin):
                guard !self.random.chance(self.rates.messageLoss) else { continue }
                self.schedule(.snapshotRequested(origin: origin), in: 1...20)
            case .arm(let timer, let delay):
                self.schedule(.subscriberTimer(life: self.subscriber.life, timer), after: delay)
            case .report(.inconsistent(let position)):
                self.violate("the follower calls \(position) inconsistent")
            case .report:
                break
            }
        }
        guard self.random.chance(0.3), let follower = self.subscriber.follower else { return }
        self.subscriber.storedCount = self.subscriber.received.count
        self.subscriber.storedPositions = follower.positions
    }
}
