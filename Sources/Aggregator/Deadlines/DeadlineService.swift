import CaseLifecycle
import CivilTime
import FeedbackStore
import Logging
import ZeroMQ

/// Tells people of time limits, each notice once: the journal says who was told, and what it says is not told again.
///
/// A restart, a second look at the same time or a clock set back changes nothing: the writer gives a notice only if the
/// store does not have it yet. After a start it counts the running time limits anew, since the calendar or the rules
/// may have changed while it was stopped. It also makes the steps that the rules leave to the system, such as closing a
/// case when the time to reopen it has passed.
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
    /// The most notices looked at in one commit.
    private static let mostNotices = 20_000
    /// How many cases are counted anew in one commit; few, so that kiosks do not wait.
    private static let casesAtOnce = 20

    let store: any FeedbackStoreReading
    private let law: CaseLaw
    private let writer: GroupCommitWriter
    let logger: Logger
    private let now: @Sendable () -> Timestamp
    private var address: Address?
    private var isWriting = false
    /// How many notices are looked at, more while the first ones cannot be given.
    private var atOnce = DeadlineService.noticesAtOnce
    /// Where counting anew goes on; `nil` when it is done.
    private var recountAfter: UInt64? = 0
    private var recounted = 0
    /// Cases whose step was refused; what was wrong is in the log, and they are not tried again before the next start.
    var refusedSteps: Set<UInt64> = []

    /// Makes the service; nothing happens before ``start(_:on:)``.
    init(_ parts: Parts, writer: GroupCommitWriter) {
        self.store = parts.store
        self.law = parts.law
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
        host.with(bound) { $0.look() }
    }

    func look() {
        guard !self.isWriting else { return }
        if let after = self.recountAfter { return self.recount(after: after) }
        let time = self.now()
        if self.makeSteps(at: time) { return }
        // Where everybody is away nobody is told; the writer looks at each unit's own hours.
        if let calendar = self.law.calendar(ofUnitPath: []), calendar.officeInstant(atOrAfter: time) != time { return }
        let limit = self.atOnce
        let found = self.reading { () throws(StoreError) in try self.store.dueNotices(at: time, limit: limit) }
        guard let due = found, !due.isEmpty else { return }
        self.write(due.map { .deadlineNotice($0) }) { service, result in
            let given = result.outcomes.count { outcome in
                if case .noticeGiven = outcome { true } else { false }
            }
            guard given > 0 else {
                // All of them wait for their units to open; others may be behind them.
                service.atOnce = due.count < limit ? Self.noticesAtOnce : min(limit * 4, Self.mostNotices)
                return
            }
            service.logger.info("Told of time limits", metadata: ["notices": "\(given)"])
            // There may be more, and each time limit may have a next notice that is due as well.
            service.look()
        }
    }

    /// Counts the running time limits of the next cases anew; what fails is tried again at the next look.
    private func recount(after number: UInt64) {
        let found = self.reading { () throws(StoreError) in
            try self.store.casesWithRunningDeadlines(after: number, limit: Self.casesAtOnce)
        }
        guard let cases = found else { return }
        guard let last = cases.last else {
            self.recountAfter = nil
            if self.recounted > 0 {
                self.logger.notice("Time limits moved with the calendar", metadata: ["cases": "\(self.recounted)"])
            }
            return self.look()
        }
        self.write(cases.map { .deadlineRecount(caseNumber: $0) }) { service, result in
            service.recounted += result.outcomes.count { outcome in
                if case .deadlinesRecounted(_, isChanged: true) = outcome { true } else { false }
            }
            service.recountAfter = last
            service.look()
        }
    }

    func write(
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

    func reading<Value>(_ read: () throws(StoreError) -> Value) -> Value? {
        do throws(StoreError) {
            return try read()
        } catch {
            self.logger.error("Time limits cannot be read", metadata: ["error": "\(error)"])
            return nil
        }
    }
}
