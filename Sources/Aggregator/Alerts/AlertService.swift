import AdministrativeRegister
import CivilTime
import FeedbackProtocol
import FeedbackStore
import Identity
import Logging
import Satisfaction
import ZeroMQ

/// Judges again and again whether somebody must look at a kiosk or an office, and tells the feed and the desk.
///
/// What is known of kiosks is what they said since the aggregator started: after a start their alerts begin anew. Falls of
/// satisfaction follow from the tallies, once for each day that is over. Belongs to one host's thread.
final class AlertService {
    private let store: any FeedbackStoreReading
    private let tallies: TallyFile
    private let keyRing: KeyRing
    private let sightings: KioskSightings
    private let opening: OfficeOpening
    private let places: AlertPlaces
    private let scales: [String: SatisfactionScale]
    private let rules: AlertRules
    private let board: AlertBoard
    private let origin: String
    private let logger: Logger
    private let repeated: RepeatedMessages
    private let now: @Sendable () -> Timestamp
    private let tell: @Sendable ([FeedMessage]) -> Void

    private var book = AlertBook()
    private var watches: [WatchedKiosk: KioskWatch] = [:]
    private var hours: [UnitPath: OpeningHours] = [:]
    /// When kiosks were first looked at.
    private var watchedSince: Timestamp?
    /// The last day whose ratings were judged.
    private var judgedThrough: Day?
    /// The offices that had ratings lately, and those of them that are watched for falls.
    private var rated: Set<AlertPlace> = []
    private var watched: Set<AlertPlace> = []
    /// How far the journal must be counted before the next day is judged.
    private var awaited: UInt64?

    /// Makes the service; nothing happens before ``start(_:on:)``.
    ///
    /// - Parameters:
    ///   - parts: What it reads and writes.
    ///   - now: The time; that of the parts when left out.
    ///   - tell: Gives messages to the feed.
    init(_ parts: Parts, now: (@Sendable () -> Timestamp)? = nil, tell: @escaping @Sendable ([FeedMessage]) -> Void) {
        self.store = parts.store
        self.tallies = parts.tallies
        self.keyRing = parts.keyRing
        self.sightings = parts.sightings
        self.opening = parts.opening
        self.places = AlertPlaces(parts.register, inForce: parts.successions.edition)
        self.scales = Dictionary(parts.scales.map { ($0.id, $0) }) { first, _ in first }
        self.rules = parts.configuration.alerts
        self.board = parts.alerts
        self.origin = parts.configuration.origin
        self.logger = parts.logger
        self.repeated = parts.repeated
        self.now = now ?? parts.now
        self.tell = tell
    }

    /// Gives a service to a host, which looks again and again and tells what holds again at each heartbeat.
    static func start(
        _ service: sending AlertService,
        every beat: Duration,
        on host: isolated SocketHost
    ) throws(ZeroMQError) {
        let interval = min(.seconds(5), max(.milliseconds(250), service.rules.silence.limit / 4))
        let bound = host.bind(service)
        try host.schedule(every: interval) { host in
            host.with(bound) { $0.look() }
        }
        try host.schedule(every: min(beat, .seconds(60))) { host in
            host.with(bound) { $0.tellAgain() }
        }
    }

    /// Looks at everything, and tells what began, changed or ended.
    func look() {
        let now = self.now()
        let watchedSince = self.watchedSince ?? now
        self.watchedSince = watchedSince
        let changes = self.lookAtKiosks(at: now) + self.lookAtOffices(at: now)
        for alert in changes where alert.facts.state != .changed { self.log(alert) }
        self.board.replace(
            with: AlertBoard.Contents(
                alerts: AlertBook.ordered(Array(self.book.standing.values)),
                judgedThrough: self.judgedThrough,
                rated: self.rated,
                watched: self.watched,
                watchedSince: watchedSince
            )
        )
        self.publish(changes, isToldAgain: false, at: now)
    }

    /// Tells all that holds, for those who came late.
    func tellAgain() {
        let now = self.now()
        self.publish(self.book.repeats(at: now), isToldAgain: true, at: now)
    }

    // MARK: Kiosks

