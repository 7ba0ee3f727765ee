import CivilTime
import Delivery

/// Everything there is in one run, and the scheduler.
struct World: Sendable {
    let configuration: SimulationConfiguration
    var random: SplitMix64
    var rates: FaultRates
    /// The share of submissions that can't be accepted, also after the faults.
    let rejectionShare: Double
    var isCalm = false
    /// Virtual microseconds since the start.
    var now: Int64 = 0
    var events = EventQueue()
    var kiosks: [SimulatedKiosk] = []
    var aggregator: SimulatedAggregator
    var store: AggregatorStore
    /// How much of the store's feed the aggregator's process has published.
    var publishedFeed = 0
    var connectionsMade = 0
    var subscriber = SimulatedSubscriber()
    var outcome: SimulationOutcome

    init(seed: UInt64, configuration: SimulationConfiguration) {
        self.configuration = configuration
        self.random = SplitMix64(seed: seed)
        self.rates = FaultRates(using: &self.random)
        self.rejectionShare = self.rates.rejection
        self.outcome = SimulationOutcome(seed: seed)

        var limits = IntakeLimits()
        limits.window = UInt32(self.random.pick(1...20))
        limits.maximumPending = UInt64(limits.window) + UInt64(self.random.pick(0...5))
        limits.maximumEpochs = 1000
        limits.retryAfter = .milliseconds(self.random.pick(20...400))
        let kioskCount = self.random.pick(1...max(1, configuration.maximumKiosks))
        self.aggregator = SimulatedAggregator(limits: limits)
        self.store = AggregatorStore(kiosks: kioskCount)
        for _ in 0..<kioskCount { self.addKiosk() }

        self.subscriber.configuration.maximumHeld = self.random.pick(1...12)
        self.subscriber.configuration.beginning = self.random.chance(0.5) ? .snapshot : .firstEvent
        self.subscriber.configuration.maximumReplay = UInt64(self.random.pick(1...12))
        self.subscriber.configuration.retry = BackOff(minimum: .milliseconds(100), maximum: .milliseconds(800))
        self.subscriber.configuration.snapshotRetry = self.subscriber.configuration.retry

        self.events.schedule(.aggregatorStarts, at: 0)
        self.events.schedule(.subscriberStarts, at: 0)
        self.events.schedule(.heartbeat, at: 300_000)
        self.events.schedule(.faultStrikes, at: 300_000)
        self.events.schedule(.calmBegins, at: Int64(configuration.faultyMilliseconds) * 1000)
    }

    private mutating func addKiosk() {
        var configuration = OutboxConfiguration()
        configuration.maximumCount = self.random.chance(0.5) ? self.random.pick(2...8) : 1000
        configuration.maximumBytes = self.random.chance(0.3) ? self.random.pick(600...2000) : 1_000_000
        configuration.maximumBatchCount = self.random.pick(1...8)
        configuration.maximumBatchBytes = self.random.pick(100...1500)
        configuration.connectTimeout = .milliseconds(400)
        configuration.replyTimeout = .milliseconds(self.random.pick(100...900))
        configuration.backOff = BackOff(minimum: .milliseconds(20), maximum: .milliseconds(800))
        configuration.refusedBackOff = BackOff(minimum: .milliseconds(300), maximum: .milliseconds(1200))
        let submissions = self.random.pick(1...max(1, self.configuration.maximumSubmissions))
        let index = self.kiosks.count
        let epoch = UInt64.random(in: 1...UInt64.max, using: &self.random)
        self.kiosks.append(
            SimulatedKiosk(
                disk: KioskDisk(contents: OutboxContents(epoch: epoch)),
                configuration: configuration,
                submissionsLeft: submissions
            )
        )
        self.events.schedule(.kioskStarts(kiosk: index), at: 0)
        for _ in 0..<submissions {
            let within = self.random.pick(1...max(2, self.configuration.faultyMilliseconds * 11 / 10))
            self.events.schedule(.citizenSubmits(kiosk: index), at: Int64(within) * 1000)
        }
    }

