import FeedbackProtocol
import FeedbackStore

/// A request for a snapshot or a piece of one, with everything in its range.
struct SnapshotWish: Sendable, Hashable {
    /// What is wanted of the unit.
    enum Content: Sendable, Hashable {
        /// Cases: where the piece begins, `nil` for the first one, and the most that the asker has room for.
        case cases(after: WireSnapshotPlace?, credit: Int)
        /// Ratings, from a day on: days since 1970-01-01 on the province's clocks.
        case ratings(fromDay: Int64)
    }

    /// The topic of the unit that is wanted, with those below it.
    let topic: FeedTopic
    let content: Content

    /// Reads a request.
    ///
    /// - Throws: ``ReplayRefusal`` when a value is outside its range.
    init(_ wire: WireTakeSnapshot) throws(ReplayRefusal) {
        guard let path = UnitPath(wire.unitPath), path != .all else {
            throw ReplayRefusal(.malformed, "unit_path holds the codes from the root to the unit, at least one.")
        }
        switch FeedStream(rawValue: wire.stream) {
        case .cases:
            guard wire.credit >= 1 else {
                throw ReplayRefusal(.malformed, "credit says how many cases there is room for, at least 1.")
            }
            if wire.hasPlace, !(UnitPath(wire.place.unitPath).map(path.contains) ?? false) {
                throw ReplayRefusal(.malformed, "place is `next` of the piece before, as it came, for the same unit.")
            }
            self.content = .cases(after: wire.hasPlace ? wire.place : nil, credit: Int(wire.credit))
            self.topic = FeedTopic(.cases, path)
        case .ratings:
            self.content = .ratings(fromDay: wire.hasFromDay ? Int64(wire.fromDay) : .min)
            self.topic = FeedTopic(.ratings, path)
        default: throw ReplayRefusal(.malformed, "stream is \"case\" or \"rating\".")
        }
    }
}
