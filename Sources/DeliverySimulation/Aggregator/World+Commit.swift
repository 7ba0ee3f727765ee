import Delivery

extension World {
    /// Group commit: while one batch commits, the next gathers.
    mutating func beginCommit() {
        guard self.aggregator.committing.isEmpty, !self.aggregator.queue.isEmpty else { return }
        self.aggregator.committing = self.aggregator.queue
        self.aggregator.queue = []
        self.schedule(.writerCommits(life: self.aggregator.life), in: 1...40)
    }

    mutating func writerCommits(life: Int) {
        guard self.aggregator.isAlive, self.aggregator.life == life else { return }
        let batch = self.aggregator.committing
        self.aggregator.committing = []
        let settled: [SettledAdmission]
        if self.random.chance(self.rates.commitFailure) {
            self.count(.commitFailed)
            settled = batch.map { SettledAdmission(queued: $0, isCommitted: false, rejected: []) }
        } else {
            settled = self.commit(batch)
        }
        self.aggregator.unansweredCommits += 1
        self.schedule(.commitIsAnswered(life: life, settled), in: 1...1)
        self.beginCommit()
    }

    /// Applies a batch to the store in one transaction.
    mutating func commit(_ batch: [QueuedAdmission]) -> [SettledAdmission] {
        batch.map { queued in
            let index = queued.connection.kiosk
            let admission = queued.admission
            let durable = self.store.durableThrough(kiosk: index, epoch: admission.epoch)
            let ignoresMark =
                self.configuration.defect == .writerIgnoresMark || self.configuration.defect == .repeatsAreWritten
            guard admission.firstSequence == durable + 1 || ignoresMark else {
                self.count(.admissionRefusedByStore)
                return SettledAdmission(queued: queued, isCommitted: false, rejected: [])
            }
            var rejected: [Rejection] = []
            for (offset, entry) in queued.entries.enumerated() {
                let sequence = admission.firstSequence + UInt64(offset)
                let checks = admission.checksIdentifiers && self.configuration.defect != .identifiersUnchecked
                let place: StoredPlace
                if checks, self.store.holds(entry.id) {
                    self.count(.identifierAlreadyJournalled)
                    place = .alreadyStored
                    if let code = self.store.rejections[entry.id] {
                        rejected.append(Rejection(sequence: sequence, code: code))
                    }
                } else if let code = self.rejectionCode(of: entry.id) {
                    self.count(.submissionRejected)
                    place = .quarantine(code: code)
                    rejected.append(Rejection(sequence: sequence, code: code))
                } else {
                    place = .journal(nil)
                }
                self.store.append(
                    StoredSubmission(
                        kiosk: index,
                        epoch: admission.epoch,
                        sequence: sequence,
                        id: entry.id,
                        byteCount: entry.byteCount,
                        place: place
                    ),
                    isFollowed: index % 2 == 0,
                    origin: self.aggregator.origin
                )
            }
            let settled = SettledAdmission(queued: queued, isCommitted: true, rejected: rejected)
            if self.configuration.defect != .marksOutsideTransaction { self.moveMark(settled) }
            return settled
        }
    }

    private mutating func moveMark(_ settled: SettledAdmission) {
        let index = settled.queued.connection.kiosk
        let epoch = settled.queued.admission.epoch
        let earlier = self.store.marks[index].first { $0.epoch == epoch }
        self.store.move(
            EpochMark(
                epoch: epoch,
                throughSequence: settled.queued.admission.throughSequence,
                throughSubmissionID: settled.queued.entries.last?.id,
                recentRejections: (earlier?.recentRejections ?? []) + settled.rejected
            ),
            kiosk: index
        )
    }

    /// Whether a submission is one of those that can't be accepted: the same answer whenever it is asked.
    private func rejectionCode(of id: SubmissionID) -> UInt32? {
        let drawn = (id.low &* 37 &+ id.high &* 11 &+ self.outcome.seed) % 100
        return Double(drawn) < self.rejectionShare * 100 ? UInt32(drawn % 3) + 1 : nil
    }

    mutating func answerCommit(_ settled: [SettledAdmission], life: Int) {
        guard self.aggregator.isAlive, self.aggregator.life == life else { return }
        self.aggregator.unansweredCommits -= 1
        for settlement in settled {
            let connection = settlement.queued.connection
            let admission = settlement.queued.admission
            let answer: CommitAnswer
            if settlement.isCommitted {
                if self.configuration.defect == .marksOutsideTransaction { self.moveMark(settlement) }
                answer = self.aggregator.ledgers[connection.kiosk].committed(
                    epoch: admission.epoch,
                    throughSequence: admission.throughSequence,
                    submissionID: settlement.queued.entries.last?.id,
                    rejected: settlement.rejected
                )
            } else {
                answer = self.aggregator.ledgers[connection.kiosk].commitFailed(epoch: admission.epoch)
            }
            if let receipt = answer.receipt { self.send(.receipt(self.told(receipt)), over: connection) }
            if let retryAfter = answer.busyFor { self.send(.busy(retryAfter: retryAfter), over: connection) }
            if let welcome = answer.welcome, let greeting = self.aggregator.greetings[connection.kiosk] {
                self.send(.welcome(welcome), over: greeting)
            }
        }
        self.publishFeed()
    }
}
