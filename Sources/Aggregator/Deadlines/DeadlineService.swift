import CaseLifecycle
import CivilTime
import FeedbackStore
import Logging
import ZeroMQ

/// Tells people of time limits, each notice once: the journal says who was told, and what it says is not told again.
///
/// A restart, a second look at the same time or a clock set back changes nothing: the writer gives a notice only if the
/// store does not have it yet. After a start it counts the running time limits anew, since the calendar or the rules
/// may have changed while it was stopped.
///
/// Belongs to one host's thread.
final class DeadlineService {
    private struct Address: Sendable {
        let host: SocketHost
        let service: HostBound<DeadlineService>
    }

    /// How often it looks whether somebody is to be told.
    private static let interval = Duration.seconds(5)
    /// How many notices are written in one commit.
    private static let noticesAtOnce = 200
    /// How many cases are counted anew in one commit; few, so that kiosks do not wait.
    private static let casesAtOnce = 20

    private let store: any FeedbackStoreReading
    private let writer: GroupCommitWriter
    private let logger: Logger
    private let now: @Sendable () -> Timestamp
    private var address: Address?
    private var isWriting = false

    /// Makes the service; nothing happens before ``start(_:on:)``.
    init(_ parts: Parts, writer: GroupCommitWriter) {
        self.store = parts.store
        self.writer = writer
        self.logger = parts.logger
        self.now = parts.now
    }

    /// Gives a service to a host, which counts anew once and then looks again and again.
    static func start(_ service: sending DeadlineService, on host: isolated SocketHost) throws(ZeroMQError) {
        let bound = host.bind(service)
        host.with(bound) { $0.address = Address(host: host, service: bound) }
        try host.schedule(every: Self.interval) { host in
            host.with(bound) { $0.look() }
        }
        host.with(bound) { $0.recount(after: 0, changed: 0) }
    }

    private func look() {
        guard !self.isWriting,
            let due = self.reading({ () throws(StoreError) in
                try self.store.dueNotices(at: self.now(), limit: Self.noticesAtOnce)
            }), !due.isEmpty
        else { return }
        self.write(due.map { .deadlineNotice($0) }) { service, result in
            let given = result.outcomes.count { outcome in
                if case .noticeGiven = outcome { true } else { false }
            }
            if given > 0 { service.logger.info("Told of time limits", metadata: ["notices": "\(given)"]) }
            // There may be more, and each time limit may have a next notice that is due as well.
            if given > 0 { service.look() }
        }
    }

    /// Counts the running time limits of the next cases anew.
    private func recount(after number: UInt64, changed: Int) {
        guard
            let cases = self.reading({ () throws(StoreError) in
                try self.store.casesWithRunningDeadlines(after: number, limit: Self.casesAtOnce)
            })
        else { return }
        guard let last = cases.last else {
            if changed > 0 {
                self.logger.notice("Time limits moved with the calendar", metadata: ["cases": "\(changed)"])
            }
            return self.look()
        }
        self.write(cases.map { .deadlineRecount(caseNumber: $0) }) { service, result in
            let moved = result.outcomes.count { outcome in
                if case .deadlinesRecounted(_, isChanged: true) = outcome { true } else { false }
            }
            service.recount(after: last, changed: changed + moved)
        }
    }

    private func write(
        _ requests: [WriteRequest],
        then next: @escaping @Sendable (DeadlineService, CommitResult) -> Void
    ) {
        guard let address = self.address else { return }
        self.isWriting = true
        let isTried = self.writer.commit(requests) { result in
            address.host.perform { host in
                host.with(address.service) { service in
                    service.isWriting = false
                    switch result {
                    case .success(let committed): next(service, committed)
                    case .failure(let error):
                        service.logger.error("Telling of time limits failed", metadata: ["error": "\(error)"])
                    }
                }
            }
        }
        if !isTried { self.isWriting = false }
    }

    private func reading<Value>(_ read: () throws(StoreError) -> Value) -> Value? {
        do throws(StoreError) {
            return try read()
        } catch {
            self.logger.error("Time limits cannot be read", metadata: ["error": "\(error)"])
            return nil
        }
    }
}
