/// What the aggregator has of one kiosk, and so what it answers: the state machine behind "exactly once".
///
/// Two marks for each epoch: `admitted` (handed to the writer) and `durable` (committed with fsync). Only `durable`
/// is ever told to the kiosk. One value for one kiosk; it does no I/O and allocates nothing in the common case.
package struct IntakeLedger: Sendable {
    private let limits: IntakeLimits
    private var epochs: [EpochState]
    /// Where the epoch used last is: nearly always the one asked for.
    private var recent = 0

    /// The credit told in the next answers; lower it under load, never above the limits' `window`.
    package var window: UInt32 {
        didSet { self.window = min(self.window, self.limits.window) }
    }

    /// Makes the ledger of one kiosk from what the store knows, oldest epoch first.
    package init(limits: IntakeLimits = IntakeLimits(), restoring marks: [EpochMark] = []) {
        var limits = limits
        limits.maximumPending = max(limits.maximumPending, UInt64(limits.window))
        self.limits = limits
        self.window = limits.window
        self.epochs = marks.map(EpochState.init)
        self.recent = max(0, self.epochs.count - 1)
    }

    /// The last durable sequence of an epoch; 0 when the epoch is unknown.
    package func durableThrough(epoch: UInt64) -> UInt64 {
        self.epochs.first { $0.epoch == epoch }?.durable ?? 0
    }

    /// How many submissions are with the writer, over all epochs.
    package var pendingCount: UInt64 {
        self.epochs.reduce(0) { $0 + ($1.admitted - $1.durable) }
    }

    /// Answers a `Hello`.
    package mutating func hello(_ hello: Hello) -> HelloAnswer {
        guard hello.epoch != 0 else { return .refuse(.epochIsZero) }
        guard hello.oldestUnreceipted != 0, hello.oldestUnreceipted - 1 <= hello.newestSequence else {
            return .refuse(.helloIsInconsistent)
        }
        guard let index = self.index(of: hello.epoch) else {
            return .welcome(
                Welcome(epoch: hello.epoch, throughSequence: 0, throughSubmissionID: nil, window: self.window)
            )
        }
        self.epochs[index].forgetRejections(before: hello.oldestUnreceipted)
        guard self.epochs[index].admitted == self.epochs[index].durable else {
            self.epochs[index].helloWaits = true
            return .awaitCommit
        }
        return .welcome(self.welcome(at: index))
    }

    /// Answers a `Publish` of `count` submissions with the numbers from `firstSequence` on.
    package mutating func publish(epoch: UInt64, firstSequence: UInt64, count: Int) -> PublishAnswer {
        guard epoch != 0 else { return .refuse(.epochIsZero) }
        guard firstSequence != 0 else { return .refuse(.sequenceIsZero) }
        guard count > 0 else { return .refuse(.publishIsEmpty) }
        guard count <= self.limits.maximumBatch else { return .refuse(.tooManySubmissions) }
        let (lastSequence, overflow) = firstSequence.addingReportingOverflow(UInt64(count) - 1)
        guard !overflow, lastSequence != .max else { return .refuse(.sequenceOverflow) }

        guard let index = self.index(of: epoch) ?? self.begin(epoch: epoch, firstSequence: firstSequence) else {
            return firstSequence == 1 ? .refuse(.tooManyEpochs) : .resend(epoch: epoch, fromSequence: 1)
        }
        let admitted = self.epochs[index].admitted
        let durable = self.epochs[index].durable
        if lastSequence > self.limits.maximumPending {
            // A kiosk has at most its window in flight, so it holds the receipt of everything before that.
            self.epochs[index].forgetRejections(before: lastSequence - self.limits.maximumPending + 1)
        }
        if lastSequence <= durable { return .receipt(self.receipt(at: index)) }
        if firstSequence > admitted + 1 { return .resend(epoch: epoch, fromSequence: admitted + 1) }
        if lastSequence <= admitted { return .awaitCommit }
        guard lastSequence - durable <= self.limits.maximumPending else {
            return .busy(retryAfter: self.limits.retryAfter)
        }
        self.epochs[index].admitted = lastSequence
        return .admit(
            Admission(
                epoch: epoch,
                dropLeading: Int(admitted + 1 - firstSequence),
                firstSequence: admitted + 1,
                count: Int(lastSequence - admitted),
                startsEpoch: admitted == 0,
                checksIdentifiers: self.checksIdentifiers(at: index, from: admitted + 1)
            )
        )
    }

    /// Takes note that everything through a sequence is committed with fsync, and gives what to send.
    ///
    /// - Parameters:
    ///   - epoch: The epoch of the admission.
    ///   - throughSequence: The admission's last sequence.
    ///   - submissionID: The submission with that number.
    ///   - rejected: What of the admission went to quarantine, ascending.
    /// - Returns: What to send to the kiosk.
    package mutating func committed(
        epoch: UInt64,
        throughSequence: UInt64,
        submissionID: SubmissionID?,
        rejected: [Rejection] = []
    ) -> CommitAnswer {
        guard let index = self.index(of: epoch) else { return CommitAnswer() }
        let durable = self.epochs[index].durable
        if throughSequence > durable, throughSequence != .max {
            if !rejected.isEmpty {
                self.hold(rejected.filter { $0.sequence > durable && $0.sequence <= throughSequence }, at: index)
            }
            self.epochs[index].durable = throughSequence
            self.epochs[index].durableID = submissionID
            self.epochs[index].admitted = max(self.epochs[index].admitted, throughSequence)
        }
        return CommitAnswer(receipt: self.receipt(at: index), welcome: self.waitingWelcome(at: index))
    }

    /// Takes note that a commit failed: whatever was with the writer must come again.
    package mutating func commitFailed(epoch: UInt64) -> CommitAnswer {
        guard let index = self.index(of: epoch) else { return CommitAnswer() }
        self.epochs[index].admitted = self.epochs[index].durable
        return CommitAnswer(busyFor: self.limits.retryAfter, welcome: self.waitingWelcome(at: index))
    }
}

