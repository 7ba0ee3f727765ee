import FeedbackProtocol
import Identity
import Logging
import ZeroMQ

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
        guard let flaw else { return self.welcome(drain.accepted, host) }
        self.logger.warning("All followers connect anew", metadata: ["reason": "\(flaw.rawValue)"])
        self.openAnew(host)
    }

    private func drain(
        _ socket: borrowing Socket,
        _ drain: inout SubscriptionDrain
    ) throws(ZeroMQError) -> SubscriptionDrain.Flaw? {
        while let message = try socket.receiveFromSubscriber() {
            do throws(SubscriptionDrain.Flaw) {
                try drain.take()
            } catch {
                return error
            }
            guard case .request(let request) = message else {
                if case .other(let userID?) = message { self.blocked.block(userID) }
                return .notASubscription
            }
            switch (request.action, request.userID) {
            case (.subscribe, let userID):
                guard self.admit(request.topic, userID) else {
                    self.subscriptions.refuse(request.topic)
                    self.counters.refusedSubscription()
                    drain.refuse(userID.flatMap(self.keyRing.principal(forUserID:))?.name.text ?? "unknown")
                    continue
                }
                try socket.acceptSubscription(request.topic)
                drain.accept(request.topic)
            case (.unsubscribe, let userID?):
                self.subscriptions.takeBack(request.topic, of: userID)
                if request.topic.count <= FeedTopic.maximumSize { try socket.acceptUnsubscription(request.topic) }
            case (.unsubscribe, nil):
                self.subscriptions.connectionEnded(request.topic)
                do throws(SubscriptionDrain.Flaw) {
                    try drain.connectionEnded(request.topic)
                } catch {
                    return error
                }
            }
        }
        return nil
    }

    /// Whether a subscription is to be accepted; then it counts.
    private func admit(_ topic: [UInt8], _ userID: String?) -> Bool {
        guard let userID, let principal = self.keyRing.principal(forUserID: userID),
            self.scopes.permits(principal, toFollow: topic), self.subscriptions.add(topic, of: userID)
        else { return false }
        // The first stays: if the key means something else by now, that must be noticed.
        if self.admitted[userID] == nil { self.admitted[userID] = principal }
        return true
    }

    /// Puts changed keys in force: libzmq cannot take one follower's subscription away, so all connect anew.
    ///
    /// Whoever was admitted since the socket was opened counts, since no connection's end can be told from another's.
    func accessChanged(_ host: isolated SocketHost) {
        self.blocked.forgiveAll()
        let isChanged = self.admitted.contains { self.keyRing.principal(forUserID: $0.key) != $0.value }
        guard isChanged else { return }
        self.logger.notice("A follower's key was revoked or changed; all followers connect anew")
        self.openAnew(host)
    }

    private func openAnew(_ host: isolated SocketHost) {
        guard let socketID = self.socketID else { return }
        host.close(socketID)
        self.socketID = nil
        self.subscriptions = SubscriptionList()
        self.admitted = [:]
        self.reopen(host, attempt: 1)
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
