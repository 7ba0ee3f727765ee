extension KioskOutbox {
    mutating func welcomed(
        _ welcome: Welcome,
        _ actions: inout [OutboxAction],
        using generator: inout some RandomNumberGenerator
    ) {
        guard self.connection == .greeting || self.connection == .flowing else { return }
        guard welcome.epoch == self.epoch else {
            actions.append(.report(.foreignEpoch(welcome.epoch)))
            return
        }
        guard self.sharesHistory(with: welcome, &actions) else {
            self.requestEpoch(using: &generator)
            if self.failures == 0 {
                self.failures = 1
                self.greet(&actions)
            } else {
                self.backOff(isOpen: true, &actions, using: &generator)
            }
            self.writeNext(&actions)
            return
        }
        self.window = UInt64(welcome.window)
        self.highestSent = max(self.highestSent, welcome.throughSequence)
        if self.connection == .greeting {
            self.connection = .flowing
            self.nextToSend = self.receiptedThrough + 1
            self.disarm()
            if self.nextToSend == self.queue.nextSequence { self.failures = 0 }
        }
        self.sendMore(&actions)
    }

    /// Whether the aggregator's durable part of the epoch is a beginning of this outbox's history.
    private func sharesHistory(with welcome: Welcome, _ actions: inout [OutboxAction]) -> Bool {
        let through = welcome.throughSequence
        if through >= self.queue.nextSequence {
            actions.append(.report(.diskRolledBack(durableThrough: through)))
            return false
        }
        if through < self.receiptedWhenConnected {
            actions.append(
                .report(
                    .aggregatorLostReceipted(
                        durableThrough: through,
                        receiptedThrough: self.receiptedWhenConnected
                    )
                )
            )
            return false
        }
        guard through > 0, let theirs = welcome.throughSubmissionID, let ours = self.queue.id(at: through),
            theirs != ours
        else { return true }
        actions.append(.report(.diskRolledBack(durableThrough: through)))
        return false
    }

    mutating func receipted(_ receipt: Receipt, _ actions: inout [OutboxAction]) {
        guard receipt.epoch == self.epoch, self.epochToStart == nil else {
            actions.append(.report(.foreignEpoch(receipt.epoch)))
            return
        }
        let through = receipt.throughSequence
        guard through <= self.highestSent else {
            actions.append(.report(.beyondSent(through)))
            return
        }
        guard through >= self.receiptedThrough else { return }
        self.window = UInt64(receipt.window)
        if through > self.receiptedThrough {
            let news = receipt.rejected.filter { $0.sequence > self.receiptedThrough && $0.sequence <= through }
            self.rejectedToMark.append(contentsOf: news)
            self.receiptedThrough = through
            self.nextToSend = max(self.nextToSend, through + 1)
            self.failures = 0
            self.rewoundTo = nil
            if self.connection == .flowing { self.disarm() }
            self.writeNext(&actions)
        }
        self.sendMore(&actions)
    }

    mutating func resend(
        epoch: UInt64,
        from sequence: UInt64,
        _ actions: inout [OutboxAction],
        using generator: inout some RandomNumberGenerator
    ) {
        guard self.connection == .flowing else { return }
        guard epoch == self.epoch else {
            actions.append(.report(.foreignEpoch(epoch)))
            return
        }
        guard sequence <= self.nextToSend else {
            actions.append(.report(.beyondSent(sequence)))
            return
        }
        guard sequence > self.receiptedWhenConnected else {
            // It asks for what it gave a receipt for: its next welcome will tell.
            self.backOff(isOpen: true, &actions, using: &generator)
            return
        }
        // Each message in flight behind the missing one is answered so: go back once, not for every one of them.
        guard sequence > self.receiptedThrough, sequence != self.rewoundTo else { return }
        self.rewoundTo = sequence
        self.nextToSend = sequence
        self.sendMore(&actions)
    }

    /// Sends what the window allows, and watches for the reply.
    mutating func sendMore(_ actions: inout [OutboxAction]) {
        guard self.connection == .flowing else { return }
        // Counted from what is removed on the disk, not from what is receipted in memory: so that the aggregator may
        // take a submission a window ahead as proof that the receipts before are safe here.
        let end = self.queue.firstSequence.addingReportingOverflow(self.window)
        let limit = min(self.queue.nextSequence, end.overflow ? .max : end.partialValue)
        while self.nextToSend < limit {
            let count = self.queue.batchCount(
                from: self.nextToSend,
                count: Int(
                    min(limit - self.nextToSend, UInt64(max(1, min(500, self.configuration.maximumBatchCount))))
                ),
                bytes: self.configuration.maximumBatchBytes
            )
            guard count > 0 else { break }
            actions.append(
                .sendPublish(PublishRange(epoch: self.epoch, firstSequence: self.nextToSend, count: count))
            )
            self.nextToSend += UInt64(count)
        }
        self.highestSent = max(self.highestSent, self.nextToSend - 1)
        // With a closed window nothing is in flight that could reopen it: greet again after a while.
        let expectsReply = self.receiptedThrough + 1 < self.queue.nextSequence
        if expectsReply, !self.replyIsAwaited {
            self.replyIsAwaited = true
            self.arm(self.configuration.replyTimeout, &actions)
        } else if !expectsReply, self.replyIsAwaited {
            self.disarm()
        }
    }
}