    private func lookAtKiosks(at now: Timestamp) -> [StandingAlert] {
        var changes: [StandingAlert] = []
        let sightings = self.sightings.all
        var places: [WatchedKiosk: AlertPlace] = [:]
        for principal in self.keyRing.current.registry.principals where !principal.isRevoked {
            guard case .kiosk(let office) = principal.role else { continue }
            let id = FeedKioskID(publicKey: principal.publicKey.bytes)
            places[WatchedKiosk(name: principal.name.text, id: id)] = self.places.place(ofOffice: office)
        }
        for (kiosk, watch) in self.watches where places[kiosk] != watch.place {
            // The key was revoked, replaced or is another office's: nothing of this office is wrong any more.
            for kind in [AlertKey.Kind.silence, .outbox, .clock] {
                let key = AlertKey(kind, at: watch.place, kiosk: kiosk)
                changes += [self.book.end(key, since: now, at: now)].compactMap(\.self)
            }
            self.watches[kiosk] = nil
        }
        for (kiosk, place) in places {
            var watch = self.watches[kiosk] ?? KioskWatch(at: place, since: now)
            let sighting = sightings[kiosk.name]
            let silence = watch.lookForSilence(
                lastSeen: sighting?.lastSeen,
                at: now,
                hours: self.hours(of: place.path),
                rules: self.rules
            )
            changes += self.note(silence, AlertKey(.silence, at: place, kiosk: kiosk), at: now)
            if let (outbox, clock) = watch.lookAtReports(sighting?.health, rules: self.rules) {
                changes += self.note(outbox, AlertKey(.outbox, at: place, kiosk: kiosk), at: now)
                changes += self.note(clock, AlertKey(.clock, at: place, kiosk: kiosk), at: now)
            }
            self.watches[kiosk] = watch
        }
        return changes
    }

    private func note(_ finding: KioskWatch.Finding, _ key: AlertKey, at now: Timestamp) -> [StandingAlert] {
        switch finding {
        case .nothing: return []
        case .ended(let end): return [self.book.end(key, since: end, at: now)].compactMap(\.self)
        case .holds(let figures, let start, let settings):
            let facts = AlertFacts(key, began: start, raised: now, settings: settings, figures: figures)
            return [self.book.hold(key, facts, at: now)].compactMap(\.self)
        }
    }

    private func hours(of path: UnitPath) -> OpeningHours {
        if let known = self.hours[path] { return known }
        let hours = self.opening.hours(ofUnitPath: path.codes)
        self.hours[path] = hours
        return hours
    }

    // MARK: Offices

    /// Judges the ratings through yesterday, once they are counted as far as the journal goes when the day is over.
    private func lookAtOffices(at now: Timestamp) -> [StandingAlert] {
        let yesterday = now.localDay.advanced(byDays: -1)
        guard self.judgedThrough != yesterday else { return [] }
        do {
            if self.awaited == nil { self.awaited = try self.store.newestNumbers().position }
            guard let awaited = self.awaited, try self.tallies.mark().position >= awaited else { return [] }
            let found = try OfficeFalls.find(in: self.tallies, through: yesterday, scales: self.scales, self.rules)
            self.awaited = nil
            self.judgedThrough = yesterday
            (self.rated, self.watched) = (found.rated, found.watched)
            return self.note(found, at: now)
        } catch {
            if self.repeated.occurrencesToWrite("alerts", at: now) != nil {
                self.logger.error("Falls of satisfaction cannot be looked for", metadata: ["error": "\(error)"])
            }
            return []
        }
    }

    private func note(_ found: OfficeFalls, at now: Timestamp) -> [StandingAlert] {
        var changes: [StandingAlert] = []
        for key in self.book.standing.keys where key.kind == .drop && found.standing[key] == nil {
            changes += [self.book.end(key, since: found.ends[key] ?? now, at: now)].compactMap(\.self)
        }
        for (key, fall) in found.standing {
            let facts = AlertFacts(
                key,
                began: Timestamp(startOf: fall.since),
                raised: Timestamp(startOf: fall.raised.advanced(byDays: 1)),
                settings: self.rules.dropSettings,
                figures: .fall(fall)
            )
            changes += [self.book.hold(key, facts, at: now)].compactMap(\.self)
        }
        return changes
    }

    // MARK: Telling

    private func publish(_ alerts: [StandingAlert], isToldAgain: Bool, at now: Timestamp) {
        guard !alerts.isEmpty else { return }
        guard let newest = try? self.store.newestNumbers().position else { return }
        self.tell(
            alerts.map { alert in
                let position = FeedPosition(
                    origin: self.origin,
                    number: newest,
                    recordedAt: now,
                    path: alert.key.place.path,
                    scopeSequences: [],
                    registerEdition: FeedCode(alert.key.place.registerEdition)
                )
                return FeedEventFactory.alert(alert.facts, isToldAgain: isToldAgain, at: position)
            }
        )
    }

    private func log(_ alert: StandingAlert) {
        self.logger.notice(
            alert.facts.state == .ended ? "An alert ended" : "An alert began; see 'langnghe alerts'",
            metadata: [
                "kind": "\(alert.key.kind)", "office": "\(alert.key.place.office)",
                "kiosk": "\(alert.key.kiosk?.name ?? "")",
            ]
        )
    }
}

extension AlertFacts {
    /// The facts of an alert that begins, at the place of its key.
    fileprivate init(
        _ key: AlertKey,
        began: Timestamp,
        raised: Timestamp,
        settings: [Setting],
        figures: Figures
    ) {
        self.init(
            began: began,
            raised: raised,
            office: FeedUnitCode(key.place.office),
            registerEdition: FeedCode(key.place.registerEdition),
            kiosk: key.kiosk?.id ?? .none,
            settings: settings,
            figures: figures
        )
    }
}
