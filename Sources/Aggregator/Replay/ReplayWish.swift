import FeedbackProtocol
import FeedbackStore

/// A request for events, with everything in its range.
struct ReplayWish: Sendable, Hashable {
    let origin: String
    let stream: ScopeCounters.Stream
    /// The topic of the unit whose events are wanted, with those below it.
    let topic: FeedTopic
    /// The numbers wanted.
    let sequences: ClosedRange<UInt64>
    /// The most events that the asker has room for.
    let credit: Int

    /// Reads a request.
    ///
    /// - Throws: ``ReplayRefusal`` when a value is outside its range.
    init(_ wire: WireReplayEvents) throws(ReplayRefusal) {
        switch FeedStream(rawValue: wire.stream) {
        case .cases: self.stream = .caseChanges
        case .ratings: self.stream = .ratings
        default: throw ReplayRefusal(.malformed, "stream is \"case\" or \"rating\".")
        }
        guard let path = UnitPath(wire.unitPath), path != .all else {
            throw ReplayRefusal(.malformed, "unit_path holds the codes from the root to the unit, at least one.")
        }
        guard wire.fromSequence >= 1, wire.fromSequence <= wire.throughSequence else {
            throw ReplayRefusal(.malformed, "from_sequence is at least 1, and through_sequence no less.")
        }
        guard wire.credit >= 1 else {
            throw ReplayRefusal(.malformed, "credit says how many events there is room for, at least 1.")
        }
        self.origin = wire.origin
        self.topic = FeedTopic(self.stream == .caseChanges ? .cases : .ratings, path)
        self.sequences = wire.fromSequence...wire.throughSequence
        self.credit = Int(wire.credit)
    }

    /// Whether a message is among what is wanted: a case that moved makes one outside, too.
    func contains(_ message: FeedMessage) -> Bool {
        guard self.topic.path.contains(message.topic.path), let sequence = self.sequence(of: message) else {
            return false
        }
        return self.sequences.contains(sequence)
    }

    /// The number of a message in the unit that is wanted.
    func sequence(of message: FeedMessage) -> UInt64? {
        let depth = self.topic.path.codes.count - 1
        let sequences = message.scopeSequences
        return sequences.indices.contains(depth) ? sequences[depth] : nil
    }
}
