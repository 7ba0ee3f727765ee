import CivilTime
import FeedbackProtocol
import FeedbackStore
import Logging
import ZeroMQ

/// Tells the feed how every unit is now, at most once a second and only of units where something has changed.
///
/// Reads what stands in the store and in the tallies, so it keeps nothing that a restart could lose. Belongs to one host's
/// thread.
final class SummaryService {
    /// How often is looked whether something has changed.
    private static let interval = Duration.seconds(1)
    /// How often is looked all the same: due dates pass without an event.
    private static let longestWait = Duration.seconds(30)

    private let origin: String
    private let store: any FeedbackStoreReading
    private let tallies: TallyFile
    private let scopes: ScopeResolver
    private let feed: FeedOutlet
    private let logger: Logger
    private let now: @Sendable () -> Timestamp
    /// What was told of each unit.
    private var told: [UnitPath: UnitSummaryFacts] = [:]
    /// How far store and tallies were when they were told last, and when that was.
    private var seen: (position: UInt64, mark: JournalMark, areRatingsBehind: Bool, at: Timestamp)?
    private var lag = TallyLag()
    private var hasFailed = false

    /// Makes the service; nothing happens before ``start(_:on:)``.
    init(_ parts: Parts, scopes: ScopeResolver, feed: FeedOutlet) {
        self.origin = parts.configuration.origin
        self.store = parts.store
        self.tallies = parts.tallies
        self.scopes = scopes
        self.feed = feed
        self.logger = parts.logger
        self.now = parts.now
    }

    /// Gives a service to a host, which looks again and again.
    static func start(_ service: sending SummaryService, on host: isolated SocketHost) throws(ZeroMQError) {
        let bound = host.bind(service)
        try host.schedule(every: Self.interval) { host in
            host.with(bound) { $0.look() }
        }
    }

    private func look() {
        do throws(StoreError) {
            let now = self.now()
            let mark = try self.tallies.mark()
            let position = try self.store.newestNumbers().position
            let areRatingsBehind = self.lag.isBehind(mark.position, newest: position, at: now)
            if let seen, seen.position == position, seen.mark == mark, seen.at.localDay == now.localDay,
                seen.areRatingsBehind == areRatingsBehind, now.duration(since: seen.at) < Self.longestWait,
                now >= seen.at
            {
                return
            }
            try self.tell(at: now, areRatingsBehind: areRatingsBehind)
            // Not before: what could not be told is to be told the next time, though nothing has changed since.
            self.seen = (position, mark, areRatingsBehind, now)
            self.hasFailed = false
        } catch {
            guard !self.hasFailed else { return }
            self.hasFailed = true
            self.logger.error("Units cannot be summed up for the feed; trying again", metadata: ["error": "\(error)"])
        }
    }

    private func tell(at now: Timestamp, areRatingsBehind: Bool) throws(StoreError) {
        let today = now.localDay
        let rated = try self.tallies.ratings(on: today)
        let (counts, newest) = try self.store.openCaseCounts(overdueAt: now)
        var book = SummaryBook(on: today, areRatingsBehind: areRatingsBehind)
        for scope in self.scopes.scopes {
            book.note(caseSequence: newest.counters.count(.caseChanges, unitPath: scope.path.codes), of: scope.path)
        }
        for count in counts { book.add(count) }
        for office in rated.offices { book.add(office) }
        for (unitPath, number) in rated.numbers { book.add(ratingsCounted: number, at: unitPath) }
        var messages: [FeedMessage] = []
        for scope in self.scopes.scopes {
            guard let facts = book.facts[scope.path], self.told[scope.path] != facts else { continue }
            self.told[scope.path] = facts
            messages.append(
                FeedEventFactory.summary(
                    facts,
                    at: FeedPosition(
                        origin: self.origin,
                        number: newest.position,
                        recordedAt: now,
                        path: scope.path,
                        scopeSequences: [],
                        registerEdition: scope.edition
                    )
                )
            )
        }
        self.feed.tell(summaries: messages)
    }
}
