import CivilTime
import Delivery
import FeedbackProtocol
import FeedbackStore
import Identity
import Logging
import ZeroMQ

/// Counts what the journal holds of each kiosk behind the writer, signs days with kiosks, and remembers what was heard of
/// them.
///
/// It keeps no kiosk's receipt waiting, and what it counted is never ahead of the journal: a mark with the journal's own
/// hash says how far it is. Belongs to one host's thread.
final class CompletenessService {
    /// How often it takes a piece of the journal.
    private static let interval = Duration.milliseconds(500)
    /// How often what was heard of kiosks is kept.
    private static let sightingInterval = Duration.seconds(5)
    /// How many pieces an answer to a kiosk may wait for.
    private static let piecesForAnswer = 8

    private let store: any FeedbackStoreReading
    private let books: CompletenessBooks
    private let sightings: KioskSightings
    private let logger: Logger
    private let now: @Sendable () -> Timestamp
    private var keptSightings: [String: KioskSightings.Sighting] = [:]
    private var isBroken = false
    private var pause = RetryPause()
    private var hasToldOfSightings = false
    /// The mark was compared with the journal, which nobody replaces while this runs.
    private var isCompared = false

    /// Makes the service; nothing happens before ``start(_:on:)``.
    init(_ parts: Parts) {
        self.store = parts.store
        self.books = parts.completeness
        self.sightings = parts.sightings
        self.logger = parts.logger
        self.now = parts.now
    }

    /// Gives a service to a host, which looks again and again.
    static func start(
        _ service: sending CompletenessService,
        on host: isolated SocketHost
    ) throws(ZeroMQError)
        -> TallyOutlet
    {
        let bound = host.bind(service)
        try host.schedule(every: Self.interval) { host in
            host.with(bound) { _ = $0.countPiece() }
        }
        try host.schedule(every: Self.sightingInterval) { host in
            host.with(bound) { $0.keepSightings() }
        }
        host.with(bound) { _ = $0.countPiece() }
        return TallyOutlet(bound, on: host)
    }

    /// Counts the next piece of the journal.
    ///
    /// - Returns: Whether all is counted.
    private func countPiece() -> Bool {
        guard !self.isBroken, self.pause.isOver(at: self.now()) else { return false }
        do throws(StoreError) {
            let mark = try self.books.holdings.mark()
            if !self.isCompared {
                guard try mark.isOfJournal(in: self.store) else {
                    self.logger.warning("The holdings of kiosks are of another journal; counting them anew")
                    try self.books.holdings.reset()
                    return false
                }
                self.isCompared = true
            }
            let piece = try JournalPiece(after: mark, in: self.store)
            if let piece {
                _ = try self.books.holdings.add(try CountedHoldings(piece.batches), from: mark, through: piece.end)
            }
            if self.pause.succeeded() { self.logger.notice("What the journal holds of kiosks is counted again") }
            return piece == nil
        } catch {
            // What is damaged stays so; a full disk or a busy file may be over in a while.
            guard error.code == .damaged else {
                self.pause.failed(at: self.now())
                self.logger.error(
                    "What the journal holds of kiosks cannot be counted now, and no days are signed; it is tried again",
                    metadata: ["error": "\(error)", "failures": "\(self.pause.failures)"]
                )
                return false
            }
            self.isBroken = true
            self.logger.error(
                "What the journal holds of kiosks cannot be counted, and no days are signed. Start again; if that does not help, stop, delete holdings.sqlite and start: the journal has all of it",
                metadata: ["error": "\(error)"]
            )
            return false
        }
    }

    /// Keeps what was heard since the last time.
    func keepSightings() {
        let all = self.sightings.all
        let changed = all.filter { name, sighting in self.keptSightings[name] != sighting }
        do {
            try self.books.signed.keep(changed.compactMap { KioskSightingRecord($0, $1) })
            self.keptSightings = all
            self.hasToldOfSightings = false
        } catch {
            guard !self.hasToldOfSightings else { return }
            self.hasToldOfSightings = true
            self.logger.error("What was heard of kiosks cannot be kept", metadata: ["error": "\(error)"])
        }
    }

    /// Counts what a kiosk's day is here, and keeps both counts with both signatures.
    ///
    /// - Parameters:
    ///   - tally: What the kiosk told.
    ///   - kiosk: The name of its key.
    ///   - epochs: The epochs of it that the intake knows.
    /// - Returns: The answer.
    func answer(_ tally: WireDayTally, ofKiosk kiosk: String, epochs: [UInt64]) -> WireDayTallyReply {
        var reply = WireDayTallyReply.make {
            $0.day = tally.day
            $0.epoch = tally.epoch
        }
        do throws(TallyRefusal) {
            let day = try ToldDay(tally, ofKiosk: kiosk, today: self.now().localDay)
            guard try self.isKnown(day.key.epoch, ofKiosk: kiosk, epochs) else { throw .unknownEpoch }
            var pieces = 0
            while !self.countPiece() {
                pieces += 1
                guard pieces < Self.piecesForAnswer, !self.isBroken, self.pause.failures == 0 else { throw .behind }
            }
            let province = try self.province(day, ofKiosk: kiosk)
            reply.province = WireSignedDayCount(province)
            try self.keep(day, province, ofKiosk: kiosk)
            reply.kept = true
        } catch {
            reply.explanation = error.explanation
        }
        return reply
    }

    /// Whether a kiosk has spoken of an epoch, now or earlier: it may sign days of no other, which would push out its own.
    private func isKnown(_ epoch: UInt64, ofKiosk kiosk: String, _ epochs: [UInt64]) throws(TallyRefusal) -> Bool {
        if epochs.contains(epoch) { return true }
        do throws(StoreError) {
            return try self.books.signed.hasHeard(ofKiosk: kiosk, epoch: epoch)
        } catch {
            self.logger.error("What was heard of a kiosk cannot be read", metadata: ["error": "\(error)"])
            throw .broken
        }
    }

    private func province(_ day: ToldDay, ofKiosk kiosk: String) throws(TallyRefusal) -> SignedDayCount {
        do {
            let held = try self.books.holdings.holding(ofKiosk: kiosk, day.key).count
            var signed = SignedDayCount(
                count: held,
                isOver: day.signed.isOver,
                publicKey: self.books.key.publicKey,
                signature: []
            )
            signed.signature = try self.books.key.sign(signed.statement(ofKiosk: kiosk, day.key))
            return signed
        } catch {
            self.logger.error("A kiosk's day cannot be signed", metadata: ["error": "\(error)"])
            throw .broken
        }
    }

    private func keep(
        _ day: ToldDay,
        _ province: SignedDayCount,
        ofKiosk kiosk: String
    ) throws(TallyRefusal) {
        do {
            // After every connection kiosks tell days again that nothing happened to.
            let kept = try self.books.signed.day(ofKiosk: kiosk, day.key)
            if let kept, kept.kiosk.count == day.signed.count, kept.kiosk.publicKey == day.signed.publicKey,
                kept.province.count == province.count, kept.province.publicKey == province.publicKey,
                // What was told when the day was over stays when a clock was set back.
                kept.kiosk.isOver || !day.signed.isOver
            {
                return
            }
            try self.books.signed.keep(
                SignedKioskDay(
                    name: kiosk,
                    key: day.key,
                    kiosk: day.signed,
                    province: province,
                    toldAt: self.now()
                )
            )
        } catch {
            self.logger.error("A kiosk's signed day cannot be kept", metadata: ["error": "\(error)"])
            throw .broken
        }
    }
}
