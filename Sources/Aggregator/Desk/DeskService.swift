import AdministrativeRegister
import CaseLifecycle
import CivilTime
import FeedbackProtocol
import FeedbackStore
import FoundationEssentials
import Identity
import Logging
import Satisfaction
import ZeroMQ

/// Answers desks and operators: a ROUTER socket on a thread of its own, which also reads the store.
///
/// Belongs to that host's thread.
final class DeskService {
    private struct Address: Sendable {
        let host: SocketHost
        let service: HostBound<DeskService>
        let socket: SocketID
    }

    let store: any FeedbackStoreReading
    let sorter: SubmissionSorter
    let scopes: ScopeResolver
    let law: CaseLaw
    let units: CaseUnits
    let access: CaseAccess
    let letters: LetterOffice
    let register: Register
    let inspectorateKey: ContactPublicKey
    let now: @Sendable () -> Timestamp
    let status: StatusReporter
    let keyRing: KeyRing
    let inboxes: InboxOutlet
    /// What feedback and complaints can be about.
    let subjects: CodeList
    /// What was rated.
    let tallies: TallyFile
    /// Proves that cases are in the published tree.
    let proofs: ProofMaker
    /// On which scales it can be; at least one.
    let scales: [SatisfactionScale]
    /// What is misuse of a rating button, and whether offices are always open.
    let misuse: MisuseRules
    let isAlwaysOpen: Bool
    /// What somebody should look at.
    let alertBoard: AlertBoard
    /// Who is told when an inbox changes.
    var watches: WatchList
    private let writer: GroupCommitWriter
    private let counters: AggregatorCounters
    private let logger: Logger
    private let repeated: RepeatedMessages
    private var address: Address?
    /// Wishes to write that have no answer yet.
    private var writing = 0
    /// The most of them; more would come before the kiosks' submissions.
    private static let mostWriting = 64

    /// Makes the service; nothing is answered before ``start(_:_:on:)``.
    init(
        _ parts: Parts,
        writer: GroupCommitWriter,
        sorter: SubmissionSorter,
        scopes: ScopeResolver,
        status: StatusReporter,
        inboxes: InboxOutlet
    ) {
        self.store = parts.store
        self.keyRing = parts.keyRing
        self.counters = parts.counters
        self.logger = parts.logger
        self.repeated = parts.repeated
        self.now = parts.now
        self.law = parts.law
        self.units = parts.units
        self.letters = parts.letters
        self.inspectorateKey = parts.inspectorateKey
        self.access = CaseAccess(law: parts.law, successions: parts.successions)
        self.register = parts.register
        self.subjects = parts.subjects
        self.tallies = parts.tallies
        self.proofs = parts.proofs
        self.scales = parts.scales
        self.misuse = parts.configuration.misuse
        self.isAlwaysOpen = parts.configuration.isAlwaysOpen
        self.alertBoard = parts.alerts
        self.writer = writer
        self.sorter = sorter
        self.scopes = scopes
        self.status = status
        self.inboxes = inboxes
        self.watches = WatchList(startedAt: parts.now())
    }

    /// Gives a service to a host and begins to answer on a bound ROUTER socket.
    static func start(
        _ service: sending DeskService,
        _ socket: consuming sending Socket,
        on host: isolated SocketHost
    ) throws(ZeroMQError) {
        let bound = host.bind(service)
        let id = try host.attach(socket, budget: 16) { host, socket, budget in
            host.with(bound) { $0.receive(on: socket, budget: budget) }
        }
        host.with(bound) { $0.address = Address(host: host, service: bound, socket: id) }
        let inboxes = host.with(bound) { $0.inboxes }
        inboxes?.attach(host) { changes, host in
            host.with(bound) { $0.inboxesChanged(changes, host) }
        }
    }

