/// A subscriber's side of a feed: every event of one scope exactly once and in order, however many the network drops.
///
/// A pure state machine: feed it what happens, carry out the actions. Each origin is followed by itself; events of
/// different origins have no order between them.
package struct FeedFollower<Event: Sendable>: Sendable {
    let configuration: FeedConfiguration
    var tracks: [FeedTrack<Event>]

    /// Makes a follower that continues after stored positions, one for each origin; without any it begins as configured.
    package init(configuration: FeedConfiguration = FeedConfiguration(), continuingAfter positions: [FeedPosition] = [])
    {
        self.configuration = configuration
        self.tracks = positions.map { position in
            let sequence = min(position.scopeSequence, .max - 1)
            return FeedTrack(
                origin: position.origin,
                delivered: sequence,
                deliveredNumber: position.number,
                newest: sequence
            )
        }
    }

    /// The position delivered last, for each origin of which anything was.
    package var positions: [FeedPosition] {
        self.tracks.filter { !$0.awaitsSnapshot }.map { track in
            FeedPosition(origin: track.origin, number: track.deliveredNumber, scopeSequence: track.delivered)
        }
    }

    /// Whether an event known to exist is missing, or a snapshot.
    package var hasGap: Bool { self.tracks.contains { $0.awaitsSnapshot || $0.missing != nil } }

    /// Takes in what happened and gives what to do, in order.
    ///
    /// - Parameters:
    ///   - input: What happened.
    ///   - generator: Randomness for jitter.
    /// - Returns: What to do, in order.
    package mutating func handle(
        _ input: FeedInput<Event>,
        using generator: inout some RandomNumberGenerator
    ) -> [FeedAction<Event>] {
        var actions: [FeedAction<Event>] = []
        switch input {
        case .event(let position, let event):
            guard let index = self.track(for: position, isEvent: true, &actions) else { break }
            self.take(position, event, at: index, &actions)
        case .snapshot(let position, let event):
            guard let index = self.tracks.firstIndex(where: { $0.origin == position.origin }),
                self.tracks[index].awaitsSnapshot
            else { break }
            self.begin(with: event, position, at: index, &actions)
        case .heartbeat(let newest):
            guard let index = self.track(for: newest, isEvent: false, &actions) else { break }
            guard self.tracks[index].agrees(withHeartbeat: newest) else {
                actions.append(.report(.inconsistent(newest)))
                break
            }
            self.tracks[index].newest = max(self.tracks[index].newest, min(newest.scopeSequence, .max - 1))
        case .replayEnded(let origin):
            guard let index = self.tracks.firstIndex(where: { $0.origin == origin }) else { break }
            // Only a replay that brought something is followed by the next at once; else the timer asks again.
            if self.tracks[index].madeProgressSinceAsking { self.tracks[index].askedThrough = nil }
        case .replayUnfinished(let origin):
            guard let index = self.tracks.firstIndex(where: { $0.origin == origin }) else { break }
            self.tracks[index].askedThrough = nil
        case .replayFailed:
            break
        case .connected:
            for index in self.tracks.indices { self.tracks[index].askedThrough = nil }
        case .timerFired(let timer):
            guard let index = self.tracks.firstIndex(where: { $0.origin == timer.origin }),
                timer.generation == self.tracks[index].timerGeneration, self.tracks[index].askedThrough != nil
            else { break }
            self.tracks[index].failures += 1
            self.tracks[index].askedThrough = nil
        }
        self.askForMissing(&actions, using: &generator)
        return actions
    }
}

