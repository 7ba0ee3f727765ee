import CivilTime
import Delivery
import FeedbackProtocol
import FeedbackStore
import FoundationEssentials
import Identity
import Logging
import ZeroMQ

/// The door kiosks knock at: a ROUTER socket whose thread receives, checks and sorts one batch while the writer commits
/// the one before.
///
/// Receipts go out after the commit that holds what they speak of. When both batches are full, the socket is no longer
/// read, the kiosks' queues fill, and the kiosks keep what they have.
///
/// Belongs to one host's thread: made and started there, and reached from elsewhere through `HostBound` alone.
final class IntakeService {
    /// Where the service is found by work that other threads send.
    struct Address: Sendable {
        let host: SocketHost
        let service: HostBound<IntakeService>
        let socket: SocketID
    }

    let keyRing: KeyRing
    let logger: Logger
    let counters: AggregatorCounters
    private let sightings: KioskSightings
    let treeStanding: TreeStandingBox
    let repeated: RepeatedMessages
    let writer: GroupCommitWriter
    let feed: FeedOutlet
    private let sorter: SubmissionSorter
    let limits: IntakeBatchLimits
    let kioskLimits: IntakeLimits
    private let allowance: SubmissionAllowance.Limits
    let citizens: CitizenOutlet
    let tallies: TallyOutlet
    let now: @Sendable () -> Timestamp

    var address: Address?
    var isSuspended = false

    /// Whether the batch that is coming together has all it may have.
    var isFull: Bool {
        self.gathering.submissionCount >= self.limits.submissions || self.gathering.byteCount >= self.limits.bytes
    }

    var sessions: [String: KioskSession] = [:]
    var peers: [RoutingID: KioskPeer] = [:]
    var gathering = IntakeBatch()
    var committing: [BatchPart]?

    /// Makes the service; nothing is received before ``start(_:on:)``.
    init(
        _ parts: Parts,
        sorter: SubmissionSorter,
        writer: GroupCommitWriter,
        feed: FeedOutlet,
        citizens: CitizenOutlet,
        tallies: TallyOutlet,
        marks: [String: [EpochMark]],
        heard: [KioskSightingRecord] = []
    ) {
        self.keyRing = parts.keyRing
        self.logger = parts.logger
        self.counters = parts.counters
        self.sightings = parts.sightings
        self.treeStanding = parts.treeStanding
        self.repeated = parts.repeated
        self.now = parts.now
        self.limits = parts.configuration.batchLimits
        self.kioskLimits = parts.configuration.kioskLimits
        self.allowance = parts.configuration.allowance
        self.writer = writer
        self.feed = feed
        self.citizens = citizens
        self.tallies = tallies
        self.sorter = sorter
        self.marks = marks
        self.heard = Dictionary(grouping: heard, by: \.kiosk).mapValues { records in
            Dictionary(records.map { ($0.epoch, $0.heardOf) }, uniquingKeysWith: { max($0, $1) })
        }
    }

    /// What the store knew of kiosks that have not spoken yet.
    private var marks: [String: [EpochMark]]
    /// What kiosks had spoken of before the start, by epoch.
    private let heard: [String: [UInt64: UInt64]]

    /// Gives a service to a host and begins to receive on a bound ROUTER socket.
    static func start(
        _ service: sending IntakeService,
        _ socket: consuming sending Socket,
        on host: isolated SocketHost
    ) throws(ZeroMQError) -> HostBound<IntakeService> {
        let budget = service.limits.messagesPerTurn
        let feed = service.feed
        let bound = host.bind(service)
        let id = try host.attach(socket, budget: budget) { host, socket, budget in
            host.with(bound) { $0.receive(on: socket, budget: budget, host) }
        }
        host.with(bound) { $0.address = Address(host: host, service: bound, socket: id) }
        feed.onCaughtUp {
            host.perform { host in host.with(bound) { $0.handOver(host) } }
        }
        try host.schedule(every: .seconds(1)) { host in
            host.with(bound) { $0.tellSightings() }
        }
        return bound
    }

    /// Makes the session of a kiosk, from what the store knows of it.
    func openSession(name: String, office: String) -> KioskSession {
        if let known = self.sessions[name] {
            known.office = office
            return known
        }
        let session = KioskSession(
            name: name,
            office: office,
            limits: self.kioskLimits,
            allowance: SubmissionAllowance(self.allowance, at: self.now()),
            marks: self.marks[name] ?? [],
            heardOf: self.heard[name] ?? [:]
        )
        self.sessions[name] = session
        return session
    }

    /// Puts what was heard of kiosks where the desk's status can read it.
    func tellSightings() {
        self.sightings.replace(
            with: self.sessions.mapValues { session in
                KioskSightings.Sighting(
                    office: session.office,
                    epoch: session.epoch,
                    receivedThrough: session.ledger.durableThrough(epoch: session.epoch),
                    heardOf: session.heardOf,
                    lastSeen: session.lastSeen,
                    health: session.health,
                    outbox: session.outbox,
                    setBack: session.setBack
                )
            }
        )
    }

    private func receive(on socket: borrowing Socket, budget: Int, _ host: isolated SocketHost) {
        do {
            let time = self.now()
            var left = budget
            // A few at a time, so that large messages cannot take the batch far beyond its limit of bytes.
            while left > 0, !self.isFull {
                let taken = try socket.receiveEach(limit: min(left, 8)) { routing throws(ZeroMQError) in
                    guard routing.hasMore, let route = routing.routing else { return }
                    var frame = Message()
                    guard try socket.receive(into: &frame) else { return }
                    self.handle(frame, from: route, at: time, on: socket)
                }
                guard taken > 0 else { break }
                left -= taken
            }
        } catch {
            self.logger.error("Receiving from kiosks failed", metadata: ["error": "\(error)"])
        }
        self.handOver(host)
    }

