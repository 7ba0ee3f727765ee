import CivilTime
import FeedbackProtocol
import FeedbackStore
import Logging

/// What stands in a unit and below it, as the feed tells it, read from the store; keeps nothing between two pieces.
struct SnapshotReader: Sendable {
    /// The most cases of one piece.
    static let mostCases = 1000
    /// The most days of offices in a snapshot of ratings: some 4 MiB, or seven years of a hundred offices.
    static let mostDays = 200_000

    private let origin: String
    private let vocabulary: FeedVocabulary
    private let store: any FeedbackStoreReading
    private let tallies: TallyFile
    private let logger: Logger
    private let now: @Sendable () -> Timestamp

    /// Reads what the parts have.
    init(_ parts: Parts) {
        self.origin = parts.configuration.origin
        self.vocabulary = parts.vocabulary
        self.store = parts.store
        self.tallies = parts.tallies
        self.logger = parts.logger
        self.now = parts.now
    }

    /// Takes what is wanted.
    ///
    /// - Parameter wanted: What.
    /// - Returns: The piece, whose cases and rated offices are serialized already.
    /// - Throws: ``ReplayRefusal`` when it is another aggregator's, too much, or cannot be read.
    func piece(_ wanted: SnapshotWish) throws(ReplayRefusal) -> SnapshotContent {
        switch wanted.content {
        case .cases(let place, let credit):
            try self.cases(of: wanted.topic.path, after: place, limit: min(credit, Self.mostCases))
        case .ratings(let day): try self.ratings(of: wanted.topic.path, from: day)
        }
    }

    private func reading<Result>(_ body: () throws(StoreError) -> Result) throws(ReplayRefusal) -> Result {
        do throws(StoreError) {
            return try body()
        } catch {
            throw ReplayRefusal(unreadable: error, self.logger)
        }
    }

    private func cases(
        of unit: UnitPath,
        after place: WireSnapshotPlace?,
        limit: Int
    ) throws(ReplayRefusal) -> SnapshotContent {
        let newest = try self.reading { () throws(StoreError) in try self.store.newestNumbers() }
        if let place {
            guard place.origin == self.origin else { throw ReplayRefusal(unknownOriginAt: self.origin) }
            guard place.position <= newest.position else {
                throw ReplayRefusal(.malformed, "The journal does not reach place.position. Take the snapshot anew.")
            }
        }
        let position = place?.position ?? newest.position
        let sequence = place?.sequence ?? newest.counters.count(.caseChanges, unitPath: unit.codes)
        let query = StandingCaseQuery(
            unitPath: unit.codes,
            position: position,
            after: place.map { StandingCaseQuery.Place(unitPath: $0.unitPath, caseNumber: $0.caseNumber) }
        )
        let records = try self.reading { () throws(StoreError) in
            try self.store.standingCases(query, limit: limit)
        }
        var places = LastFeedPlace(origin: self.origin)
        let cases = records.compactMap { record in
            FeedMessages.caseChanged(record, places: &places, vocabulary: self.vocabulary).last?.bytes
        }
        let piece = WireSnapshotPiece.make {
            $0.origin = self.origin
            $0.takenAt = self.now().microseconds
            $0.position = position
            $0.sequence = sequence
            guard records.count == limit, let last = records.last else { return }
            $0.next = .make {
                $0.origin = self.origin
                $0.position = position
                $0.sequence = sequence
                $0.unitPath = last.place.unitPath
                $0.caseNumber = last.caseNumber
            }
        }
        return SnapshotContent(piece, cases: cases)
    }

    private func ratings(of unit: UnitPath, from day: Int64) throws(ReplayRefusal) -> SnapshotContent {
        let snapshot = try self.reading { () throws(StoreError) in
            try self.tallies.snapshot(of: unit.codes, from: day, mostDays: Self.mostDays)
        }
        guard let snapshot else {
            throw ReplayRefusal(
                .tooLarge,
                "One reply holds no more than \(Self.mostDays) days of offices. Ask from a later day, or unit by unit."
            )
        }
        // Until the tallies were compared with the journal, they may be those of one that a backup replaced.
        guard try self.reading({ () throws(StoreError) in try snapshot.mark.isOfJournal(in: self.store) }) else {
            throw ReplayRefusal(.unavailable, "The ratings are being counted anew. Ask again later.")
        }
        let piece = WireSnapshotPiece.make {
            $0.origin = self.origin
            $0.takenAt = self.now().microseconds
            $0.position = snapshot.mark.position
            $0.sequence = snapshot.sequence
        }
        return SnapshotContent(piece, ratings: snapshot.offices.map { WireRatedOffice.bytes(of: $0) })
    }
}
