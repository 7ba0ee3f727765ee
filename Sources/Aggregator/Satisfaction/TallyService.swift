import CivilTime
import FeedbackProtocol
import FeedbackStore
import Logging
import ZeroMQ

/// Counts the ratings of the journal behind the writer and screens them for misuse, piece by piece, on its own thread.
///
/// It keeps no kiosk waiting, and what it counted is never ahead of the journal: a mark with the journal's own hash says
/// how far it is. Belongs to one host's thread.
final class TallyService {
    /// How often it takes a piece.
    ///
    /// Together with `JournalPiece.size` it bounds what counting costs: while kiosks deliver a backlog, the tallies fall behind
    /// and not the receipts.
    private static let interval = Duration.milliseconds(500)

    private let store: any FeedbackStoreReading
    private let file: TallyFile
    private let builder: TallyBuilder
    private let screening: MisuseScreening
    private let logger: Logger
    private let now: @Sendable () -> Timestamp
    private var isBroken = false
    private var pause = RetryPause()
    /// The mark was compared with the journal, which nobody replaces while this runs.
    private var isCompared = false

    /// Makes the service; nothing happens before ``start(_:on:)``.
    init(_ parts: Parts) {
        self.store = parts.store
        self.file = parts.tallies
        self.builder = TallyBuilder(vocabulary: parts.vocabulary.ratings)
        self.screening = parts.screening
        self.logger = parts.logger
        self.now = parts.now
    }

    /// Gives a service to a host, which looks again and again.
    static func start(_ service: sending TallyService, on host: isolated SocketHost) throws(ZeroMQError) {
        let bound = host.bind(service)
        try host.schedule(every: Self.interval) { host in
            host.with(bound) { $0.countPiece() }
        }
        host.with(bound) { $0.countPiece() }
    }

    /// Counts the next piece of the journal.
    private func countPiece() {
        guard !self.isBroken, self.pause.isOver(at: self.now()) else { return }
        do throws(StoreError) {
            try self.countNextPiece()
            if self.pause.succeeded() { self.logger.notice("Ratings are counted again") }
        } catch {
            self.note(error)
        }
    }

    /// What is damaged stays so; a full disk or a busy file may be over in a while.
    private func note(_ error: StoreError) {
        guard error.code != .damaged else {
            self.isBroken = true
            return self.logger.error(
                "Ratings cannot be counted, and figures of satisfaction stay behind. Start again; if that does not help, stop, delete tallies.sqlite and start: the journal has all of it",
                metadata: ["error": "\(error)"]
            )
        }
        self.pause.failed(at: self.now())
        self.logger.error(
            "Ratings cannot be counted now, and figures of satisfaction stay behind; it is tried again",
            metadata: ["error": "\(error)", "failures": "\(self.pause.failures)"]
        )
    }

    private func countNextPiece() throws(StoreError) {
        if !self.isCompared {
            guard try self.file.begin(withRules: self.screening.text) else {
                self.logger.notice("Counting the ratings by these rules of misuse from the journal's beginning")
                return
            }
        }
        let mark = try self.file.mark()
        if !self.isCompared {
            guard try mark.isOfJournal(in: self.store) else {
                self.logger.warning("The tallies are of another journal; counting the ratings anew")
                return try self.file.reset()
            }
            self.isCompared = true
        }
        guard let piece = try JournalPiece(after: mark, in: self.store) else { return }
        let counted = try self.builder.tallies(in: piece.batches)
        let states = try self.file.screens(of: counted.presses.keys)
        let screened = self.screening.screen(counted.presses, resuming: states)
        _ = try self.file.add(counted, screened: screened, from: mark, through: piece.end)
    }
}