    private func handle(
        _ frame: borrowing Message,
        from route: RoutingID,
        at time: Timestamp,
        on socket: borrowing Socket
    ) {
        guard let session = self.session(of: frame, from: route) else {
            self.counters.refusedSubmission()
            self.warn("Refused a message of a key that is not a kiosk's or was revoked", of: "unknown", at: time)
            self.send(EnvelopeRefusal.notAKiosk.reply, to: route, on: socket)
            return
        }
        session.route = route
        guard !frame.hasMore else {
            self.refuse(.init(.malformed, "A message has one frame. Update the kiosk."), session, on: socket)
            return
        }
        do throws(EnvelopeRefusal) {
            let message = try frame.withFrame { frame throws(EnvelopeRefusal) in try IntakeEnvelope.decode(frame) }
            switch message.content {
            case .publish(let publish): self.publish(publish, session, at: time, on: socket)
            case .hello(let hello): self.greet(hello, session, at: time, on: socket)
            case .status(let status):
                session.heard(epoch: status.epoch, newest: status.newestSequence, at: time)
                session.health = session.health ?? KioskHealth()
                session.health?.report(depth: status.outboxDepth, clockOffset: status.clockOffset, at: time)
                session.outbox = ToldOutbox(status, at: time)
            case .citizenRequest(let request): self.ask(request, of: session, on: socket)
            case .proofRequest(let request): self.ask(request, of: session, on: socket)
            case .dayTally(let tally): self.take(tally, of: session)
            case .none: break
            }
        } catch {
            self.refuse(error, session, on: socket)
        }
    }

    private func publish(
        _ publish: WirePublish,
        _ session: KioskSession,
        at time: Timestamp,
        on socket: borrowing Socket
    ) {
        let count = publish.submissions.count
        if let pause = session.allowance.take(count, at: time) {
            session.lastSeen = time
            self.warn("Sends more than a kiosk may; the rest waits in its outbox", of: session.name, at: time)
            return self.send(.busy(pause), to: session.route, on: socket)
        }
        let answer = session.ledger.publish(epoch: publish.epoch, firstSequence: publish.firstSequence, count: count)
        if case .refuse = answer {
            session.lastSeen = time
        } else {
            session.heard(epoch: publish.epoch, newest: publish.lastSequence, at: time)
        }
        switch answer {
        case .admit(let admission): self.admit(publish, admission, of: session, on: time.localDay)
        case .receipt(let receipt): self.send(.receipt(receipt), to: session.route, on: socket)
        case .awaitCommit: break
        case .resend(let epoch, let sequence): self.send(.resend(epoch, from: sequence), to: session.route, on: socket)
        case .busy(let time): self.send(.busy(time), to: session.route, on: socket)
        case .refuse(let refusal): self.refuse(EnvelopeRefusal(refusal), session, on: socket)
        }
    }

    private func admit(_ publish: WirePublish, _ admission: Admission, of session: KioskSession, on day: Day) {
        let rejected = self.gathering.add(admission, of: session) { part in
            self.sorter.sort(publish.submissions, admission, into: &part, on: day)
        }
        guard rejected > 0 else { return }
        self.counters.refusedSubmission(rejected)
        self.warn(
            "A submission went to quarantine; see 'langnghe quarantine list'",
            of: session.name,
            at: self.now()
        )
    }

    private func greet(
        _ hello: WireHello,
        _ session: KioskSession,
        at time: Timestamp,
        on socket: borrowing Socket
    ) {
        let greeting = Hello(
            epoch: hello.epoch,
            oldestUnreceipted: hello.oldestUnreceipted,
            newestSequence: hello.newestSequence
        )
        let durable = session.ledger.durableThrough(epoch: hello.epoch)
        let answer = session.ledger.hello(greeting)
        if case .refuse = answer {
            session.lastSeen = time
        } else {
            self.noteLoss(hello, durable: durable, session, at: time)
            session.greeted(epoch: hello.epoch, newest: hello.newestSequence, at: time)
            session.outbox = ToldOutbox(hello, at: time)
        }
        switch answer {
        case .welcome(let welcome): self.send(.welcome(welcome, at: time), to: session.route, on: socket)
        case .awaitCommit: break
        case .refuse(let refusal): self.refuse(EnvelopeRefusal(refusal), session, on: socket)
        }
    }

    /// Writes a warning about a kiosk, at most once a minute for each kind.
    func warn(_ message: String, of kiosk: String, at time: Timestamp) {
        guard let count = self.repeated.occurrencesToWrite("\(kiosk) \(message)", at: time) else { return }
        self.logger.warning("\(message)", metadata: ["kiosk": "\(kiosk)", "count": "\(count)"])
    }

    // MARK: Answers

    private func refuse(_ refusal: EnvelopeRefusal, _ session: KioskSession, on socket: borrowing Socket) {
        self.counters.refusedSubmission()
        self.warn("Refused a kiosk's message: \(refusal.code)", of: session.name, at: self.now())
        self.send(refusal.reply, to: session.route, on: socket)
    }

    /// Sends an answer; one that cannot go is asked for again by the kiosk's next `Hello`.
    func send(_ reply: WireIntakeReply, to route: RoutingID?, on socket: borrowing Socket) {
        guard let route else { return }
        do {
            _ = try socket.send(to: route, reply.encoded())
        } catch {
            self.logger.error("Sending to a kiosk failed", metadata: ["error": "\(error)"])
        }
    }
}
