import AdministrativeRegister
import CaseLifecycle
import CivilTime
import FeedbackProtocol
import FeedbackStore
import Foundation
import Identity
import Logging
import NIOConcurrencyHelpers
import ZeroMQ

@testable import Aggregator

/// The feed alone on a real socket with CURVE, telling every unit's heartbeat in rounds, each one position higher.
struct FeedUnderTest {
    let counters: AggregatorCounters
    /// The user ids that were kept out.
    let denied = FeedSightings<String>()

    private let folder: URL
    let parts: Parts
    private let store: SQLiteFeedbackStore
    private let principals: PrincipalFile
    private let serverKeys: ServerKeys
    private let endpoint = EndpointInUse("tcp://127.0.0.1:*")
    private let context: Context
    private let feedHost: SocketHost
    private let followerHost: SocketHost
    private let service: HostBound<FeedService>
    private let round = NIOLockedValueBox<UInt64>(0)

    static func running(_ body: (FeedUnderTest) async throws -> Void) async throws {
        let feed = try await FeedUnderTest()
        let result: Result<Void, any Error>
        do {
            result = .success(try await body(feed))
        } catch {
            result = .failure(error)
        }
        await feed.followerHost.shutdown()
        await feed.feedHost.shutdown()
        await feed.context.terminate()
        try feed.store.close()
        try FileManager.default.removeItem(at: feed.folder)
        try result.get()
    }

    private init() async throws {
        self.folder = FileManager.default.temporaryDirectory.appendingPathComponent("feed-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: self.folder, withIntermediateDirectories: true)
        self.serverKeys = try ServerKeys(inFolder: self.folder.path)
        self.principals = PrincipalFile(inFolder: self.folder.path)
        _ = try self.principals.createIfAbsent()
        self.store = try SQLiteFeedbackStore(path: self.folder.appendingPathComponent("store.sqlite").path)
        self.counters = AggregatorCounters()
        let start = Timestamp(microseconds: 1_665_711_000_000_000)
        let parts = Parts(
            configuration: AggregatorConfiguration(
                dataFolder: self.folder.path,
                intakeEndpoint: "",
                deskEndpoint: "",
                feedEndpoint: self.endpoint.text,
                replayEndpoint: "tcp://127.0.0.1:*",
                origin: "test",
                registerEdition: nil
            ),
            store: self.store,
            keyRing: try KeyRing(self.principals),
            counters: self.counters,
            sightings: KioskSightings(),
            repeated: RepeatedMessages(),
            vocabulary: FeedVocabulary(try CodeVocabulary()),
            subjects: try CodeVocabulary().subjects,
            scales: try ScaleList.bundled().items,
            tallies: try TallyFile(path: self.folder.appendingPathComponent("tallies.sqlite").path),
            tree: try TreeFile(path: self.folder.appendingPathComponent("transparency.sqlite").path, hash: .sha256),
            treeKeys: try TransparencyKeys(inFolder: self.folder.path),
            screening: MisuseScreening(
                rules: .ofAggregator,
                scales: try ScaleList.bundled().items,
                opening: OfficeOpening(.smallest, isAlwaysOpen: true)
            ),
            opening: OfficeOpening(.smallest, isAlwaysOpen: true),
            alerts: AlertBoard(),
            completeness: try CompletenessBooks(
                inFolder: self.folder.path,
                logger: Logger(label: "feed under test") { _ in SwiftLogNoOpLogHandler() }
            ),
            law: .smallest,
            units: CaseUnits(try Register(parsing: .bundled)),
            register: try Register(parsing: .bundled),
            successions: UnitSuccessions(
                try Register(parsing: .bundled),
                inForce: try Register(parsing: .bundled).firstEdition
            ),
            letters: try LetterOffice(
                inFolder: self.folder.path,
                law: .smallest,
                register: try Register(parsing: .bundled),
                vocabulary: try CodeVocabulary()
            ),
            inspectorateKey: try ContactPublicKey(bytes: [UInt8](repeating: 9, count: 32)),
            logger: Logger(label: "feed under test") { _ in SwiftLogNoOpLogHandler() },
            now: { start }
        )
        self.parts = parts
        self.context = try Context()
        self.feedHost = try SocketHost(name: "feed")
        self.followerHost = try SocketHost(name: "followers")
        let blocked = BlockedFollowers()
        let doors = Doors(parts: parts, keys: self.serverKeys, context: self.context)
        let (endpoint, denied, round) = (self.endpoint, self.denied, self.round)
        _ = try await Authenticator.start(in: self.context, on: self.feedHost) { request in
            let decision = Door.answer(request, parts, blocked)
            if case .deny = decision, case .curve(let key) = request.credentials { denied.put(key.z85) }
            return decision
        }
        let register = try Register(parsing: .bundled)
        let scopes = ScopeResolver(register.edition(on: start.localDay), of: register)
        self.service = try await self.feedHost.run { host throws(ZeroMQError) in
            let service = FeedService(parts, scopes: scopes, blocked: blocked) { () throws(ZeroMQError) in
                try doors.openFeed(endpoint)
            }
            let bound = try FeedService.start(service, on: host)
            try host.schedule(every: .milliseconds(10)) { host in
                let position = round.withLockedValue { round in
                    round += 1
                    return round
                }
                host.with(bound) { $0.beat(ScopeCounters(), at: position, host) }
            }
            return bound
        }
    }

    /// Gives a role a key.
    func admit(_ name: String, _ role: PrincipalRole) async throws -> CurveKeyPair {
        let keys = try CurveKeyPair.generate()
        let principal = Principal(
            name: try PrincipalName(name),
            role: role,
            publicKey: keys.publicKey,
            createdAt: self.parts.now()
        )
        try self.principals.edit { registry throws(IdentityError) in try registry.add(principal) }
        _ = try await self.takeKeys()
        return keys
    }

    /// Revokes a key; gives the newest round told before it was in force.
    func revoke(_ name: String) async throws -> UInt64 {
        let (name, time) = (try PrincipalName(name), self.parts.now())
        try self.principals.edit { registry throws(IdentityError) in
            try registry.revoke(name, at: time, reason: "lost")
        }
        return try await self.takeKeys()
    }

    /// The newest round that was told.
    var newestRound: UInt64 { self.round.withLockedValue { $0 } }

    /// Tells messages that are ready.
    func tell(_ messages: [FeedMessage]) async throws {
        let service = self.service
        try await self.feedHost.run { host throws(ZeroMQError) in
            host.with(service) { $0.send(messages, host) }
        }
    }

    private func takeKeys() async throws -> UInt64 {
        let (keyRing, service, round) = (self.parts.keyRing, self.service, self.round)
        return try await self.feedHost.run { host throws(ZeroMQError) in
            _ = keyRing.reload()
            host.with(service) { $0.accessChanged(host) }
            return round.withLockedValue { $0 }
        }
    }

    /// Connects an XSUB, which can send anything, and lets it send messages.
    func connect(_ keys: CurveKeyPair, sending messages: [[UInt8]]) async throws -> FeedFollower {
        let (context, endpoint, serverKey) = (self.context, self.endpoint.text, self.serverKeys.keyPair.publicKey)
        let seen = FeedSightings<FeedFollower.Event>()
        let id = try await self.followerHost.run { host throws(ZeroMQError) in
            var options = SocketOptions()
            options.security = .client(CurveClient(keyPair: keys, serverKey: serverKey))
            options.reconnect.interval = .milliseconds(20)
            let socket = try Socket(.extendedSubscriber, in: context, options: options)
            try socket.connect(endpoint)
            return try host.attach(socket) { _, socket, budget in
                for _ in 0..<budget {
                    guard let frames = try? socket.receiveMultipart()?.frames, frames.count == 2 else { return }
                    guard let event = try? WireFeedEvent(decoding: frames[1]) else { continue }
                    seen.put(.init(topic: String(decoding: frames[0], as: UTF8.self), round: event.number))
                }
            }
        }
        let follower = FeedFollower(host: self.followerHost, id: id, seen: seen)
        for message in messages { try await follower.send(message) }
        return follower
    }
}

/// One connection to the feed, which comes again by itself.
struct FeedFollower {
    /// A heartbeat.
    struct Event: Sendable {
        let topic: String
        let round: UInt64
    }

