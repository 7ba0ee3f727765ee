import Delivery
import FeedbackProtocol
import FeedbackStore
import Logging
import ZeroMQ

extension AgentCore {
    func send(_ hello: Hello, _ host: isolated SocketHost) {
        self.publishing.reset()
        self.link?.outgoing = []
        self.helloSentAt = self.now()
        self.send(
            .make {
                $0.hello = .make {
                    $0.protocolVersion = IntakeEnvelope.protocolVersion
                    $0.epoch = hello.epoch
                    $0.oldestUnreceipted = hello.oldestUnreceipted
                    $0.newestSequence = hello.newestSequence
                    $0.software = AgentSoftware.name
                }
            },
            host
        )
    }

    func publish(_ range: PublishRange, _ host: isolated SocketHost) {
        self.publishing.append(range)
        self.readNext()
    }

    /// Reads the next batch on the disk's thread, if none is under way.
    private func readNext() {
        guard let address = self.address, let range = self.publishing.next() else { return }
        let plan = self.publishing.plan
        // The range was cut by size already; a page as large as the frame holds it whole.
        self.disk.read { disk throws(StoreError) in
            try disk.page(from: range.firstSequence, count: range.count, bytes: IntakeEnvelope.maximumFrameSize)
        } then: { result in
            address.perform { core, host in core.wasRead(range, result, plan: plan, host) }
        }
    }

    private func wasRead(
        _ range: PublishRange,
        _ result: Result<[OutboxItem], StoreError>,
        plan: UInt64,
        _ host: isolated SocketHost
    ) {
        guard plan == self.publishing.plan else { return }
        // The numbers of another epoch are of no use; a new greeting has been planned then.
        guard range.epoch == self.machine.epoch else { return self.publishing.reset() }
        switch result {
        case .success(let items) where items.count == range.count && items.first?.sequence == range.firstSequence:
            self.publishing.beginSending()
            self.sentThrough = max(self.sentThrough, range.firstSequence + UInt64(range.count) - 1)
            self.send(
                .make {
                    $0.publish = .make {
                        $0.epoch = range.epoch
                        $0.firstSequence = range.firstSequence
                        $0.submissions = items.map(\.row.bytes)
                    }
                },
                host
            )
        case .success:
            // Receipted and removed meanwhile; whatever is missing the time-out of the reply asks for again.
            self.publishing.finishCurrent()
            self.readNext()
        case .failure(let error):
            // Not sent, so no receipt comes, and the time-out of the reply begins again with a greeting.
            self.publishing.finishCurrent()
            self.noteProblem("The outbox could not be read: \(error.code)")
            self.logger.error("The outbox could not be read", metadata: ["error": "\(error)"])
        }
    }

    /// Tells the aggregator how the kiosk is; only while nothing more important waits.
    func sendStatus(_ host: isolated SocketHost) {
        guard self.machine.connection == .flowing, self.link?.outgoing.isEmpty == true else { return }
        let status = self.kioskStatus()
        self.send(.make { $0.status = status }, host)
    }

    func send(_ message: WireKioskMessage, _ host: isolated SocketHost) {
        guard self.link != nil, let frame = try? message.encoded() else { return }
        self.link?.outgoing.append(frame)
        self.flush(host)
    }

    /// Gives the socket what it takes, and goes on when it takes more.
    private func flush(_ host: isolated SocketHost) {
        guard let link = self.link, let address = self.address else { return }
        do {
            let sent = try host.withSocket(link.socket) { socket throws(ZeroMQError) in
                var sent = 0
                for frame in link.outgoing {
                    guard try socket.send(frame) == .sent else { break }
                    sent += 1
                }
                return sent
            }
            self.link?.outgoing.removeFirst(sent)
            guard sent == link.outgoing.count else {
                return try host.whenWritable(link.socket) { host, _ in
                    host.with(address.core) { core in
                        if core.link?.number == link.number { core.flush(host) }
                    }
                }
            }
            guard self.publishing.isSending else { return }
            self.publishing.finishCurrent()
            self.readNext()
        } catch {
            // The reply's time-out begins again with a new connection.
            self.noteProblem("Sending failed: \(error.code)")
            self.logger.error("Sending to the aggregator failed", metadata: ["error": "\(error)"])
        }
    }
}
