import AdministrativeRegister
import CivilTime
import FeedbackProtocol
import FeedbackStore
import Identity
import Logging
import ZeroMQ

/// Tells dashboards what was committed: an XPUB socket in manual mode, so that nobody follows more than their scope.
///
/// Events leave in the journal's order. A slow subscriber loses events at its high-water mark, as PUB sockets do; the
/// scope sequences in each event and the heartbeats let it see so. Belongs to one host's thread; other threads speak to
/// it through ``FeedOutlet``.
final class FeedService {
    /// Makes the socket, bound; called again when a revoked key must lose the subscriptions it has.
    typealias SocketFactory = @Sendable () throws(ZeroMQError) -> Socket

    private let origin: String
    private let vocabulary: FeedVocabulary
    private let keyRing: KeyRing
    private let scopes: ScopeResolver
    private let makeSocket: SocketFactory
    private let counters: AggregatorCounters
    private let logger: Logger
    private let now: @Sendable () -> Timestamp

    private var bound: HostBound<FeedService>?
    private var socketID: SocketID?
    private var subscriptions = SubscriptionList()

    init(_ parts: Parts, scopes: ScopeResolver, makeSocket: @escaping SocketFactory) {
        self.origin = parts.configuration.origin
        self.vocabulary = parts.vocabulary
        self.keyRing = parts.keyRing
        self.scopes = scopes
        self.counters = parts.counters
        self.logger = parts.logger
        self.now = parts.now
        self.makeSocket = makeSocket
    }

    /// Gives a service to a host, binds its socket and begins to take subscriptions.
    static func start(
        _ service: sending FeedService,
        on host: isolated SocketHost
    ) throws(ZeroMQError) -> HostBound<FeedService> {
        let bound = host.bind(service)
        try host.with(bound) { service throws(ZeroMQError) in
            service.bound = bound
            try service.open(host)
        }
        return bound
    }

    private func open(_ host: isolated SocketHost) throws(ZeroMQError) {
        guard let bound = self.bound else { return }
        let socket = try self.makeSocket()
        self.socketID = try host.attach(socket, budget: 64) { host, socket, budget in
            host.with(bound) { $0.takeSubscriptions(on: socket, budget: budget) }
        }
    }

    // MARK: Publishing

    func publish(_ events: [CommittedEvent], _ host: isolated SocketHost) {
        guard let socketID = self.socketID, !self.subscriptions.isEmpty else { return }
        do {
            try host.withSocket(socketID) { socket throws(ZeroMQError) in
                for event in events { try self.publish(event, on: socket) }
            }
        } catch {
            self.logger.error("Telling the feed failed", metadata: ["error": "\(error)"])
        }
    }

    private func publish(_ event: CommittedEvent, on socket: borrowing Socket) throws(ZeroMQError) {
        switch event {
        case .ratings(let ratings):
            guard let path = UnitPath(ratings.unitPath), self.isFollowed(FeedTopic(.ratings, path)) else { return }
            for message in FeedMessages.ratings(
                ratings,
                path: path,
                origin: self.origin,
                vocabulary: self.vocabulary
            ) {
                try self.send(message, on: socket)
            }
        case .caseChanged(let change):
            guard let path = UnitPath(change.file.unitPath), self.isFollowed(FeedTopic(.cases, path)) else { return }
            try self.send(
                FeedMessages.caseChanged(
                    change,
                    path: path,
                    origin: self.origin,
                    vocabulary: self.vocabulary
                ),
                on: socket
            )
        }
    }

