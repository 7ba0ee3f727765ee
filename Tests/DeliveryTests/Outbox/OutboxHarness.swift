import Delivery
import DeliverySimulation

/// An outbox with the little around it that most tests need.
struct OutboxHarness {
    var outbox: KioskOutbox
    var random = TestRandom(seed: 1)

    static let epoch: UInt64 = 7

    static var configuration: OutboxConfiguration {
        var configuration = OutboxConfiguration()
        configuration.maximumCount = 10
        configuration.maximumBytes = 2000
        configuration.maximumBatchCount = 3
        configuration.maximumBatchBytes = 1000
        return configuration
    }

    /// An outbox that was restored with `entries` unreceipted submissions, numbered after `removed` others.
    init(entries: UInt64 = 0, removed: UInt64 = 0, configuration: OutboxConfiguration = configuration) {
        self.outbox = KioskOutbox(
            configuration: configuration,
            restoring: OutboxContents(
                epoch: Self.epoch,
                firstSequence: removed + 1,
                lastRemovedID: removed == 0 ? nil : id(removed),
                entries: entries == 0 ? [] : ((removed + 1)...(removed + entries)).map { entry($0) }
            )
        )
    }

    @discardableResult
    mutating func tell(_ input: OutboxInput) -> [OutboxAction] {
        self.outbox.handle(input, using: &self.random)
    }

    /// Brings the connection to a state, whatever it takes.
    mutating func bring(to state: KioskOutbox.Connection, window: UInt32 = 5, through: UInt64? = nil) {
        guard state != .disconnected else { return }
        self.tell(.start)
        guard state != .connecting else { return }
        if state == .backingOff(isOpen: false) {
            self.tell(.connectionLost)
            return
        }
        self.tell(.connected)
        switch state {
        case .backingOff: self.tell(.busy(retryAfter: .seconds(1)))
        case .renumbering: self.tell(.welcome(self.welcome(through: 1000)))
        case .flowing: self.tell(.welcome(self.welcome(through: through ?? 0, window: window)))
        default: break
        }
    }

    func welcome(through: UInt64, id submission: SubmissionID? = nil, window: UInt32 = 5) -> Welcome {
        Welcome(epoch: self.outbox.epoch, throughSequence: through, throughSubmissionID: submission, window: window)
    }

    func receipt(through: UInt64, window: UInt32 = 5, rejected: [Rejection] = []) -> OutboxInput {
        .receipt(
            Receipt(epoch: self.outbox.epoch, throughSequence: through, window: window, rejected: rejected)
        )
    }
}

extension [OutboxAction] {
    /// The ranges published.
    var published: [PublishRange] {
        self.compactMap { if case .sendPublish(let range) = $0 { range } else { nil } }
    }

    /// The greetings sent.
    var greetings: [Hello] {
        self.compactMap { if case .sendHello(let hello) = $0 { hello } else { nil } }
    }

    /// The timers armed.
    var armed: [(timer: OutboxTimer, delay: Duration)] {
        self.compactMap { if case .arm(let timer, let delay) = $0 { (timer, delay) } else { nil } }
    }

    /// The writes begun.
    var writes: [OutboxWrite] {
        self.compactMap { if case .write(let write) = $0 { write } else { nil } }
    }

    /// What was reported.
    var reports: [OutboxReport] {
        self.compactMap { if case .report(let report) = $0 { report } else { nil } }
    }
}
