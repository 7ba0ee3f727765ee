import FeedbackProtocol
import Identity
import Logging
import ZeroMQ

/// What is done on the socket about one request.
private enum SubscriptionAnswer {
    case accept([UInt8])
    case takeBack([UInt8])
    case nothing
}

extension SubscriberMessage {
    /// Who sent it; `nil` for a notice of libzmq itself.
    fileprivate var userID: String? {
        switch self {
        case .request(let request): request.userID
        case .other(let userID): userID
        }
    }
}

extension FeedService {
    /// Answers all requests that wait; opens the socket anew when it can be sent on no more.
    func takeSubscriptions(_ host: isolated SocketHost) {
        guard let socketID = self.socketID else { return }
        var drain = SubscriptionDrain()
        var flaw: SubscriptionDrain.Flaw?
        do {
            flaw = try host.withSocket(socketID) { socket throws(ZeroMQError) in
                try self.drain(socket, &drain)
            }
        } catch {
            self.logger.error("Taking subscriptions failed", metadata: ["error": "\(error)"])
            flaw = .failed
        }
        if !drain.refusals.isEmpty {
            let names = drain.refusals.map { "\($0.key) (\($0.value))" }.sorted().joined(separator: " ")
            self.logger.warning("Refused subscriptions", metadata: ["principals": "\(names)"])
        }
        guard let flaw else { return self.welcome(Set(drain.accepted.keys), host) }
        self.giveUp(flaw, of: drain.culprit, host)
    }

    /// Has all connect anew, and keeps out whose key broke the rules or disturbs the others again and again.
    private func giveUp(_ flaw: SubscriptionDrain.Flaw, of userID: String?, _ host: isolated SocketHost) {
        let (keepsOut, pause) = self.disturbances.note(of: userID, at: self.now())
        let name = userID.flatMap(self.keyRing.principal(forUserID:))?.name.text ?? "unknown"
        if let userID, flaw.isAbuse || keepsOut {
            self.blocked.block(userID)
            self.logger.error(
                "A follower is kept out of the feed until the keys change",
                metadata: ["principal": "\(name)", "reason": "\(flaw.rawValue)"]
            )
        }
        self.logger.warning(
            "All followers connect anew",
            metadata: ["reason": "\(flaw.rawValue)", "principal": "\(name)", "pause": "\(pause)"]
        )
        self.openAnew(host, after: pause)
    }

    private func drain(
        _ socket: borrowing Socket,
        _ drain: inout SubscriptionDrain
    ) throws(ZeroMQError) -> SubscriptionDrain.Flaw? {
        while let message = try socket.receiveFromSubscriber() {
            let answer: SubscriptionAnswer
            do throws(SubscriptionDrain.Flaw) {
                answer = try self.answer(to: message, &drain)
            } catch {
                return error
            }
            switch answer {
            case .accept(let topic): try socket.acceptSubscription(topic)
            case .takeBack(let topic): try socket.acceptUnsubscription(topic)
            case .nothing: break
            }
        }
        return nil
    }

    private func answer(
        to message: SubscriberMessage,
        _ drain: inout SubscriptionDrain
    ) throws(SubscriptionDrain.Flaw) -> SubscriptionAnswer {
        try drain.take(of: message.userID)
        guard case .request(let request) = message else {
            drain.blame(message.userID)
            throw .notASubscription
        }
        let topic = request.topic
        switch (request.action, request.userID) {
        case (.subscribe, let userID):
            guard try self.admit(topic, userID ?? "", &drain) else { return .nothing }
            drain.accept(topic, of: userID ?? "")
            return .accept(topic)
        case (.unsubscribe, let userID?):
            self.subscriptions.takeBack(topic, of: userID)
            return topic.count <= FeedTopic.maximumSize ? .takeBack(topic) : .nothing
        case (.unsubscribe, nil):
            self.subscriptions.connectionEnded(topic)
            try drain.connectionEnded(topic)
            return .nothing
        }
    }

    /// Whether a subscription is to be accepted; then it counts.
    private func admit(
        _ topic: [UInt8],
        _ userID: String,
        _ drain: inout SubscriptionDrain
    ) throws(SubscriptionDrain.Flaw) -> Bool {
        let principal = self.keyRing.principal(forUserID: userID)
        // Whatever the answer, libzmq keeps the prefix already: only closing the socket frees it.
        let isWithinBounds = self.subscriptions.ask(topic, of: userID)
        let isInScope = principal.map { self.scopes.permits($0, toFollow: topic) } ?? false
        if isWithinBounds, isInScope, self.subscriptions.add(topic, of: userID) {
            // The first stays: if the key means something else by now, that must be noticed.
            if self.admitted[userID] == nil { self.admitted[userID] = principal }
            return true
        }
        self.counters.refusedSubscription()
        drain.refuse(principal?.name.text ?? "unknown")
        self.subscriptions.refuse(topic)
        if isWithinBounds, isInScope || self.subscriptions.refuseScope(of: topic, to: userID) { return false }
        drain.blame(userID)
        throw isWithinBounds ? SubscriptionDrain.Flaw.tooFarOut : SubscriptionDrain.Flaw.tooLong
    }

    /// Puts changed keys in force: libzmq cannot take one follower's subscription away, so all connect anew.
    ///
    /// Whoever was admitted since the socket was opened counts, since no connection's end can be told from another's.
    func accessChanged(_ host: isolated SocketHost) {
        self.blocked.forgiveAll()
        let isChanged = self.admitted.contains { self.keyRing.principal(forUserID: $0.key) != $0.value }
        guard isChanged else { return }
        self.logger.notice("A follower's key was revoked or changed; all followers connect anew")
        self.openAnew(host, after: .zero)
    }

    private func openAnew(_ host: isolated SocketHost, after pause: Duration) {
        guard let socketID = self.socketID else { return }
        host.close(socketID)
        self.socketID = nil
        self.subscriptions = SubscriptionList()
        self.admitted = [:]
        guard pause > .zero, let bound = self.bound,
            (try? host.schedule(after: pause) { host in host.with(bound) { $0.reopen(host, attempt: 1) } }) != nil
        else { return self.reopen(host, attempt: 1) }
    }

    /// The port is free again only when libzmq has let go of the old socket, soon after it was closed.
    private func reopen(_ host: isolated SocketHost, attempt: Int) {
        do {
            try self.open(host)
        } catch {
            guard let bound = self.bound else { return }
            if attempt == 100 {
                self.logger.critical(
                    "The feed cannot be opened again; free its port or restart",
                    metadata: ["error": "\(error)"]
                )
            }
            _ = try? host.schedule(after: attempt < 100 ? .milliseconds(50) : .seconds(1)) { host in
                host.with(bound) { $0.reopen(host, attempt: min(attempt, 1000) + 1) }
            }
        }
    }
}