extension IntakeLedger {
    private mutating func index(of epoch: UInt64) -> Int? {
        if self.recent < self.epochs.count, self.epochs[self.recent].epoch == epoch { return self.recent }
        guard let index = self.epochs.firstIndex(where: { $0.epoch == epoch }) else { return nil }
        self.recent = index
        return index
    }

    /// Makes room for an epoch never seen before, in place of one that never got anything durable if there is one.
    private mutating func begin(epoch: UInt64, firstSequence: UInt64) -> Int? {
        guard firstSequence == 1 else { return nil }
        self.epochs.removeAll { $0.admitted == 0 }
        guard self.epochs.count < self.limits.maximumEpochs else { return nil }
        self.epochs.append(
            EpochState(EpochMark(epoch: epoch, throughSequence: 0, throughSubmissionID: nil))
        )
        self.recent = self.epochs.count - 1
        return self.recent
    }

    private func checksIdentifiers(at index: Int, from sequence: UInt64) -> Bool {
        guard self.epochs.count > 1 else { return false }
        return index != self.epochs.count - 1 || sequence <= self.limits.identifierCheckHorizon
    }

    private func receipt(at index: Int) -> Receipt {
        Receipt(
            epoch: self.epochs[index].epoch,
            throughSequence: self.epochs[index].durable,
            window: self.window,
            rejected: self.epochs[index].rejections
        )
    }

    private func welcome(at index: Int) -> Welcome {
        Welcome(
            epoch: self.epochs[index].epoch,
            throughSequence: self.epochs[index].durable,
            throughSubmissionID: self.epochs[index].durableID,
            window: self.window
        )
    }

    private mutating func waitingWelcome(at index: Int) -> Welcome? {
        guard self.epochs[index].helloWaits, self.epochs[index].admitted == self.epochs[index].durable else {
            return nil
        }
        self.epochs[index].helloWaits = false
        return self.welcome(at: index)
    }

    private mutating func hold(_ rejections: [Rejection], at index: Int) {
        self.epochs[index].rejections.append(contentsOf: rejections)
        let excess = self.epochs[index].rejections.count - max(0, self.limits.maximumHeldRejections)
        if excess > 0 { self.epochs[index].rejections.removeFirst(excess) }
    }
}
