extension KioskOutbox {
    /// Begins the next write, if the disk is free: an epoch before all, then citizens who wait and receipts in turn.
    mutating func writeNext(_ actions: inout [OutboxAction]) {
        guard self.writing == nil else { return }
        let removes = !self.diskRests && self.epochToStart == nil && self.receiptedThrough >= self.queue.firstSequence
        let write: OutboxWrite
        if let epoch = self.epochToStart, !self.diskRests {
            write = .startEpoch(epoch: epoch, replacing: self.epoch)
        } else if !self.waiting.isEmpty, !(removes && self.lastWriteWasPersist) {
            write = .persist(epoch: self.epoch, firstSequence: self.queue.nextSequence, entries: self.waiting)
            self.waiting = []
            self.waitingBytes = 0
        } else if removes {
            write = .deleteThrough(
                epoch: self.epoch,
                throughSequence: self.receiptedThrough,
                lastID: self.queue.id(at: self.receiptedThrough),
                rejected: self.rejectedToMark
            )
            self.rejectedToMark = []
        } else {
            return
        }
        if case .persist = write { self.lastWriteWasPersist = true } else { self.lastWriteWasPersist = false }
        self.writing = write
        actions.append(.write(write))
    }

    mutating func writeCompleted(_ actions: inout [OutboxAction]) {
        guard let write = self.writing else { return }
        self.writing = nil
        switch write {
        case .persist(_, _, let entries):
            self.queue.append(entries)
            for entry in entries { actions.append(.thank(entry.id)) }
        case .deleteThrough(_, let sequence, _, _):
            self.diskFailures = 0
            self.queue.remove(through: sequence)
            self.receiptedThrough = max(self.receiptedThrough, self.queue.firstSequence - 1)
            self.noteUsage(&actions)
        case .startEpoch(let epoch, _):
            self.diskFailures = 0
            self.beginNumbering(epoch: epoch, &actions)
        }
        self.writeNext(&actions)
        self.sendMore(&actions)
    }

    mutating func writeFailed(_ actions: inout [OutboxAction], using generator: inout some RandomNumberGenerator) {
        guard let write = self.writing else { return }
        self.writing = nil
        switch write {
        case .persist(_, _, let entries):
            for entry in entries { actions.append(.decline(entry.id, .diskFailed)) }
            self.noteUsage(&actions)
        case .deleteThrough(_, _, _, let rejected):
            self.rejectedToMark = rejected + self.rejectedToMark
            self.restDisk(&actions, using: &generator)
        case .startEpoch:
            self.restDisk(&actions, using: &generator)
        }
        self.writeNext(&actions)
    }

    /// Leaves the disk alone for a while, except for citizens who wait.
    private mutating func restDisk(
        _ actions: inout [OutboxAction],
        using generator: inout some RandomNumberGenerator
    ) {
        self.diskRests = true
        self.diskTimer.generation &+= 1
        actions.append(.report(.diskFailed))
        let delay = self.configuration.backOff.delay(afterFailures: self.diskFailures, using: &generator)
        actions.append(.arm(self.diskTimer, after: delay))
        self.diskFailures += 1
    }

    /// Asks for a new epoch.
    ///
    /// Receipts that aren't on the disk yet are given up: a submission that is delivered again
    /// is recognised by its identifier, one that is never delivered is lost.
    mutating func requestEpoch(using generator: inout some RandomNumberGenerator) {
        var fresh = self.epoch
        while fresh == self.epoch { fresh = UInt64.random(in: 1...UInt64.max, using: &generator) }
        self.epochToStart = fresh
        self.receiptedThrough = self.queue.firstSequence - 1
        self.rejectedToMark = []
    }

    private mutating func beginNumbering(epoch: UInt64, _ actions: inout [OutboxAction]) {
        self.epoch = epoch
        self.epochToStart = nil
        self.queue.renumber()
        self.receiptedThrough = 0
        self.receiptedWhenConnected = 0
        self.highestSent = 0
        self.nextToSend = 1
        self.rejectedToMark = []
        if self.connection == .renumbering { self.greet(&actions) }
    }
}
