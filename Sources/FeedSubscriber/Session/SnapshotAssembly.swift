import FeedbackProtocol
import Foundation

/// A snapshot of which the pieces come one after the other.
struct SnapshotAssembly: Sendable {
    private var cases: [FeedEvent] = []
    private var ratings: [RatedOffice] = []
    /// The pieces as they came, where somebody wants them.
    private(set) var pieces: [[UInt8]] = []
    /// Where the next piece begins; `nil` before the first one.
    private(set) var place: WireSnapshotPlace?

    /// Adds a piece.
    ///
    /// - Parameters:
    ///   - piece: The one that was asked for.
    ///   - stream: What it is of.
    ///   - unitPath: The followed unit.
    ///   - bytes: The piece as it came, where somebody wants that.
    /// - Returns: The whole snapshot, when this was the last piece.
    mutating func add(
        _ piece: WireSnapshotPiece,
        _ stream: FeedEventStream,
        of unitPath: [String],
        bytes: [[UInt8]] = []
    ) -> FeedEvent? {
        self.pieces += bytes
        self.cases += piece.cases.compactMap { FeedEvent($0, .cases, in: unitPath) }
        self.ratings += piece.ratings.map { RatedOffice($0) }
        guard !piece.hasNext else {
            self.place = piece.next
            return nil
        }
        return FeedEvent(
            position: FeedEventPosition(
                origin: piece.origin,
                stream: stream,
                unitPath: unitPath,
                journalNumber: piece.position,
                sequence: piece.sequence
            ),
            journalNumber: piece.position,
            recordedAt: Date(microseconds: piece.takenAt),
            unitPath: unitPath,
            registerEdition: "",
            restatedDay: nil,
            content: stream == .cases ? .caseSnapshot(self.cases) : .ratingSnapshot(self.ratings)
        )
    }
}

extension RatedOffice {
    /// An office of the wire.
    init(_ wire: WireRatedOffice) {
        self.init(
            unitPath: wire.unitPath,
            registerEdition: wire.registerEdition,
            scale: wire.scale,
            days: wire.days.map {
                Day(daysSinceEpoch: Int($0.day), levels: $0.levels.map { Int(clamping: $0) })
            },
            criteria: Dictionary(
                wire.criteria.map {
                    ($0.criterion, Criterion(met: Int(clamping: $0.met), notMet: Int(clamping: $0.notMet)))
                },
                uniquingKeysWith: { first, _ in first }
            ),
            reasons: Dictionary(wire.reasons.map { ($0.reason, Int(clamping: $0.count)) }) { first, _ in first }
        )
    }
}