extension FeedFollower {
    private mutating func track(
        for position: FeedPosition,
        isEvent: Bool,
        _ actions: inout [FeedAction<Event>]
    ) -> Int? {
        if let index = self.tracks.firstIndex(where: { $0.origin == position.origin }) { return index }
        guard self.tracks.count < self.configuration.maximumOrigins else {
            actions.append(.report(.tooManyOrigins(origin: position.origin)))
            return nil
        }
        var track = FeedTrack<Event>(origin: position.origin, delivered: 0, deliveredNumber: 0, newest: 0)
        track.awaitsSnapshot = self.configuration.beginning == .snapshot
        if self.tracks.count < self.configuration.originsBegunNow, self.configuration.beginning == .now {
            track.delivered = isEvent ? max(1, position.scopeSequence) - 1 : min(position.scopeSequence, .max - 1)
            track.deliveredNumber = position.number
            track.newest = track.delivered
        }
        self.tracks.append(track)
        return self.tracks.count - 1
    }

    private mutating func take(
        _ position: FeedPosition,
        _ event: Event,
        at index: Int,
        _ actions: inout [FeedAction<Event>]
    ) {
        guard position.scopeSequence > self.tracks[index].delivered, position.scopeSequence != .max else {
            if !self.tracks[index].awaitsSnapshot, self.tracks[index].contradicts(position) {
                actions.append(.report(.inconsistent(position)))
            }
            return
        }
        self.tracks[index].newest = max(self.tracks[index].newest, position.scopeSequence)
        guard position.scopeSequence == self.tracks[index].delivered + 1, !self.tracks[index].awaitsSnapshot else {
            if !self.tracks[index].hold(position, event, maximum: self.configuration.maximumHeld),
                !self.tracks[index].isFullReported
            {
                self.tracks[index].isFullReported = true
                actions.append(.report(.heldTooMany(origin: position.origin)))
            }
            return
        }
        guard self.deliver(position, event, at: index, &actions) else { return }
        self.deliverHeld(at: index, &actions)
    }

    /// Takes a snapshot, and goes on with the events behind it.
    private mutating func begin(
        with event: Event,
        _ position: FeedPosition,
        at index: Int,
        _ actions: inout [FeedAction<Event>]
    ) {
        self.tracks[index].awaitsSnapshot = false
        self.tracks[index].askedThrough = nil
        self.tracks[index].failures = 0
        let sequence = min(position.scopeSequence, .max - 1)
        self.tracks[index].delivered = sequence
        self.tracks[index].deliveredNumber = position.number
        self.tracks[index].newest = max(self.tracks[index].newest, sequence)
        self.tracks[index].held.removeAll { $0.position.scopeSequence <= sequence }
        actions.append(.deliver(position, event))
        self.deliverHeld(at: index, &actions)
    }

    /// Delivers what was held and is next now.
    private mutating func deliverHeld(at index: Int, _ actions: inout [FeedAction<Event>]) {
        var count = 0
        for (position, event) in self.tracks[index].held {
            guard position.scopeSequence == self.tracks[index].delivered + 1,
                self.deliver(position, event, at: index, &actions)
            else { break }
            count += 1
        }
        // One that was inconsistent is given up with the rest of its run: it will be asked for again.
        let delivered = self.tracks[index].delivered
        self.tracks[index].held.removeFirst(count)
        while let first = self.tracks[index].held.first, first.position.scopeSequence <= delivered + 1 {
            self.tracks[index].held.removeFirst()
        }
        if self.tracks[index].held.isEmpty { self.tracks[index].isFullReported = false }
    }

    private mutating func deliver(
        _ position: FeedPosition,
        _ event: Event,
        at index: Int,
        _ actions: inout [FeedAction<Event>]
    ) -> Bool {
        // Two events of one number follow each other where a case goes from one unit of the scope to another.
        guard position.number >= self.tracks[index].deliveredNumber else {
            actions.append(.report(.inconsistent(position)))
            return false
        }
        self.tracks[index].delivered = position.scopeSequence
        self.tracks[index].deliveredNumber = position.number
        self.tracks[index].isNumberExact = true
        self.tracks[index].failures = 0
        if let asked = self.tracks[index].askedThrough, asked <= position.scopeSequence {
            self.tracks[index].askedThrough = nil
        }
        actions.append(.deliver(position, event))
        return true
    }
}
