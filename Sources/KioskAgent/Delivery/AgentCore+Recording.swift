import Delivery
import FeedbackProtocol
import FeedbackStore
import Logging
import NIOConcurrencyHelpers
import ZeroMQ

extension AgentCore {
    /// Keeps a submission and answers when it is on the disk, or why it is not.
    func record(
        _ record: WireRecord,
        _ host: isolated SocketHost,
        answer: @escaping @Sendable (Result<KeptSubmission, AgentError>) -> Void
    ) {
        do throws(AgentError) {
            guard !self.isStopping else { throw AgentError(.unavailable, "The agent is stopping; send it again.") }
            guard self.waiting.count < self.configuration.maximumWaiting else {
                throw AgentError(.outboxFull, "Too many submissions wait for the disk; send it again in a moment.")
            }
            let completed = try self.completion.complete(record, at: self.now(), using: &self.random)
            guard self.waiting[completed.row.id] == nil, !self.held.contains(completed.row.id) else {
                throw AgentError(.invalid, "A submission with this id is in the outbox already and will be delivered.")
            }
            self.waiting[completed.row.id] = WaitingRecord(completed: completed, answer: answer)
            let entry = OutboxEntry(
                id: completed.row.id,
                byteCount: completed.row.bytes.count,
                recordedAt: completed.row.capturedAt
            )
            self.take(.record(entry), host)
        } catch {
            answer(.failure(error))
        }
    }

    /// Writes to the disk on its own thread and takes in the outcome here.
    func begin(_ write: OutboxWrite) {
        guard let address = self.address else { return }
        self.writing = write
        var rows: [OutboxRow] = []
        if case .persist(_, _, let entries) = write {
            rows = entries.compactMap { self.waiting[$0.id]?.completed.row }
        }
        self.disk.write(write, rows: rows) { error in
            address.perform { core, host in core.written(error, host) }
        }
    }

    private func written(_ error: StoreError?, _ host: isolated SocketHost) {
        guard let write = self.writing else { return }
        self.writing = nil
        if let error {
            self.noteProblem("The outbox could not be written: \(error.code)")
            self.logger.error("The outbox could not be written", metadata: ["error": "\(error)"])
            self.take(.writeFailed, host)
            return
        }
        let before = self.held.receiptedThrough
        self.held.apply(write)
        if case .deleteThrough(_, let through, _, let rejected) = write {
            self.rejectedCount += rejected.count
            self.figures.withLockedValue { figures in
                figures.receipted += Int(clamping: through - min(through, before))
                figures.rejected += rejected.count
            }
            if !rejected.isEmpty {
                self.noteProblem("The aggregator put \(rejected.count) submissions into quarantine")
                self.logger.warning(
                    "The aggregator put submissions into quarantine; see 'langnghe-kiosk outbox'",
                    metadata: ["count": "\(rejected.count)", "first-sequence": "\(rejected[0].sequence)"]
                )
            }
        }
        if case .startEpoch(let epoch, _) = write {
            self.sentThrough = 0
            self.logger.warning("The outbox has begun a new epoch", metadata: ["epoch": "\(epoch)"])
        }
        // Before anybody is thanked, so that whoever was thanked finds his submission in the figures.
        self.updateFigures()
        if case .persist(_, let first, let entries) = write { self.noteSequences(of: entries, from: first) }
        self.take(.writeCompleted, host)
    }

    /// Notes the numbers that the submissions got, for the thanks the machine gives next.
    private func noteSequences(of entries: [OutboxEntry], from first: UInt64) {
        for (offset, entry) in entries.enumerated() { self.keptSequences[entry.id] = first + UInt64(offset) }
    }

    func thank(_ id: SubmissionID) {
        let sequence = self.keptSequences.removeValue(forKey: id) ?? 0
        guard let record = self.waiting.removeValue(forKey: id) else { return }
        self.figures.withLockedValue { $0.kept += 1 }
        record.answer(
            .success(
                KeptSubmission(
                    id: record.completed.id,
                    sequence: sequence,
                    trackingCode: record.completed.trackingCode
                )
            )
        )
    }

    func decline(_ id: SubmissionID, _ reason: OutboxDecline) {
        guard let record = self.waiting.removeValue(forKey: id) else { return }
        switch reason {
        case .outboxFull:
            self.noteProblem("The outbox is full")
            self.logger.error("The outbox is full: a submission was not kept")
            let message =
                "The outbox is full; nothing was kept. Restore the connection to the province, or raise the limit."
            record.answer(.failure(AgentError(.outboxFull, message)))
        case .diskFailed:
            let message = "The disk failed; nothing was kept. Check its space and health, then send it again."
            record.answer(.failure(AgentError(.disk, message)))
        }
    }

    func warn(_ isAbove: Bool, _ usage: OutboxUsage) {
        self.isNearlyFull = isAbove
        let metadata: Logger.Metadata = [
            "submissions": "\(usage.count)", "bytes": "\(usage.bytes)",
            "limit": "\(self.configuration.outbox.maximumCount)",
        ]
        if isAbove {
            self.noteProblem("The outbox is nearly full")
            self.logger.warning("The outbox is nearly full; restore the connection", metadata: metadata)
        } else {
            self.logger.notice("The outbox has room again", metadata: metadata)
        }
    }
}
