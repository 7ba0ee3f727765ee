package import FeedSubscriber
import FeedbackProtocol

/// How far a feed was followed with its gaps filled, what is worth keeping of what it tells, and when to end; pure.
package struct FollowedProgress: Sendable {
    /// What an aggregator tells of one stream of the followed unit.
    package struct Track: Sendable, Hashable {
        package let origin: String
        package let stream: FeedEventStream
    }

    /// What is known to exist and did not come.
    package struct Hole: Sendable, Hashable {
        package let track: Track
        /// The numbers in the followed unit; `nil` when not even the snapshot came.
        package let numbers: ClosedRange<UInt64>?
    }

    /// Heartbeats of more units than any register has are not kept for later.
    private static let mostEarlyHeartbeats = 20_000

    private let unitPath: [String]
    private let streams: Set<FeedEventStream>
    private let beginsWithSnapshot: Bool
    private let eventLimit: UInt64?
    /// The number told last of each track, and the newest one that a heartbeat told of.
    private var reached: [Track: UInt64] = [:]
    private var newest: [Track: UInt64] = [:]
    /// Heartbeats of units below of origins whose snapshots are not all there, the newest of each topic.
    private var early: [String: [[UInt8]: FeedTold]] = [:]
    private var wasHeardSinceAsked = false
    /// The position that the unit's own last heartbeat told.
    private var heardThrough: UInt64 = 0

    /// The aggregators heard of, in order.
    package private(set) var origins: [String] = []
    package private(set) var caseEvents: UInt64 = 0
    package private(set) var ratingEvents: UInt64 = 0
    /// How many of the events were told again because the feed's messages got lost.
    package private(set) var toldAgain: UInt64 = 0
    /// Heartbeats of the followed unit itself.
    package private(set) var heartbeats: UInt64 = 0
    /// The newest position of any event in its origin's journal.
    package private(set) var lastPosition: UInt64 = 0
    /// Whether the end was asked for.
    package private(set) var isEnding = false
    /// Whether a heartbeat told, after the end was asked for, that nothing is missing.
    package private(set) var isConfirmed = false
    /// Whether as many events came as were wanted.
    package private(set) var isAtLimit = false

    /// Follows streams of a unit.
    ///
    /// - Parameters:
    ///   - unitPath: The codes from the root to the unit.
    ///   - streams: What is followed.
    ///   - beginsWithSnapshot: Whether each track begins with one; otherwise with what happens from now on.
    ///   - eventLimit: How many events are wanted.
    package init(
        unitPath: [String],
        streams: Set<FeedEventStream>,
        beginsWithSnapshot: Bool,
        eventLimit: UInt64? = nil
    ) {
        self.unitPath = unitPath
        self.streams = streams
        self.beginsWithSnapshot = beginsWithSnapshot
        self.eventLimit = eventLimit
    }

    package var events: UInt64 { self.caseEvents + self.ratingEvents }
    /// Whether all that is wanted was told.
    package var isFinished: Bool { self.isConfirmed || self.isAtLimit }
    /// Whether nothing is missing, and that is known.
    package var isWhole: Bool { self.isFinished && self.holes.isEmpty }

    /// What is known to exist and did not come, by origin and stream.
    package var holes: [Hole] {
        self.origins.flatMap { origin in
            FeedEventStream.allCases.filter { self.streams.contains($0) }.compactMap { stream -> Hole? in
                let track = Track(origin: origin, stream: stream)
                guard let reached = self.reached[track] else {
                    return self.beginsWithSnapshot ? Hole(track: track, numbers: nil) : nil
                }
                // What came after the last event that is wanted is not missing.
                guard let newest = self.newest[track], newest > reached, !self.isAtLimit else { return nil }
                return Hole(track: track, numbers: reached + 1...newest)
            }
        }
    }

    /// Takes in what was told.
    ///
    /// - Returns: What is worth keeping now, in order.
    package mutating func take(_ told: FeedTold) -> [FeedTold] {
        switch told {
        case .snapshot(let position, _):
            let track = self.track(of: position)
            self.reached[track] = position.sequence
            return [told] + self.earlyHeartbeats(of: track.origin)
        case .event(let position, _, _, let isAgain):
            guard !self.isFinished else { return [] }
            self.reached[self.track(of: position)] = position.sequence
            if position.stream == .cases { self.caseEvents += 1 } else { self.ratingEvents += 1 }
            if isAgain { self.toldAgain += 1 }
            self.lastPosition = max(self.lastPosition, position.journalNumber)
            if self.eventLimit == self.events { self.isAtLimit = true }
            self.confirm()
            return [told]
        case .heartbeat(let topic, let bytes):
            guard !self.isAtLimit, let event = try? WireFeedEvent(decoding: bytes),
                case .heartbeat(let heartbeat) = event.content
            else { return [] }
            return self.take(told, heartbeat, of: event, topic)
        }
    }

    /// Ends with the next heartbeat behind which nothing is missing.
    package mutating func askToEnd() {
        self.isEnding = true
    }

    private mutating func take(
        _ told: FeedTold,
        _ heartbeat: WireHeartbeat,
        of event: WireFeedEvent,
        _ topic: [UInt8]
    ) -> [FeedTold] {
        let isOwn = event.unitPath == self.unitPath
        // Behind the end only the rest of the last heartbeats counts, and not what has happened since.
        guard !self.isConfirmed || !isOwn && event.number <= self.heardThrough else { return [] }
        if isOwn {
            self.heardThrough = event.number
            let isFirst = self.origins.isEmpty
            for stream in self.streams {
                let track = self.track(event.origin, stream)
                let sequence = stream == .cases ? heartbeat.caseSequence : heartbeat.ratingSequence
                self.newest[track] = max(self.newest[track] ?? 0, sequence)
                if !self.beginsWithSnapshot, self.reached[track] == nil { self.reached[track] = isFirst ? sequence : 0 }
            }
            self.heartbeats += 1
            if self.isEnding { self.wasHeardSinceAsked = true }
            self.confirm()
        }
        guard self.hasBegun(event.origin) else {
            if !isOwn, (self.early[event.origin]?.count ?? 0) < Self.mostEarlyHeartbeats {
                self.early[event.origin, default: [:]][topic] = told
            }
            return []
        }
        return [told]
    }

    private mutating func confirm() {
        if self.wasHeardSinceAsked, self.holes.isEmpty { self.isConfirmed = true }
    }

    private mutating func track(of position: FeedEventPosition) -> Track {
        self.track(position.origin, position.stream)
    }

    private mutating func track(_ origin: String, _ stream: FeedEventStream) -> Track {
        if !self.origins.contains(origin) { self.origins.append(origin) }
        return Track(origin: origin, stream: stream)
    }

    /// Whether all of an origin's snapshots are there, where each begins with one.
    private func hasBegun(_ origin: String) -> Bool {
        !self.beginsWithSnapshot
            || self.streams.allSatisfy { self.reached[Track(origin: origin, stream: $0)] != nil }
    }

    /// What units below told before the last snapshot came: it is told again later than a short recording may last.
    private mutating func earlyHeartbeats(of origin: String) -> [FeedTold] {
        guard self.hasBegun(origin), let early = self.early.removeValue(forKey: origin) else { return [] }
        return early.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
    }
}
