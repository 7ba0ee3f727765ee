import FeedbackStore

/// Where the latest replays can go on without looking for the place again; to lose one costs time and nothing else.
struct ReplayPlaces: Sendable {
    /// How many are kept, those used last.
    static let most = 32

    private var replays: [FeedReplay] = []

    /// How many are kept now.
    var count: Int { self.replays.count }

    /// Takes out the replay that is at a place, or begins one there.
    mutating func take(
        _ stream: ScopeCounters.Stream,
        unitPath: [String],
        from sequence: UInt64
    ) -> FeedReplay {
        let index = self.replays.lastIndex {
            $0.nextSequence == sequence && $0.stream == stream && $0.unitPath == unitPath
        }
        guard let index else { return FeedReplay(stream, unitPath: unitPath, from: sequence) }
        return self.replays.remove(at: index)
    }

    /// Keeps a replay for who asks on.
    mutating func keep(_ replay: FeedReplay) {
        if self.replays.count == Self.most { self.replays.removeFirst() }
        self.replays.append(replay)
    }
}
