import CivilTime
import FeedbackProtocol
import FeedbackStore
import Identity
import Logging
import ZeroMQ

/// Tells again what the feed told: a ROUTER socket on a thread of its own, which reads the store.
///
/// Every request is answered at once and then forgotten, so a reader that stalls or goes away costs what its connection
/// may hold, and the others nothing. Belongs to one host's thread.
final class ReplayService {
    /// The most events of one reply.
    static let mostEvents = 1000

    private let origin: String
    private let vocabulary: FeedVocabulary
    private let keyRing: KeyRing
    private let scopes: ScopeResolver
    private let store: any FeedbackStoreReading
    private let counters: AggregatorCounters
    private let repeated: RepeatedMessages
    private let logger: Logger
    private let now: @Sendable () -> Timestamp
    private var replays = ReplayPlaces()
    private var places: LastFeedPlace
    private let snapshots: SnapshotReader
    private let limits: ReplayAllowance.Limits
    /// What each key may still ask, by the name of who has it.
    private var allowances: [PrincipalName: ReplayAllowance] = [:]

    /// Makes the service; nothing is answered before ``start(_:_:on:)``.
    init(_ parts: Parts, scopes: ScopeResolver) {
        self.origin = parts.configuration.origin
        self.places = LastFeedPlace(origin: parts.configuration.origin)
        self.vocabulary = parts.vocabulary
        self.keyRing = parts.keyRing
        self.scopes = scopes
        self.store = parts.store
        self.counters = parts.counters
        self.repeated = parts.repeated
        self.logger = parts.logger
        self.now = parts.now
        self.snapshots = SnapshotReader(parts)
        self.limits = parts.configuration.replayAllowance
    }

    /// Gives a service to a host and begins to answer on a bound ROUTER socket.
    static func start(
        _ service: sending ReplayService,
        _ socket: consuming sending Socket,
        on host: isolated SocketHost
    ) throws(ZeroMQError) {
        let bound = host.bind(service)
        _ = try host.attach(socket, budget: 4) { host, socket, budget in
            host.with(bound) { $0.receive(on: socket, budget: budget) }
        }
    }

    private func receive(on socket: borrowing Socket, budget: Int) {
        do {
            for _ in 0..<budget {
                guard let message = try socket.receiveMultipart(maximumFrames: 3) else { return }
                guard let peer = message.frames.first.flatMap({ RoutingID($0) }) else { continue }
                let frame = message.frames.count == 2 ? message.frames[1] : []
                let reply = self.reply(to: frame, of: message.userID.flatMap(self.keyRing.principal(forUserID:)))
                _ = try socket.send(to: peer, reply)
            }
        } catch {
            self.logger.error("Telling events again failed", metadata: ["error": "\(error)"])
        }
    }

    private func reply(to frame: [UInt8], of principal: Principal?) -> [UInt8] {
        let bytes = frame.span
        guard !frame.isEmpty, let request = try? ReplayEnvelope.decode(bytes) else {
            return ReplayRefusal(.malformed, "Send one frame, a ReplayRequest of langnghe.v1, of at most 4 KiB.")
                .frame(to: 0)
        }
        do throws(ReplayRefusal) {
            guard let principal else {
                throw ReplayRefusal(.notAuthorised, "The key was revoked. Ask the province for a new one.")
            }
            return try self.answerWithinLimits(request, as: principal)
        } catch {
            if error.code == .notAuthorised { self.noteRefusal(of: principal) }
            return error.frame(to: request.requestID)
        }
    }

    /// Answers one who asks for no more than is fair, and takes off what the answer cost.
    private func answerWithinLimits(
        _ request: WireReplayRequest,
        as principal: Principal
    ) throws(ReplayRefusal) -> [UInt8] {
        let now = self.now()
        var allowance = self.allowances[principal.name] ?? ReplayAllowance(self.limits, at: now)
        if let wait = allowance.wait(at: now) {
            self.allowances[principal.name] = allowance
            self.noteHaste(of: principal)
            let seconds = max(1, (wait.wholeMicroseconds + 999_999) / 1_000_000)
            throw ReplayRefusal(
                .unavailable,
                "This key asks for more than the province tells one reader. Ask again in \(seconds) s."
            )
        }
        let answer: Result<[UInt8], ReplayRefusal>
        do throws(ReplayRefusal) {
            answer = .success(try self.answer(request, as: principal))
        } catch {
            answer = .failure(error)
        }
        allowance.charge(Self.cost(of: request, answer))
        self.allowances[principal.name] = allowance
        return try answer.get()
    }

    private static func cost(of request: WireReplayRequest, _ answer: Result<[UInt8], ReplayRefusal>) -> Int {
        guard case .snapshot(let wish) = request.content, case .success(let frame) = answer else {
            return ReplayAllowance.events
        }
        let base = wish.stream == FeedStream.ratings.rawValue ? ReplayAllowance.ratings : ReplayAllowance.cases
        return base + ReplayAllowance.cost(ofBytes: frame.count)
    }

