import CaseLifecycle
import CivilTime
import FeedbackProtocol
import FeedbackStore
import Logging
import ZeroMQ

/// Drafts letters before their time limits are due, and issues those that need no signature; each once.
///
/// What is to be drafted stands in the store with its time, so a restart or a clock set back drafts nothing twice and
/// nothing is forgotten. Belongs to one host's thread.
final class LetterService {
    private struct Address: Sendable {
        let host: SocketHost
        let service: HostBound<LetterService>
    }

    /// How often it looks.
    private static let interval = Duration.seconds(5)
    /// How many letters are written in one commit.
    private static let lettersAtOnce = 50
    /// The most letters that are remembered as impossible.
    private static let mostRefused = 10_000

    private let store: any FeedbackStoreReading
    private let law: CaseLaw
    private let office: LetterOffice
    private let writer: GroupCommitWriter
    private let logger: Logger
    private let now: @Sendable () -> Timestamp
    private var address: Address?
    private var isWriting = false
    /// What was refused is in the log, and not tried again before the next start.
    private var refused: Set<[UInt64]> = []

    /// Makes the service; nothing happens before ``start(_:on:)``.
    init(_ parts: Parts, writer: GroupCommitWriter) {
        self.store = parts.store
        self.law = parts.law
        self.office = parts.letters
        self.writer = writer
        self.logger = parts.logger
        self.now = parts.now
    }

    /// Gives a service to a host, which looks again and again.
    static func start(_ service: sending LetterService, on host: isolated SocketHost) throws(ZeroMQError) {
        let bound = host.bind(service)
        host.with(bound) { $0.address = Address(host: host, service: bound) }
        try host.schedule(every: Self.interval) { host in
            host.with(bound) { $0.look() }
        }
        host.with(bound) { $0.look() }
    }

    private func look() {
        guard !self.isWriting else { return }
        let time = self.now()
        let limit = Self.lettersAtOnce + self.refused.count
        let due = self.reading { () throws(StoreError) in try self.store.dueLetters(at: time, limit: limit) } ?? []
        var requests: [(place: [UInt64], request: WriteRequest)] = due.map { due in
            let key = Self.key(due.caseNumber, UInt64(due.time.run), of: due.time.letter)
            let request = LetterDraftRequest(
                caseNumber: due.caseNumber,
                rule: due.time.letter,
                deadline: (due.time.deadline, due.time.run),
                actor: .timer,
                idempotencyKey: key
            )
            return ([due.caseNumber, 0, UInt64(due.time.run)], .letterDraft(request))
        }
        let unsigned = self.reading { () throws(StoreError) in try self.store.draftsWithoutSignature(limit: limit) }
        for letter in unsigned ?? [] {
            let place = [letter.caseNumber, UInt64(letter.letter)]
            guard !self.refused.contains(place) else { continue }
            guard let request = self.issuing(letter) else {
                self.refuse(place)
                continue
            }
            requests.append((place, .letterSigning(request)))
        }
        let chosen = requests.filter { !self.refused.contains($0.place) }.prefix(Self.lettersAtOnce)
        guard !chosen.isEmpty else { return }
        self.write(chosen.map(\.request), places: chosen.map(\.place))
    }

    /// The request that issues a letter which needs no signature, or `nil` when it cannot be printed.
    private func issuing(_ letter: CaseLetter) -> LetterSigningRequest? {
        let found = self.reading { () throws(StoreError) in try self.store.caseDetail(number: letter.caseNumber) }
        guard let detail = found.flatMap(\.self), let procedure = self.law.procedure(of: detail.file),
            let content = self.office.content(of: letter, in: detail, under: procedure)
        else { return nil }
        return try? self.office.signing(
            content,
            of: letter,
            in: detail,
            by: .timer,
            named: "",
            key: Self.key(letter.caseNumber, UInt64(letter.letter), of: "issue")
        )
    }

    private func refuse(_ place: [UInt64]) {
        self.logger.warning(
            "A letter could not be drafted or issued; see 'langnghe letter list'",
            metadata: ["case": "\(place[0])"]
        )
        if self.refused.count < Self.mostRefused { self.refused.insert(place) }
    }

    private func write(_ requests: [WriteRequest], places: [[UInt64]]) {
        guard let address = self.address else { return }
        self.isWriting = true
        let isTried = self.writer.commit(requests) { result in
            address.host.perform { host in
                host.with(address.service) { service in
                    service.isWriting = false
                    switch result {
                    case .success(let committed): service.take(zip(places, committed.outcomes))
                    case .failure(let error):
                        service.logger.error("Drafting letters failed", metadata: ["error": "\(error)"])
                    }
                }
            }
        }
        if !isTried { self.isWriting = false }
    }

    private func take(_ outcomes: some Sequence<([UInt64], WriteOutcome)>) {
        var made = 0
        for (place, outcome) in outcomes {
            switch outcome {
            case .letterChanged: made += 1
            // The case moved on in between; the store has what is due now.
            case .letterRefused(.staleVersion), .letterRefused(.notDue), .letterRefused(.ended): break
            default: self.refuse(place)
            }
        }
        guard made > 0 else { return }
        self.logger.info("Drafted or issued letters", metadata: ["letters": "\(made)"])
        self.look()
    }

    /// A key that is the same however often something is asked for.
    private static func key(_ number: UInt64, _ part: UInt64, of rule: LetterRuleID) -> [UInt8] {
        let head = [number, part].flatMap { number in
            stride(from: UInt64(56), through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> $0) }
        }
        // FNV-1a over the rule's name: two rules of one run have two keys.
        let hash = rule.rawValue.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return head + stride(from: UInt64(56), through: 0, by: -8).map { UInt8(truncatingIfNeeded: hash >> $0) }
    }

    private func reading<Value>(_ read: () throws(StoreError) -> Value) -> Value? {
        do throws(StoreError) {
            return try read()
        } catch {
            self.logger.error("Letters cannot be read", metadata: ["error": "\(error)"])
            return nil
        }
    }
}