    fileprivate let host: SocketHost
    fileprivate let id: SocketID
    let seen: FeedSightings<Event>

    static func subscribe(_ topic: String) -> [UInt8] { [1] + Array(topic.utf8) }
    static func unsubscribe(_ topic: String) -> [UInt8] { [0] + Array(topic.utf8) }

    func close() async {
        let id = self.id
        await self.host.run { $0.close(id) }
    }

    /// Sends as soon as the socket is connected.
    func send(_ message: [UInt8]) async throws {
        let id = self.id
        try await self.host.run { host throws(ZeroMQError) in
            try host.withSocket(id) { socket throws(ZeroMQError) in
                _ = try socket.send(message)
            }
        }
    }
}

/// What other threads saw, which a test waits for.
final class FeedSightings<Element: Sendable>: Sendable {
    private struct State {
        var elements: [Element] = []
        var waiters: [(isMeant: @Sendable (Element) -> Bool, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let box = NIOLockedValueBox(State())

    var all: [Element] { self.box.withLockedValue { $0.elements } }

    func put(_ element: Element) {
        let ready = self.box.withLockedValue { state in
            state.elements.append(element)
            let ready = state.waiters.filter { $0.isMeant(element) }
            state.waiters.removeAll { $0.isMeant(element) }
            return ready
        }
        for waiter in ready { waiter.continuation.resume() }
    }

    /// Returns when an element as meant has been seen.
    func wait(_ isMeant: @escaping @Sendable (Element) -> Bool) async {
        await withCheckedContinuation { continuation in
            let isThere = self.box.withLockedValue { state in
                guard !state.elements.contains(where: isMeant) else { return true }
                state.waiters.append((isMeant, continuation))
                return false
            }
            if isThere { continuation.resume() }
        }
    }
}
