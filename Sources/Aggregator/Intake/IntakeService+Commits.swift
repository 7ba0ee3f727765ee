import CivilTime
import Delivery
import FeedbackProtocol
import FeedbackStore
import Logging
import ZeroMQ

/// How a batch goes to the writer, and what kiosks are told when it is durable.
extension IntakeService {
    /// Gives the writer what has come together, if it is free, and stops reading while there is too much.
    func handOver(_ host: isolated SocketHost) {
        guard let address = self.address else { return }
        if self.committing == nil, !self.gathering.isEmpty, !self.feed.isBehind {
            let batch = self.gathering
            self.gathering = IntakeBatch(number: batch.number &+ 1)
            self.committing = batch.parts
            let isTried = self.writer.commit(batch.requests()) { result in
                address.host.perform { host in
                    host.with(address.service) { $0.committed(result, host) }
                }
            }
            if !isTried { self.committing = nil }
        }
        let isFull = self.isFull
        guard isFull != self.isSuspended else { return }
        self.isSuspended = isFull
        if isFull { host.suspendReading(address.socket) } else { host.resumeReading(address.socket) }
    }

    private func committed(_ result: Result<CommitResult, StoreError>, _ host: isolated SocketHost) {
        let parts = self.committing ?? []
        self.committing = nil
        var answered: [KioskSession] = []
        for (index, part) in parts.enumerated() {
            let answer: CommitAnswer
            switch result {
            case .success(let committed): answer = self.answer(part, committed.outcomes[index])
            case .failure: answer = part.session.ledger.commitFailed(epoch: part.epoch)
            }
            if part.session.answer == nil { answered.append(part.session) }
            part.session.answer = answer.keepingWelcome(of: part.session.answer)
        }
        if case .failure(let error) = result {
            self.logger.critical(
                "A commit failed; nothing was lost, the kiosks will send again",
                metadata: ["error": "\(error)"]
            )
        }
        self.handOver(host)
        guard let address = self.address else { return }
        let time = self.now()
        do {
            try host.withSocket(address.socket) { socket throws(ZeroMQError) in
                for session in answered { self.sendAnswer(to: session, at: time, on: socket) }
            }
        } catch {
            self.logger.error("Sending receipts failed", metadata: ["error": "\(error)"])
        }
    }

    private func answer(_ part: BatchPart, _ outcome: WriteOutcome) -> CommitAnswer {
        guard case .entriesKept(let instead) = outcome else {
            self.warn(
                "The store refused submissions; the kiosk will send them again",
                of: part.session.name,
                at: self.now()
            )
            self.restoreLedger(of: part.session)
            return part.session.ledger.commitFailed(epoch: part.epoch)
        }
        if part.startsEpoch { part.session.knownEpochs.append(part.epoch) }
        var rejected = part.rejected
        if !instead.isEmpty {
            self.counters.refusedSubmission(instead.count)
            rejected += instead.map { Rejection(sequence: $0.sequence, code: UInt32($0.reason.rawValue)) }
            rejected.sort { $0.sequence < $1.sequence }
        }
        return part.session.ledger.committed(
            epoch: part.epoch,
            throughSequence: part.throughSequence,
            submissionID: part.lastID,
            rejected: rejected
        )
    }

    /// Reads anew what is durable of a kiosk, when the store does not agree with what is held here.
    private func restoreLedger(of session: KioskSession) {
        guard let address = self.address, !session.isRestoring else { return }
        session.isRestoring = true
        let name = session.name
        let limit = self.kioskLimits.maximumHeldRejections
        self.writer.betweenCommits { store in
            let marks = try? store.epochMarks(rejectionLimit: limit)
            address.host.perform { host in
                host.with(address.service) { intake in
                    guard let session = intake.sessions[name] else { return }
                    session.isRestoring = false
                    if let marks { session.restore(marks[name] ?? [], limits: intake.kioskLimits) }
                }
            }
        }
    }

    private func sendAnswer(to session: KioskSession, at time: Timestamp, on socket: borrowing Socket) {
        guard let answer = session.answer else { return }
        session.answer = nil
        if let receipt = answer.receipt { self.send(.receipt(receipt), to: session.route, on: socket) }
        if let pause = answer.busyFor { self.send(.busy(pause), to: session.route, on: socket) }
        if let welcome = answer.welcome { self.send(.welcome(welcome, at: time), to: session.route, on: socket) }
    }
}

extension CommitAnswer {
    /// This answer, with the welcome an earlier one of the same batch still owes.
    func keepingWelcome(of earlier: CommitAnswer?) -> CommitAnswer {
        guard let earlier else { return self }
        var answer = self
        answer.receipt = self.receipt ?? earlier.receipt
        answer.welcome = self.welcome ?? earlier.welcome
        return answer
    }
}
