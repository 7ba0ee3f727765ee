import CivilTime
import Delivery
import FeedbackProtocol
import Identity
import Logging
import ZeroMQ

extension AgentCore {
    /// The largest frame taken from the aggregator, in bytes.
    private static var maximumReplySize: Int64 { 1 << 20 }

    /// Begins a connection on a new socket; its success or loss comes from the socket's monitor.
    func connect(_ host: isolated SocketHost) {
        self.closeLink(host)
        guard let address = self.address, let key = self.key else { return }
        self.linkCount &+= 1
        let number = self.linkCount
        var options = SocketOptions()
        options.security = .client(CurveClient(keyPair: key.keyPair, serverKey: key.serverPublicKey))
        options.maximumMessageSize = Self.maximumReplySize
        options.heartbeat = .init(interval: .seconds(10), timeout: .seconds(30))
        options.queuesOnlyToConnectedPeers = true
        options.sendHighWaterMark = 4
        options.connectTimeout = self.configuration.outbox.connectTimeout
        options.handshakeTimeout = self.configuration.outbox.connectTimeout
        // The outbox decides when to try again; libzmq's own attempts are never reached.
        options.reconnect = .init(interval: .seconds(60))
        do {
            let socket = try Socket(.dealer, in: self.context, options: options)
            let id = try host.attach(socket, budget: 64) { host, socket, budget in
                host.with(address.core) { $0.receive(on: socket, of: number, budget: budget, host) }
            }
            self.link = AggregatorLink(socket: id, number: number)
            try host.monitor(id) { host, event in
                host.with(address.core) { $0.noteEvent(event.kind, of: number, host) }
            }
            let endpoint = self.configuration.aggregatorEndpoint
            try host.withSocket(id) { socket throws(ZeroMQError) in try socket.connect(endpoint) }
        } catch {
            self.noteProblem("No connection could be begun: \(error.code)")
            self.logger.error("No connection to the aggregator could be begun", metadata: ["error": "\(error)"])
            self.closeLink(host)
            self.take(.connectionLost, host)
        }
    }

    /// Closes the connection or the attempt at one.
    func closeLink(_ host: isolated SocketHost) {
        guard let link = self.link else { return }
        self.link = nil
        self.tallies = TallyRound()
        self.publishing.reset()
        self.giveUpQuestions(host)
        host.close(link.socket)
    }

    private func noteEvent(_ event: MonitorEvent.Kind, of number: UInt64, _ host: isolated SocketHost) {
        guard let link = self.link, link.number == number else { return }
        switch event {
        case .handshakeSucceeded:
            self.link?.isOpen = true
            self.hasToldOfLoss = false
            self.logger.info("Connected to the aggregator")
            self.take(.connected, host)
        case .handshakeFailedAuthentication, .handshakeFailedProtocol, .handshakeFailedNoDetail:
            self.noteProblem("The aggregator refused this kiosk's key, or is another one than the key file names")
            self.lose(host)
        case .closed, .disconnected, .connectRetried, .monitorStopped:
            if link.isOpen { self.noteProblem("The connection to the aggregator was lost") }
            self.lose(host)
        default: break
        }
    }

    private func lose(_ host: isolated SocketHost) {
        if !self.hasToldOfLoss {
            self.hasToldOfLoss = true
            self.logger.notice("There is no connection to the aggregator; submissions are kept and sent later")
        }
        self.closeLink(host)
        self.take(.connectionLost, host)
    }

    // MARK: Receiving

    private func receive(
        on socket: borrowing Socket,
        of number: UInt64,
        budget: Int,
        _ host: isolated SocketHost
    ) {
        var replies: [[UInt8]] = []
        do {
            _ = try socket.receiveEach(limit: budget) { frame in
                // A reply has one frame; what has more is none.
                if !frame.hasMore { replies.append(frame.copyBytes()) }
            }
        } catch {
            self.logger.error("Receiving from the aggregator failed", metadata: ["error": "\(error)"])
        }
        for reply in replies {
            // The answer to an earlier one may have ended the connection.
            guard self.link?.number == number else { return }
            self.takeReply(reply, host)
        }
    }

    private func takeReply(_ bytes: [UInt8], _ host: isolated SocketHost) {
        guard let reply = try? WireIntakeReply(decoding: bytes), let content = reply.content else {
            self.noteProblem("The aggregator sent what this version doesn't know")
            self.logger.warning("The aggregator sent what this version doesn't know; update the kiosk")
            return
        }
        let window = self.configuration.maximumWindow
        switch content {
        case .welcome(let welcome):
            self.noteClock(welcome)
            self.take(.welcome(Welcome(welcome, maximumWindow: window)), host)
        case .receipt(let receipt): self.take(.receipt(Receipt(receipt, maximumWindow: window)), host)
        case .resend(let resend): self.take(.resend(epoch: resend.epoch, fromSequence: resend.fromSequence), host)
        case .busy(let busy): self.take(.busy(retryAfter: .milliseconds(busy.retryAfterMilliseconds)), host)
        case .citizenReply(let reply): self.takeAnswer(.citizen(reply), to: reply.requestID, host)
        case .proofReply(let reply): self.takeAnswer(.proof(reply), to: reply.requestID, host)
        case .dayTallyReply(let reply): self.takeTally(reply, host)
        case .refused(let refused) where self.isAboutTally(refused): break
        case .refused(let refused): self.take(.refused(code: UInt32(clamping: refused.code.rawValue)), host)
        }
    }

    /// Measures how far this clock is from the aggregator's, as halfway between greeting and welcome.
    private func noteClock(_ welcome: WireWelcome) {
        guard let sent = self.helloSentAt, welcome.serverTime > 0 else { return }
        self.helloSentAt = nil
        let received = self.now()
        let halfway = sent.advanced(by: received.duration(since: sent) / 2)
        self.clockOffset = halfway.duration(since: .init(microseconds: welcome.serverTime))
        let isFar = abs(self.clockOffset.wholeMicroseconds) > 60_000_000
        if isFar, !self.hasToldOfClock {
            self.logger.warning(
                "This kiosk's clock is more than a minute off; set it",
                metadata: ["seconds": "\(self.clockOffset.components.seconds)"]
            )
        }
        self.hasToldOfClock = isFar
    }
}
