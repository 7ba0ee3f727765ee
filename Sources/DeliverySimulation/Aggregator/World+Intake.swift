import Delivery

extension World {
    mutating func startAggregator() {
        guard !self.aggregator.isAlive else { return }
        self.note("aggregator starts")
        self.aggregator.isAlive = true
        if !self.isCalm, self.aggregator.life > 0, self.random.chance(0.2) { self.aggregator.origin += 1 }
        let limits = self.aggregator.limits
        self.aggregator.ledgers = self.store.marks.map { IntakeLedger(limits: limits, restoring: $0) }
        self.publishedFeed = self.store.feed.count
    }

    mutating func killAggregator() {
        guard self.aggregator.isAlive else { return }
        self.note("aggregator is killed")
        self.count(.aggregatorKilled)
        if !self.aggregator.committing.isEmpty || !self.aggregator.queue.isEmpty {
            self.count(.aggregatorKilledBeforeCommit)
        }
        if self.aggregator.unansweredCommits > 0 { self.count(.aggregatorKilledBetweenCommitAndReceipt) }
        // The power went before or after the disk was done; nobody was told.
        if !self.aggregator.committing.isEmpty, self.random.chance(0.5) { _ = self.commit(self.aggregator.committing) }
        self.aggregator.isAlive = false
        self.aggregator.life += 1
        self.aggregator.ledgers = []
        self.aggregator.queue = []
        self.aggregator.committing = []
        self.aggregator.unansweredCommits = 0
        for index in self.kiosks.indices { self.breakConnection(of: index) }
        self.schedule(.aggregatorStarts, in: 10...1000)
    }

    mutating func receive(_ message: KioskMessage, over connection: SimulatedConnection, era: Int) {
        let index = connection.kiosk
        guard self.aggregator.isAlive, self.aggregator.life == connection.aggregatorLife,
            self.kiosks[index].era == era, self.kiosks[index].partitionedUntil <= self.now
        else { return }
        self.note("aggregator ← kiosk \(index) \(message)")
        if self.kiosks[index].revokedUntil > self.now {
            self.count(.kioskRefused)
            return self.send(.refused(code: 100), over: connection)
        }
        if self.aggregator.overloadedUntil > self.now {
            self.count(.aggregatorBusy)
            return self.send(.busy(retryAfter: .milliseconds(self.random.pick(1...500))), over: connection)
        }
        switch message {
        case .hello(let hello): self.answer(hello, over: connection)
        case .publish(let range, let entries): self.answer(range, entries, over: connection)
        }
    }

    private mutating func answer(_ hello: Hello, over connection: SimulatedConnection) {
        switch self.aggregator.ledgers[connection.kiosk].hello(hello) {
        case .welcome(let welcome):
            self.send(.welcome(self.told(welcome, greetedWith: hello)), over: connection)
        case .awaitCommit:
            self.count(.helloDeferred)
            self.aggregator.greetings[connection.kiosk] = connection
        case .refuse(let reason):
            self.violate("a kiosk's hello is refused: \(reason)")
        }
    }

    private func told(_ welcome: Welcome, greetedWith hello: Hello) -> Welcome {
        guard self.configuration.defect == .welcomeTellsNothing else { return welcome }
        var welcome = welcome
        welcome.throughSequence = min(welcome.throughSequence, hello.newestSequence)
        welcome.throughSubmissionID = nil
        return welcome
    }

    private mutating func answer(
        _ range: PublishRange,
        _ entries: [OutboxEntry],
        over connection: SimulatedConnection
    ) {
        let answer = self.aggregator.ledgers[connection.kiosk].publish(
            epoch: range.epoch,
            firstSequence: range.firstSequence,
            count: range.count
        )
        self.note("ledger \(connection.kiosk) → \(answer)")
        switch answer {
        case .admit(let admission):
            if admission.dropLeading > 0 { self.count(.overlapDropped) }
            if self.configuration.defect == .repeatsAreWritten { break }
            self.queue(admission, Array(entries.dropFirst(admission.dropLeading)), over: connection)
            if self.configuration.defect == .receiptBeforeCommit {
                let early = self.aggregator.ledgers[connection.kiosk].committed(
                    epoch: admission.epoch,
                    throughSequence: admission.throughSequence,
                    submissionID: entries.last?.id
                )
                if let receipt = early.receipt { self.send(.receipt(receipt), over: connection) }
            }
        case .receipt(let receipt):
            self.count(.repeatReceipted)
            self.send(.receipt(self.told(receipt)), over: connection)
        case .awaitCommit:
            self.count(.repeatPending)
        case .resend(let epoch, let from):
            self.count(.gapResent)
            return self.send(.resend(epoch: epoch, fromSequence: from), over: connection)
        case .busy(let retryAfter):
            self.count(.aggregatorBusy)
            return self.send(.busy(retryAfter: retryAfter), over: connection)
        case .refuse(let reason):
            self.violate("a kiosk's publish is refused: \(reason)")
        }
        if self.configuration.defect == .repeatsAreWritten {
            let whole = Admission(
                epoch: range.epoch,
                dropLeading: 0,
                firstSequence: range.firstSequence,
                count: range.count,
                startsEpoch: false,
                checksIdentifiers: false
            )
            self.queue(whole, entries, over: connection)
        }
    }

    func told(_ receipt: Receipt) -> Receipt {
        guard self.configuration.defect == .rejectionsUntold else { return receipt }
        var receipt = receipt
        receipt.rejected = []
        return receipt
    }

    private mutating func queue(
        _ admission: Admission,
        _ entries: [OutboxEntry],
        over connection: SimulatedConnection
    ) {
        if entries.count != admission.count { self.violate("an admission of \(admission.count) has \(entries.count)") }
        self.aggregator.queue.append(
            QueuedAdmission(connection: connection, admission: admission, entries: entries)
        )
        self.beginCommit()
    }
}