    /// Tells every unit's newest numbers.
    ///
    /// - Parameters:
    ///   - sequences: the counters at `position`, all events before which were told already.
    ///   - position: the newest of the journal.
    ///   - host: the service's.
    func beat(_ sequences: ScopeCounters, at position: UInt64, _ host: isolated SocketHost) {
        guard let socketID = self.socketID, !self.subscriptions.isEmpty else { return }
        let time = self.now()
        do {
            try host.withSocket(socketID) { socket throws(ZeroMQError) in
                for path in self.scopes.paths where self.isFollowed(FeedTopic(.heartbeats, path)) {
                    let facts = HeartbeatFacts(
                        caseSequence: sequences.count(.caseChanges, unitPath: path.codes),
                        ratingSequence: sequences.count(.ratings, unitPath: path.codes)
                    )
                    let place = FeedPosition(
                        origin: self.origin,
                        number: position,
                        recordedAt: time,
                        path: path,
                        scopeSequences: [],
                        registerEdition: FeedCode(self.scopes.editionID)
                    )
                    try self.send(FeedEventFactory.heartbeat(facts, at: place), on: socket)
                }
            }
        } catch {
            self.logger.error("Sending heartbeats failed", metadata: ["error": "\(error)"])
        }
    }

    private func isFollowed(_ topic: FeedTopic) -> Bool {
        self.subscriptions.matches(topic.bytes)
    }

    private func send(_ message: FeedMessage, on socket: borrowing Socket) throws(ZeroMQError) {
        guard let event = try? message.event.encoded() else { return }
        _ = try socket.send([message.topic.bytes, event])
    }

    // MARK: Subscriptions

    private func takeSubscriptions(on socket: borrowing Socket, budget: Int) {
        do {
            for _ in 0..<budget {
                guard let request = try socket.receiveSubscription() else { return }
                switch request.action {
                case .subscribe: try self.subscribe(request, on: socket)
                case .unsubscribe:
                    self.subscriptions.remove(request.topic, of: request.userID)
                    try socket.acceptUnsubscription(request.topic)
                }
            }
        } catch {
            self.logger.error("Taking subscriptions failed", metadata: ["error": "\(error)"])
        }
    }

    private func subscribe(_ request: SubscriptionRequest, on socket: borrowing Socket) throws(ZeroMQError) {
        guard let userID = request.userID, self.isPermitted(request.topic, userID: userID) else {
            self.counters.refusedSubscription()
            let name = request.userID.flatMap(self.keyRing.principal(forUserID:))?.name.text ?? "unknown"
            self.logger.warning(
                "Refused a subscription outside of its scope",
                metadata: ["principal": "\(name)"]
            )
            return
        }
        guard self.subscriptions.add(request.topic, of: userID) else {
            self.counters.refusedSubscription()
            self.logger.warning("Refused a subscription: there are too many")
            return
        }
        try socket.acceptSubscription(request.topic)
    }

    private func isPermitted(_ topic: [UInt8], userID: String) -> Bool {
        guard let principal = self.keyRing.principal(forUserID: userID) else { return false }
        switch principal.role {
        case .operator: return !principal.isRevoked
        case .subscriber(let scope):
            guard let path = self.scopes.path(of: scope), principal.mayFollow(unitPath: path.codes) else {
                return false
            }
            return FeedTopic.isPermitted(subscription: topic, in: path)
        case .kiosk, .desk: return false
        }
    }

    /// libzmq cannot take one subscriber's subscription away, so all connect anew and are judged again.
    func dropForbiddenSubscriptions(_ host: isolated SocketHost) {
        guard let socketID = self.socketID else { return }
        let isForbidden = self.subscriptions.contains { topic, userID in !self.isPermitted(topic, userID: userID) }
        guard isForbidden else { return }
        self.logger.notice("A follower's key was revoked; all followers connect anew")
        host.close(socketID)
        self.socketID = nil
        self.subscriptions = SubscriptionList()
        self.reopen(host, attempt: 1)
    }

    /// The port is free again only when libzmq has let go of the old socket, soon after it was closed.
    private func reopen(_ host: isolated SocketHost, attempt: Int) {
        do {
            try self.open(host)
        } catch {
            guard attempt < 100, let bound = self.bound else {
                self.logger.critical("The feed cannot be opened again; restart", metadata: ["error": "\(error)"])
                return
            }
            _ = try? host.schedule(after: .milliseconds(50)) { host in
                host.with(bound) { $0.reopen(host, attempt: attempt + 1) }
            }
        }
    }
}
