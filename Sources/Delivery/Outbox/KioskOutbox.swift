/// A kiosk's side of delivery: what it records it thanks for, and what it thanks for it delivers.
///
/// A pure state machine: feed it what happens, carry out the actions. Contents of submissions stay with the caller;
/// the machine knows sizes and identifiers only.
package struct KioskOutbox: Sendable {
    /// Where the connection is.
    package enum Connection: Sendable, Hashable {
        /// Not wanted.
        case disconnected
        /// Asked for.
        case connecting
        /// Open, `Hello` sent.
        case greeting
        /// Open, but a new epoch has to be on the disk before anything is sent.
        case renumbering
        /// Open and welcomed.
        case flowing
        /// Waiting before the next attempt, with or without a connection.
        case backingOff(isOpen: Bool)
    }

    let configuration: OutboxConfiguration
    /// The present epoch.
    package internal(set) var epoch: UInt64
    /// Where the connection is.
    package internal(set) var connection = Connection.disconnected

    // What is on the disk, and what is on its way there.
    var queue: OutboxQueue
    var waiting: [OutboxEntry] = []
    var waitingBytes = 0
    var writing: OutboxWrite?
    var lastWriteWasPersist = false
    var diskRests = false
    var diskFailures = 0
    var isWarned = false
    /// The epoch to begin as soon as the disk is free.
    var epochToStart: UInt64?

    // What the aggregator has.
    /// Receipted in memory; what is below `queue.firstSequence` is so on the disk as well.
    var receiptedThrough: UInt64
    var rejectedToMark: [Rejection] = []
    var receiptedWhenConnected: UInt64
    /// What the aggregator can have seen of this history of the epoch.
    var highestSent: UInt64
    var nextToSend: UInt64
    var window: UInt64 = 0
    var rewoundTo: UInt64?

    var failures = 0
    var connectionTimer = OutboxTimer(kind: .connection, generation: 0)
    var diskTimer = OutboxTimer(kind: .disk, generation: 0)
    var replyIsAwaited = false

    /// Makes the outbox from what its file holds.
    package init(configuration: OutboxConfiguration = OutboxConfiguration(), restoring contents: OutboxContents) {
        self.configuration = configuration
        self.epoch = contents.epoch
        self.queue = OutboxQueue(contents)
        self.receiptedThrough = self.queue.firstSequence - 1
        self.receiptedWhenConnected = self.receiptedThrough
        self.highestSent = self.receiptedThrough
        self.nextToSend = self.queue.firstSequence
    }

    /// How full the outbox is.
    package var usage: OutboxUsage {
        var usage = OutboxUsage(
            count: self.queue.count + self.waiting.count,
            bytes: self.queue.bytes + self.waitingBytes,
            oldestRecordedAt: self.queue.oldest?.recordedAt ?? self.waiting.first?.recordedAt
        )
        if case .persist(_, _, let entries) = self.writing {
            usage.count += entries.count
            usage.bytes += entries.reduce(0) { $0 + $1.byteCount }
            usage.oldestRecordedAt = self.queue.oldest?.recordedAt ?? entries.first?.recordedAt
        }
        return usage
    }

    /// Whether everything recorded is receipted and removed, with nothing under way.
    package var isEmpty: Bool {
        self.queue.count == 0 && self.waiting.isEmpty && self.writing == nil
    }

    /// Takes in what happened and gives what to do, in order.
    ///
    /// - Parameters:
    ///   - input: What happened.
    ///   - generator: Randomness for jitter and new epochs.
    /// - Returns: What to do, in order.
    package mutating func handle(
        _ input: OutboxInput,
        using generator: inout some RandomNumberGenerator
    ) -> [OutboxAction] {
        var actions: [OutboxAction] = []
        switch input {
        case .start: self.start(&actions)
        case .stop: self.stop(&actions)
        case .record(let entry): self.record(entry, &actions)
        case .writeCompleted: self.writeCompleted(&actions)
        case .writeFailed: self.writeFailed(&actions, using: &generator)
        case .connected: self.connected(&actions)
        case .connectionLost: self.connectionLost(&actions, using: &generator)
        case .welcome(let welcome): self.welcomed(welcome, &actions, using: &generator)
        case .receipt(let receipt): self.receipted(receipt, &actions)
        case .resend(let epoch, let sequence): self.resend(epoch: epoch, from: sequence, &actions, using: &generator)
        case .busy(let retryAfter): self.busy(retryAfter, &actions, using: &generator)
        case .refused(let code): self.refused(code, &actions, using: &generator)
        case .timerFired(let timer): self.timerFired(timer, &actions, using: &generator)
        }
        return actions
    }
}