    private func receive(on socket: borrowing Socket, budget: Int) {
        do {
            for _ in 0..<budget {
                guard let message = try socket.receiveMultipart(maximumFrames: 3) else { return }
                guard let peer = message.frames.first.flatMap({ RoutingID($0) }) else { continue }
                guard message.frames.count == 2, let request = Self.request(in: message.frames[1]) else {
                    let refusal = DeskRefusal(.malformed, "Send one frame, a DeskRequest of langnghe.v1.")
                    _ = try socket.send(to: peer, refusal.reply(to: 0).encodedOrEmpty)
                    continue
                }
                guard let principal = message.userID.flatMap(self.keyRing.principal(forUserID:)) else {
                    self.counters.refusedRequest()
                    let refusal = DeskRefusal(.notAuthorised, "The key was revoked. Ask the province for a new one.")
                    _ = try socket.send(to: peer, refusal.reply(to: request.requestID).encodedOrEmpty)
                    continue
                }
                try self.answer(request, from: peer, as: principal, on: socket)
            }
        } catch {
            self.logger.error("Answering the desk failed", metadata: ["error": "\(error)"])
        }
    }

    private static func request(in frame: [UInt8]) -> WireDeskRequest? {
        let bytes = frame.span
        return try? DeskEnvelope.decode(bytes)
    }

    private func answer(
        _ request: WireDeskRequest,
        from peer: RoutingID,
        as principal: Principal,
        on socket: borrowing Socket
    ) throws(ZeroMQError) {
        do throws(DeskRefusal) {
            switch try self.plan(request, as: principal) {
            case .reply(let reply):
                var reply = reply
                reply.requestID = request.requestID
                _ = try? socket.send(to: peer, reply.encodedOrEmpty)
            case .write(let write):
                try self.write(write, for: peer, requestID: request.requestID) { _, result in .answering(result) }
            case .read(let read):
                let name = principal.name
                try self.write(.caseRead(read), for: peer, requestID: request.requestID) { desk, result in
                    desk.answer(read, to: name, after: result)
                }
            case .readLetter(let read, let letter):
                let name = principal.name
                try self.write(.caseRead(read), for: peer, requestID: request.requestID) { desk, result in
                    desk.answer(read, letter: letter, to: name, after: result)
                }
            case .watch(let wish):
                var reply = try self.watch(wish, from: peer, as: principal)
                reply.requestID = request.requestID
                _ = try? socket.send(to: peer, reply.encodedOrEmpty)
            }
        } catch {
            if error.code == .notAuthorised {
                self.counters.refusedRequest()
                if let count = self.repeated.occurrencesToWrite("desk \(principal.name)", at: self.now()) {
                    self.logger.warning(
                        "Refused a desk's request",
                        metadata: ["principal": "\(principal.name)", "count": "\(count)"]
                    )
                }
            }
            _ = try socket.send(to: peer, error.reply(to: request.requestID).encodedOrEmpty)
        }
    }

    private func write(
        _ request: WriteRequest,
        for peer: RoutingID,
        requestID: UInt64,
        answer: @escaping @Sendable (DeskService, Result<CommitResult, StoreError>) -> WireDeskReply
    ) throws(DeskRefusal) {
        guard let address = self.address else { return }
        guard self.writing < Self.mostWriting else {
            throw DeskRefusal(.busy, "Too many changes are being written. Try again in a second.")
        }
        let isTried = self.writer.commit([request]) { result in
            address.host.perform { host in
                host.with(address.service) { desk in
                    desk.writing -= 1
                    var reply = answer(desk, result)
                    reply.requestID = requestID
                    desk.send(reply, to: peer, host)
                }
            }
        }
        if isTried { self.writing += 1 }
        guard isTried else { throw DeskRefusal(.busy, "The aggregator is stopping. Try again when it runs.") }
    }

    private func send(_ reply: WireDeskReply, to peer: RoutingID, _ host: isolated SocketHost) {
        _ = self.trySending(reply, to: peer, host)
    }

    /// Sends to a peer without waiting.
    ///
    /// - Returns: What became of it; `nil` when the socket failed.
    func trySending(_ reply: WireDeskReply, to peer: RoutingID, _ host: isolated SocketHost) -> SendResult? {
        guard let address = self.address else { return nil }
        do {
            return try host.withSocket(address.socket) { socket throws(ZeroMQError) in
                try socket.send(to: peer, reply.encodedOrEmpty)
            }
        } catch {
            self.logger.error("Answering the desk failed", metadata: ["error": "\(error)"])
            return nil
        }
    }
}
