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
    private var places: LastFeedPlace
    let keyRing: KeyRing
    let scopes: ScopeResolver
    private let makeSocket: SocketFactory
    let counters: AggregatorCounters
    let logger: Logger
    let blocked: BlockedFollowers
    let now: @Sendable () -> Timestamp
    private let beatMilliseconds: UInt32

    /// Whether events of a topic are followed by themselves, and in which bundles.
    private struct Following {
        let isByItself: Bool
        let bundles: [[UInt8]]
    }

    private(set) var bound: HostBound<FeedService>?
    var socketID: SocketID?
    /// What is followed at this socket.
    var subscriptions = SubscriptionList()
    /// Everybody of whom this socket ever accepted a subscription, by user id, as they were then.
    var admitted: [String: Principal] = [:]
    /// What has made all followers connect anew lately.
    var disturbances = FeedDisturbances()
    /// What was followed since the last welcome.
    var newcomers: Set<[UInt8]> = []
    /// The newest summary of each unit.
    var summaries: [UnitPath: FeedMessage] = [:]
    /// Has heartbeats sent between two commits.
    var beatSoon: @Sendable () -> Void = {}
    /// The newest head of the tree of proofs.
    var treeHead: PublishedHead?

    init(_ parts: Parts, scopes: ScopeResolver, blocked: BlockedFollowers, makeSocket: @escaping SocketFactory) {
        self.origin = parts.configuration.origin
        self.vocabulary = parts.vocabulary
        self.places = LastFeedPlace(origin: parts.configuration.origin)
        self.keyRing = parts.keyRing
        self.scopes = scopes
        self.blocked = blocked
        self.counters = parts.counters
        self.logger = parts.logger
        self.now = parts.now
        self.makeSocket = makeSocket
        self.beatMilliseconds = UInt32(clamping: parts.configuration.heartbeatInterval.wholeMicroseconds / 1000)
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

    func open(_ host: isolated SocketHost) throws(ZeroMQError) {
        guard let bound = self.bound else { return }
        let socket = try self.makeSocket()
        self.socketID = try host.attach(socket) { host, _, _ in
            host.with(bound) { $0.takeSubscriptions(host) }
        }
    }

    // MARK: Publishing

    /// The socket, if anyone follows; answers first what waits there, so that no subscription waits for long.
    private func followedSocket(_ host: isolated SocketHost) -> SocketID? {
        self.takeSubscriptions(host)
        return self.subscriptions.isEmpty ? nil : self.socketID
    }

    /// Tells what a commit made durable: each event by itself to who follows events, and in bundles to who follows those.
    func publish(_ events: [CommittedEvent], _ host: isolated SocketHost) {
        guard let socketID = self.followedSocket(host) else { return }
        do {
            try host.withSocket(socketID) { socket throws(ZeroMQError) in
                var bundles = FeedBundles()
                for event in events { try self.publish(event, &bundles, on: socket) }
                for bundle in bundles.takeAll() { _ = try socket.send([bundle.topic, bundle.bytes]) }
            }
        } catch {
            self.logger.error("Telling the feed failed", metadata: ["error": "\(error)"])
        }
    }

    private func publish(
        _ event: CommittedEvent,
        _ bundles: inout FeedBundles,
        on socket: borrowing Socket
    ) throws(ZeroMQError) {
        switch event {
        case .ratings(let ratings):
            let place = self.places.place(
                ofUnitPath: ratings.unitPath,
                registerEdition: ratings.registerEdition
            )
            guard let place, let following = self.following(FeedTopic(.ratings, place.path)) else { return }
            for message in FeedMessages.ratings(ratings, at: place, vocabulary: self.vocabulary) {
                try self.publish(message, following, &bundles, on: socket)
            }
        case .caseChanged(let change):
            let messages = FeedMessages.caseChanged(
                change.record,
                places: &self.places,
                vocabulary: self.vocabulary
            )
            for message in messages {
                guard let following = self.following(message.topic) else { continue }
                try self.publish(message, following, &bundles, on: socket)
            }
        }
    }

    /// How a topic's events are followed; `nil` when they are not.
    private func following(_ topic: FeedTopic) -> Following? {
        let following = Following(
            isByItself: self.isFollowed(topic),
            bundles: FeedBundles.topics(of: topic).filter { self.subscriptions.isFollowed(wholly: $0) }
        )
        return following.isByItself || !following.bundles.isEmpty ? following : nil
    }

    private func publish(
        _ message: FeedMessage,
        _ following: Following,
        _ bundles: inout FeedBundles,
        on socket: borrowing Socket
    ) throws(ZeroMQError) {
        if following.isByItself { try self.send(message, on: socket) }
        for full in bundles.add(message.bytes, to: following.bundles) { _ = try socket.send([full.topic, full.bytes]) }
    }

    /// Tells every unit's newest numbers.
    ///
    /// - Parameters:
    ///   - sequences: the counters at `position`, all events before which were told already.
    ///   - position: the newest of the journal.
    ///   - host: the service's.
    func beat(_ sequences: ScopeCounters, at position: UInt64, _ host: isolated SocketHost) {
        guard let socketID = self.followedSocket(host) else { return }
        let time = self.now()
        do {
            try host.withSocket(socketID) { socket throws(ZeroMQError) in
                for scope in self.scopes.scopes where self.isFollowed(FeedTopic(.heartbeats, scope.path)) {
                    let path = scope.path
                    let facts = HeartbeatFacts(
                        caseSequence: sequences.count(.caseChanges, unitPath: path.codes),
                        ratingSequence: sequences.count(.ratings, unitPath: path.codes),
                        intervalMilliseconds: self.beatMilliseconds
                    )
                    let place = FeedPosition(
                        origin: self.origin,
                        number: position,
                        recordedAt: time,
                        path: path,
                        scopeSequences: [],
                        registerEdition: scope.edition
                    )
                    try self.send(FeedEventFactory.heartbeat(facts, at: place), on: socket)
                }
            }
        } catch {
            self.logger.error("Sending heartbeats failed", metadata: ["error": "\(error)"])
        }
    }

    /// Tells what is followed of some messages.
    func send(_ messages: [FeedMessage], _ host: isolated SocketHost) {
        guard let socketID = self.followedSocket(host) else { return }
        do {
            try host.withSocket(socketID) { socket throws(ZeroMQError) in
                for message in messages where self.isFollowed(message.topic) { try self.send(message, on: socket) }
            }
        } catch {
            self.logger.error("Telling the feed failed", metadata: ["error": "\(error)"])
        }
    }

    private func isFollowed(_ topic: FeedTopic) -> Bool {
        self.subscriptions.matches(topic.bytes)
    }

    private func send(_ message: FeedMessage, on socket: borrowing Socket) throws(ZeroMQError) {
        _ = try socket.send([message.topic.bytes, message.bytes])
    }
}
