import AdministrativeRegister
import CaseLifecycle
import FeedbackStore
import Identity
import Logging
import ZeroMQ

/// Hands open cases to the successors of their units when a newer register edition is in force.
///
/// What has moved is of the edition in force, so each case moves once, also across restarts. Cases that open again later,
/// and those that kiosks of before still send, follow. Belongs to one host's thread.
final class SuccessionService {
    private struct Address: Sendable {
        let host: SocketHost
        let service: HostBound<SuccessionService>
    }

    /// How often it looks.
    private static let interval = Duration.seconds(5)
    /// How many cases move in one commit; few, so that kiosks do not wait.
    private static let casesAtOnce = 20
    /// How many keys a warning names.
    private static let mostNames = 20

    private let store: any FeedbackStoreReading
    private let register: Register
    private let successions: UnitSuccessions
    private let keyRing: KeyRing
    private let writer: GroupCommitWriter
    private let logger: Logger
    private var address: Address?
    private var isWriting = false
    private var moved = 0

    /// Makes the service; nothing happens before ``start(_:on:)``.
    init(_ parts: Parts, register: Register, writer: GroupCommitWriter) {
        self.store = parts.store
        self.register = register
        self.successions = parts.successions
        self.keyRing = parts.keyRing
        self.writer = writer
        self.logger = parts.logger
    }

    /// Gives a service to a host, which looks again and again.
    static func start(_ service: sending SuccessionService, on host: isolated SocketHost) throws(ZeroMQError) {
        let bound = host.bind(service)
        host.with(bound) { service in
            service.address = Address(host: host, service: bound)
            service.warnOfKeysWithoutUnit()
            service.warnOfLaterEditions()
        }
        try host.schedule(every: Self.interval) { host in
            host.with(bound) { $0.look(after: 0) }
        }
        host.with(bound) { $0.look(after: 0) }
    }

    /// Says whose keys can do nothing any more: those for a unit that is no more and has no successor of its own, and
    /// followers' for any that is no more, since what took over may be larger than what they were given.
    private func warnOfKeysWithoutUnit() {
        let edition = self.successions.edition
        let names = self.keyRing.current.registry.principals.compactMap { principal -> String? in
            if case .kiosk = principal.role { return nil }
            guard !principal.isRevoked, let own = principal.role.unit else { return nil }
            var current = own
            if case .desk = principal.role { current = self.successions.unitInForce(of: own) }
            let isInForce = UnitCode(current).map { edition.contains($0) } ?? false
            return isInForce ? nil : principal.name.text
        }
        guard !names.isEmpty else { return }
        self.logger.warning(
            "Keys are for units that the register's edition in force does not have; make new ones with 'langnghe keys new'",
            metadata: [
                "principals": "\(names.prefix(Self.mostNames).joined(separator: " "))", "count": "\(names.count)",
                "edition": "\(edition.id)",
            ]
        )
    }

    /// Says once that cases are of a newer edition, which happens when the setting is put back.
    private func warnOfLaterEditions() {
        let later = self.successions.laterEditions.map(\.id)
        guard !later.isEmpty, let found = try? self.store.openCases(ofEditions: later, after: 0, limit: 1),
            !found.isEmpty
        else { return }
        self.logger.warning(
            "Open cases are of a newer register edition than the one in force; they stay where they are",
            metadata: ["edition": "\(self.successions.edition.id)"]
        )
    }

    private func look(after number: UInt64) {
        let earlier = self.successions.earlierEditions.map(\.id)
        guard !self.isWriting, !earlier.isEmpty else { return }
        let found: [CaseFile]
        do throws(StoreError) {
            found = try self.store.openCases(ofEditions: earlier, after: number, limit: Self.casesAtOnce)
        } catch {
            return self.logger.error("Cases of other editions cannot be read", metadata: ["error": "\(error)"])
        }
        guard let last = found.last else { return self.tell() }
        self.write(found.map { .caseSuccession(self.successions.request(for: $0)) }, through: last.number)
    }

    private func write(_ requests: [WriteRequest], through number: UInt64) {
        guard let address = self.address else { return }
        self.isWriting = true
        let isTried = self.writer.commit(requests) { result in
            address.host.perform { host in
                host.with(address.service) { service in
                    service.isWriting = false
                    switch result {
                    case .success(let committed):
                        service.moved += committed.outcomes.count { outcome in
                            if case .caseSucceeded(isChanged: true) = outcome { true } else { false }
                        }
                        service.look(after: number)
                    case .failure(let error):
                        service.logger.error("Moving cases failed", metadata: ["error": "\(error)"])
                    }
                }
            }
        }
        if !isTried { self.isWriting = false }
    }

    private func tell() {
        guard self.moved > 0 else { return }
        self.logger.notice(
            "Open cases went to the successors of their units",
            metadata: ["cases": "\(self.moved)", "edition": "\(self.successions.edition.id)"]
        )
        self.moved = 0
    }
}