    /// Runs until all is quiet after the faults, or too many steps have passed, or an invariant is broken.
    mutating func run() {
        var calmSteps = 0
        while self.outcome.violations.isEmpty {
            if self.isCalm {
                if self.isQuiet { break }
                calmSteps += 1
                guard calmSteps <= self.configuration.maximumCalmSteps else {
                    self.violate("livelock: not quiet \(calmSteps) steps after the last fault; \(self.situation)")
                    break
                }
            }
            guard let (time, event) = self.events.next() else {
                self.violate("nothing is scheduled any more; \(self.situation)")
                break
            }
            self.now = time
            self.outcome.steps += 1
            self.handle(event)
            if self.random.chance(self.rates.killBetweenSteps) { self.killSomething() }
        }
        if self.outcome.violations.isEmpty { self.checkFinalState() }
        self.outcome.thanked = self.kiosks.reduce(0) { $0 + $1.thanked.count }
        self.outcome.journalled = self.store.submissions.count { submission in
            if case .journal = submission.place { true } else { false }
        }
    }

    private mutating func handle(_ event: SimulatedEvent) {
        switch event {
        case .citizenSubmits(let kiosk): self.citizenSubmits(at: kiosk)
        case .kioskTimer(let kiosk, let life, let timer):
            guard self.kiosks[kiosk].life == life else { break }
            self.tell(kiosk, .timerFired(timer))
        case .kioskDiskAnswers(let kiosk, let life): self.kioskDiskAnswers(kiosk, life: life)
        case .kioskConnects(let kiosk, let life, let attempt): self.kioskConnects(kiosk, life: life, attempt: attempt)
        case .kioskLosesConnection(let connection):
            guard self.kiosks[connection.kiosk].connection == connection else { break }
            self.kiosks[connection.kiosk].connection = nil
            self.tell(connection.kiosk, .connectionLost)
        case .kioskStarts(let kiosk): self.startKiosk(kiosk)
        case .messageToAggregator(let connection, let era, let message):
            self.receive(message, over: connection, era: era)
        case .messageToKiosk(let connection, let message): self.receive(message, over: connection)
        case .writerCommits(let life): self.writerCommits(life: life)
        case .commitIsAnswered(let life, let settled): self.answerCommit(settled, life: life)
        case .aggregatorStarts: self.startAggregator()
        case .heartbeat: self.sendHeartbeats()
        case .messageToSubscriber(let input): self.tellSubscriber(input)
        case .replayRequested(let origin, let from, let through):
            self.replay(origin: origin, from: from, through: through)
        case .snapshotRequested(let origin): self.tellSnapshot(origin: origin)
        case .subscriberTimer(let life, let timer):
            guard self.subscriber.life == life else { break }
            self.tellSubscriber(.timerFired(timer))
        case .subscriberStarts: self.startSubscriber()
        case .faultStrikes: self.strike()
        case .calmBegins: self.beginCalm()
        }
    }

    /// Schedules something after `milliseconds`, drawn from a range.
    mutating func schedule(_ event: SimulatedEvent, in milliseconds: ClosedRange<Int>) {
        self.events.schedule(event, at: self.now + Int64(self.random.pick(milliseconds)) * 1000)
    }

    mutating func schedule(_ event: SimulatedEvent, after duration: Duration) {
        self.events.schedule(event, at: self.now + duration.wholeMicroseconds)
    }

    mutating func count(_ fault: SimulatedFault) {
        self.outcome.faultCounts[fault.rawValue] += 1
    }

    mutating func violate(_ text: String) {
        self.outcome.violations.append("at \(self.now / 1000) ms: \(text)")
    }

    /// Writes down a step, when asked to; the last 400 are kept.
    mutating func note(_ text: @autoclosure () -> String) {
        guard self.configuration.traces else { return }
        if self.outcome.trace.count >= 800 { self.outcome.trace.removeFirst(400) }
        self.outcome.trace.append("\(self.now / 1000) ms: \(text())")
    }
}