    private func noteHaste(of principal: Principal) {
        self.counters.refusedRequest()
        let name = principal.name.text
        guard let count = self.repeated.occurrencesToWrite("haste \(name)", at: self.now()) else { return }
        self.logger.warning(
            "A key asks for more at the replay's door than one may; see the setting replay.per-second",
            metadata: ["principal": "\(name)", "count": "\(count)"]
        )
    }

    private func noteRefusal(of principal: Principal?) {
        self.counters.refusedRequest()
        let name = principal?.name.text ?? "unknown"
        guard let count = self.repeated.occurrencesToWrite("replay \(name)", at: self.now()) else { return }
        self.logger.warning("Refused to tell events again", metadata: ["principal": "\(name)", "count": "\(count)"])
    }

    private func answer(_ request: WireReplayRequest, as principal: Principal) throws(ReplayRefusal) -> [UInt8] {
        switch request.content {
        case .events(let wish):
            let wanted = try ReplayWish(wish)
            try self.check(principal, mayFollow: wanted.topic)
            let (events, next) = try self.events(wanted)
            return ReplayEnvelope.reply(to: request.requestID, events: events, nextSequence: next)
        case .snapshot(let wish):
            let wanted = try SnapshotWish(wish)
            try self.check(principal, mayFollow: wanted.topic)
            let content = try self.snapshots.piece(wanted)
            guard let frame = try? ReplayEnvelope.reply(to: request.requestID, snapshot: content) else {
                throw ReplayRefusal(.tooLarge, "The snapshot is larger than a message can be. Ask unit by unit.")
            }
            return frame
        case .none:
            throw ReplayRefusal(.malformed, "The request has no content this version knows. Update the older side.")
        }
    }

    private func check(_ principal: Principal, mayFollow topic: FeedTopic) throws(ReplayRefusal) {
        guard self.scopes.permits(principal, toFollow: topic.bytes) else {
            let scope = self.scopes.scope(of: principal).map { " It follows \($0.codes.joined(separator: "/"))." }
            throw ReplayRefusal(.notAuthorised, "The key may not follow that unit.\(scope ?? " Ask for a new one.")")
        }
        guard self.scopes.hasUnit(at: topic.path) else {
            let path = topic.path.codes.joined(separator: "/")
            throw ReplayRefusal(.malformed, "unit_path: there is no \(path). `langnghe unit show` tells a unit's path.")
        }
    }

    /// The events that are wanted, and the number to ask for next; 0 when there are no more.
    private func events(
        _ wanted: ReplayWish
    ) throws(ReplayRefusal) -> (events: ArraySlice<FeedMessage>, next: UInt64) {
        guard wanted.origin == self.origin else { throw ReplayRefusal(unknownOriginAt: self.origin) }
        let limit = min(wanted.credit, Self.mostEvents)
        var replay = self.replays.take(
            wanted.stream,
            unitPath: wanted.topic.path.codes,
            from: wanted.sequences.lowerBound
        )
        let told: [ReplayedEvent]
        do throws(StoreError) {
            // Before the events are read, so that none can come between.
            let newest = try self.store.newestNumbers().counters
                .count(wanted.stream, unitPath: wanted.topic.path.codes)
            told = try replay.next(through: wanted.sequences.upperBound, limit: limit, from: self.store)
            if replay.isAtEnd, replay.nextSequence <= min(newest, wanted.sequences.upperBound) {
                throw StoreError.lacksFeedEvents
            }
        } catch {
            throw ReplayRefusal(unreadable: error, self.logger)
        }
        let isUnfinished = !replay.isAtEnd && replay.nextSequence <= wanted.sequences.upperBound
        if !told.isEmpty || isUnfinished { self.replays.keep(replay) }
        let messages = self.messages(told, wanted)
        var next = isUnfinished ? replay.nextSequence : 0
        // A case that moved made one more than there is room for.
        if messages.count > limit, let beyond = wanted.sequence(of: messages[limit]) { next = beyond }
        return (messages.prefix(limit), next)
    }

    private func messages(_ told: [ReplayedEvent], _ wanted: ReplayWish) -> [FeedMessage] {
        var messages: [FeedMessage] = []
        messages.reserveCapacity(wanted.credit < Self.mostEvents ? wanted.credit : Self.mostEvents)
        for event in told {
            switch event {
            case .ratings(let ratings):
                // All of one office, which is in the scope, and no more than was asked for.
                let place = self.places.place(
                    ofUnitPath: ratings.unitPath,
                    registerEdition: ratings.registerEdition
                )
                guard let place else { continue }
                messages += FeedMessages.ratings(ratings, at: place, vocabulary: self.vocabulary)
            case .caseChange(let record):
                let change = FeedMessages.caseChanged(record, places: &self.places, vocabulary: self.vocabulary)
                messages += change.filter { wanted.contains($0) }
            }
        }
        return messages
    }
}
